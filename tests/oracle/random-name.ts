/** Random names, texts and currencies, mostly awkward ones. */
import type { Dice } from './dice.ts';
import { chance, pick } from './dice.ts';

export const TEXTS: readonly string[] = [
  'Support tickets',
  'Say "hello"',
  'C:\\temp\\',
  '// no comment',
  '/* nor this */',
  'Ärger & Co: 100%',
  'a\\\\"b',
  '{ } , = 2026-01',
  'naïve 漢字 🚀',
  'it’s volume 12/month',
];

/** With a sign of their own, with one that others have too, and without. */
export const CURRENCIES = [
  ...['USD', 'EUR', 'GBP', 'JPY', 'CNY', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'MXN', 'CHF', 'SEK'],
] as const;

/** Different names: about half are words of the language. */
export function namesFrom(dice: Dice, words: readonly string[], count: number, prefix: string): string[] {
  const names: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const word = chance(dice, 50) ? pick(dice, words) : undefined;
    names.push(word === undefined || names.includes(word) ? `${prefix}${index + 1}` : word);
  }
  return names;
}

/** Some text, or none. */
export function optionalText(dice: Dice): string | undefined {
  return chance(dice, 35) ? pick(dice, TEXTS) : undefined;
}
