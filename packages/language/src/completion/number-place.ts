import type { Dimension, Month } from '@upsell/engine';
import type { IToken } from 'chevrotain';
import type { AstNode } from 'langium';
import { dimensionOf, expectedDimension, fittingDrivers, isSameDimension } from '../expected-dimension.ts';
import type { Expr, NameRef } from '../generated/ast.ts';
import { readMonth } from '../literals.ts';
import { nodesOf, type Program } from '../program.ts';
import { parseFile, type SourceFile } from '../source-file.ts';
import { rangeOf } from '../tree.ts';
import type { CursorPlace } from './cursor-place.ts';
import { expectedIn, headOf, read } from './grammar-states.ts';
import type { Asked } from './proposal.ts';

/** The number that the cursor stands in or behind. */
export interface NumberPlace {
  /** Its field as a person writes it, such as `win rate`; `touch` and `converting` for those; empty for a driver. */
  readonly field: string;
  /** The value of the step before the cursor. */
  readonly value: readonly IToken[];
  readonly isFirstStep: boolean;
  /** A scenario sets it, so that its first step may say from when it holds. */
  readonly isSet: boolean;
  /** The month from which the step before holds, and the one behind, where they say so. */
  readonly from?: Month;
  readonly until?: Month;
  /** The month from which this step holds, where it says so before the cursor. */
  readonly start?: Month;
}

/** The number around the cursor; undefined where no assumption is being written. */
export function numberPlace({ before, after, atStart }: CursorPlace): NumberPlace | undefined {
  let states = atStart;
  let first = -1;
  for (let i = 0; i <= before.length && first < 0; i++) {
    if (expectedIn(states).some(({ token, rules }) => token === 'NUMBER' && rules.includes('Step'))) first = i;
    if (i < before.length) states = read(states, [before[i] as IToken]);
  }
  if (first < 0) return undefined;
  const converting = before.findLastIndex(({ image }, i) => image === 'converting' && i > first);
  if (converting >= 0) first = converting + 1;
  const steps = stepsOf(before.slice(first));
  const own = steps.at(-1) ?? [];
  const starts = steps.map(startOf);
  return {
    field: converting >= 0 ? 'converting' : fieldOf(before),
    value: own.slice(0, valueEnd(own)),
    isFirstStep: steps.length < 2,
    isSet: before[0]?.image === 'set',
    from: starts.slice(0, -1).findLast((month) => month !== undefined),
    until:
      monthBehind(own.concat(stepsOf(after)[0] ?? []), 'by') ??
      stepsOf(after)
        .slice(1)
        .map(startOf)
        .find((month) => month !== undefined),
    start: starts.at(-1),
  };
}

/** The words of a field, from the tokens that it begins with. */
function fieldOf(tokens: readonly IToken[]): string {
  const [first, second, third, fourth] = tokens.map(({ image }) => image);
  if (first === 'win' || first === 'deal' || first === 'contraction') return `${first} ${second}`;
  if (first === 'customer' || first === 'vendor') return 'touch';
  if (first === 'driver') return '';
  if (first === 'set') return third === '.' ? (fourth ?? '').replace('_', ' ') : '';
  return first ?? '';
}

/** Steps are parted by commas that stand in no parentheses. */
function stepsOf(tokens: readonly IToken[]): readonly (readonly IToken[])[] {
  const steps: IToken[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.image === '(') depth++;
    else if (token.image === ')') depth--;
    if (token.image === ',' && depth === 0) steps.push([]);
    else steps.at(-1)?.push(token);
  }
  return steps;
}

const startOf = (step: readonly IToken[]): Month | undefined => monthBehind(step, 'from');

function monthBehind(step: readonly IToken[], word: string): Month | undefined {
  const at = step.findIndex(({ image }) => image === word);
  return at < 0 ? undefined : readMonth(step[at + 1]?.image ?? '');
}

function valueEnd(step: readonly IToken[]): number {
  const end = step.findIndex(
    ({ image }, i) => i > 0 && BEHIND_VALUE.has(image) && !OPERATORS.has(step[i - 1]?.image ?? ''),
  );
  return end < 0 ? step.length : end;
}

const OPERATORS = new Set(['+', '-', '*', '/', '(', ',', 'per']);
/** The words that end the value of a step. */
export const BEHIND_VALUE: ReadonlySet<string> = new Set([
  'to',
  'from',
  'growing',
  'rising',
  'sample',
  'estimated',
  'decided',
  'counted',
  'measured',
  'by',
  'note',
  'evidence',
  'gated',
  'converting',
]);

/** The drivers whose unit fits where the cursor stands. */
export function driversThatFit(asked: Asked): ReadonlySet<string> {
  const { file, end } = tried(asked.place, NAME);
  const node = (file.nodes.get('NameRef') as readonly AstNode[]).find((one) => rangeOf(one).end === end);
  return node ? fittingDrivers(asked.program, node) : new Set();
}

const NAME = 'name_to_try';

/** The unit that a number must have where the cursor stands; undefined where that cannot be told. */
export function dimensionHere({ program, place }: Asked): Dimension | undefined {
  const { file, end } = tried(place, NAME);
  const node = (file.nodes.get('NameRef') as readonly AstNode[]).find((one) => rangeOf(one).end === end);
  return node && expectedDimension(program, node);
}

/** The unit that a driver has to have for those who use it; undefined where that cannot be told. */
export function dimensionOfUses(program: Program, driver: string): Dimension | undefined {
  for (const { node } of nodesOf<NameRef>(program, 'NameRef')) {
    const dimension = node.driver?.$refText === driver ? expectedDimension(program, node) : undefined;
    if (dimension) return dimension;
  }
  return undefined;
}

/** True where a number whose last part is a text has a unit that its place takes. */
export function unitFits({ program, place }: Asked, text: string, type: 'PerUnit' | 'NumberLiteral'): boolean {
  const { file, end } = tried(place, text);
  const node = (file.nodes.get(type) as readonly Expr[]).find((one) => rangeOf(one).end === end);
  if (!node) return false;
  const expected = expectedDimension(program, node);
  const own = dimensionOf(program, node);
  return !expected || !own || isSameDimension(expected, own);
}

/** The field alone with a text in the place of the word under the cursor, and where that text ends. */
function tried(
  { block, before, after }: CursorPlace,
  text: string,
): { readonly file: SourceFile; readonly end: number } {
  const words = (tokens: readonly IToken[]) => tokens.map(({ image }) => image).join(' ');
  const head = `${headOf(block ?? '') ?? ''}\n${words(before)} ${text}`;
  return { file: parseFile('', `${head} ${words(after)}${block ? '\n}' : ''}`), end: head.length };
}
