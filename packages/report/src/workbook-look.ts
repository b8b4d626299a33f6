import type { Unit } from '@upsell/engine';
import { SIGNS } from './numbers.ts';

/** What a cell is to its reader; how it looks is decided where the file is written. */
export type Look =
  | 'title'
  | 'subtitle'
  | 'heading'
  | 'header'
  /** A header above numbers. */
  | 'number header'
  | 'label'
  | 'headline label'
  | 'part label'
  | 'subtotal label'
  | 'total label'
  | 'text'
  | 'several lines'
  /** A number to change. */
  | 'input'
  | 'figure'
  | 'headline'
  | 'part'
  | 'subtotal'
  | 'total'
  /** What has no number because of an error. */
  | 'withheld';

/** How a number is shown; `points` is the difference of two rates, which a bare `%` never means. */
export type NumberKind = Unit | 'points';

/** The format of a kind of number in the code that spreadsheets have in common. */
export function numberFormat(kind: NumberKind, currency: string | undefined): string {
  switch (kind) {
    case 'count':
      return '#,##0.0';
    case 'rate':
      return '0.0##%';
    case 'points':
      return '0.0##%" points"';
    case 'money': {
      const sign = SIGNS[currency ?? ''];
      if (sign) return `"${sign}"#,##0;-"${sign}"#,##0`;
      return currency ? `#,##0" ${currency.replaceAll('"', '')}"` : '#,##0';
    }
    case 'number':
      return '#,##0.0##';
  }
}
