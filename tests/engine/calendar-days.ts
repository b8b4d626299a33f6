/** Days of the calendar that the runtime knows: the engine has one of its own, without `Date`. */

/** Mondays to Fridays among the first `days` days of a month (year * 12 + calendar month - 1), all of them without it. */
export function workdaysIn(month: number, days = daysIn(month)): number {
  let count = 0;
  for (let day = 1; day <= days; day++) {
    const weekday = new Date(Date.UTC(Math.floor(month / 12), month % 12, day)).getUTCDay();
    if (weekday >= 1 && weekday <= 5) count++;
  }
  return count;
}

export const daysIn = (month: number): number =>
  new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).getUTCDate();
