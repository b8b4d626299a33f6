import type { VarianceRow } from '@upsell/report';
import { useState } from 'preact/hooks';
import type { Format } from '../../format.ts';
import { GoTo } from '../../go-to.tsx';
import type { Host } from '../../host.ts';
import { Marked } from '../../marked.tsx';
import { WORDS } from '../../words.ts';

/** A row a channel, to be sorted by any column; the one that misses most comes first. */
export function VarianceTable({
  rows,
  format,
  host,
}: {
  readonly rows: readonly VarianceRow[];
  readonly format: Format;
  readonly host: Host;
}) {
  const [sort, setSort] = useState<Sort>({ column: 'difference', isDescending: false });
  const column = COLUMNS.find(({ name }) => name === sort.column) ?? COLUMNS[0];
  const sorted = [...rows].sort((a, b) => compare(column?.key(a), column?.key(b), sort.isDescending));
  return (
    <>
      <h3 id="variance-title">{WORDS.varianceTable}</h3>
      <section class="scroll" aria-labelledby="variance-title">
        <table class="variance" aria-labelledby="variance-title">
          <thead>
            <tr>
              {COLUMNS.map(({ name, title, isNumber }) => (
                <th
                  key={name}
                  scope="col"
                  class={isNumber ? 'number' : ''}
                  aria-sort={sort.column === name ? (sort.isDescending ? 'descending' : 'ascending') : 'none'}
                >
                  <button
                    type="button"
                    class="sort"
                    title={WORDS.sortBy(title)}
                    onClick={() => setSort({ column: name, isDescending: sort.column === name && !sort.isDescending })}
                  >
                    {title}
                    <span class="arrow" aria-hidden="true">
                      {sort.column === name ? (sort.isDescending ? '\u25be' : '\u25b4') : ''}
                    </span>
                  </button>
                </th>
              ))}
              <th scope="col">{WORDS.whatToDo}</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((row) => (
              <tr key={row.name}>
                <th scope="row" class="name-column">
                  <GoTo place={row.place} host={host} name={row.title}>
                    {row.title}
                  </GoTo>
                </th>
                <td>{row.owner ?? WORDS.nobody}</td>
                <td class="number">{format.count(row.shown.plan)}</td>
                <td class="number">{format.count(row.actual, 0)}</td>
                <td
                  class={`number ${Math.abs(row.shown.difference) < 0.05 ? '' : row.shown.difference < 0 ? 'under' : 'over'}`}
                >
                  {format.signed(row.shown.difference, 'count')}
                </td>
                <td class="number">{format.signed(row.shown.volume, 'count')}</td>
                <td class="number">
                  {row.conversion === undefined
                    ? WORDS.none
                    : format.signed(row.shown.difference - row.shown.volume, 'count')}
                </td>
                <td class="number">{moneyChange(row, format)}</td>
                <td>
                  <span class={`verdict ${row.verdict === 'signal' ? 'signal' : ''}`}>{row.verdict}</span>
                </td>
                <td>{row.lever ?? WORDS.none}</td>
                <td class="sentence">{row.sentence === undefined ? '' : <Marked text={row.sentence} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

interface Sort {
  readonly column: string;
  readonly isDescending: boolean;
}

type Key = string | number | undefined;

interface Column {
  readonly name: string;
  readonly title: string;
  readonly isNumber: boolean;
  readonly key: (row: VarianceRow) => Key;
}

const COLUMNS: readonly Column[] = [
  { name: 'channel', title: WORDS.channel, isNumber: false, key: ({ title }) => title },
  { name: 'owner', title: WORDS.owner, isNumber: false, key: ({ owner }) => owner },
  { name: 'plan', title: WORDS.planned, isNumber: true, key: ({ plan }) => plan },
  { name: 'actual', title: WORDS.actual, isNumber: true, key: ({ actual }) => actual },
  { name: 'difference', title: WORDS.diff, isNumber: true, key: ({ plan, actual }) => actual - plan },
  { name: 'volume', title: WORDS.effects.volume, isNumber: true, key: ({ volume }) => volume },
  { name: 'conversion', title: WORDS.effects.conversion, isNumber: true, key: ({ conversion }) => conversion },
  { name: 'revenue', title: WORDS.revenue, isNumber: true, key: (row) => revenueChange(row) },
  { name: 'verdict', title: WORDS.verdict, isNumber: false, key: ({ verdict }) => verdict },
  { name: 'lever', title: WORDS.lever, isNumber: false, key: ({ lever }) => lever },
];

function revenueChange({ revenue }: VarianceRow): number | undefined {
  if (revenue?.plan === undefined || revenue.actual === undefined) return undefined;
  return revenue.actual - revenue.plan;
}

function moneyChange(row: VarianceRow, format: Format): string {
  const change = revenueChange(row);
  return change === undefined ? WORDS.none : format.signed(change, 'money');
}

/** What is not there stands at the end, in both directions. */
function compare(a: Key, b: Key, isDescending: boolean): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1;
  const order = typeof a === 'string' || typeof b === 'string' ? String(a).localeCompare(String(b)) : a - b;
  return isDescending ? -order : order;
}
