import type { ActualMonth } from './actuals.ts';
import type { Month } from './calendar.ts';
import { type Broken, type Field, isBroken, type Window } from './model.ts';
import { measuredSince } from './plan-then.ts';
import { remembered } from './remembered.ts';
import { stepInForce } from './step.ts';
import { type TrailingActual, trailingActual } from './trailing.ts';

/**
 * The evidence on the step of a number that holds after the trailing months: all of them, but of a step that somebody has decided or
 * measured otherwise since they began, those since then. Undefined where the number moves by itself, or nothing has happened since.
 */
export function evidenceOn(
  field: Field | undefined,
  trailing: TrailingActual,
  rows: readonly ActualMonth[],
): TrailingActual | undefined {
  if (!field || isBroken(field) || moves(field, trailing)) return undefined;
  const since = settledSince(field, trailing);
  return since !== undefined && since <= trailing.to ? trailingSince(rows, since) : trailing;
}

/**
 * The first month of the step that holds after some months, where it begins after the first of them and is no guess that they could take
 * the place of, nor measured in them; undefined where they are about it.
 */
export function settledSince(field: Exclude<Field, Broken>, evidence: Window): Month | undefined {
  const later = evidence.to + 1;
  const { from, provenance } = stepInForce(field.steps, later);
  const isGuess = !provenance || provenance.kind === 'sample' || provenance.kind === 'estimated';
  const isLater = from !== undefined && from > evidence.from;
  return isLater && !isGuess && measuredSince(field, later, evidence) === undefined ? from : undefined;
}

/** The trailing actual of the rows from a month on. */
const trailingSince = remembered((rows: readonly ActualMonth[], from: Month): TrailingActual | undefined =>
  trailingActual(rows.filter(({ month }) => month >= from)),
);

/** True where a number goes on moving after some months, or has moved in them, by its growth. */
export function moves({ steps }: Exclude<Field, Broken>, { from, to }: Window): boolean {
  const { growth } = stepInForce(steps, to + 1);
  return growth !== undefined && (growth.kind === 'growing' ? growth.rate !== 0 : growth.by > from);
}
