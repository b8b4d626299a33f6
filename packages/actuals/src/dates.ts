import { calendarMonth, fiscalYearStartMonth, type Month, monthOf, yearOf } from '@upsell/engine';

/** The month that `2026-05` says, or undefined. */
export function readMonth(text: string): Month | undefined {
  return MONTH.test(text) ? monthOf(Number(text.slice(0, 4)), Number(text.slice(5))) : undefined;
}

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** The first month of the fiscal quarter that `FY27-Q1` or `FY2027-Q1` says, or undefined. Two digits are years of this century. */
export function readFiscalQuarter(text: string, fiscalYearStart: number): Month | undefined {
  const match = /^FY(\d{2}|\d{4})-Q([1-4])$/.exec(text);
  if (!match) return undefined;
  const year = Number(match[1]) + (match[1]?.length === 2 ? 2000 : 0);
  return fiscalYearStartMonth(year, fiscalYearStart) + 3 * (Number(match[2]) - 1);
}

/** The month and the day of the month (1 for the first) of an ISO date such as `2026-05-17`, or undefined where there is no such day. */
export function readDate(text: string): { readonly month: Month; readonly day: number } | undefined {
  const month = readMonth(text.slice(0, 7));
  const match = /^-(\d{2})$/.exec(text.slice(7));
  const day = Number(match?.[1]);
  return match && month !== undefined && day >= 1 && day <= daysIn(month) ? { month, day } : undefined;
}

/** The number of days of a month in the Gregorian calendar. */
export function daysIn(month: Month): number {
  const year = yearOf(month);
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const number = calendarMonth(month);
  if (number === 2) return isLeap ? 29 : 28;
  return [4, 6, 9, 11].includes(number) ? 30 : 31;
}
