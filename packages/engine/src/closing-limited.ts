import type { Flows } from './figures.ts';
import { isBroken } from './model.ts';

/**
 * The closing-limited months (forecast.md, 2) by their index in the period, ascending: opened opportunities are left unworked
 * in them. Less than 1e-9 of the queue is a rounding error. None where a figure is withheld.
 */
export function limitedMonths({ worked, backlog }: Flows): readonly number[] {
  if (isBroken(worked) || isBroken(backlog)) return [];
  const limited: number[] = [];
  for (const [m, waiting] of backlog.entries()) if (waiting > 1e-9 * (waiting + (worked[m] as number))) limited.push(m);
  return limited;
}
