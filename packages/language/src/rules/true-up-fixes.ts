import type { FileProblem } from '../program.ts';
import { type Range, rangeOf } from '../tree.ts';
import { trueUpAt, trueUpEdit } from '../true-up-edit.ts';
import type { Fix, FixContext } from './rule.ts';

/** Trues the number up that a problem stands in, and, where others could be as well, all of them. */
export function trueUpFixes({ file, start }: FileProblem, { program, tracking }: FixContext): readonly Fix[] {
  const own = trueUpAt(program, tracking.trueUps, file, start);
  // Behind another step than the judged one a new one would change nothing of the problem.
  if (!own || !isWithin(start, rangeOf(own.step))) return [];
  const here: Fix = {
    title: `True up to ${own.value}, ${own.provenance} (the forecast changes)`,
    edits: [own.edit],
    changesForecast: true,
  };
  const all = tracking.trueUps.flatMap((one) => (isProposed(one.of) ? (trueUpEdit(program, one) ?? []) : []));
  if (all.length < 2) return [here];
  const edits = all.map(({ edit }) => edit);
  return [
    here,
    {
      title: `True up all ${all.length} numbers with enough evidence (the forecast changes)`,
      edits,
      changesForecast: true,
    },
  ];
}

const isWithin = (offset: number, { start, end }: Range): boolean => start <= offset && offset <= end;

/** A miss by volume is something to do, not an assumption to update: volumes are trued up one by one. */
const isProposed = (of: string): boolean => of !== 'volume';
