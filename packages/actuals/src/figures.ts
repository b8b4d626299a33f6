import type { FileName } from './columns.ts';
import { readNumber } from './number-cell.ts';
import type { ProblemCode, Report } from './problem.ts';
import type { TableRow } from './table.ts';

/** The numbers of a row by their columns; undefined is not recorded. */
export type Figures = Readonly<Record<string, number | undefined>>;

/**
 * The numbers of a row; undefined where one of them is wrong by itself or with another. Reports `actuals-bad-number`,
 * `actuals-won-exceeds-closed` and `actuals-opened-exceeds-touches`, which alone is only a warning.
 */
export function readFigures(row: TableRow, report: Report): Figures | undefined {
  const figures: Record<string, number | undefined> = {};
  let isRight = true;
  for (const { name, kind, isRequired, at } of row.figures) {
    const cell = row.cells[at];
    if (!cell || (cell.value === '' && !isRequired)) continue;
    const read = cell.value === '' ? 'blank' : readNumber(cell.value, kind);
    if (typeof read === 'number') figures[name] = read;
    else {
      isRight = false;
      report('actuals-bad-number', cell, { line: row.line, column: name, text: cell.value, kind: read });
    }
  }
  return checkParts(row, figures, report) && isRight ? figures : undefined;
}

/** Reports the numbers that are larger than what they are a part of, and returns whether there is none that is an error. */
function checkParts(row: TableRow, figures: Figures, report: Report): boolean {
  let isRight = true;
  for (const { part, whole, code, kind } of PARTS[row.file]) {
    const [small, large] = [figures[part], figures[whole]];
    if (small === undefined || large === undefined || small <= large) continue;
    const cell = row.cell(part);
    if (!cell) continue;
    const params = { line: row.line, column: part, text: cell.value, of: whole, [part]: small, [whole]: large };
    report(code, cell, kind === undefined ? params : { ...params, kind });
    isRight &&= code === 'actuals-opened-exceeds-touches';
  }
  return isRight;
}

interface Part {
  readonly part: string;
  readonly whole: string;
  readonly code: ProblemCode;
  readonly kind?: string;
}

const partOf = (part: string, whole: string, kind = 'part'): Part => ({
  part,
  whole,
  code: 'actuals-bad-number',
  kind,
});

const PARTS: Readonly<Record<FileName, readonly Part[]>> = {
  'months.csv': [
    { part: 'opened', whole: 'touches', code: 'actuals-opened-exceeds-touches' },
    { part: 'won', whole: 'closed', code: 'actuals-won-exceeds-closed' },
    partOf('gated', 'opened', 'gated'),
  ],
  'quarters.csv': [
    partOf('late_customer', 'opened_customer'),
    partOf('late_vendor', 'opened_vendor'),
    partOf('late_unknown', 'opened_unknown'),
    partOf('organic_vendor', 'opened_vendor'),
    partOf('tier_change_late_vendor_no_evidence', 'late_vendor'),
  ],
  'cohorts.csv': [partOf('contracted', 'accounts', 'contracted')],
};
