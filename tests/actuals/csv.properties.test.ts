import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../packages/actuals/src/csv.ts';
import { cellsOf } from '../../packages/actuals/src/csv-row.ts';
import { cellOf, valueOfCell, written } from './written-table.ts';

const LONG = Boolean(process.env['UPSELL_LONG']);
const options = { numRuns: LONG ? 100_000 : 2_000, ...(LONG ? {} : { seed: 20_260_201 }) };

const LINE_ENDS = ['\n', '\r\n', '\r'];
const letters = fc.array(fc.constantFrom('a', '"', ',', ' ', '\n', '\r\n', '\r', '\t', '\uFEFF', 'é', '😀', ';', '1'), {
  maxLength: 8,
});
const cell = fc
  .record({
    value: letters.map((all) => all.join('')),
    isQuoted: fc.boolean(),
    spaces: fc.constantFrom('', '', ' ', ' \t '),
  })
  .map(({ value, isQuoted, spaces }) => {
    const text = cellOf(value, isQuoted || /[",\r\n]/.test(value));
    return text.startsWith('"') ? text + spaces : text;
  });
// Two cells at least: no row begins with a line end, which could make a CRLF with the one before.
const table = fc.record({
  rows: fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 }),
  lineEnds: fc.array(fc.constantFrom(...LINE_ENDS), { minLength: 8, maxLength: 8 }),
  isEnded: fc.boolean(),
  start: fc.constantFrom('', '\uFEFF'),
});
const linesIn = (text: string): number => text.split(/\r\n|\r|\n/).length;

describe('the rows of a CSV text', () => {
  it('has each cell at its place, with its value, whatever the cells and the line ends are', () => {
    fc.assert(
      fc.property(table, ({ rows, lineEnds, isEnded, start }) => {
        fc.pre(start !== '' || !rows[0]?.[0]?.startsWith('\uFEFF'));
        const { text, places } = written(rows, { start, isEnded, lineEnd: (row) => lineEnds[row] ?? '\n' });
        const read = [...readCsv(text)];
        expect(read.length).toBe(rows.length + (isEnded ? 1 : 0));
        rows.forEach((cells, i) => {
          const row = read[i];
          if (!row) throw new Error('no such row');
          expect(row.wrong).toBeUndefined();
          const found = cellsOf(text, row);
          expect(found.map((one) => ({ start: one.start, end: one.end }))).toEqual(places[i]);
          expect(found.map((one) => one.value)).toEqual(cells.map((one) => valueOfCell(one).trim()));
          expect(found.map((one) => text.slice(one.start, one.end))).toEqual(cells);
          expect([row.start, row.end]).toEqual([places[i]?.[0]?.start, places[i]?.at(-1)?.end]);
          expect(row.line).toBe(linesIn(text.slice(0, row.start)));
        });
      }),
      options,
    );
  });

  it('covers any text, row after row, and never throws', () => {
    const any = fc
      .array(fc.oneof(fc.constantFrom('a', '"', '""', ',', '\n', '\r\n', '\r', ' ', '\uFEFF', ',"'), fc.string()), {
        maxLength: 60,
      })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(any, (text) => {
        let at = text.startsWith('\uFEFF') ? 1 : 0;
        for (const row of readCsv(text)) {
          expect(row.start).toBe(at);
          expect(row.line).toBe(linesIn(text.slice(0, row.start)));
          const end = row.wrong ? text.slice(row.start).search(/[\r\n]|$/) + row.start : row.end;
          expect(row.end).toBeGreaterThanOrEqual(end);
          expect(text.slice(row.end)).toMatch(/^([\r\n]|$)/);
          let last = row.start - 1;
          for (const one of cellsOf(text, row)) {
            expect(one.start).toBe(last + 1);
            last = one.end;
          }
          if (!row.wrong) expect(last).toBe(row.end);
          at = row.end + (/^(\r\n|\r|\n)/.exec(text.slice(row.end))?.[0].length ?? 0);
        }
        expect(at).toBe(text.length);
      }),
      options,
    );
  });

  it('goes on where a block of the text ends, in a quoted cell too', () => {
    const long = `a,${'x'.repeat(70)}`;
    // A block holds 898 of these lines.
    for (let before = 885; before < 905; before++) {
      const text = `${`${long}\n`.repeat(before)}b,"one\r\ntwo","${'y\n'.repeat(300)}"\n${`${long}\n`.repeat(900)}c,d`;
      const read = [...readCsv(text)];
      expect(read.length).toBe(before + 902);
      expect(read.filter((row) => row.wrong)).toEqual([]);
      const row = read[before];
      expect(row && cellsOf(text, row).map((one) => one.value)).toEqual(['b', 'one\r\ntwo', 'y\n'.repeat(300).trim()]);
      expect(read.at(-1)).toMatchObject({ line: before + 902 + 301, end: text.length });
    }
  });
});
