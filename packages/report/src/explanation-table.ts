import { type Derivation, type Label, type Month, monthsText } from '@upsell/engine';
import { cellText, isSteady, timeText } from './explanation-amount.ts';
import { blockOf, nameWithin } from './explanation-label.ts';
import { namedWithin, nameOf, type SeriesByName } from './explanation-series.ts';

/**
 * What differs from month to month in the making of figures of one name, as rows of cells: a head, then a row for each run of
 * months that look the same. Empty where nothing differs. Other channels have tables of their own, and so have the closers.
 * `isWanted` is asked once for each column that there could be.
 */
export function monthTable(
  of: readonly Derivation[],
  series: SeriesByName,
  currency: string | undefined,
  isWanted: (name: string) => boolean,
): readonly (readonly string[])[] {
  const [top] = of;
  const columns = columnsOf(of).flatMap((name) => {
    const byMonth = series.get(name)?.byMonth;
    const values = [...(byMonth?.values() ?? [])];
    const [one] = values;
    if (!byMonth || !one || isSteady(values) || !isWanted(name)) return [];
    return [{ title: `${nameWithin(one.label, top?.label)}${timeText(one)}`, byMonth }];
  });
  const months = [...new Set(columns.flatMap(({ byMonth }) => [...byMonth.keys()]))].sort((a, b) => a - b);
  const runs = months.reduce<Run[]>((so, month) => {
    const cells = columns.map(({ byMonth }) => {
      const derivation = byMonth.get(month);
      return derivation ? cellText(derivation.value, derivation, currency) : '';
    });
    const before = so.at(-1);
    if (before && cells.every((cell, i) => cell === before.cells[i])) before.last = month;
    else so.push({ first: month, last: month, cells });
    return so;
  }, []);
  // What differs in digits that nobody sees is the same.
  if (runs.length < 2) return [];
  const shown = runs.map(({ first, last, cells }) => [monthsText(first, last), ...cells]);
  const head = ['month', ...columns.map(({ title }) => title)];
  if (shown.length <= MOST_ROWS) return [head, ...shown];
  return [head, ...shown.slice(0, MOST_ROWS - LAST_ROWS), ['...'], ...shown.slice(-LAST_ROWS)];
}

/** Months that look the same. */
interface Run {
  readonly first: Month;
  last: Month;
  readonly cells: readonly string[];
}

/** Nobody reads more; --json has all of them. */
const MOST_ROWS = 36;
const LAST_ROWS = 6;

/** The names of all that figures are made of and that has a column in their table, in the order of the formulas. */
function columnsOf(of: readonly Derivation[]): readonly string[] {
  const names = new Map<string, Label>();
  const seen = new Set<Derivation>();
  const visit = (derivation: Derivation, top: Derivation): void => {
    if (seen.has(derivation)) return;
    seen.add(derivation);
    const { label } = derivation;
    const name = 'name' in label ? label.name : '';
    const isOthers = label.kind === 'figure' && blockOf(label) !== blockOf(top.label);
    if ((isOthers && name !== 'share worked') || name === 'cycle') return;
    // Behind what waits begins the month before, and a driver's own drivers have their lines.
    const isEnd = isOthers || label.kind === 'driver' || (name === 'backlog' && derivation !== top);
    if (!isEnd) for (const child of namedWithin(derivation)) visit(child, top);
    names.set(nameOf(derivation), label);
  };
  for (const derivation of of) visit(derivation, derivation);
  const rank = (label: Label): number => ('name' in label ? ORDER.indexOf(label.name) : -1);
  return [...names].sort(([, a], [, b]) => rank(a) - rank(b)).map(([name]) => name);
}

/** From touches to revenue; what is on no list, such as a driver, stands before all. */
const ORDER: readonly string[] = [
  'volume',
  'touch',
  'season',
  'touches',
  'conversion',
  'converting',
  'opened',
  'gated opened',
  'capacity',
  'closers',
  'attention',
  'limit',
  'queue',
  'share worked',
  'worked',
  'backlog',
  'closed over the cycle',
  'carried',
  'closed',
  'win rate',
  'won',
  'deal size',
  'revenue',
  'contraction',
  'given back',
  'cost',
];
