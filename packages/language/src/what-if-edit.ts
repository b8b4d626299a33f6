import { changesFrom, grownFor, growthFactor, type Model, type Month, monthText, risen } from '@upsell/engine';
import { digitText } from './digit-text.ts';
import { eolOf, insertAt, replace } from './edits.ts';
import type { Expr, Growth, Step } from './generated/ast.ts';
import { insertInOrder } from './insert-in-order.ts';
import { type Amount, amountOf, literalIn } from './literal-amount.ts';
import { readMonth, readPercent } from './literals.ts';
import { type PlacedAssumption, placedAssumptions } from './plan-assumptions.ts';
import type { Program } from './program.ts';
import type { FileEdit } from './rules/rule.ts';
import { isGuess } from './rules/steps.ts';
import { type SourceFile, sliceOf } from './source-file.ts';
import { rangeOf } from './tree.ts';

/** A number times a factor, in the months of the period that are not over; `path` is as a scenario names it. */
export interface Turned {
  readonly path: string;
  readonly factor: number;
}

/** What turned numbers are numbers of: a model, in the month `asOf`. */
export interface TurnedOf {
  readonly program: Program;
  readonly model: Model;
  readonly asOf: Month;
}

/**
 * Turned numbers as a scenario of the model, under a name that it does not have yet: from the first month that is not over, where some
 * are. Undefined where one of them is not there.
 */
export function scenarioEdit(
  { program, model, asOf }: TurnedOf,
  turns: readonly Turned[],
): readonly FileEdit[] | undefined {
  const known = placedByPath(program);
  if (!turns.every(({ path }) => known.has(path))) return undefined;
  const from = changesFrom(model, asOf) ?? model.start;
  const since = from > model.start ? ` from ${monthText(from)}` : '';
  const edits = turns.map(({ path, factor }) => `  scale ${path} by ${digits(factor)}${since}`);
  return [insertInOrder(program, 0, 'Scenario', [`scenario ${freeName(program)} {`, ...edits, '}'])];
}

function freeName({ names: { scenario } }: Program): string {
  for (let count = 1; ; count++) {
    const name = count === 1 ? 'what_if' : `what_if_${count}`;
    if (!scenario.has(name)) return name;
  }
}

/** Why turned numbers cannot be written into the numbers: no month is left, or a rise cannot be said from its middle on. */
export type NotTurned = 'over' | 'rising';

/**
 * Turned numbers as new steps of the numbers themselves, from the first month that is not over and decided in the month `asOf`: what
 * was counted stays as the history of the number (spec: language, 4). A guess that holds from that very month is written over, and
 * so is what begins later. Undefined where one of the numbers is not there.
 */
export function turnedEdits(
  { program, model, asOf }: TurnedOf,
  turns: readonly Turned[],
): readonly FileEdit[] | NotTurned | undefined {
  const placed = placedByPath(program);
  const from = changesFrom(model, asOf);
  const edits: FileEdit[] = [];
  for (const { path, factor } of turns) {
    const one = placed.get(path);
    if (!one) return undefined;
    if (from === undefined) return 'over';
    const { steps } = one.node;
    // The first step begins with the period.
    const begins = (step: Step): Month =>
      step === steps[0] ? model.start : (readMonth(step.start ?? '') ?? model.start);
    const last = steps.findLastIndex((step) => begins(step) <= from);
    const inForce = steps[last];
    const isKept = inForce?.$cstNode && (begins(inForce) < from || (last === 0 && !isGuess(inForce)));
    if (isKept) {
      const added = addedStep(program, one, inForce, { factor, from, asOf, first: begins(inForce) });
      if (!added) return 'rising';
      edits.push(added);
    }
    for (const step of steps.slice(isKept ? last + 1 : Math.max(0, last)))
      edits.push(...stepEdits(program, one, step, factor, asOf));
  }
  return edits;
}

interface NewStep {
  readonly factor: number;
  /** The months from which the new step holds, and the one before it. */
  readonly from: Month;
  readonly first: Month;
  readonly asOf: Month;
}

