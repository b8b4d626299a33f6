/** A calendar month as a whole number: year * 12 + (month - 1). Months add and subtract like numbers. */
export type Month = number;

/** The month's number for a year and a calendar month (1 to 12). */
export const monthOf = (year: number, calendarMonth: number): Month => year * 12 + calendarMonth - 1;

/** The calendar month, 1 (January) to 12. */
export const calendarMonth = (month: Month): number => (((month % 12) + 12) % 12) + 1;

/** The calendar year. */
export const yearOf = (month: Month): number => Math.floor(month / 12);

/** `2026-02`. */
export const monthText = (month: Month): string =>
  `${String(yearOf(month)).padStart(4, '0')}-${String(calendarMonth(month)).padStart(2, '0')}`;

/** `2026-02-13`: a day of a month. */
export const dayText = (month: Month, day: number): string => `${monthText(month)}-${String(day).padStart(2, '0')}`;

/** `2026-02`, `2026-02 to 2026-04`: months from one to another, both inclusive. */
export const monthsText = (from: Month, to: Month): string =>
  from === to ? monthText(from) : `${monthText(from)} to ${monthText(to)}`;

/** The place of a month in its fiscal quarter: 0, 1 or 2, for a fiscal year that starts in calendar month `start`. */
export const monthOfFiscalQuarter = (month: Month, start: number): number =>
  (((calendarMonth(month) - start) % 3) + 3) % 3;

/** `FY27-Q1`: the fiscal quarter that a month lies in. */
export function fiscalQuarterText(month: Month, start: number): string {
  const sinceStart = month - fiscalYearStartMonth(0, start);
  const inYear = ((sinceStart % 12) + 12) % 12;
  return `${fiscalYearText(month, start)}-Q${Math.floor(inYear / 3) + 1}`;
}

/** `FY27`: the fiscal year that a month lies in. */
export function fiscalYearText(month: Month, start: number): string {
  const year = Math.floor((month - fiscalYearStartMonth(0, start)) / 12);
  const inCentury = year >= 2000 && year < 2100;
  return `FY${inCentury ? String(year % 100).padStart(2, '0') : String(year).padStart(4, '0')}`;
}

/** First month of the fiscal year named after the calendar year in which it ends (language.md, 3). */
export const fiscalYearStartMonth = (fiscalYear: number, start: number): Month =>
  start === 1 ? monthOf(fiscalYear, 1) : monthOf(fiscalYear - 1, start);

/** The number of Mondays to Fridays in a calendar month. */
export const workdays = (month: Month): number => workdaysThrough(month, daysBefore(month + 1) - daysBefore(month));

/** The number of Mondays to Fridays among the first `days` days of a calendar month. */
export function workdaysThrough(month: Month, days: number): number {
  // Day 0 of this count, 0001-01-01 of the proleptic Gregorian calendar, is a Monday.
  const first = ((daysBefore(month) % 7) + 7) % 7;
  // Four weeks have twenty.
  const whole = days < 28 ? 0 : 28;
  let count = whole === 0 ? 0 : 20;
  for (let day = whole; day < days; day++) if ((first + day) % 7 < 5) count++;
  return count;
}

/** The day of a calendar month that is the last of so many of its Mondays to Fridays after a day; it has that many. */
export function workdayAfter(month: Month, day: number, count: number): number {
  const over = workdaysThrough(month, day);
  let last = day + count;
  while (workdaysThrough(month, last) - over < count) last++;
  return last;
}

/** Days from 0001-01-01 to the month's first day in the proleptic Gregorian calendar. */
function daysBefore(month: Month): number {
  const year = yearOf(month) - 1;
  const leap = (year + 1) % 4 === 0 && ((year + 1) % 100 !== 0 || (year + 1) % 400 === 0);
  const inYear = BEFORE_MONTH[calendarMonth(month) - 1] ?? 0;
  const leapDay = leap && calendarMonth(month) > 2 ? 1 : 0;
  return year * 365 + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400) + inYear + leapDay;
}

const BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
