import { monthText, risen, steadyValue } from '@upsell/engine';
import { replace } from '../edits.ts';
import type { Assumption, Step } from '../generated/ast.ts';
import { readMonth } from '../literals.ts';
import { rangeOf } from '../tree.ts';
import { type Asked, offer, type Refactoring } from './refactoring.ts';
import { documentIn, isPlainNumber, isSound, lowered, nodeIn, textAt } from './under-cursor.ts';
import { evidenceText } from './written-assumption.ts';

/**
 * Writes steps that go up or down by the same amount month by month as one that does: `100/month, 110/month from 2026-02, 120/month
 * from 2026-03` as `100/month rising to 120/month by 2026-03`. Two steps with months between them jump, and stay what they are.
 */
export const risingFromSteps: Refactoring = (asked) => {
  const step = nodeIn<Step>(asked, 'Step');
  const steps = (step ? step.$container : nodeIn<Assumption>(asked, 'Assumption'))?.steps ?? [];
  if (steps.length < FEWEST || !isSound(asked.analysis, 0, steps[0] as Step)) return [];
  const ramp = rampsIn(asked, steps).find(({ steps: own }) => !step || own.includes(step));
  const [first, last] = [ramp?.steps[0], ramp?.steps.at(-1)];
  if (!ramp || !first || !last) return [];
  const target = textAt(asked, rangeOf(last.value));
  const by = monthText(ramp.end);
  return [
    offer('refactor.rewrite', `Write the steps as \`rising to ${target} by ${by}\``, () => {
      const rest = { start: rangeOf(first.value).end, end: rangeOf(last).end };
      const from = first.start === undefined ? '' : ` from ${first.start}`;
      const evidence = evidenceText(documentIn(asked), first);
      const mark = evidence === undefined ? '' : ` ${evidence}`;
      return [replace(0, rest, `${from} rising to ${target} by ${by}${mark}`)];
    }),
  ];
};

/** Two months make a line of any two numbers. */
const FEWEST = 3;

/** How far a step may be from the line, relative to the larger end: what doubles make of decimals. */
const NEARLY = 1e-13;

interface Ramp {
  readonly steps: readonly Step[];
  /** The month of the last step. */
  readonly end: number;
}

interface Point {
  readonly step: Step;
  readonly month: number;
  readonly value: number;
}

/** The longest runs of steps that lie on a line, month by month, and come from one piece of evidence. */
function rampsIn(asked: Asked, steps: readonly Step[]): readonly Ramp[] {
  const points = steps.map((step) => pointOf(asked, step));
  const evidence = ({ step }: Point) => evidenceText(documentIn(asked), step);
  const ramps: Ramp[] = [];
  for (let i = 0; i < points.length; ) {
    const run = [points[i]];
    for (let next = points[i + run.length]; next; next = points[i + run.length]) {
      const [start, before] = [run[0], run.at(-1)];
      if (!start || !before || next.month !== before.month + 1 || evidence(next) !== evidence(start)) break;
      if (!isLine([...(run as Point[]), next])) break;
      run.push(next);
    }
    const end = run.at(-1);
    if (run.length >= FEWEST && end) ramps.push({ steps: (run as Point[]).map(({ step }) => step), end: end.month });
    // A step that ends one line may begin the next.
    i += run.length >= FEWEST ? run.length : 1;
  }
  return ramps;
}

/** Where a step begins and what it is in every month; undefined where it changes, is a range, or begins in no month that is known. */
function pointOf({ analysis }: Asked, step: Step): Point | undefined {
  const { value, high, growth, start } = step;
  if (high?.$cstNode || growth?.$cstNode || !isPlainNumber(value)) return undefined;
  const { model, isModel } = analysis;
  const isFirst = step.$container.steps[0] === step;
  // In a library the first step begins in another month in each model; what a scenario sets may begin anywhere.
  const month =
    start === undefined ? (isModel && !model.broken && isFirst ? model.start : undefined) : readMonth(start);
  const expr = lowered(analysis, value);
  const steady = expr && steadyValue(expr, analysis);
  return month === undefined || !steady ? undefined : { step, month, value: steady.value };
}

function isLine(points: readonly Point[]): boolean {
  const [first, last] = [points[0] as Point, points.at(-1) as Point];
  const most = Math.max(Math.abs(first.value), Math.abs(last.value));
  if (first.value === last.value) return false;
  return points.every(({ value, month }) => {
    const there = risen(first.value, last.value, month - first.month, last.month - first.month);
    return Math.abs(there - value) <= NEARLY * most;
  });
}
