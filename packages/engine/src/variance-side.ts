import type { ActualMonth } from './actuals.ts';
import type { Month } from './calendar.ts';
import { type Compared, type Counts, comparedMonths, type Planned, sumOfCounts } from './compared.ts';
import { type Broken, isBroken } from './model.ts';
import { remembered } from './remembered.ts';
import { type OpensEffects, opensEffects } from './variance.ts';
import { type Tested, testsOf } from './verdicts.ts';

/** What was planned and what happened. */
export interface Sides {
  readonly plan: Counts;
  readonly actual: Counts;
}

/** One channel over a window. */
export interface Side extends Sides {
  readonly months: readonly Compared[];
  readonly opened: OpensEffects;
  readonly tested: Tested;
}

/** Of a channel whose plan and actuals stay as they are it is the same object: an edit changes few of them. */
export const sideOf = remembered(
  (planned: Planned, rows: readonly ActualMonth[], start: Month, from: Month, to: Month): Side | Broken => {
    // What is withheld withholds nothing where there is nothing to compare it with.
    const months = rows.length === 0 ? [] : comparedMonths(planned, rows, start, { from, to });
    if (isBroken(months)) return months;
    return { ...sidesOf(months), months, opened: effectsOn(months), tested: testsOf(months, rows) };
  },
);

/** A channel without a plan that has no rows because nobody knows which are its. */
export const isLost = ({ opened, channel }: Planned, { months }: Side): boolean =>
  isBroken(opened) && months.length === 0 && channel.unclear !== undefined;

export const sidesOf = (months: readonly Compared[]): Sides => ({
  plan: sumOfCounts(months.map(({ plan }) => plan)),
  actual: sumOfCounts(months.map(({ actual }) => actual)),
});

/** The sums of the months' effects; testable where one of them is. */
function effectsOn(months: readonly Compared[]): OpensEffects {
  let [volume, conversion, isTestable] = [0, 0, false];
  for (const { plan, actual } of months) {
    const effects = opensEffects(plan, actual);
    volume += effects.volume;
    conversion += effects.conversion;
    isTestable ||= effects.isTestable;
  }
  return { volume, conversion, isTestable };
}
