import type { Derivation, Label } from '@upsell/engine';
import { countText, decimals, moneyText, preciseMoneyText, preciseRateText } from './numbers.ts';
import { kindOfMetric, type ValueKind, valueText } from './value-text.ts';

/** A number of a derivation with its unit as it is shown; `currency` is that of the whole, a part may have its own. */
export const amountText = (value: number, of: Derivation, currency: string | undefined): string =>
  `${cellText(value, of, currency)}${timeText(of)}`;

/** The time that a number of a derivation is for, as it stands behind it: `/month`, or nothing. */
export const timeText = ({ unit }: Derivation): string => '/month'.repeat(Math.max(0, unit?.perMonth ?? 0));

/** The same without that, for a column that says so in its head. */
export function cellText(value: number, of: Derivation, currency: string | undefined): string {
  const { label, unit } = of;
  switch (kindOf(of)) {
    case 'money': {
      const own = label.part?.currency ?? currency;
      return label.kind === 'figure' ? moneyText(value, own) : preciseMoneyText(value, own);
    }
    case 'rate':
      // A rate of the text has its own decimals; a ratio has endless ones.
      return label.kind === 'figure' ? valueText(value, 'rate', undefined) : preciseRateText(value);
    case 'count':
      return countText(value);
    default:
      if (unit?.perMonth === -1 || isInMonths(label)) return monthsText(value);
      return plainText(value);
  }
}

const isInMonths = (label: Label): boolean => label.kind === 'field' && label.name === 'cycle in months';
const monthsText = (value: number): string => `${plainText(value)} ${value === 1 ? 'month' : 'months'}`;

/**
 * The numbers of one thing in several months: `4.0 a month` or `25.0%` where they are all the same, else a sum (of what can be
 * summed over months) or the least and the greatest.
 */
export function amountOver(of: readonly Derivation[], currency: string | undefined): string {
  const [first] = of;
  if (!first) return '';
  const show = (value: number) => amountText(value, first, currency);
  const isFlow = isSummed(first.label);
  if (isSteady(of)) return of.length > 1 && isFlow ? `${show(first.value)} a month` : show(first.value);
  const values = of.map(({ value }) => value);
  if (isFlow) return show(values.reduce((sum, value) => sum + value, 0));
  const [least, greatest] = [
    show(values.reduce((a, b) => Math.min(a, b))),
    show(values.reduce((a, b) => Math.max(a, b))),
  ];
  const time = timeText(first);
  return least === greatest ? least : `${time === '' ? least : least.slice(0, -time.length)} to ${greatest}`;
}

/** True where a number is the same in all months, up to what arithmetic leaves. */
export function isSteady(of: readonly Derivation[]): boolean {
  const [first = { value: 0 }] = of;
  return of.every(
    ({ value }) => Math.abs(value - first.value) <= 1e-9 * Math.max(Math.abs(value), Math.abs(first.value)),
  );
}

/** True where the months of a figure can be added up; what waits, a limit and a rate cannot. */
export const isSummed = (label: Label): boolean => label.kind === 'figure' && !LEVELS.has(label.name);

const LEVELS: ReadonlySet<string> = new Set([
  'queue',
  'limit',
  'share worked',
  'backlog',
  'conversion',
  'win rate',
  'deal size',
  'pulled share',
  'gated share',
  'leverage share',
]);

const MONEY: ReadonlySet<string> = new Set(['given back', 'deal size', 'cost', 'quota']);
const RATES: ReadonlySet<string> = new Set([
  'share worked',
  'conversion',
  'converting',
  'win rate',
  'cycle',
  'attention',
  'season',
  'contraction',
]);

const PLAIN: ReadonlySet<string> = new Set(['exchange rate', 'cycle in months']);

function kindOf({ label, unit }: Derivation): ValueKind {
  if (label.kind === 'driver' || (label.kind === 'field' && label.name === 'scale'))
    return unit?.money === 1 ? 'money' : unit?.percent ? 'rate' : 'plain';
  if (label.kind !== 'figure' && label.kind !== 'field') return 'plain';
  if (MONEY.has(label.name)) return 'money';
  if (RATES.has(label.name)) return 'rate';
  if (label.kind === 'figure') return kindOfMetric(label.name as Parameters<typeof kindOfMetric>[0]);
  return PLAIN.has(label.name) ? 'plain' : 'count';
}

/** A number of which nobody knows what it counts: grouped from 1,000 on, four significant digits below. */
const plainText = (value: number): string =>
  Math.abs(value) >= 1000 ? decimals(value, Number.isInteger(value) ? 0 : 1) : String(Number(value.toPrecision(4)));
