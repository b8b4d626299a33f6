import type { ClosingKind } from '@upsell/engine';
import { amountIn } from './amount.ts';

/** The closing models, and what each is in a few words. */
export const CLOSING_TITLES: Readonly<Record<ClosingKind, string>> = {
  csm: 'The CSM closes',
  upsell_ae: 'A dedicated Upsell AE closes',
  original_ae: 'The original AE closes',
};

/** A number of a sample closing model by its field, such as `['win rate', '25%']`. */
export type ClosingRow = readonly [field: string, value: string];

/**
 * The declaration of a closing model with `sample` numbers, line by line; a dedicated head has a cost and a quota. `more` numbers stand
 * behind them, and `written` says how a number's value is written, once for each in their order.
 */
export function closingLines(
  kind: ClosingKind,
  owner: string,
  currency: string,
  {
    more = [],
    written = (value) => value,
  }: { readonly more?: readonly ClosingRow[]; readonly written?: (value: string) => string } = {},
): readonly string[] {
  const rows: ClosingRow[] = [
    ['win rate', '25%'],
    ['deal size', amountIn(currency, '12,000')],
  ];
  if (kind === 'upsell_ae')
    rows.push(
      ['closers', '1'],
      ['cost', `${amountIn(currency, '9,000')}/month`],
      ['quota', `${amountIn(currency, '90,000')}/month`],
    );
  rows.push(...more);
  const width = Math.max(...rows.map(([, value]) => value.length));
  return [
    `closing ${kind} {`,
    `  owner     ${owner}`,
    ...rows.map(([field, value]) => `  ${field.padEnd(9)} ${written(value)}${' '.repeat(width - value.length)} sample`),
    '}',
  ];
}