/** A step behind the one in force that goes on as that one would, times a factor; undefined where it cannot be said so. */
function addedStep(
  program: Program,
  { file, node }: PlacedAssumption,
  step: Step,
  { factor, from, first, asOf }: NewStep,
): FileEdit | undefined {
  const source = program.files[file] as SourceFile;
  const value = valueFrom(source, step, { factor, from, first });
  if (value === undefined) return undefined;
  const indent = ' '.repeat(source.lines.at(rangeOf(node.steps[0] as Step).start).character);
  const { growth } = step;
  const isOver = growth?.$type === 'Rising' && (readMonth(growth.month ?? '') ?? from) <= from;
  const text = [value, `from ${monthText(from)}`];
  if (growth?.$cstNode && !isOver) text.push(growthText(source, growth, factor));
  text.push(`decided ${monthText(asOf)}`);
  return insertAt(file, rangeOf(step).end, `,${eolOf(source)}${indent}${text.join(' ')}`);
}

/** What a step has come to in a month, times a factor. */
function valueFrom(
  source: SourceFile,
  { value, high, growth }: Step,
  { factor, from, first }: Omit<NewStep, 'asOf'>,
): string | undefined {
  if (growth?.$type === 'Rising' && growth.target) {
    const by = readMonth(growth.month ?? '');
    if (by === undefined) return undefined;
    if (from >= by) return scaledText(source, growth.target, factor);
    if (from > first)
      return high
        ? undefined
        : risenText(source, value, growth.target, (a, b) => factor * risen(a, b, from - first, by - first));
  }
  const grown = growth?.$type === 'Growing' ? factor * grownBy(growth, from, first) : factor;
  // A range of nothing is none: of both ends one is left.
  const ends = high?.$cstNode && grown !== 0 ? [value, high] : [value];
  return ends.map((end) => scaledText(source, end, grown)).join(' to ');
}

function grownBy({ rate, negative, per }: Extract<Growth, { $type: 'Growing' }>, month: Month, first: Month): number {
  const share = readPercent(rate ?? '') ?? 0;
  const units = grownFor({ per: per === 'year' ? 'year' : 'month' }, month, first);
  return growthFactor(negative ? -share : share, units);
}

/** Between two numbers of one form, such as `$9k/month` and `$12k/month`; a month has its own number of workdays. */
function risenText(
  source: SourceFile,
  low: Expr,
  high: Expr,
  between: (low: number, high: number) => number,
): string | undefined {
  const [a, b] = [formOf(source, low), formOf(source, high)];
  if (!a || !b || a.after !== b.after || a.before !== b.before || a.after.includes('workday')) return undefined;
  return `${a.before}${digits(between(a.number, b.number))}${a.after}`;
}

function formOf(source: SourceFile, expression: Expr): Amount | undefined {
  const literal = literalIn(expression);
  const amount = literal && amountOf(literal);
  const unit = literal && sliceOf(source, rangeOf(literal).end, rangeOf(expression).end);
  return amount && { ...amount, after: `${amount.after}${unit}` };
}

/** How a step grows; where it rises to, times a factor. */
function growthText(source: SourceFile, growth: Growth, factor: number): string {
  const { start, end } = rangeOf(growth);
  if (growth.$type === 'Growing' || !growth.target) return sliceOf(source, start, end);
  const target = rangeOf(growth.target);
  return `${sliceOf(source, start, target.start)}${scaledText(source, growth.target, factor)}${sliceOf(source, target.end, end)}`;
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

const scaledEdit = (source: SourceFile, file: number, expression: Expr, factor: number): FileEdit =>
  replace(file, rangeOf(expression), scaledText(source, expression, factor));

/** A literal with its unit keeps its form; anything else is multiplied as it stands. */
function scaledText(source: SourceFile, expression: Expr, factor: number): string {
  const form = formOf(source, expression);
  if (form) return `${form.before}${digits(form.number * factor)}${form.after}`;
  const { start, end } = rangeOf(expression);
  const text = sliceOf(source, start, end);
  return factor === 1 ? text : `(${text}) * ${digits(factor)}`;
}

/** As many digits as a double is sure of. */
const digits = (value: number): string => digitText(value, 12);
