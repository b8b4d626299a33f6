/**
 * Why actuals differ from a plan, by playing every order in which the inputs go from the one to the other (variance.md, 1 and 2). It
 * shares no code with the engine, and is as slow as it is plain.
 */

/** Sums over some months; what is absent is not recorded. */
export interface Sums {
  readonly touches: number;
  readonly opened: number;
  readonly closed?: number | undefined;
  readonly won?: number | undefined;
  readonly revenue?: number | undefined;
}

/** The effects on what is opened, of one channel in one month. */
export function playedOpens(plan: Sums, actual: Sums): { readonly volume: number; readonly conversion: number } {
  // Without touches on a side there is no rate there: it is taken to be the other side's, and nothing is known of it.
  if (plan.touches === 0 || actual.touches === 0) return { volume: actual.opened - plan.opened, conversion: 0 };
  const rates = [plan.opened / plan.touches, actual.opened / actual.touches] as const;
  const [volume = 0, conversion = 0] = played([
    [plan.touches, actual.touches],
    [rates[0], rates[1]],
  ]).effects;
  return { volume, conversion };
}

/** The effects on revenue over a window, and what one opened opportunity more is worth in it. */
export interface Played {
  readonly perOpened: number;
  readonly timing: number;
  readonly winRate: number;
  readonly dealSize: number;
}

/** Both sides record the won and the revenue. */
export function playedRevenue(plan: Sums, actual: Sums): Played {
  type Stage = 'opened' | 'closed' | 'won' | 'revenue';
  const all: readonly Stage[] = ['opened', 'closed', 'won', 'revenue'];
  let stages = all.filter((stage) => plan[stage] !== undefined && actual[stage] !== undefined);
  const count = (side: Sums, stage: Stage): number => side[stage] as number;
  // Where a stage is nothing and the next one is not, the two are one, and all of the change is the second's.
  const skipped = () =>
    stages.find((stage, i) => {
      const next = stages[i + 1];
      return next && [plan, actual].some((side) => count(side, stage) === 0 && count(side, next) !== 0);
    });
  for (let gone = skipped(); gone; gone = skipped()) stages = stages.filter((stage) => stage !== gone);
  const factors = stages.map((stage, i): readonly [number, number] => {
    const before = stages[i - 1];
    const ratio = (side: Sums): number =>
      before === undefined ? count(side, stage) : count(side, stage) / count(side, before);
    const isKnown = (side: Sums) => before === undefined || count(side, before) !== 0;
    if (isKnown(plan)) return [ratio(plan), isKnown(actual) ? ratio(actual) : ratio(plan)];
    return isKnown(actual) ? [ratio(actual), ratio(actual)] : [0, 0];
  });
  const { effects, perUnit } = played(factors);
  const effect = (stage: Stage): number => {
    const i = stages.indexOf(stage);
    return i < 0 ? 0 : (effects[i] as number);
  };
  return {
    perOpened: stages[0] === 'opened' ? (perUnit[0] as number) : 0,
    timing: effect('closed'),
    winRate: effect('won'),
    dealSize: effect('revenue'),
  };
}

/**
 * The effect of each factor on their product, averaged over all orders in which they go from plan to actual; and the average of what
 * the others come to at its turn.
 */
function played(factors: readonly (readonly [plan: number, actual: number])[]): {
  readonly effects: readonly number[];
  readonly perUnit: readonly number[];
} {
  const effects = factors.map(() => 0);
  const perUnit = factors.map(() => 0);
  const orders = permutations(factors.map((_, i) => i));
  for (const order of orders) {
    const now: number[] = factors.map(([plan]) => plan);
    for (const i of order) {
      const others = now.reduce((product, value, other) => (other === i ? product : product * value), 1);
      const [plan, actual] = factors[i] as readonly [number, number];
      effects[i] = (effects[i] as number) + (others * actual - others * plan) / orders.length;
      perUnit[i] = (perUnit[i] as number) + others / orders.length;
      now[i] = actual;
    }
  }
  return { effects, perUnit };
}

const permutations = (items: readonly number[]): readonly (readonly number[])[] =>
  items.length === 0
    ? [[]]
    : items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));
