import { COLUMNS, type Column, type Range } from '@upsell/actuals';
import { type Actuals, monthOf } from '@upsell/engine';
import { describe, expect, it } from 'vitest';
import { read, shortOf } from './marked.ts';
import { cellOf, type FileName, written } from './written-table.ts';

/** Three files in which nothing is wrong. */
const GOOD: Readonly<Record<FileName, readonly (readonly string[])[]>> = {
  'months.csv': [
    ['month', 'source', 'touches', 'opened', 'closed', 'won', 'revenue', 'gated', 'through'],
    ['2026-01', 'ticket', '812', '4', '3', '1', '12000.50', '2', '2026-01-31'],
    ['2026-01', 'CSM (old)', '210', '6', '0', '0', '-250', '0', '2026-01-31'],
    ['2026-02', 'ticket', '790', '5', '2', '2', '31000', '1', '2026-02-28'],
    ['2026-02', 'csm_touch', '198', '7', '5', '3', '40000', '7', '2026-02-28'],
    ['2026-03', 'ticket', '805', '3', '4', '1', '9000', '3', '2026-03-17'],
    ['2026-03', 'csm_touch', '205', '8', '6', '2', '22000', '5', '2026-03-17'],
  ],
  'quarters.csv': [
    COLUMNS['quarters.csv'].map(({ name }) => name),
    ['FY27-Q1', '30', '20', '10', '3', '5', '1', '8', '6', '4', '900000.50', '700000'],
    ['FY27-Q2', '31', '21', '11', '4', '6', '2', '9', '7', '5', '910000', '710000.25'],
    ['FY27-Q3', '32', '22', '12', '5', '7', '3', '0', '8', '6', '920000', '720000'],
  ],
  'cohorts.csv': [
    COLUMNS['cohorts.csv'].map(({ name }) => name),
    ['2025-01', 'customer', '30', '2', '500000', '60000', '9000', '12'],
    ['2025-01', 'vendor', '20', '6', '400000.75', '90000', '70000', '12'],
    ['2025-02', 'customer', '31', '3', '510000', '61000', '9100', '12'],
    ['2025-02', 'vendor', '21', '7', '410000', '91000', '71000', '12'],
  ],
};
const FILES = Object.keys(GOOD) as FileName[];

/** Values and what is wrong with them. */
type Wrong = readonly (readonly [value: string, problem: string])[];

const all = (problem: string, values: readonly string[]): Wrong => values.map((value) => [value, problem]);

const NO_NUMBERS = all(
  'bad-number text',
  'many|1,234|1.234,5|$5|5 €|5%|1e3|+5|.5|5.|0x10|٣|−3|1 234|1_000|NaN|Infinity|true|-'.split('|'),
);
const LARGE_COUNTS = all('bad-number large', ['9007199254740992', '9'.repeat(30), '9'.repeat(400)]);
const LARGE_MONEY = all('bad-number large', ['9'.repeat(400)]);
const NEGATIVE = all('bad-number negative', ['-1', '-0.5', '-12000']);
const FRACTIONS = all('bad-number fraction', ['2.5', '0.001', '4503599627370497.3', '9007199254740991.5']);
const NO_MONTHS = all(
  'malformed month',
  '|2026-13|2026-00|26-05|2026-5|2026/05|May 2026|2026-05-01|202605|x'.split('|'),
);

const WRONG: Readonly<Record<Column['kind'], Wrong>> = {
  month: NO_MONTHS,
  quarter: all('malformed quarter', '|FY27-Q5|FY27-Q0|FY27|2026-Q1|Q1|fy27-q1|FY7-Q1|FY27-Q1-|x'.split('|')),
  source: [['', 'no-source'], ...all('unknown-source', ['Partner', 'Ticket', 'csm', 'a,b', 'a"b', 'a\nb', '0'])],
  initiator: all('malformed initiator', ['', 'Customer', 'partner', 'vendor,customer']),
  through: all(
    'malformed through',
    '2026-02-30|2026-13-01|2026-01-32|2026-01-00|17|01/17/2026|2026-1-17|2027-01-05|x'.split('|'),
  ),
  count: [...NO_NUMBERS, ...NEGATIVE, ...FRACTIONS, ...LARGE_COUNTS],
  money: [...NO_NUMBERS, ...NEGATIVE, ...LARGE_MONEY],
  'signed-money': [...NO_NUMBERS, ...LARGE_MONEY],
};

const waysOf = ({ kind, isRequired }: Column): Wrong => {
  const isNumber = kind === 'count' || kind === 'money' || kind === 'signed-money';
  return isNumber && isRequired ? [['', 'bad-number blank'], ...WRONG[kind]] : WRONG[kind];
};

/** Columns that are parts of others, one more than the other being wrong. */
const PARTS: Readonly<Record<FileName, readonly (readonly [part: string, whole: string, problem: string])[]>> = {
  'months.csv': [
    ['opened', 'touches', 'opened-exceeds-touches'],
    ['won', 'closed', 'won-exceeds-closed'],
    ['gated', 'opened', 'bad-number gated'],
  ],
  'quarters.csv': [
    ['late_customer', 'opened_customer', 'bad-number part'],
    ['late_vendor', 'opened_vendor', 'bad-number part'],
    ['late_unknown', 'opened_unknown', 'bad-number part'],
    ['organic_vendor', 'opened_vendor', 'bad-number part'],
    ['tier_change_late_vendor_no_evidence', 'late_vendor', 'bad-number part'],
  ],
  'cohorts.csv': [['contracted', 'accounts', 'bad-number contracted']],
};

