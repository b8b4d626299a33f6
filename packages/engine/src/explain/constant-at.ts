import { type Assumption, type Expr, isBroken, type Model, type Season, type Span } from '../model.ts';
import { ATTENTION, CYCLE, CYCLE_MONTHS, OPEN_AT_START, type Place, SEASON } from '../place.ts';
import type { ModelNumber } from './model-number.ts';

/**
 * The number without a history that stands at a place: one of a season, of a cycle or of attention, or what is open at start. Its owner
 * is that of its block. Undefined where there is none, or it has no meaning.
 */
export function constantAt(model: Model, isAt: (span: Span) => boolean): ModelNumber | undefined {
  for (const one of constantsOf(model)) if (isAt(one.assumption.span)) return one;
  return undefined;
}

/** Whose a number is, and which one of a list. */
interface Whose {
  readonly of?: string;
  readonly owner?: string;
  readonly item?: number;
}

function* constantsOf({ season, channels, closing }: Model): Generator<ModelNumber> {
  yield* seasonal(season, {});
  for (const { name: of, owner, season: own, openAtStart } of channels) {
    yield* seasonal(own, { of, owner });
    if (openAtStart) yield constant(openAtStart, OPEN_AT_START, { of, owner });
  }
  if (isBroken(closing)) return;
  const { owner, cycle, attention } = closing;
  if (cycle?.kind === 'shares')
    for (const [item, share] of cycle.shares.entries()) yield constant(share, CYCLE, { owner, item });
  if (cycle?.kind === 'months') {
    const { months: value, span } = cycle;
    yield constant({ kind: 'literal', value, money: false, percent: false, span }, CYCLE_MONTHS, { owner });
  }
  for (const [i, share] of (attention ?? []).entries()) yield constant(share, ATTENTION, { owner, item: i + 1 });
}

function* seasonal(season: Model['season'], whose: Whose): Generator<ModelNumber> {
  if (!season || isBroken(season)) return;
  for (const { calendarMonth, factor } of season as Season)
    yield constant(factor, SEASON, { ...whose, item: calendarMonth });
}

function constant(value: Expr, place: Place, { of, owner, item }: Whose): ModelNumber {
  const { span } = value;
  const assumption: Assumption = { steps: [{ value, span }], owner, span };
  return { assumption, place, label: { kind: 'field', name: place.name, of, item } };
}
