/** Random targets and expectations of an outcome: near its figures, so that some hold and some do not. */
import { monthText } from './calendar.ts';
import { decimalOf, shifted } from './decimal.ts';
import type { Dice } from './dice.ts';
import { chance, pick } from './dice.ts';
import { sizedValue } from './goal.ts';
import { isMoney } from './metric.ts';
import type { Arithmetic, Literal, MonthOfYear } from './model.ts';
import { binary, money, number, percent } from './model.ts';
import type { Outcome } from './outcome.ts';
import { randomPeriod } from './random-assumption.ts';
import { decimalBetween } from './random-expr.ts';
import { optionalText } from './random-name.ts';
import type { Expectation, Measured, Metric, MetricExpr, Period, Target } from './statement.ts';
import { METRICS, metric } from './statement.ts';

/** What targets and expectations may speak of. */
export interface Scope {
  readonly dice: Dice;
  readonly outcome: Outcome;
  readonly fiscalYearStart: MonthOfYear;
  /** Channels or parts; what a scenario has dropped may still be named. */
  readonly names: readonly string[];
  readonly owners: readonly string[];
}

/** A random target, within reach or not. */
export function randomTarget(scope: Scope): Target {
  const { dice, owners } = scope;
  const { kind: _, ...measured } = randomMeasured(scope, METRICS);
  const near = literalNear(scope, metric(measured.metric, measured));
  const isPlainNumber = near.kind !== 'negative' && chance(dice, 75);
  const value: Arithmetic<never> = isPlainNumber ? near : binary(near, pick(dice, ['*', '/']), number('1.25'));
  return {
    ...measured,
    compare: pick(dice, ['>=', '<='] as const),
    value,
    by: chance(dice, 40) ? pick(dice, owners) : undefined,
  };
}

/** A random expectation: against a number near it, against another metric, or one that always holds or never. */
export function randomExpectation(scope: Scope): Expectation {
  const { dice } = scope;
  const label = optionalText(dice);
  const compare = pick(dice, ['>=', '<=', '=', '<', '>'] as const);
  const swapped = (left: MetricExpr, right: MetricExpr): Expectation =>
    chance(dice, 35) ? { label, left: right, compare, right: left } : { label, left, compare, right };

  const kind = dice.int(0, 9);
  if (kind >= 8) return swapped(...identity(scope));
  const isOfMoney = chance(dice, 40);
  const left = randomMetricExpr(scope, isOfMoney, dice.int(0, 2));
  if (kind >= 5) return swapped(left, randomMetricExpr(scope, isOfMoney, dice.int(0, 2)));
  return swapped(left, literalNear(scope, left, isOfMoney));
}

/** Two ways to say one number: they differ in their last digits at most. */
function identity(scope: Scope): [MetricExpr, MetricExpr] {
  const { dice, names } = scope;
  const { of, in: period } = randomMeasured(scope, ['opened']);
  const same = (name: Metric): Measured => metric(name, { of, in: period });
  switch (dice.int(0, 3)) {
    case 1:
      return [same('opened'), binary(same('touches'), '*', same('conversion'))];
    case 2:
      return [same('won'), binary(same('win rate'), '*', same('closed'))];
    case 3: {
      const each = pick(dice, ['touches', 'opened', 'worked', 'revenue', 'net revenue'] as const);
      const all = names.map((name): MetricExpr => metric(each, { of: name, in: period }));
      return [metric(each, { in: period }), all.reduce((so, next) => binary(so, '+', next))];
    }
    default:
      return [same('revenue'), binary(same('won'), '*', same('deal size'))];
  }
}

function randomMetricExpr(scope: Scope, isOfMoney: boolean, depth: number): MetricExpr {
  const { dice } = scope;
  const inner = (ofMoney = isOfMoney): MetricExpr => randomMetricExpr(scope, ofMoney, depth - 1);
  const factor = (): Literal => (chance(dice, 50) ? number(pick(dice, ['2', '12', '0.5'])) : percent('110'));
  const measured = (): Measured =>
    randomMeasured(
      scope,
      METRICS.filter((each) => isMoney(each) === isOfMoney),
    );
  if (depth <= 0) return measured();

  switch (dice.int(0, 8)) {
    case 1:
      return binary(inner(), '+', inner());
    case 2:
    case 3:
      return binary(inner(), '-', inner());
    case 4:
      return chance(dice, 50) ? binary(factor(), '*', inner()) : binary(inner(), '*', factor());
    case 5:
      return binary(inner(), '/', factor());
    case 6:
      return binary(inner(true), '/', divisor(scope, !isOfMoney));
    case 7:
      return isOfMoney ? binary(inner(false), '*', inner(true)) : binary(inner(false), '/', divisor(scope, false));
    case 8:
      return { kind: 'negative', of: inner() };
    default:
      return measured();
  }
}

/** What is 0 or is not: a backlog of a last digit would be nothing on one side and something on the other. */
function divisor(scope: Scope, isOfMoney: boolean): Measured {
  return randomMeasured(scope, isOfMoney ? ['revenue', 'cost'] : ['touches', 'opened', 'closed', 'won']);
}

function randomMeasured(scope: Scope, metrics: readonly Metric[]): Measured {
  const { dice, names } = scope;
  const found = pick(dice, metrics);
  const canBeOf = found !== 'cost' && found !== 'leverage share';
  return metric(found, {
    of: canBeOf && chance(dice, 40) ? pick(dice, names) : undefined,
    in: chance(dice, 45) ? randomPeriodOf(scope) : undefined,
  });
}

/** At least a month of it is in the model's period. */
function randomPeriodOf({ dice, outcome, fiscalYearStart }: Scope): Period {
  const around = outcome.start + dice.int(0, outcome.months - 1);
  const { from, to } = randomPeriod(dice, around, fiscalYearStart);
  return { from: monthText(from), to: monthText(to) };
}

/** A number between a third and three times what it is compared with. */
function literalNear(
  { dice, outcome }: Scope,
  expr: MetricExpr,
  isOfMoney = expr.kind === 'metric' && isMoney(expr.metric),
): Arithmetic<never> {
  const value = sizedValue(outcome, expr).value ?? 0;
  const size = Math.abs(value);
  const isRate = expr.kind === 'metric' && RATES.has(expr.metric);
  const most = isRate ? Math.min(size * 3, 1) : size * 3;
  const text =
    size > 1e-9 && size < 1e15
      ? decimalBetween(dice, Math.min(size, most) / 3, most)
      : decimalOf(dice.int(0, isRate ? 1 : 2));
  const isPercent = !isOfMoney && Number(text) < 1 && chance(dice, 80);
  const literal = isOfMoney ? money(text) : isPercent ? percent(shifted(text, 2)) : number(text);
  return value < 0 ? { kind: 'negative', of: literal } : literal;
}

/** What no more than all of a whole can be: compared with more, the language refuses it. */
const RATES: ReadonlySet<Metric> = new Set(['conversion', 'win rate', 'pulled share', 'gated share', 'leverage share']);