/** The good files with a cell of one written otherwise. */
function readWith(file: FileName, row: number, column: number, cell: string) {
  const tables = FILES.map((name) => {
    const rows = GOOD[name].map((cells, i) =>
      cells.map((value, j) => (name === file && i === row && j === column ? cell : cellOf(value))),
    );
    return [name, written(rows)] as const;
  });
  const place = tables.find(([name]) => name === file)?.[1].places[row]?.[column] as Range;
  return { result: read(Object.fromEntries(tables.map(([name, { text }]) => [name, text]))), place };
}

const good = readWith('months.csv', 0, 0, 'month').result;

/** What is left of the good actuals without a row of a file, counted from 1. */
function without(file: FileName, row: number): Actuals {
  const left = <T>(name: FileName, rows: readonly T[], isRow: (one: T) => boolean) =>
    name === file ? rows.filter((one) => !isRow(one)) : rows;
  const cells = GOOD[file][row] ?? [];
  const month = monthOf(Number(cells[0]?.slice(0, 4)), Number(cells[0]?.slice(5)));
  const source = cells[1] === 'CSM (old)' ? 'csm_touch' : cells[1];
  return {
    rows: left('months.csv', good.actuals.rows, (one) => one.month === month && one.source === source),
    leftOut: [],
    unread: [],
    quarters: left('quarters.csv', good.actuals.quarters, (one) => one === good.actuals.quarters[row - 1]),
    cohorts: left('cohorts.csv', good.actuals.cohorts, (one) => one === good.actuals.cohorts[row - 1]),
  };
}

/** Checks that a wrong cell is told of once and at its place, and that no more than its row is lost. */
function checkCell(file: FileName, row: number, column: number, cell: string, problem: string): void {
  const { result, place } = readWith(file, row, column, cell);
  const [only, ...more] = result.problems;
  const what = `${file}, row ${row}, column ${column}, ${JSON.stringify(cell.slice(0, 40))}`;
  expect([only && shortOf(only), more.length], what).toEqual([problem, 0]);
  expect(only, what).toMatchObject({ file, start: place.start, end: place.end, params: { line: row + 1 } });
  const { leftOut, unread, ...counted } = result.actuals;
  const { leftOut: _, unread: __, ...expected } = without(file, row);
  expect(counted, what).toEqual(expected);
  expect(result.places.length, what).toBe(counted.rows.length);
  const isSource = problem === 'no-source' || problem === 'unknown-source';
  expect([leftOut.length, unread.length], what).toEqual(file !== 'months.csv' ? [0, 0] : isSource ? [1, 0] : [0, 1]);
}

const cellsOfFile = (file: FileName) =>
  GOOD[file].slice(1).flatMap((cells, i) => cells.map((value, column) => ({ row: i + 1, column, value })));

const columnAt = (file: FileName, at: number): Column =>
  COLUMNS[file].find(({ name }) => name === GOOD[file][0]?.[at]) as Column;

describe('the good files', () => {
  it('are good, and have every column', () => {
    expect(good.problems).toEqual([]);
    expect(good.actuals.rows.length + good.actuals.quarters.length + good.actuals.cohorts.length).toBe(13);
    for (const file of FILES)
      expect([...(GOOD[file][0] ?? [])].sort()).toEqual(COLUMNS[file].map(({ name }) => name).sort());
  });
});

describe.each(FILES)('every cell of %s', (file) => {
  it('made wrong in every way of its kind, is told of once, at its place', () => {
    let checked = 0;
    for (const { row, column } of cellsOfFile(file))
      for (const [value, problem] of waysOf(columnAt(file, column))) {
        for (const isQuoted of /[",\n]/.test(value) ? [true] : [false, true])
          checkCell(file, row, column, cellOf(value, isQuoted), problem);
        checked++;
      }
    expect(checked).toBeGreaterThan(500);
  });

  it('with wrong quotes, is told of once, at its place', () => {
    for (const { row, column, value } of cellsOfFile(file))
      for (const cell of [`"${value}`, `"${value}"x`, `${value}"`, `x"${value}"`, ` "${value}"`, `"${value}" x "`, '"'])
        checkCell(file, row, column, cell, 'malformed quotes');
  });

  it('that is missing, or has a comma more, is told of at its row', () => {
    for (const { row, column, value } of cellsOfFile(file)) {
      const { result, place } = readWith(file, row, column, `${value},`);
      expect(result.problems.map(shortOf)).toEqual(['malformed row-length']);
      const [{ start, end } = place] = result.problems;
      expect(start).toBeLessThanOrEqual(place.start);
      expect(end).toBeGreaterThanOrEqual(place.end);
    }
  });

  it('larger than what it is a part of, is told of once, at its place', () => {
    const at = (name: string) => GOOD[file][0]?.indexOf(name) ?? -1;
    for (const [part, whole, problem] of PARTS[file])
      for (const [i, cells] of GOOD[file].entries()) {
        if (i === 0) continue;
        const cell = String(Number(cells[at(whole)]) + 1);
        if (problem !== 'opened-exceeds-touches') checkCell(file, i, at(part), cell, problem);
        else {
          const { result, place } = readWith(file, i, at(part), cell);
          expect(result.problems.map(shortOf)).toEqual([problem]);
          expect(result.problems[0]).toMatchObject(place);
          expect(result.actuals.rows.length).toBe(good.actuals.rows.length);
        }
        // As much as the whole is possible.
        expect(readWith(file, i, at(part), cells[at(whole)] ?? '').result.problems.map(shortOf)).toEqual([]);
      }
  });

  it('with a character that no text has, is told of alone', () => {
    for (const { row, column, value } of cellsOfFile(file)) {
      const { result, place } = readWith(file, row, column, `${value}\0`);
      expect(result.problems.map(shortOf)).toEqual(['malformed binary']);
      expect(result.problems[0]).toMatchObject({ start: place.end - 1, end: place.end });
    }
  });
});
