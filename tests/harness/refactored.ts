import { expect } from 'vitest';
import { faultsAt, offersAt } from './check-refactoring.ts';

/** What stands before the lines of a refactoring's test: a model of one channel. */
export const HEAD = `model "Acme" {
  currency USD
  period 2026-01 to 2026-12
}

owner success "Customer success"
owner support "Support lead"

sources {
  ticket
}

closing csm {
  owner     success
  win rate  25%     measured 2025
  deal size $12,000 measured 2025
  decided   2025-12
}

`;

/** A channel with some fields of its own; the others are those of everybody. */
export const channel = (
  volume: string,
  conversion = 'conversion 0.5% measured 2025',
): string => `foundation channel tickets "Support tickets" {
  source ticket
  owner support
  ${volume}
  ${conversion}
  initiated by customer
}
`;

/** The titles of what is offered at the mark of a text behind `HEAD`. */
export const titlesAt = (marked: string): readonly string[] => Object.keys(offersAt({ 'model.upsell': HEAD + marked }));

/** The text behind `HEAD` that a refactoring leaves, as it is offered at the mark; it keeps what all refactorings promise. */
export function refactored(title: string, marked: string): string {
  const offers = offersAt({ 'model.upsell': HEAD + marked });
  expect(Object.keys(offers)).toContain(title);
  const text = offers[title]?.files['model.upsell'] as string;
  const plain = (HEAD + marked).replaceAll(/[«»]|\$0/g, '');
  const start = (HEAD + marked).search(/«|\$0/);
  const end = marked.includes('»') ? (HEAD + marked).replace('«', '').indexOf('»') : start;
  expect(faultsAt({ 'model.upsell': plain }, 'model.upsell', [start, end])).toEqual([]);
  return text.slice(HEAD.length);
}
