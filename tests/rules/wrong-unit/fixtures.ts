import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const model = readFileSync(join(import.meta.dirname, '../minimal.upsell'), 'utf8');

/** Values by the dimension that they have: a power of money, then a power of per-month. */
const VALUES: Readonly<Record<string, readonly [dimension: string, text: string]>> = {
  number: ['0 0', '0.5'],
  percent: ['0 0', '50%'],
  'ratio-of-money': ['0 0', '$5 / $10'],
  'ratio-of-flows': ['0 0', '(1/quarter) / (1/month)'],
  'per-month': ['0 1', '0.5/month'],
  'per-workday': ['0 1', '0.5 per workday'],
  'percent-per-year': ['0 1', '50%/year'],
  'money-flow-in-money': ['0 1', '$5/month / $10'],
  'per-month-squared': ['0 2', '0.5/month/month'],
  months: ['0 -1', '0.5 / (1/month)'],
  money: ['1 0', '$0.5'],
  'money-by-code': ['1 0', '0.5 USD'],
  'flow-times-months': ['1 0', '$6/year / (12/year)'],
  'money-per-month': ['1 1', '$0.5/month'],
  'money-per-quarter': ['1 1', '1 USD per quarter'],
  'money-times-rate': ['1 1', '$5 * 0.1/week'],
  'money-times-months': ['1 -1', '$5 / (1/month)'],
  'money-squared': ['2 0', '$5 * $5'],
  'inverse-money': ['-1 0', '1 / $5'],
};

const OWNED = ' decided 2025-12 by success';
const CLOSING = '  decided 2025-12\n';
const CHANNEL = '  initiated by customer\n';
const VOLUME = '  volume 800/month counted 2025\n';
const retention = (who: string, other: string) =>
  [`retention {\n  contraction ${other} 5%${OWNED}\n`, `  contraction ${who} `, `${OWNED}\n}\n`] as const;

/** Every place that takes a value: its dimension, what stands before its line, its line without the value, and the rest. */
const PLACES: Readonly<
  Record<string, readonly [dimension: string, at: string, before: string, line: string, after: string]>
> = {
  volume: ['0 1', VOLUME, '', '  volume ', ' counted 2025\n'],
  touch: ['0 1', VOLUME, '', '  customer touch calls ', ' counted 2025\n'],
  capacity: ['0 1', CLOSING, '', '  capacity ', `${OWNED}\n${CLOSING}`],
  conversion: ['0 0', '  conversion 0.5% measured 2025\n', '', '  conversion ', ' measured 2025\n'],
  converting: ['0 0', VOLUME, '', '  customer touch calls 5/month counted 2025 converting ', ' measured 2025\n'],
  'win-rate': ['0 0', '  win rate 25% measured 2025\n', '', '  win rate ', ' measured 2025\n'],
  'channel-win-rate': ['0 0', CHANNEL, '', '  win rate ', ` measured 2025\n${CHANNEL}`],
  cycle: ['0 0', CLOSING, '', '  cycle 50%, ', `\n${CLOSING}`],
  attention: ['0 0', CLOSING, '', '  attention 30%, ', `, 100%\n${CLOSING}`],
  season: ['0 0', CHANNEL, '', '  season july ', `, december 80%\n${CHANNEL}`],
  'model-season': ['0 0', '  currency USD\n', '', '  season july ', '\n  currency USD\n'],
  'contraction-customer': ['0 0', '', ...retention('customer', 'vendor')],
  'contraction-vendor': ['0 0', '', ...retention('vendor', 'customer')],
  'deal-size': ['1 0', '  deal size $12,000 measured 2025\n', '', '  deal size ', ' measured 2025\n'],
  'channel-deal-size': ['1 0', CHANNEL, '', '  deal size ', ` measured 2025\n${CHANNEL}`],
  cost: ['1 1', CLOSING, '', '  cost ', `${OWNED}\n${CLOSING}`],
  quota: ['1 1', CLOSING, '', '  quota ', `${OWNED}\n${CLOSING}`],
  closers: ['0 0', CLOSING, '', '  closers ', `${OWNED}\n${CLOSING}`],
  'open-at-start': ['0 0', CHANNEL, '', '  open at start ', `\n${CHANNEL}`],
};

/**
 * Every value in every place: what does not fit is marked. They look at units only, since attention, cost and quota stand
 * here under a closing model that does not ask for them.
 */
export const fixtures: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(PLACES).flatMap(([place, [takes, at, before, line, after]]) =>
    Object.entries(VALUES).map(([name, [dimension, value]]) => {
      const marker = `//@ ${line.length + 1}-${line.length + value.length + 1} wrong-unit\n`;
      const [first, ...rest] = after.split('\n');
      const marked = `${before}${line}${value}${first}\n${dimension === takes ? '' : marker}${rest.join('\n')}`;
      const text = at === '' ? `${model}\n${marked}` : model.replace(at, () => marked);
      return [`${dimension === takes ? 'near-' : ''}${place}-${name}`, `//# only wrong-unit syntax-error\n${text}`];
    }),
  ),
);
