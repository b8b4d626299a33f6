import { type Month, monthOfFiscalQuarter } from '@upsell/engine';
import { type Block, nodesIn } from '../block.ts';
import type { Known } from '../facts.ts';
import type { Assumption, Provenance, Step } from '../generated/ast.ts';
import { readMonth } from '../literals.ts';
import { spelled } from '../parser/words.ts';
import { type Range, rangeOf } from '../tree.ts';

/** True for a number that a scenario's `set` tries out: it needs no evidence. */
export const isTriedOut = (assumption: Assumption): boolean => assumption.$container.$type === 'SetEdit';

/** True for a step of a channel's volume, or of a touch. */
export function isVolume({ $container: assumption }: Step): boolean {
  const { $container: field } = assumption;
  if (field.$type === 'Touch') return field.value === assumption;
  return field.$type === 'ChannelNumber' && spelled(field.field ?? '') === 'volume';
}

/** Where the number of a step stands, both ends of it where it is a range; the step where it has none. */
export function valueRange(step: Step): Range {
  const { value, high } = step;
  if (!value?.$cstNode) return rangeOf(step);
  return { start: rangeOf(value).start, end: rangeOf(high?.$cstNode ? high : value).end };
}

/** An estimate that the model goes by. */
export interface Estimate {
  readonly step: Step;
  readonly provenance: Provenance;
  /** The month in which it was said. */
  readonly said: Month;
  /** How many fiscal quarters lie between that one and the quarter of the month that is judged by. */
  readonly quarters: number;
  /** The last month in which it holds: that of the second fiscal quarter after its own. */
  readonly until: Month;
}

/** The last month in which an estimate of a month holds: that of the second fiscal quarter after its own. */
export const goodUntil = (said: Month, fiscalYearStart: number): Month =>
  said - monthOfFiscalQuarter(said, fiscalYearStart) + 8;

/** True of a step that nobody has counted, measured or decided: it gives way, and is no history. */
export const isGuess = ({ provenance }: Step): boolean => GUESSES.has(provenance?.kind ?? '');

const GUESSES: ReadonlySet<string> = new Set(['', 'sample', 'estimated']);

/** The step of a number that is in force in a month: the last that has begun, else the first. */
export function stepInForce({ steps }: Assumption, asOf: Month): Step | undefined {
  const begun = (step: Step) => step.start === undefined || (readMonth(step.start) ?? asOf) <= asOf;
  return steps.findLast(begun) ?? steps[0];
}

/** Every estimate in force in the month that is judged by. */
export function estimatesInForce(block: Block, { fiscalYearStart, asOf }: Known): readonly Estimate[] {
  const quarterOf = (month: Month): Month => month - monthOfFiscalQuarter(month, fiscalYearStart);
  return nodesIn<Assumption>(block, 'Assumption').flatMap((node) => {
    if (isTriedOut(node)) return [];
    const step = stepInForce(node, asOf);
    const provenance = step?.provenance;
    const said = provenance?.kind === 'estimated' ? readMonth(provenance.month ?? '') : undefined;
    if (!step || !provenance || said === undefined) return [];
    const quarters = (quarterOf(asOf) - quarterOf(said)) / 3;
    return [{ step, provenance, said, quarters, until: goodUntil(said, fiscalYearStart) }];
  });
}
