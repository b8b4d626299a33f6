import {
  type Broken,
  type ExpectationResult,
  type Forecast,
  holds,
  isBroken,
  isKnown,
  type ScenarioResult,
  type TargetResult,
  withheldIn,
} from '@upsell/engine';
import { expectationVerdict, sidesOf } from './expectation-text.ts';
import { fitting, type HintText, hint } from './hint.ts';
import { rateText } from './numbers.ts';
import {
  apartText,
  differenceText,
  kindOfMetric,
  kindOfSides,
  missingText,
  shortValueText,
  type ValueKind,
  valueText,
} from './value-text.ts';

/** What hints about targets, expectations and scenarios need to know. */
export interface GoalContext {
  readonly currency: string | undefined;
  readonly withheld: (because: Broken) => HintText;
}

/** A target's attainment and what is missing. */
export function targetHint(result: TargetResult, { currency, withheld }: GoalContext): HintText {
  const { target, goal, value, attainment, gap } = result;
  const because = [goal, value].find(isBroken);
  if (because) return withheld(because);
  const kind = kindOfMetric(target.metric.metric);
  if (!isKnown(value) || !isKnown(gap) || !isKnown(goal))
    return {
      text: 'undefined: nothing to divide by',
      derivation: `\`${target.metric.metric}\` is a ratio of nothing here.`,
    };
  const reached = holds(value, target.comparison, goal);
  const share = isKnown(attainment) ? `${rateText(attainment)} · ` : '';
  const missing = missingText(gap, kind, currency);
  const [whole, least] = apartText(value, goal, kind, currency);
  return hint(
    fitting(
      reached ? `${share}reached with ${shortValueText(value, kind, currency)}` : `${share}${missing} missing`,
      reached ? 'reached' : `${missing} missing`,
    ),
    () =>
      `**${whole}** against ${target.comparison} ${least}` +
      `${isKnown(attainment) ? `: ${rateText(attainment)} attained` : ''}, ${reached ? 'reached' : `${missing} missing`}`,
  );
}

/** Whether an expectation holds, and what its left side came to; of what, where that is not the number that the line has itself. */
export function expectationHint(result: ExpectationResult, { currency, withheld }: GoalContext): HintText {
  const { expectation, left, pass, dimension } = result;
  const because = withheldIn(result);
  if (because) return withheld(because);
  const kind = kindOfSides(dimension, expectation.left, expectation.right);
  const [a, b] = sidesOf(result, currency);
  const verdict = pass ? 'holds' : 'fails';
  const short = isKnown(left) ? shortValueText(left, kind, currency) : 'undefined';
  const value = `${verdict}: ${short}`;
  const whole = expectation.right.kind === 'literal' ? value : expectationVerdict(result, currency);
  // Whether it holds is not known any more where a side is withheld.
  return Object.assign(
    hint(fitting(whole, value, verdict), () => `**${verdict}**: ${a} ${expectation.comparison} ${b}`),
    { lasting: short },
  );
}

/** A scenario's difference to the model in revenue. */
export function scenarioHint({ forecast }: ScenarioResult, model: Forecast, context: GoalContext): HintText {
  const { currency, withheld } = context;
  const [there, here] = [forecast.summary.revenue, model.summary.revenue];
  if (isBroken(there)) return withheld(there);
  if (!isKnown(there)) return withheld(here as Broken);
  const derivation = (): string => {
    const rows = METRICS.flatMap(([name, metric, kind]) => {
      const [value, before] = [forecast.summary[metric], model.summary[metric]];
      if (!isKnown(value)) return [];
      const change = isKnown(before) ? ` (${changeText(value, before, kind, currency)})` : '';
      return [`- ${name}: **${valueText(value, kind, currency)}**${change}`];
    });
    return `${isKnown(here) ? 'Compared with the model' : 'The model itself is withheld'}:\n\n${rows.join('\n')}`;
  };
  if (!isKnown(here)) return hint(shortValueText(there, 'money', currency), derivation);
  if (holds(there, '=', here)) return hint('the same revenue', derivation);
  const change = changeText(there, here, 'money', currency);
  return hint(fitting(`${change} revenue`, change, shortValueText(there, 'money', currency)), derivation);
}

const METRICS: readonly (readonly [
  string,
  'opened' | 'won' | 'revenue' | 'net' | 'winRate' | 'backlogAtEnd',
  ValueKind,
])[] = [
  ['opened', 'opened', 'count'],
  ['won', 'won', 'count'],
  ['revenue', 'revenue', 'money'],
  ['net revenue', 'net', 'money'],
  ['win rate', 'winRate', 'rate'],
  ['waiting at the end', 'backlogAtEnd', 'count'],
];

/** `+$120k (+11.1%)`; of a rate only the points. */
export function changeText(value: number, before: number, kind: ValueKind, currency: string | undefined): string {
  if (value === before) return 'no change';
  const change = differenceText(value - before, kind, currency);
  if (before === 0 || kind === 'rate') return change;
  const relative = (value - before) / Math.abs(before);
  return `${change} (${relative < 0 ? '-' : '+'}${rateText(Math.abs(relative))})`;
}
