import { type Month, monthOf } from '@upsell/engine';

/** The day of the month that it is where the user is, 1 for the first. */
export const currentDay = (): number => new Date().getDate();

/** The month that it is where the user is. */
export function currentMonth(): Month {
  const now = new Date();
  return monthOf(now.getFullYear(), now.getMonth() + 1);
}
