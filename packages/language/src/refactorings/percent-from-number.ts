import { decimalText, readDecimal } from '../decimal.ts';
import { replace } from '../edits.ts';
import { expectedDimension } from '../expected-dimension.ts';
import type { Expr, NumberLiteral, Step } from '../generated/ast.ts';
import { readNumber, readPercent } from '../literals.ts';
import { spelled } from '../parser/words.ts';
import { rangeOf } from '../tree.ts';
import { offer, type Refactoring } from './refactoring.ts';
import { isBareNumber, isSound, nodeIn, stepAround, textAt } from './under-cursor.ts';

/** Writes a share as a percentage: `0.05` as `5%`, of a range both ends. */
export const percentFromNumber: Refactoring = (asked) => {
  const { analysis } = asked;
  const literal = nodeIn<NumberLiteral>(asked, 'NumberLiteral');
  if (!literal || percentOf(literal) === undefined || !isSound(analysis, 0, literal)) return [];
  const written = rangeFrom(literal) ?? [literal];
  const percents = written.map(percentOf);
  // A distribution is fitted to the ends to the last digit.
  const isSame = written.every((one, i) => readNumber(textAt(asked, rangeOf(one))) === readPercent(percents[i] ?? ''));
  if (
    percents.includes(undefined) ||
    (written.length > 1 && !isSame) ||
    !isShare(literal, () => expectedDimension(analysis.program, literal))
  )
    return [];
  const edits = () => written.map((one, i) => replace(0, rangeOf(one), percents[i] as string));
  return [offer('refactor.rewrite', `Write \`${percents.join(' to ')}\``, edits)];
};

/** `5%` for `0.05`. A whole number may be a count. */
function percentOf(literal: Expr): string | undefined {
  if (!isBareNumber(literal) || !/^\d*\.\d/.test(literal.text ?? '')) return undefined;
  const decimal = readDecimal(literal.text);
  return decimal && `${decimalText({ ...decimal, units: decimal.units * 100n }, false)}%`;
}

/** The ends of the range that a literal is one of. */
function rangeFrom(literal: NumberLiteral): readonly Expr[] | undefined {
  const step = literal.$container as unknown as Step;
  return step.$type === 'Step' && step.high?.$cstNode ? [step.value, step.high] : undefined;
}

/** True where a number is a share of something, as far as its place says. */
function isShare(literal: NumberLiteral, dimension: () => ReturnType<typeof expectedDimension>): boolean {
  const place = literal.$container as { readonly $type: string };
  if (SHARES.has(place.$type)) return (place as { months?: boolean }).months !== true;
  const step = stepAround(literal);
  if (!step) return false;
  const field = step.$container.$container;
  const plain = dimension();
  // Any number may stand in a driver. A range of it is another one with percents: a Beta (spec: forecast, 6).
  if (field.$type === 'Driver') return !step.high?.$cstNode && Number(literal.text) < 1 && place.$type === 'Step';
  if (plain?.money !== 0 || plain.perMonth !== 0) return false;
  if (field.$type === 'Touch') return true;
  const isRange = step.high?.$cstNode !== undefined;
  if (field.$type === 'Contraction') return !isRange;
  return 'field' in field && RATES.has(spelled(field.field));
}

const SHARES: ReadonlySet<string> = new Set(['CycleField', 'AttentionField', 'SeasonFactor', 'ScaleEdit']);
const RATES: ReadonlySet<string> = new Set(['conversion', 'win rate']);
