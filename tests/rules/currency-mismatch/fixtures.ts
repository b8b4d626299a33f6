import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const model = readFileSync(join(import.meta.dirname, '../minimal.upsell'), 'utf8');

const SIGNS: Readonly<Record<string, readonly string[]>> = {
  $: ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'MXN'],
  '¥': ['JPY', 'CNY'],
  '€': ['EUR'],
  '£': ['GBP'],
};
const CURRENCIES = [...Object.values(SIGNS).flat(), 'CHF', 'INR'];

const withAmount = (currency: string, amount: string, fits: boolean): [string, string] => {
  const line = '  deal size ';
  const marker = `\n//@ ${line.length + 1}-${line.length + amount.length + 1} currency-mismatch`;
  const text = model.replace('currency USD', `currency ${currency}`);
  const name = `${fits ? 'near-' : ''}${amount.replace(/[\d, ]/g, '')}-in-${currency}`;
  return [name, text.replace(/ {2}deal size .*/, () => `${line}${amount} measured 2025${fits ? '' : marker}`)];
};

/** Every sign and every code in a model of every currency. */
export const fixtures: Readonly<Record<string, string>> = Object.fromEntries(
  CURRENCIES.flatMap((currency) => [
    ...Object.entries(SIGNS).map(([sign, fit]) => withAmount(currency, `${sign}12,000`, fit.includes(currency))),
    ...CURRENCIES.map((code) => withAmount(currency, `12,000 ${code}`, code === currency)),
  ]),
);
