import type { Assumption } from '../model.ts';
import type { Place } from '../place.ts';
import type { Label } from './derivation.ts';

/** A number of a model, and what it is called in derivations; one that has no history is an assumption of one step. */
export interface ModelNumber {
  readonly assumption: Assumption;
  readonly place: Place;
  readonly label: Label;
}
