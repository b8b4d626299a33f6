import type { Derivation, Label } from '@upsell/engine';
import { countText, decimals, moneyText, preciseRateText } from './numbers.ts';
import { kindOfMetric, type ValueKind, valueText } from './value-text.ts';

/** A number of a derivation as it is shown; `currency` is that of the whole, a part may have its own. */
export function amountText(value: number, { label }: Derivation, currency: string | undefined): string {
  switch (kindOf(label)) {
    case 'money':
      return moneyText(value, label.part?.currency ?? currency);
    case 'rate':
      // A rate of the text has its own decimals; a ratio has endless ones.
      return label.kind === 'figure' ? valueText(value, 'rate', undefined) : preciseRateText(value);
    case 'count':
      return countText(value);
    default:
      return label.kind === 'field' && label.name === 'cycle in months' ? monthsText(value) : plainText(value);
  }
}

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
  return least === greatest ? least : `${least} to ${greatest}`;
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

const PLAIN: ReadonlySet<string> = new Set(['scale', 'exchange rate', 'cycle in months']);

function kindOf(label: Label): ValueKind {
  if (label.kind !== 'figure' && label.kind !== 'field') return 'plain';
  if (MONEY.has(label.name)) return 'money';
  if (RATES.has(label.name)) return 'rate';
  if (label.kind === 'figure') return kindOfMetric(label.name as Parameters<typeof kindOfMetric>[0]);
  return PLAIN.has(label.name) ? 'plain' : 'count';
}

/** A number of which nobody knows what it counts: grouped from 1,000 on, four significant digits below. */
const plainText = (value: number): string =>
  Math.abs(value) >= 1000 ? decimals(value, Number.isInteger(value) ? 0 : 1) : String(Number(value.toPrecision(4)));
