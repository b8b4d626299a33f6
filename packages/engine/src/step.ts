import type { Month } from './calendar.ts';
import type { Growth, Step } from './model.ts';

/** The last step whose month has come; the first holds from the start. */
export function stepInForce(steps: readonly Step[], month: Month): Step {
  for (let i = steps.length - 1; i > 0; i--) {
    const step = steps[i];
    if (step?.from !== undefined && step.from <= month) return step;
  }
  return steps[0] as Step; // an assumption has at least one step
}

/** For how many of its units, months or years, a growth has gone on in a month; `first` is the step's first month. */
export const grownFor = (
  { per }: Pick<Extract<Growth, { kind: 'growing' }>, 'per'>,
  month: Month,
  first: Month,
): number => Math.max(0, month - first) / (per === 'month' ? 1 : 12);

/** What growth by a rate makes of 1 in some units of time (language.md, 4). */
export const growthFactor = (rate: number, units: number): number => (1 + rate) ** units;

/** Where a straight rise stands after `elapsed` of its `whole` months (language.md, 4). */
export const risen = (from: number, to: number, elapsed: number, whole: number): number =>
  from + ((to - from) * elapsed) / whole;

/** True in the months in which a factor of a scenario counts. */
export const counts = ({ from }: { readonly from?: Month }, month: Month): boolean =>
  from === undefined || month >= from;

/** The first month of a period that is not over in a month, from which on a number may still be changed; undefined where all of it is over. */
export const changesFrom = (
  { start, months }: { readonly start: Month; readonly months: number },
  asOf: Month,
): Month | undefined => (asOf < start + months ? Math.max(start, asOf) : undefined);
