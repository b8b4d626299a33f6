import type { ActualQuarter } from '@upsell/engine';
import { readFiscalQuarter } from './dates.ts';
import { readFigures } from './figures.ts';
import type { Report } from './problem.ts';
import { repeated } from './repeated.ts';
import { readTable } from './table.ts';

/** The quarters of quarters.csv that can be read, in their order; what is wrong goes to `report`. `fiscalYearStart` is a calendar month, 1 to 12. */
export function readQuarters(text: string, fiscalYearStart: number, report: Report): readonly ActualQuarter[] {
  const rows = readTable('quarters.csv', text, report, (row) => {
    const { line } = row;
    const cell = row.cell('quarter');
    if (!row.isWhole || !cell) return undefined;
    const start = readFiscalQuarter(cell.value, fiscalYearStart);
    if (start === undefined)
      report('actuals-malformed', cell, { line, column: 'quarter', text: cell.value, kind: 'quarter' });
    return { line, cell, start, figures: readFigures(row, report) };
  });
  const read = rows.filter((row) => row !== undefined);
  const twice = repeated(read, ({ start }) => (start === undefined ? undefined : [start, '']));
  for (const [{ line, cell }, first] of twice)
    if (line !== first)
      report('actuals-duplicate-row', cell, { line, column: 'quarter', text: cell.value, quarter: cell.value, first });

  const quarters = read.flatMap((row): ActualQuarter[] => {
    const { start, figures } = row;
    if (start === undefined || !figures || twice.has(row)) return [];
    return [
      {
        start,
        openedCustomer: figures['opened_customer'],
        openedVendor: figures['opened_vendor'],
        openedUnknown: figures['opened_unknown'],
        lateCustomer: figures['late_customer'],
        lateVendor: figures['late_vendor'],
        lateUnknown: figures['late_unknown'],
        nextEarlyVendor: figures['next_early_vendor'],
        organicVendor: figures['organic_vendor'],
        tierChangeLateVendorNoEvidence: figures['tier_change_late_vendor_no_evidence'],
        quota: figures['quota'],
        booked: figures['booked'],
      },
    ];
  });
  return quarters.sort((a, b) => a.start - b.start);
}
