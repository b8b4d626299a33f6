import type { Month } from '../calendar.ts';
import type { InitiatorKey } from '../channel-figures.ts';
import { expectedValue, type RangeKind } from '../distribution/expected-value.ts';
import type { Metric, Provenance, Span, TimeUnit } from '../model.ts';
import { shareWorked } from '../queue.ts';
import { growthFactor, risen } from '../step.ts';
import type { NumberUnit } from './unit.ts';

/**
 * How a derivation's value follows from those of its children a, b, c, ... in their order:
 *
 * - `literal`: no children; a number as the text has it at `at` (a percentage divided by 100)
 * - `constant`: no children; a number of the language or of the calendar, which the label names
 * - `actual`: no children; a count from the actuals, of the label's figure in `month`
 * - `sum`: a + b + ...; 0 of nothing
 * - `product`: a * b * ...
 * - `difference`: a - b
 * - `quotient`: a / b; no value (NaN) where b is 0
 * - `negate`: -a
 * - `min`, `max`: the least, the greatest
 * - `sum of products`: a * b + c * d + ...; 0 of nothing
 * - `share`: min(1, a / b); 1 where b is 0
 * - `growth`: (1 + a) to the power of b
 * - `rise`: a + (b - a) * c / d
 * - `beta mean`, `gamma mean`, `lognormal mean`: the mean of the distribution of that family whose 5th percentile is a and
 *   whose 95th is b (forecast.md, 6)
 */
export type Operation =
  | 'literal'
  | 'constant'
  | 'actual'
  | 'sum'
  | 'product'
  | 'difference'
  | 'quotient'
  | 'negate'
  | 'min'
  | 'max'
  | 'sum of products'
  | 'share'
  | 'growth'
  | 'rise'
  | `${RangeKind} mean`;

/** What has no children. */
type Leaf = 'literal' | 'constant' | 'actual';

/** A metric, or what stands between two of them in forecast.md, 1 to 4. */
export type FigureName =
  | Metric
  | 'gated opened'
  /** Opened by either side, and not by nobody knows whom. */
  | 'initiated opened'
  | 'leverage opened'
  | 'queue'
  | 'limit'
  | 'share worked'
  /** What of a month closes of what was worked, where something else closes beside it. */
  | 'closed over the cycle'
  | 'carried'
  /** What actuals say was opened in a month before the period. */
  | 'opened before'
  | 'given back';

/** Which number of the language or of the calendar a constant is. */
export type ConstantName =
  /** What turns a value per unit into one per month. */
  | `${Exclude<TimeUnit, 'month'>}s a month`
  /** How long a growth has gone on, in its own unit. */
  | 'months grown'
  | 'years grown'
  /** How long a rise has gone on, and how long it takes. */
  | 'months risen'
  | 'months to rise'
  /** All of something: the 1 from which a share is taken away. */
  | 'whole'
  /** The number that a field has where it is left out. */
  | 'default';

/** Another model as a part of this one. */
export interface PartLabel {
  /** Its name here; of a part of a part both names with a point between. */
  readonly name: string;
  readonly currency?: string;
}

/** What a number is, as data; the words are the report's. */
export type Label = (
  | {
      readonly kind: 'figure';
      readonly name: FigureName;
      /** A channel or a part; absent for the whole model. */
      readonly of?: string;
      readonly touch?: string;
      /** Only of what was opened by this side. */
      readonly by?: InitiatorKey;
    }
  | {
      /** An assumption of a channel, a touch or the closing model, named as `place.ts` names it, or an exchange rate. */
      readonly kind: 'field';
      readonly name: string;
      readonly of?: string;
      readonly touch?: string;
      readonly by?: InitiatorKey;
      /** Of one number of a list: the calendar month of a season, the months of a cycle (from 0), or the month of a quarter (from 1). */
      readonly item?: number;
    }
  | { readonly kind: 'driver'; readonly name: string }
  | { readonly kind: 'constant'; readonly name: ConstantName }
  /** Within an expression. */
  | { readonly kind: 'term' }
) & {
  /** The part in which it stands; absent in the model itself. */
  readonly part?: PartLabel;
};

/**
 * A number with the numbers that it is made of, down to the literals of the text and the constants of the language. `value`
 * is always what `op` makes of the children. What is used twice is one object, so the whole is a directed graph without
 * cycles; its depth grows with the months, by about four a month where a queue waits.
 */
export interface Derivation {
  readonly op: Operation;
  readonly label: Label;
  /** Per month where it is an assumption with a time unit. */
  readonly value: number;
  readonly children: readonly Derivation[];
  /** The month that it is for; absent where the same number serves every month. */
  readonly month?: Month;
  /** Of an assumption: the month from which the step in force holds, which the first one does not have. */
  readonly from?: Month;
  /** Who answers for that step, where it comes from, and the text of its value. */
  readonly owner?: string;
  readonly provenance?: Provenance;
  /** Of an assumption: what it counts. */
  readonly unit?: NumberUnit;
  readonly at?: Span;
}

/** A derivation with the value that its operation makes of its children. */
export const derive = (
  op: Exclude<Operation, Leaf>,
  label: Label,
  children: readonly Derivation[],
  rest: Pick<Derivation, 'month' | 'from' | 'owner' | 'provenance' | 'unit' | 'at'> = {},
): Derivation => ({ op, label, value: compute(op, children), children, ...rest });

/** A number that nothing else makes. */
export const leaf = (
  op: Leaf,
  label: Label,
  value: number,
  rest: Pick<Derivation, 'month' | 'from' | 'owner' | 'provenance' | 'at'> = {},
): Derivation => ({ op, label, value, children: [], ...rest });

function compute(op: Exclude<Operation, Leaf>, children: readonly Derivation[]): number {
  const at = (i: number): number => (children[i] as Derivation).value;
  switch (op) {
    case 'sum':
      return children.reduce((sum, { value }) => sum + value, 0);
    case 'product':
      return children.reduce((product, { value }) => product * value, 1);
    case 'difference':
      return at(0) - at(1);
    case 'quotient':
      return at(1) === 0 ? Number.NaN : at(0) / at(1);
    case 'negate':
      return -at(0);
    case 'min':
      return children.reduce((least, { value }) => Math.min(least, value), Number.POSITIVE_INFINITY);
    case 'max':
      return children.reduce((most, { value }) => Math.max(most, value), Number.NEGATIVE_INFINITY);
    case 'sum of products': {
      let sum = 0;
      for (let i = 0; i < children.length; i += 2) sum += at(i) * at(i + 1);
      return sum;
    }
    case 'share':
      return shareWorked(at(0), at(1));
    case 'growth':
      return growthFactor(at(0), at(1));
    case 'rise':
      return risen(at(0), at(1), at(2), at(3));
    default:
      return expectedValue(op.slice(0, -' mean'.length) as RangeKind, at(0), at(1));
  }
}
