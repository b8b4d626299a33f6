import { monthText } from '@upsell/engine';
import type { Params } from '../problem.ts';

/** A number for a sentence: at most six significant digits, none of them made up. */
export const numberText = (value: unknown): string => {
  const number = Number(value);
  return Number.isInteger(number) && Math.abs(number) < 1e15 ? String(number) : String(Number(number.toPrecision(6)));
};

export const percentText = (value: unknown): string => `${numberText(Number(value) * 100)}%`;

/** ` in 2026-05`, where the month is known. */
export const inMonth = ({ month }: Params): string => (typeof month === 'number' ? ` in ${monthText(month)}` : '');
