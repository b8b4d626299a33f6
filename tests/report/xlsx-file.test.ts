import { type Cell, type Workbook as ReadBook, readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { writeXlsx } from '../../packages/cli/src/reports/write-xlsx.ts';
import { analyseText } from '../harness/analyse-text.ts';
import { nameOf } from '../harness/recalculate.ts';
import { workbookOf } from '../harness/workbook-of.ts';
import { zipEntries } from '../harness/zip-entries.ts';
import { seededDice } from '../oracle/dice.ts';
import { print } from '../oracle/print.ts';
import { randomModel } from '../oracle/random-model.ts';

const HOSTILE = '=HYPERLINK(\\"http://evil.example\\",\\"x\\") _x0041_ <b>&\u0001\ufffe\u202e';
const TEXT = print(randomModel(seededDice(7)), seededDice(7));
const book = workbookOf(analyseText(TEXT.replace(/^model ".*?(?<!\\)"/m, `model "${HOSTILE}"`)));
const bytes = await writeXlsx(book, '2026-03-15');
const entries = zipEntries(bytes);
const read: ReadBook = await readXlsx(bytes, { readStyles: true });

const cellsOf = (name: string): ReadonlyMap<string, Cell> => {
  const cells = read.sheets.find((sheet) => sheet.name === name)?.cells ?? new Map<string, Cell>();
  return new Map(
    [...cells].map(([at, cell]) => {
      const [row = 0, column = 0] = at.split(',').map(Number);
      return [nameOf({ row, column }), cell];
    }),
  );
};

describe('the file of a workbook', () => {
  it('holds its sheets, formulas and the values that they have', () => {
    expect(read.sheets.map(({ name }) => name)).toEqual(book.sheets.map(({ name }) => name));
    for (const { name, cells } of book.sheets) {
      const found = cellsOf(name);
      for (const cell of cells) {
        const there = found.get(nameOf(cell));
        const at = `${name}!${nameOf(cell)}`;
        if (cell.formula !== undefined) {
          expect(there?.formula, at).toBe(cell.formula);
          expect(there?.formulaResult ?? null, at).toBe(cell.value);
        } else if (typeof cell.value === 'number') expect(there?.value, at).toBe(cell.value);
        else expect(there?.value ?? '', at).toBe(cell.value);
      }
    }
  });

  it('keeps inputs apart by their look, and what is above and left in sight', () => {
    const input = book.sheets[2]?.cells.find(({ look }) => look === 'input');
    const style = cellsOf('Assumptions').get(input ? nameOf(input) : '')?.style;
    expect(style?.font?.color?.rgb).toMatch(/0000FF$/);
    expect(style?.numFmt).toBe(input?.format);
    expect(read.sheets[3]?.freezePane).toEqual({ rows: 3, columns: 1 });
    expect(read.sheets[2]?.columns?.[0]?.width).toBe(34);
  });

  it('names what the model comes to', () => {
    expect(read.namedRanges?.map(({ name, range }) => [name, range])).toEqual(
      book.names.map(({ name, cell }) => [name, cell]),
    );
  });

  it('is the same to the bit for the same model and day', async () => {
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    expect(Buffer.compare(await writeXlsx(book, '2026-03-15'), bytes)).toBe(0);
    const core = entries.get('docProps/core.xml') ?? '';
    expect(core.match(/2026-03-15T00:00:00Z/g)).toHaveLength(2);
  });

  it('leads nowhere else, and runs nothing', () => {
    const names = [...entries.keys()];
    expect(names.filter((name) => /external|vba|macro|connection|query/i.test(name))).toEqual([]);
    for (const [name, text] of entries) if (name.endsWith('.rels')) expect(text).not.toMatch(/TargetMode="External"/);
  });

  it('writes texts as texts', () => {
    const title = cellsOf('Summary').get('A1');
    expect(title?.formula).toBeUndefined();
    expect(title?.value).toBe('=HYPERLINK("http://evil.example","x") _x0041_ <b>&\ufffd\ufffd\ufffd');
    // What looks like an escape of the format is escaped itself.
    expect(entries.get('xl/sharedStrings.xml')).toContain('_x005F_x0041_');
  });
});
