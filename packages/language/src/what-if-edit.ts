import { type Month, monthText } from '@upsell/engine';
import { digitText } from './digit-text.ts';
import { insertAt, replace } from './edits.ts';
import type { Expr, Step } from './generated/ast.ts';
import { insertInOrder } from './insert-in-order.ts';
import { amountOf, literalIn } from './literal-amount.ts';
import { type PlacedAssumption, placedAssumptions } from './plan-assumptions.ts';
import type { Program } from './program.ts';
import type { FileEdit } from './rules/rule.ts';
import { type SourceFile, sliceOf } from './source-file.ts';
import { rangeOf } from './tree.ts';

/** All of the months of a number times a factor; `path` is as a scenario names it. */
export interface Turned {
  readonly path: string;
  readonly factor: number;
}

/** Turned numbers as a scenario of the model, under a name that it does not have yet. Undefined where one of them is not there. */
export function scenarioEdit(program: Program, turns: readonly Turned[]): readonly FileEdit[] | undefined {
  const known = placedByPath(program);
  if (!turns.every(({ path }) => known.has(path))) return undefined;
  const edits = turns.map(({ path, factor }) => `  scale ${path} by ${digits(factor)}`);
  return [insertInOrder(program, 0, 'Scenario', [`scenario ${freeName(program)} {`, ...edits, '}'])];
}

function freeName({ names: { scenario } }: Program): string {
  for (let count = 1; ; count++) {
    const name = count === 1 ? 'what_if' : `what_if_${count}`;
    if (!scenario.has(name)) return name;
  }
}

/**
 * Turned numbers as new values of the numbers themselves, decided in the month `asOf`: what somebody has turned is measured no more.
 * Undefined where one of them is not there.
 */
export function turnedEdits(program: Program, turns: readonly Turned[], asOf: Month): readonly FileEdit[] | undefined {
  const placed = placedByPath(program);
  const edits: FileEdit[] = [];
  for (const { path, factor } of turns) {
    const one = placed.get(path);
    if (!one) return undefined;
    for (const step of one.node.steps) edits.push(...stepEdits(program, one, step, factor, asOf));
  }
  return edits;
}

const placedByPath = (program: Program): ReadonlyMap<string | undefined, PlacedAssumption> =>
  new Map(placedAssumptions(program).map((one) => [one.scenarioPath, one]));

function stepEdits(
  program: Program,
  { file }: PlacedAssumption,
  step: Step,
  factor: number,
  asOf: Month,
): readonly FileEdit[] {
  const source = program.files[file] as SourceFile;
  const { value, high, growth, provenance } = step;
  const target = growth?.$type === 'Rising' ? growth.target : undefined;
  // A range of nothing is none: of both ends one is left.
  const isNothing = factor === 0 && high?.$cstNode !== undefined && value?.$cstNode !== undefined;
  const scaled = [value, isNothing ? undefined : high, target].flatMap((expression) =>
    expression?.$cstNode ? scaledEdit(source, file, expression, factor) : [],
  );
  if (isNothing) scaled.push(replace(file, { start: rangeOf(value).end, end: rangeOf(high).end }, ''));
  const decided = `decided ${monthText(asOf)}`;
  const mark = provenance?.$cstNode
    ? replace(file, rangeOf(provenance), decided)
    : insertAt(file, rangeOf(step).end, ` ${decided}`);
  return [...scaled, mark];
}

/** A literal with its unit keeps its form; anything else is multiplied as it stands. */
function scaledEdit(source: SourceFile, file: number, expression: Expr, factor: number): FileEdit {
  const literal = literalIn(expression);
  const amount = literal && amountOf(literal);
  if (literal && amount)
    return replace(file, rangeOf(literal), `${amount.before}${digits(amount.number * factor)}${amount.after}`);
  const { start, end } = rangeOf(expression);
  return replace(file, { start, end }, `(${sliceOf(source, start, end)}) * ${digits(factor)}`);
}

/** As many digits as a double is sure of. */
const digits = (value: number): string => digitText(value, 12);
