/** A count of touches and of the opportunities opened from them. */
export interface Opens {
  readonly touches: number;
  readonly opened: number;
}

/** Why opened opportunities are more or fewer than planned; the two add up to the difference. */
export interface OpensEffects {
  readonly volume: number;
  readonly conversion: number;
  /** False where one side has no touches: then all of the difference is volume, and nothing is known of conversion. */
  readonly isTestable: boolean;
}

/** The effects on opened opportunities of one channel in one month (variance.md, 1). Those of a window are the sums of its months'. */
export function opensEffects(plan: Opens, actual: Opens): OpensEffects {
  if (plan.touches === 0 || actual.touches === 0)
    return { volume: actual.opened - plan.opened, conversion: 0, isTestable: false };
  const [before, after] = [plan.opened / plan.touches, actual.opened / actual.touches];
  return {
    volume: ((actual.touches - plan.touches) * (before + after)) / 2,
    conversion: ((after - before) * (plan.touches + actual.touches)) / 2,
    isTestable: true,
  };
}

/** From opened to revenue, over a window. */
export interface Stages {
  readonly opened: number;
  /** Absent where it is not recorded. */
  readonly closed?: number;
  readonly won: number;
  readonly revenue: number;
}

/** Why revenue is more or less than planned; the effects add up to the difference. */
export interface RevenueEffects {
  /** Revenue for one opened opportunity more: what turns an effect on opened opportunities into one on revenue. */
  readonly perOpened: number;
  /** `perOpened` times the difference in opened. */
  readonly opened: number;
  readonly timing: number;
  readonly winRate: number;
  readonly dealSize: number;
}

/**
 * The effects on revenue of a channel, or of all of them, over a window (variance.md, 2): of each factor the average over all orders
 * in which the factors go from plan to actual (its Shapley value). A ratio without a denominator takes the other side's value. A
 * stage that is 0 where what comes of it is not is joined to the next one, and its effect is 0; so is `closed` where a side does not
 * record it.
 */
export function revenueEffects(plan: Stages, actual: Stages): RevenueEffects {
  const kept = STAGES.filter((stage) => plan[stage] !== undefined && actual[stage] !== undefined);
  for (let i = kept.length - 2; i >= 0; i--)
    if ([plan, actual].some((side) => isSkipped(side, kept, i))) kept.splice(i, 1);
  const factors = kept.map((stage, i) => factorOf(plan, actual, stage, kept[i - 1]));
  const none = { opened: 0, closed: 0, won: 0, revenue: 0 };
  const rates: Record<Stage, number> = { ...none };
  const effects: Record<Stage, number> = { ...none };
  for (const [i, stage] of kept.entries()) {
    const [before, after] = factors[i] as Factor;
    rates[stage] = averageProduct(factors.filter((_, other) => other !== i));
    effects[stage] = rates[stage] * (after - before);
  }
  const { opened, closed: timing, won: winRate, revenue: dealSize } = effects;
  return { perOpened: rates.opened, opened, timing, winRate, dealSize };
}

type Stage = keyof Stages;
const STAGES: readonly Stage[] = ['opened', 'closed', 'won', 'revenue'];

/** What stands at plan and at actual. */
type Factor = readonly [plan: number, actual: number];

/** True where a stage is 0 and the next one is not. */
const isSkipped = (side: Stages, stages: readonly Stage[], i: number): boolean =>
  side[stages[i] as Stage] === 0 && side[stages[i + 1] as Stage] !== 0;

/** The first stage as it is, each other one as its ratio to the one before. */
function factorOf(plan: Stages, actual: Stages, stage: Stage, before: Stage | undefined): Factor {
  const ratio = (side: Stages): number | undefined => {
    const value = side[stage] as number;
    const base = before === undefined ? 1 : (side[before] as number);
    return base === 0 ? undefined : value / base;
  };
  const [there, here] = [ratio(plan), ratio(actual)];
  return [there ?? here ?? 0, here ?? there ?? 0];
}

/**
 * The product of some factors, averaged over all orders in which they and one more go from plan to actual: with k of n factors at
 * actual, a product stands before the one more in k! (n - k)! of (n + 1)! orders.
 */
function averageProduct(factors: readonly Factor[]): number {
  const n = factors.length;
  /** By how many factors are at actual: the sum of the products. */
  let sums = [1];
  for (const [before, after] of factors) {
    const next = new Array<number>(sums.length + 1).fill(0);
    for (const [k, sum] of sums.entries()) {
      next[k] = (next[k] as number) + sum * before;
      next[k + 1] = (next[k + 1] as number) + sum * after;
    }
    sums = next;
  }
  return sums.reduce((sum, products, k) => sum + products / ((n + 1) * choose(n, k)), 0);
}

function choose(n: number, k: number): number {
  let ways = 1;
  for (let i = 1; i <= k; i++) ways = (ways * (n - k + i)) / i;
  return ways;
}
