import type { Derivation, Month } from '@upsell/engine';
import { labelText } from './explanation-label.ts';

/** What is called by one name. */
export interface Series {
  /** By the month that it is for; what serves every month is in each month that uses it. */
  readonly byMonth: ReadonlyMap<Month, Derivation>;
  /** All of it: a rise looks at two months at once. */
  readonly all: ReadonlySet<Derivation>;
}

export type SeriesByName = ReadonlyMap<string, Series>;

/** A name that two numbers have only where they are the same thing in different months. */
export function nameOf(of: Derivation): string {
  const { label, at } = of;
  // Two factors of a scenario have no other name.
  const where = label.kind === 'field' && label.name === 'scale' ? ` ${at?.file} ${at?.start}` : '';
  return `${label.kind} ${labelText(of)}${where}`;
}

/** Everything in a derivation that has a name. */
export function seriesOf(root: Derivation): SeriesByName {
  const series = new Map<string, { byMonth: Map<Month, Derivation>; all: Set<Derivation> }>();
  const seen = new Map<Derivation, Set<Month | undefined>>();
  const pending: { readonly of: Derivation; readonly month?: Month }[] = [{ of: root }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { of } = next;
    const month = of.month ?? next.month;
    const months = seen.get(of) ?? new Set();
    if (months.has(month)) continue;
    seen.set(of, months.add(month));
    if (isNamed(of)) {
      const name = nameOf(of);
      const known = series.get(name) ?? { byMonth: new Map<Month, Derivation>(), all: new Set<Derivation>() };
      series.set(name, known);
      known.all.add(of);
      if (month !== undefined) known.byMonth.set(month, of);
    }
    for (const child of of.children) pending.push({ of: child, month });
  }
  return series;
}

/** True of figures, assumptions and drivers: what a person has a word for. */
export const isNamed = ({ label }: Derivation): boolean =>
  label.kind === 'figure' || label.kind === 'field' || label.kind === 'driver';

/** What of a derivation has a name, looking through expressions down to the next names. */
export function namedWithin({ children }: Derivation): readonly Derivation[] {
  const found = new Set<Derivation>();
  const pending = [...children].reverse();
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (isNamed(next)) found.add(next);
    else pending.push(...[...next.children].reverse());
  }
  return [...found];
}
