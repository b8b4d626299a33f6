import { evaluate, isBroken, type Model } from '@upsell/engine';
import type { Analysis } from '@upsell/language';
import type { Workbook } from '@upsell/report';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyseFiles, analyseText } from '../harness/analyse-text.ts';
import { type NamedNumber, numbersIn, withNumber } from '../harness/changed-number.ts';
import { differingCells, nameOf, recalculated, statedValues, type Values } from '../harness/recalculate.ts';
import { workbookOf } from '../harness/workbook-of.ts';
import { seededDice } from '../oracle/dice.ts';
import { print } from '../oracle/print.ts';
import { printFiles } from '../oracle/print-files.ts';
import { arbitraryModel } from '../oracle/random-model.ts';
import { arbitraryStatedModel } from '../oracle/random-project.ts';

// The same models in every normal run, so that a red run is red again; the long run takes new ones.
const LONG = Boolean(process.env['UPSELL_LONG']);
const settings = (runs: number) => ({ numRuns: runs, ...(LONG ? {} : { seed: 20_260_201 }), endOnFailure: true });
const anySeed = fc.integer({ min: 0, max: 2 ** 31 - 1 });

/** The numbers of a workbook that are there to be changed. */
const inputsOf = ({ sheets }: Workbook): Values =>
  new Map(
    sheets.flatMap(({ name, cells }) =>
      cells.flatMap((cell) =>
        cell.formula === undefined && typeof cell.value === 'number' ? [[`${name}!${nameOf(cell)}`, cell.value]] : [],
      ),
    ),
  );

const formulasOf = ({ sheets }: Workbook) =>
  sheets.map(({ name, cells }) => ({ name, formulas: cells.map((cell) => [nameOf(cell), cell.formula]) }));

/** A number near another one, that fits the same places. */
const near = (value: number): number => value * 0.93;

/** What differs between the model with a changed number and the workbook in which that number is changed. */
function afterChange(analysis: Analysis, before: Workbook, number: NamedNumber): readonly string[] {
  const model: Model = withNumber(analysis.model, number, near(number.value));
  const evaluated = evaluate(model);
  // Another number may break what the first one did not: shares that add up to 100% no more.
  if (Object.values(evaluated.forecast.summary).some(isBroken)) return [];
  const after = workbookOf(analysis, { model, ...evaluated });
  expect(formulasOf(after)).toEqual(formulasOf(before));
  const inputs = inputsOf(after);
  const changed = [...inputsOf(before)].filter(([name, value]) => inputs.get(name) !== value);
  if (changed.length > 1 && !changed.every(([name]) => isMeanOfItsMonth(before, name)))
    return [`${changed.length} inputs for one number`];
  return differingCells(
    statedValues(after),
    recalculated(before, new Map(changed.map(([name]) => [name, inputs.get(name) as number]))),
  );
}

/** The mean of a range per workday is another one each month, and each is an input. */
function isMeanOfItsMonth({ sheets }: Workbook, name: string): boolean {
  const cells = sheets.find((sheet) => name.startsWith(`${sheet.name}!`))?.cells ?? [];
  const row = Number(/\d+$/.exec(name)?.[0]) - 1;
  return cells.some((cell) => cell.row === row && cell.value === 'expected value, month by month');
}

describe('a workbook', () => {
  it('comes to what its cells say they have, whatever the model', () => {
    fc.assert(
      fc.property(arbitraryModel({ isUnsaidFine: true }), anySeed, (model, seed) => {
        const text = print(model, seededDice(seed));
        const book = workbookOf(analyseText(text));
        expect(differingCells(statedValues(book), recalculated(book)), text).toEqual([]);
      }),
      settings(LONG ? 300 : 20),
    );
  }, 600_000);

  it('with a number changed comes to what the model with that number does', () => {
    fc.assert(
      fc.property(arbitraryModel(), anySeed, fc.infiniteStream(fc.nat()), (model, seed, picks) => {
        const text = print(model, seededDice(seed));
        const analysis = analyseText(text);
        const book = workbookOf(analysis);
        const numbers = numbersIn(analysis.model).filter(({ value }) => value !== 0 && value !== 1);
        for (let i = 0; i < Math.min(3, numbers.length); i++) {
          const number = numbers[(picks.next().value as number) % numbers.length] as NamedNumber;
          expect(afterChange(analysis, book, number), `${number.key} ${number.value} in\n${text}`).toEqual([]);
        }
      }),
      settings(LONG ? 150 : 10),
    );
  }, 600_000);

  it('counts what was opened before the period as the forecast does', () => {
    const before = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 12 });
    fc.assert(
      fc.property(arbitraryModel(), anySeed, before, (of, seed, openedBefore) => {
        const analysis = analyseText(print(of, seededDice(seed)));
        const channels = analysis.model.channels.map((channel, i) =>
          i % 3 === 2 ? channel : { ...channel, openedBefore },
        );
        const model = { ...analysis.model, channels };
        const book = workbookOf(analysis, { model, ...evaluate(model) });
        expect(differingCells(statedValues(book), recalculated(book))).toEqual([]);
      }),
      settings(LONG ? 100 : 8),
    );
  }, 600_000);

  it('of a model in several files, with targets, comes to the same', () => {
    fc.assert(
      fc.property(arbitraryStatedModel(), anySeed, (project, seed) => {
        const analysis = analyseFiles(printFiles(project, seededDice(seed)));
        const book = workbookOf(analysis);
        expect(differingCells(statedValues(book), recalculated(book))).toEqual([]);
        // Each scenario is a model of its own, with factors on what it scales.
        for (const { model, forecast } of analysis.scenarios.filter(
          ({ forecast: of }) => !isBroken(of.total.touches),
        )) {
          const varied = workbookOf(analysis, { model, forecast, targets: [] });
          expect(differingCells(statedValues(varied), recalculated(varied))).toEqual([]);
        }
      }),
      settings(LONG ? 100 : 8),
    );
  }, 600_000);
});
