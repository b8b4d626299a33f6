import { alignment } from './alignment.ts';
import { forecast, type Outcome } from './forecast.ts';
import type { Model, Scenario } from './model.ts';

/**
 * The outcomes of a model's scenarios. Each takes what it can from its own outcome `before`, and else from the model's own. They
 * are kept for the next version as long as there is room: a file may hold thousands of scenarios of thousands of channels.
 */
export class ScenarioOutcomes {
  readonly kept = new Map<Scenario, Outcome>();
  private room = MOST_NUMBERS;
  private readonly own: Outcome;
  private readonly before: ReadonlyMap<Scenario, Outcome> | undefined;

  constructor(own: Outcome, before: ReadonlyMap<Scenario, Outcome> | undefined) {
    this.own = own;
    this.before = before;
  }

  /** What a scenario comes to, whose model this is. */
  outcome(scenario: Scenario, model: Model): Outcome {
    const last = this.before?.get(scenario);
    // Its own first: what it shares with the model it has from there, and the rest need not be looked for in both.
    const outcome = forecast(model, last ? [last, this.own] : [this.own]);
    this.room -= this.size(outcome, model);
    if (this.room >= 0) this.kept.set(scenario, outcome);
    return outcome;
  }

  isKept(scenario: Scenario): boolean {
    return this.kept.has(scenario);
  }

  /** About how many numbers an outcome holds that the model's own does not: its lists, and the series of its own channels. */
  private size({ forecast: { channels } }: Outcome, { months }: Model): number {
    const fresh = channels.length - inCommon(channels, this.own.forecast.channels);
    return LISTS * channels.length + fresh * months * SERIES;
  }
}

/** How many items two lists share, in the same places where they are as long, as they are unless something is dropped. */
function inCommon(items: readonly unknown[], others: readonly unknown[]): number {
  if (items.length !== others.length) return alignment(items, others).reduce((sum, { from, to }) => sum + to - from, 0);
  let count = 0;
  for (let i = 0; i < items.length; i++) if (items[i] === others[i]) count++;
  return count;
}

const MOST_NUMBERS = 4_000_000;
const LISTS = 4;
const SERIES = 6;
