import { monthText } from '@upsell/engine';
import { UNITS } from '../parser/words.ts';
import { riseEnds } from './months-here.ts';
import type { NumberPlace } from './number-place.ts';
import { type Asked, type Proposal, slot } from './proposal.ts';

/** A rise to another value by a month, from one of its words on. */
export function riseProposals(asked: Asked, number: NumberPlace, word: 'rising' | 'to' | 'by'): readonly Proposal[] {
  const [month] = riseEnds(asked, number);
  if (month === undefined) return [];
  const by = `by ${slot(2, monthText(month))}`;
  const to = `to ${slot(1, writtenValue(number))} ${by}`;
  const snippet = word === 'by' ? by : word === 'to' ? to : `rising ${to}`;
  return [{ label: word, kind: 'word', snippet, detail: 'in equal steps to another value' }];
}

/** The other end of a range, whose ends are numbers only, with the word before it. */
export function rangeProposals({ place }: Asked, number: NumberPlace): readonly Proposal[] {
  if (/^(?:[-+*/]|per)$/.test(place.after[0]?.image ?? '')) return [];
  const end = otherEnd(number);
  if (end === undefined) return [];
  return [{ label: 'to', kind: 'word', snippet: `to ${slot(1, end)}`, detail: 'a range: its 5th and 95th percentile' }];
}

/** Twice a number with its unit, of a rate less where that were 100%; undefined for zero, and for what is not one number. */
export function otherEnd(number: NumberPlace): string | undefined {
  const { value } = number;
  const isName = (image: string) =>
    /^[A-Za-z_]/.test(image) && !/^[A-Z]{3}$/.test(image) && !UNITS.includes(image) && image !== 'per';
  if (value.length === 0 || value.length > 3 || value.some(({ image }) => isName(image))) return undefined;
  const text = writtenValue(number);
  const [, digits = ''] = /(\d[\d.,]*)/.exec(text) ?? [];
  const less = Number(digits.replaceAll(',', ''));
  // A rate may be anything up to 100%, so that a range of rates ends below.
  const more = text.endsWith('%') && less >= 50 ? (less + 100) / 2 : less * 2;
  return more > less ? text.replace(digits, String(more)) : undefined;
}

/** The value of the step at the cursor, as it is mostly written. */
export const writtenValue = ({ value }: NumberPlace): string =>
  value
    .map(({ image }) => image)
    .join(' ')
    .replaceAll(/ ?\/ ?/g, '/');
