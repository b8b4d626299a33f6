import type { Params } from '../problem.ts';

/** True for a problem at the `actuals` line that counts what stands in the cells. */
export const countsActuals = ({ where }: Params): boolean => where !== undefined;

/** The sentence at the `actuals` line that counts what stands in the cells; undefined for a problem in a cell. */
export function actualsCountText(params: Params): string | undefined {
  if (!countsActuals(params)) return undefined;
  const { errors, warnings, where } = params;
  const counted = [counts(errors, 'error'), counts(warnings, 'warning')].filter((text) => text !== '').join(' and ');
  const place = Number(errors) + Number(warnings) === 1 ? 'in' : 'the first in';
  return `The actuals have ${counted}, ${place} ${where}: open that file, and mend it there or where it is made.`;
}

const counts = (count: unknown, word: string): string =>
  Number(count) === 0 ? '' : `${count} ${word}${Number(count) === 1 ? '' : 's'}`;
