import { evaluator } from './evaluator.ts';
import { type ExpectationResult, test } from './expectation.ts';
import type { Forecast } from './figures.ts';
import type { Finding } from './finding.ts';
import { forecast, type Outcome } from './forecast.ts';
import { lookUpIn, type Measured } from './metric.ts';
import type { Broken, Edit, Expectation, Model, Scenario, Span } from './model.ts';
import { type Part, portfolio } from './portfolio.ts';
import { type Applied, apply } from './scenario.ts';
import { ScenarioOutcomes } from './scenario-outcomes.ts';
import { summarise } from './summary.ts';
import { compare, type TargetResult } from './target.ts';
import { withheldFlows } from './withheld.ts';

/** A scenario with what it comes to. */
export interface ScenarioResult {
  readonly scenario: Scenario;
  /** The model with the scenario's edits. */
  readonly model: Model;
  /** Channels that are no longer there. */
  readonly dropped: ReadonlySet<string>;
  readonly forecast: Forecast;
  readonly expectations: readonly ExpectationResult[];
}

/** Everything that a model comes to. Lists are in the order of the model's. */
export interface Evaluated {
  readonly forecast: Forecast;
  readonly scenarios: readonly ScenarioResult[];
  readonly targets: readonly TargetResult[];
  /** The model's own; a scenario's stand with it. */
  readonly expectations: readonly ExpectationResult[];
  readonly findings: readonly Finding[];
  /** What the next evaluation takes from this one; of no other use. */
  readonly outcomes: Outcomes;
}

interface Outcomes {
  readonly own: Outcome;
  readonly scenarios: ReadonlyMap<Scenario, Outcome>;
}

/**
 * Evaluates a model: its forecast, its scenarios, its targets and its expectations. With `parts` the model is a portfolio,
 * and its forecast is theirs. Never throws for what a text can say.
 *
 * `before` is what an earlier version came to, of which this one has everything that did not change as the same objects: then
 * an edit takes the work that follows from it. It saves work and changes nothing.
 */
export function evaluate(model: Model, parts?: readonly Part[], before?: Evaluated): Evaluated {
  const values = evaluator([], model.start, model.months);
  const own = forecast(model, before ? [before.outcomes.own] : []);
  const findings = new Findings(own);
  const scenarios = new ScenarioOutcomes(own, before?.outcomes.scenarios);
  const { value: results, findings: ofGoals } = values.found(() => {
    const result = parts ? portfolio(model, parts, values) : own.forecast;
    const measured = (of: Forecast, dropped: ReadonlySet<string> = NONE): Measured => ({
      start: model.start,
      months: model.months,
      broken: model.broken,
      ...lookUpIn(of),
      dropped,
    });
    const tested = (all: readonly Expectation[], in_: Measured) => all.map((one) => test(one, in_, values));
    const here = measured(result);
    return {
      forecast: result,
      targets: model.targets.map((target) => compare(target, here, values)),
      expectations: tested(model.expectations, here),
      scenarios: model.scenarios.map((scenario): ScenarioResult => {
        const applied = apply(model, scenario);
        const { model: varied, dropped } = applied;
        const computed = parts ? { forecast: result, findings: [] } : scenarios.outcome(scenario, varied);
        const broken = scenario.broken ?? findings.addScenario(model, scenario, applied, computed.findings);
        const outcome = broken ? withheldForecast(result, model.months, broken) : computed.forecast;
        // Of what is withheld nobody knows what it drops.
        const outcomes = tested(scenario.expectations, measured(outcome, broken ? NONE : dropped));
        const shown = parts || broken || scenarios.isKept(scenario) ? outcome : lean(outcome, varied, own);
        return { scenario, model: varied, dropped, forecast: shown, expectations: outcomes };
      }),
    };
  });
  return {
    ...results,
    findings: [...findings.all, ...ofGoals],
    outcomes: { own, scenarios: scenarios.kept },
  };
}

const NONE: ReadonlySet<string> = new Set();

/**
 * The forecast without its channels' series, which are computed again when somebody asks: a file may hold thousands of
 * scenarios, and what is read of most is their total.
 */
function lean({ channels: _, ...rest }: Forecast, model: Model, own: Outcome): Forecast {
  return {
    ...rest,
    get channels() {
      return forecast(model, [own]).forecast.channels;
    },
  };
}

/** A forecast without any value, of the channels that the model has. */
function withheldForecast({ channels }: Forecast, months: number, because: Broken): Forecast {
  const total = withheldFlows(because);
  const withheld = channels.map(({ channel }) => ({ channel, parts: [], ...total }));
  return { channels: withheld, total, summary: summarise(total, months) };
}

/** Findings of the model and of its scenarios, each once. */
class Findings {
  readonly all: Finding[];
  private readonly own: Outcome;
  /** What a scenario shares with the model are the same objects; what it finds again stands in the same place. */
  private readonly known: Set<Finding | string>;

  constructor(own: Outcome) {
    this.own = own;
    this.all = [...own.findings];
    this.known = new Set(own.findings.flatMap((finding) => [finding, key(finding)]));
  }

  /** What only a scenario gets wrong is said where the scenario changes the model, and withholds that scenario: the first such place. */
  addScenario(
    model: Model,
    scenario: Scenario,
    { findings }: Applied,
    computed: readonly Finding[],
  ): Broken | undefined {
    for (const finding of findings) this.add(finding);
    const after = findingsAfter(model, scenario, this.own);
    const wrong = computed
      .filter((finding) => !this.has(finding))
      .map((finding) => (within(finding.span, scenario) ? finding : moved(finding, scenario, after)));
    for (const finding of wrong) this.add(finding);
    const [first] = wrong;
    return first && { broken: first.span, code: first.code };
  }

  private add(finding: Finding): void {
    if (this.has(finding)) return;
    this.known.add(key(finding));
    this.all.push(finding);
  }

  private has(finding: Finding): boolean {
    return this.known.has(finding) || this.known.has(key(finding));
  }
}

const key = ({ code, span }: Finding): string => `${code} ${span.file} ${span.start} ${span.end}`;

const within = (inner: Span, { edits }: Scenario): boolean =>
  edits.some(({ span }) => inner.file === span.file && inner.start >= span.start && inner.end <= span.end);

/** What is found after the first `count` edits of a scenario, by `key`; each count is computed once, however many ask. */
function findingsAfter(model: Model, scenario: Scenario, own: Outcome): (count: number) => ReadonlySet<string> {
  const known = new Map<number, ReadonlySet<string>>();
  return (count) => {
    const found = known.get(count) ?? new Set(forecast(apply(model, scenario, count).model, [own]).findings.map(key));
    known.set(count, found);
    return found;
  };
}

/** The finding at the edit that brings it about: one after which it is there, and before which it is not. */
function moved(finding: Finding, { edits }: Scenario, after: (count: number) => ReadonlySet<string>): Finding {
  let [low, high] = [0, edits.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (after(middle + 1).has(key(finding))) high = middle;
    else low = middle + 1;
  }
  const edit = edits[low] as Edit;
  const { written: _, ...params } = finding.params;
  return { code: finding.code, span: changeOf(edit), params };
}

/** What an edit changes the model to. */
function changeOf(edit: Edit): Span {
  if (edit.kind === 'scale') return edit.scale.factor.span;
  if (edit.kind === 'set' && 'steps' in edit.value) return edit.value.span;
  return edit.kind === 'closing' ? edit.closing.span : edit.span;
}
