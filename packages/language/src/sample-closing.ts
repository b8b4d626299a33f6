import type { ClosingKind } from '@upsell/engine';
import { amountIn } from './amount.ts';

/** The closing models, and what each is in a few words. */
export const CLOSING_TITLES: Readonly<Record<ClosingKind, string>> = {
  csm: 'The CSM closes',
  upsell_ae: 'A dedicated Upsell AE closes',
  original_ae: 'The original AE closes',
};

/** The declaration of a closing model with `sample` numbers, line by line; a dedicated head has a cost and a quota. */
export function closingLines(kind: ClosingKind, owner: string, currency: string): readonly string[] {
  const rows = [
    ['win rate ', '25%'],
    ['deal size', amountIn(currency, '12,000')],
  ];
  if (kind === 'upsell_ae')
    rows.push(
      ['closers  ', '1'],
      ['cost     ', `${amountIn(currency, '9,000')}/month`],
      ['quota    ', `${amountIn(currency, '90,000')}/month`],
    );
  const width = Math.max(...rows.map(([, value]) => value?.length ?? 0));
  return [
    `closing ${kind} {`,
    `  owner     ${owner}`,
    ...rows.map(([field, value]) => `  ${field} ${value?.padEnd(width)} sample`),
    '}',
  ];
}
