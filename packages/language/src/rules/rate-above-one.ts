import { replace } from '../edits.ts';
import { expressionAt, stepOf } from '../expression-at.ts';
import type { Expr, Step } from '../generated/ast.ts';
import { readNumber, readPercent } from '../literals.ts';
import { rangeOf } from '../tree.ts';
import { inMonth, numberText, percentText } from './numbers.ts';
import type { Rule } from './rule.ts';

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
    fix: 'Write the percent sign, or take the digit away. Where growth pushes the rate over 100% in a later month, end the growth with a step or write `rising to 60% by 2026-12`.',
  },
  breaks: true,
  message: (params) => {
    const { place, value, written } = params;
    const advice =
      written === 'number'
        ? `write \`${numberText(value)}%\` if that is what you mean`
        : 'a rate is a part of a whole, so lower it';
    return `\`${place}\` is ${percentText(value)}${inMonth(params)}, and a rate cannot be above 100%: ${advice}.`;
  },
  fixes({ file, start, end }, { program }) {
    const literal = expressionAt(program, file, { start, end });
    const meant = literal && rateMeant(literal);
    if (meant === undefined || !mayStand(literal as Expr, meant)) return [];
    const text = percentText(meant);
    return [{ title: `Write \`${text}\``, edits: [replace(file, rangeOf(literal as Expr), text)] }];
  },
};

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
  if (!step) return literal.$container.$type === 'AttentionField';
  if (step.growth || !isOfRate(step)) return false;
  if (!step.high) return true;
  const low = step.value.$type === 'PercentLiteral' ? readPercent(step.value.text) : undefined;
  return step.high === literal && low !== undefined && low < rate && rate < 1;
}

/** A scenario may set a driver that pushes a rate elsewhere above 1: what that driver counts is not known. */
function isOfRate({ $container: { $container: field } }: Step): boolean {
  return field.$type !== 'SetEdit' || RATE_FIELDS.has(field.path?.members.at(-1) ?? '');
}

const RATE_FIELDS: ReadonlySet<string> = new Set(['conversion', 'win_rate', 'converting']);
