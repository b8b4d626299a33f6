import { type ActualCohort, monthText } from '@upsell/engine';
import { readMonth } from './dates.ts';
import { readFigures } from './figures.ts';
import type { Report } from './problem.ts';
import { repeated } from './repeated.ts';
import { readTable } from './table.ts';

/** The cohorts of cohorts.csv that can be read, in the order of months, then customer before vendor; what is wrong goes to `report`. */
export function readCohorts(text: string, report: Report): readonly ActualCohort[] {
  const rows = readTable('cohorts.csv', text, report, (row) => {
    const { line } = row;
    const [monthAt, initiatorAt] = [row.cell('month'), row.cell('initiated_by')];
    if (!row.isWhole || !monthAt || !initiatorAt) return undefined;
    const month = readMonth(monthAt.value);
    const initiator = readInitiator(initiatorAt.value);
    if (month === undefined)
      report('actuals-malformed', monthAt, { line, column: 'month', text: monthAt.value, kind: 'month' });
    if (initiator === undefined) {
      const params = { line, column: 'initiated_by', text: initiatorAt.value, kind: 'initiator' };
      report('actuals-malformed', initiatorAt, params);
    }
    return { line, initiatorAt, month, initiator, figures: readFigures(row, report) };
  });
  const read = rows.filter((row) => row !== undefined);
  const twice = repeated(read, ({ month, initiator }) =>
    month === undefined || initiator === undefined ? undefined : [month, initiator],
  );
  for (const [{ line, initiatorAt, month = 0, initiator }, first] of twice) {
    if (line === first) continue;
    const params = { line, column: 'initiated_by', text: initiatorAt.value, month: monthText(month), initiator, first };
    report('actuals-duplicate-row', initiatorAt, params);
  }

  const cohorts = read.flatMap((row): ActualCohort[] => {
    const { month, initiator, figures } = row;
    if (month === undefined || initiator === undefined || !figures || twice.has(row)) return [];
    const { accounts = 0, contracted = 0, expansion = 0, lost = 0 } = figures;
    const [arrBefore = 0, followUpMonths = 0] = [figures['arr_before'], figures['follow_up_months']];
    return [{ month, initiator, accounts, contracted, arrBefore, expansion, lost, followUpMonths }];
  });
  return cohorts.sort((a, b) => a.month - b.month || (a.initiator < b.initiator ? -1 : 1));
}

const readInitiator = (text: string): ActualCohort['initiator'] | undefined =>
  text === 'customer' || text === 'vendor' ? text : undefined;
