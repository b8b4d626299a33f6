import type { Metric } from '@upsell/engine';
import { nodesIn } from '../block.ts';
import { replace } from '../edits.ts';
import { expressionAt, stepOf } from '../expression-at.ts';
import type { Expect, Expr, MetricExpr, NumberLiteral, PercentLiteral, Step, Target } from '../generated/ast.ts';
import { readNumber, readPercent } from '../literals.ts';
import { spelled } from '../parser/words.ts';
import { rangeOf } from '../tree.ts';
import { kindOfMetric } from './metric-text.ts';
import { inMonth, numberText, percentText } from './numbers.ts';
import type { ReportHere, Rule } from './rule.ts';

export const rateAboveOne: Rule = {
  code: 'rate-above-one',
  severity: 'error',
  summary: 'A rate is above 100%.',
  page: {
    why: 'No more than all of the tickets can become an opportunity, and no more than all of the opportunities can be won. A rate above 100% is mostly a missing percent sign, a digit too many, or growth that runs on for longer than anybody meant.',
    example: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month counted 2025
  conversion 5         estimated 2025-12
}`,
    mended: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month counted 2025
  conversion 5%        estimated 2025-12
}`,
    fix: 'Write the percent sign, or take the digit away. Where growth pushes the rate over 100% in a later month, end the growth with a step or write `rising to 60% by 2026-12`. A rate or a share that a target or an expectation asks for has the bound of a rate: `expect leverage share <= 50` would hold for ever, and `<= 50%` is meant.',
  },
  breaks: true,
  message: (params) => {
    const { place, value, written, high, asked } = params;
    const advice =
      written === 'number' && Number(value) > 1
        ? `write \`${numberText(value)}%\` if that is what you mean`
        : high === undefined
          ? 'a rate is a part of a whole, so lower it'
          : 'write a smaller one';
    if (high !== undefined)
      return `The range of \`${place}\` ends at ${percentText(value)}, and a rate may come out above the end of its range, which must be below 100%: ${advice}.`;
    const is = asked ? 'is compared with' : 'is';
    const kind = String(place).endsWith(' share') ? 'share' : 'rate';
    return `\`${place}\` ${is} ${percentText(value)}${inMonth(params)}, and a ${kind} cannot be above 100%: ${advice}.`;
  },
  checkEach(block, _, report) {
    for (const { metric, value } of nodesIn<Target>(block, 'Target')) checkAsked(metric, value, report);
    for (const { left, right } of nodesIn<Expect>(block, 'Expect'))
      for (const [of, other] of [
        [left, right],
        [right, left],
      ])
        if (of?.$type === 'MetricRef') checkAsked(of.metric, other, report);
  },
  fixes({ file, start, end, params }, { program }) {
    const literal = expressionAt(program, file, { start, end });
    const meant = literal && rateMeant(literal);
    if (meant === undefined || !mayStand(literal as Expr, meant)) return [];
    const text = percentText(meant);
    const edits = [replace(file, rangeOf(literal as Expr), text)];
    // A digit too many is a guess, and another one would make ten times as much of it.
    const isGuess = literal?.$type === 'PercentLiteral' && !params['asked'];
    return isGuess
      ? [{ title: `Write \`${text}\` (the forecast changes)`, edits, changesForecast: true }]
      : [{ title: `Write \`${text}\``, edits }];
  },
};

/** Says it of a metric that is a part of a whole and is compared with more than all of it: that holds for ever, or never. */
function checkAsked(metric: string | undefined, literal: Expr | MetricExpr | undefined, report: ReportHere): void {
  const place = spelled(metric ?? '');
  if (!literal?.$cstNode || kindOfMetric(place as Metric) !== 'rate') return;
  const isBare = literal.$type === 'NumberLiteral' && literal.currency === undefined;
  const written = isBare ? 'number' : literal.$type === 'PercentLiteral' ? 'percent' : undefined;
  if (!written) return;
  const value = (isBare ? readNumber : readPercent)((literal as NumberLiteral | PercentLiteral).text ?? '');
  if (value !== undefined && value > 1) report(rangeOf(literal), { place, value, written, asked: 1 });
}

/** The rate that a number above 1 was probably meant to be: `25` is 25%, and `130%` has a digit too many. */
function rateMeant(literal: Expr): number | undefined {
  const percent = literal.$type === 'PercentLiteral' ? readPercent(literal.text) : undefined;
  if (percent !== undefined) return percent > 1 && percent <= 10 ? percent / 10 : undefined;
  const isBare = literal.$type === 'NumberLiteral' && literal.currency === undefined;
  const number = isBare ? readNumber(literal.text) : undefined;
  return number !== undefined && number > 1 && number <= 100 ? number / 100 : undefined;
}

/** False where the rate would be the next error: with growth, in a range that it does not fit into, in a cycle. */
function mayStand(literal: Expr, rate: number): boolean {
  const step = stepOf(literal);
  if (!step) return WITHOUT_STEPS.has(literal.$container.$type);
  if (step.growth || !isOfRate(step)) return false;
  if (!step.high) return true;
  const low = step.value.$type === 'PercentLiteral' ? readPercent(step.value.text) : undefined;
  return step.high === literal && low !== undefined && low < rate && rate < 1;
}

const WITHOUT_STEPS: ReadonlySet<string> = new Set(['AttentionField', 'Target', 'Expect']);

/** A scenario may set a driver that pushes a rate elsewhere above 1: what that driver counts is not known. */
function isOfRate({ $container: { $container: field } }: Step): boolean {
  return field.$type !== 'SetEdit' || RATE_FIELDS.has(field.path?.members.at(-1) ?? '');
}

const RATE_FIELDS: ReadonlySet<string> = new Set(['conversion', 'win_rate', 'converting']);
