import { evaluate, isBroken } from '@upsell/engine';
import type { Workbook } from '@upsell/report';
import { describe, expect, it } from 'vitest';
import { writeXlsx } from '../../packages/cli/src/reports/write-xlsx.ts';
import { analyseText } from '../harness/analyse-text.ts';
import { numbersIn, withNumber } from '../harness/changed-number.ts';
import { analysedExamples } from '../harness/example.ts';
import { calculatedByLibreOffice, whyNoLibreOffice } from '../harness/libreoffice.ts';
import { differingCells, nameOf, statedValues } from '../harness/recalculate.ts';
import { workbookOf } from '../harness/workbook-of.ts';
import { seededDice } from '../oracle/dice.ts';
import { print } from '../oracle/print.ts';
import { randomModel } from '../oracle/random-model.ts';

/*
 * What a spreadsheet makes of the file, compared cell by cell with the engine. It takes a minute and a program that is large,
 * so it is a part of the long run alone, and there it has to run.
 */

/** The file as it is written, but with formulas that say they come to something else: whatever is right afterwards was computed. */
const withoutResults = ({ sheets, ...book }: Workbook): Workbook => ({
  ...book,
  sheets: sheets.map((sheet) => ({
    ...sheet,
    cells: sheet.cells.map((cell) => (cell.formula === undefined ? cell : { ...cell, value: WRONG })),
  })),
});

const WRONG = 987_654_321;

/** The workbook with the inputs of another one of the same model. */
function withInputs({ sheets, ...book }: Workbook, other: Workbook): Workbook {
  return {
    ...book,
    sheets: sheets.map((sheet, s) => ({
      ...sheet,
      cells: sheet.cells.map((cell, i) =>
        cell.look === 'input' ? { ...cell, value: other.sheets[s]?.cells[i]?.value ?? null } : cell,
      ),
    })),
  };
}

async function expectSame(
  books: readonly { readonly written: Workbook; readonly expected: Workbook }[],
): Promise<void> {
  const files = await Promise.all(books.map(({ written }) => writeXlsx(withoutResults(written), '2026-03-15')));
  const found = await calculatedByLibreOffice(files);
  for (const [i, { expected }] of books.entries()) {
    const stated = new Map([...statedValues(expected)].filter(([, value]) => value !== ''));
    const values = found[i] ?? new Map();
    expect(differingCells(stated, values).slice(0, 20)).toEqual([]);
    const numbers = expected.sheets.flatMap(({ name, cells }) =>
      cells.flatMap((cell) => (cell.formula === undefined ? [] : [values.get(`${name}!${nameOf(cell)}`)])),
    );
    expect(numbers).not.toContain(WRONG);
  }
}

describe('LibreOffice', () => {
  it('is there', () => {
    expect(whyNoLibreOffice()).toBeUndefined();
  });

  it('comes to the numbers of every example', async () => {
    const models = analysedExamples()
      .map(({ analysis }) => analysis)
      .filter(({ program }) => program.includes.length === 0);
    expect(models.length).toBeGreaterThan(1);
    await expectSame(models.map((analysis) => ({ written: workbookOf(analysis), expected: workbookOf(analysis) })));
  }, 600_000);

  it('comes to the numbers of random models, with a number changed too', async () => {
    const books = Array.from({ length: 100 }, (_, seed) => {
      const analysis = analyseText(print(randomModel(seededDice(seed)), seededDice(seed)));
      const own = workbookOf(analysis);
      const numbers = numbersIn(analysis.model).filter(({ value }) => value !== 0 && value !== 1);
      const number = numbers[(seed * 31) % numbers.length];
      const model = number ? withNumber(analysis.model, number, number.value * 0.93) : analysis.model;
      const evaluated = evaluate(model);
      if (Object.values(evaluated.forecast.summary).some(isBroken)) return [{ written: own, expected: own }];
      const other = workbookOf(analysis, { model, ...evaluated });
      return [
        { written: own, expected: own },
        { written: withInputs(own, other), expected: other },
      ];
    }).flat();
    await expectSame(books);
  }, 900_000);
});
