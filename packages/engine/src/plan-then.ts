import type { Month } from './calendar.ts';
import type { OpenedFigures } from './channel-figures.ts';
import { inMonth } from './level.ts';
import { type Channel, type Field, isBroken, type Window } from './model.ts';
import { stepInForce } from './step.ts';

/**
 * The first month of the step that is in force in `month`, where it was counted or measured in months of `evidence`: of those before it,
 * too, it says what the number was. Undefined where nothing of the evidence is in it.
 */
export function measuredSince(field: Field | undefined, month: Month, evidence: Window): Month | undefined {
  if (!field || isBroken(field)) return undefined;
  const { from, provenance } = stepInForce(field.steps, month);
  const isMeasured = provenance?.kind === 'counted' || provenance?.kind === 'measured';
  if (!isMeasured || provenance.from === undefined || provenance.to === undefined) return undefined;
  return provenance.from <= evidence.to && provenance.to >= evidence.from ? from : undefined;
}

/** What was planned for months that are over, by the numbers that are in force in a later one. Months are counted from the period's start. */
export interface PlanThen {
  touches(then: number, later: number): number;
  /** Undefined where no touches were planned. */
  conversion(then: number, later: number): number | undefined;
}

/**
 * The plan of a channel for the months of some evidence. What was counted in them and stands in the model by now takes the place of what
 * was planned for them: otherwise a shortfall that is trued up would be held against the number that was trued up by it. `start` is the
 * first month of the period.
 */
export function planThen(
  { touches, opened, parts, season }: OpenedFigures,
  { touches: fields, conversion }: Channel,
  evidence: Window,
  start: Month,
): PlanThen {
  const indexOf = (month: Month | undefined): number => (month ?? Number.NEGATIVE_INFINITY) - start;
  const seasonAt = (m: number): number => season?.[m] ?? 1;
  const rateAt = (m: number): number | undefined => {
    const [over, under] = [inMonth(opened, m), inMonth(touches, m)];
    return under && over !== undefined ? over / under : undefined;
  };
  return {
    touches(then, later) {
      let sum = 0;
      for (const [i, part] of parts.entries()) {
        const since = indexOf(measuredSince(fields[i]?.volume, start + later, evidence));
        const isLater = since > then && seasonAt(since) !== 0;
        sum += isLater
          ? ((inMonth(part.touches, since) as number) / seasonAt(since)) * seasonAt(then)
          : (inMonth(part.touches, then) as number);
      }
      return sum;
    },
    conversion(then, later) {
      const since = indexOf(measuredSince(conversion, start + later, evidence));
      return (since > then ? rateAt(since) : undefined) ?? rateAt(then);
    },
  };
}
