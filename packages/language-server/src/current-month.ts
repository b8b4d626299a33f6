import { type Month, monthOf } from '@upsell/engine';

/** The month that it is where the user is. */
export function currentMonth(): Month {
  const now = new Date();
  return monthOf(now.getFullYear(), now.getMonth() + 1);
}
