import { type Month, monthText, yearOf } from '@upsell/engine';
import type { Shown } from '@upsell/report';
import { WORDS } from './words.ts';

/** How a value is shown. */
export type Kind = 'money' | 'rate' | 'count' | 'plain';

/** Numbers and months in the reader's language. What is withheld or undefined is a dash. */
export interface Format {
  count(value: Shown, digits?: number): string;
  money(value: Shown): string;
  shortMoney(value: Shown): string;
  rate(value: Shown): string;
  /** A number of a model, with the digits that somebody may have written. */
  amount(value: number): string;
  /** In whole percent. */
  percent(value: number): string;
  /** How large a difference is: of rates in points. */
  size(difference: number, kind: Kind): string;
  /** With its sign; without one for what is shown as nothing. */
  signed(difference: number, kind: Kind): string;
  /** With its sign; empty for what is shown as nothing. */
  change(difference: number, kind: Kind): string;
  value(value: Shown, kind: Kind): string;
  /** `Feb`. */
  month(month: Month): string;
  /** `Feb 2026`. */
  fullMonth(month: Month): string;
  year(month: Month): string;
  months(from: Month, to: Month): string;
}

export function formatFor(locale: string, currency: string | undefined): Format {
  // What is rounded to nothing has no sign.
  const numbers = (options: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(locale, { signDisplay: 'negative', ...options });
  const counts = [0, 1].map((digits) => numbers({ minimumFractionDigits: digits, maximumFractionDigits: digits }));
  const isCurrency = /^[A-Z]{3}$/.test(currency ?? '');
  const unit: Intl.NumberFormatOptions = isCurrency
    ? { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }
    : {};
  const whole = numbers({ ...unit, minimumFractionDigits: 0, maximumFractionDigits: 0 });
  const compact = numbers({ ...unit, notation: 'compact', minimumSignificantDigits: 3, maximumSignificantDigits: 3 });
  const rates = numbers({ style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const fineRates = numbers({ style: 'percent', minimumSignificantDigits: 2, maximumSignificantDigits: 3 });
  const percents = numbers({ style: 'percent', maximumFractionDigits: 0 });
  const amounts = numbers({ maximumSignificantDigits: 8 });
  const plain = numbers({ maximumSignificantDigits: 4 });
  const names = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
    return (month: Month) => format.format(Date.parse(`${monthText(month)}-15T00:00:00Z`));
  };
  const [short, full] = [names({ month: 'short' }), names({ month: 'short', year: 'numeric' })];
  const shown = (value: Shown, text: (value: number) => string) => (value === null ? WORDS.none : text(value));
  const written = (format: Intl.NumberFormat) => (value: number) => format.format(exact(value));
  // Hints and reports write thousands as the international system does; where a language has a word of its own, that stays.
  const compactText = (value: number) =>
    compact
      .formatToParts(exact(value))
      .map((part) => (part.type === 'compact' && part.value === 'K' ? 'k' : part.value))
      .join('');

  const format: Format = {
    count: (value, digits = 1) => shown(value, written(counts[digits] ?? plain)),
    money: (value) => shown(value, written(whole)),
    shortMoney: (value) => shown(value, value !== null && Math.abs(value) < 9_999.5 ? written(whole) : compactText),
    rate: (value) => shown(value, written(value !== null && Math.abs(value) < 0.1 ? fineRates : rates)),
    amount: written(amounts),
    percent: written(percents),
    value: (value, kind) => {
      if (kind === 'money') return format.shortMoney(value);
      if (kind === 'rate') return format.rate(value);
      return kind === 'count' ? format.count(value) : shown(value, written(plain));
    },
    size: (difference, kind) => {
      const size = Math.abs(difference);
      return kind === 'rate' ? `${format.count(size * 100)} ${WORDS.points}` : format.value(size, kind);
    },
    signed: (difference, kind) => {
      const text = format.size(difference, kind);
      return text === format.size(0, kind) ? text : `${difference < 0 ? '\u2212' : '+'}${text}`;
    },
    change: (difference, kind) => {
      const text = format.signed(difference, kind);
      return text === format.size(0, kind) ? '' : text;
    },
    month: short,
    fullMonth: full,
    year: (month) => String(yearOf(month)),
    months: (from, to) => (from === to ? full(from) : `${full(from)} ${WORDS.to} ${full(to)}`),
  };
  return format;
}

/** As on paper: 53.55 is 53.6, though the nearest double lies below it. A decimal text is taken as it is written. */
const exact = (value: number): Intl.StringNumericLiteral =>
  String(Number(value.toPrecision(14))) as Intl.StringNumericLiteral;
