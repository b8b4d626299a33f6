/** Months as whole numbers, and the calendar that the units and fiscal quarters need. No `Date` anywhere. */
import type { Month, MonthOfYear } from './model.ts';

/** `2026-02` as a count of months: year * 12 + (month - 1). */
export function monthIndex(month: Month): number {
  const [year, of] = month.split('-');
  return Number(year) * 12 + Number(of) - 1;
}

/** The `YYYY-MM` of a month's index; the inverse of `monthIndex`. */
export function monthText(index: number): Month {
  return `${yearOf(index)}-${String(monthOfYear(index)).padStart(2, '0')}`;
}

/** The calendar year of a month's index. */
export function yearOf(index: number): number {
  return Math.floor(index / 12);
}

/** 1 to 12. */
export function monthOfYear(index: number): MonthOfYear {
  return index - yearOf(index) * 12 + 1;
}

/** 0, 1 or 2: which month of its fiscal quarter a month is (`forecast.md`, 2). */
export function monthOfFiscalQuarter(index: number, fiscalYearStart: MonthOfYear): number {
  return (monthOfYear(index) - fiscalYearStart + 12) % 3;
}

/** The fiscal year of a month, named after the calendar year in which it ends (`language.md`, 3). */
export function fiscalYearOf(index: number, fiscalYearStart: MonthOfYear): number {
  if (fiscalYearStart === 1) return yearOf(index);
  return monthOfYear(index) >= fiscalYearStart ? yearOf(index) + 1 : yearOf(index);
}

/** 1 to 4: which quarter of its fiscal year a month is in. */
export function fiscalQuarterOf(index: number, fiscalYearStart: MonthOfYear): number {
  return Math.floor(((monthOfYear(index) - fiscalYearStart + 12) % 12) / 3) + 1;
}

/** The number of Mondays to Fridays of a month, counted day by day. */
export function workdaysOf(index: number): number {
  const before = daysBefore(index);
  let count = 0;
  for (let day = 0; day < daysOf(index); day += 1) {
    // 1 January of the year 1 was a Monday.
    if ((before + day) % 7 < 5) count += 1;
  }
  return count;
}

/** The days from 1 January of the year 1 to the first of a month. */
function daysBefore(index: number): number {
  let days = 0;
  for (let year = 1; year < yearOf(index); year += 1) days += isLeapYear(year) ? 366 : 365;
  for (let month = yearOf(index) * 12; month < index; month += 1) days += daysOf(month);
  return days;
}

function daysOf(index: number): number {
  const month = monthOfYear(index);
  if (month === 2) return isLeapYear(yearOf(index)) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
