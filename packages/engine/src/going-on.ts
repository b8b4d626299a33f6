import type { ActualMonth } from './actuals.ts';
import type { Month } from './calendar.ts';
import { INITIATORS, type OpenedFigures } from './channel-figures.ts';
import { shareOver } from './compared.ts';
import { inMonth, type Level, overMonths } from './level.ts';
import { type Channel, isBroken, type Series } from './model.ts';
import { type PlanThen, planThen } from './plan-then.ts';
import { remembered } from './remembered.ts';
import { sumOf } from './series.ts';
import { type TrailingActual, trailingActual } from './trailing.ts';

/** What of a channel's opening follows from its actuals. */
export interface Going extends Pick<OpenedFigures, 'count' | 'openedBy' | 'gated' | 'leverage' | 'parts'> {
  readonly touches: Series;
  readonly opened: Series;
}

/** What a channel opens: what it did, and what it will at the trailing volume and conversion. */
export const goesOn = remembered(
  (figures: OpenedFigures, channel: Channel, rows: readonly ActualMonth[], start: Month): Going => {
    const trailing = trailingActual(rows);
    const { months } = figures;
    const planned = overMonths(figures.opened, months);
    const touches = overMonths(figures.touches, months).slice();
    const opened = planned.slice();
    const then = trailing && planThen(figures, channel, trailing, start);
    const later = (rows.at(-1)?.month ?? Number.POSITIVE_INFINITY) - start;
    const goOn = (m: number): void => {
      if (!trailing || !then) return;
      const volume = volumeAt(m, figures, trailing, then, start);
      touches[m] = volume;
      opened[m] = volume * conversionAt(m, figures, trailing, then, rows, start);
    };
    for (let m = Math.max(0, later + 1); m < touches.length; m++) goOn(m);
    for (const row of rows) {
      const m = row.month - start;
      if (m < 0) continue;
      const rest = 1 - shareOver(row);
      if (rest > 0) goOn(m);
      touches[m] = row.touches + rest * (touches[m] as number);
      opened[m] = row.opened + rest * (opened[m] as number);
    }
    const like = (part: Level): Series =>
      overMonths(part, months).map((value, m) => {
        const whole = planned[m] as number;
        return whole === 0 ? 0 : ((opened[m] as number) * value) / whole;
      });
    const openedBy = { customer: blankLike(opened), vendor: blankLike(opened), unsaid: blankLike(opened) };
    for (const side of INITIATORS) openedBy[side] = like(figures.openedBy[side]);
    // Where nothing was planned, what was opened is of the channel's own initiator.
    for (const [m, count] of opened.entries()) if (planned[m] === 0) openedBy[channel.initiator ?? 'unsaid'][m] = count;
    const leverage = isBroken(figures.leverage) || channel.layer !== 'leverage' ? figures.leverage : opened;
    return { touches, opened, count: sumOf(touches), openedBy, gated: like(figures.gated), leverage, parts: [] };
  },
);

const blankLike = (series: Series): Series => new Float64Array(series.length);

/**
 * The volume of a month by the trailing one, relative to what was planned for the same months; the trailing volume itself where the plan
 * has none of them, or nothing in them. What was not to have begun, and has not, goes on as planned.
 */
function volumeAt(
  m: number,
  figures: OpenedFigures,
  { from: first, to, touches, volume }: TrailingActual,
  then: PlanThen,
  start: Month,
): number {
  if (first < start) return volume;
  const planned = inMonth(figures.touches, m) as number;
  let sum = 0;
  for (let month = first; month <= to; month++) sum += then.touches(month - start, m);
  if (sum === 0) return touches === 0 ? planned : volume;
  return planned * (touches / sum);
}

/**
 * The conversion of a month by the pooled trailing one, where that is usable, relative to what was planned for the same touches: a planned
 * one that stays as it is gives the pooled one. The model's where it is not usable, and where that says none, what little was seen.
 */
function conversionAt(
  m: number,
  figures: OpenedFigures,
  { from: first, to, rate = 0, isUsable }: TrailingActual,
  then: PlanThen,
  rows: readonly ActualMonth[],
  start: Month,
): number {
  const touches = inMonth(figures.touches, m) as number;
  if (touches === 0) return rate;
  const planned = (inMonth(figures.opened, m) as number) / touches;
  if (!isUsable) return planned;
  let [opened, expected] = [0, 0];
  for (const row of first < start ? [] : rows) {
    const conversion = row.month >= first && row.month <= to ? then.conversion(row.month - start, m) : undefined;
    // Of a month without planned touches nobody knows what they were to convert.
    if (conversion === undefined) continue;
    opened += row.opened;
    expected += row.touches * conversion;
  }
  return expected === 0 ? rate : Math.min(1, planned * (opened / expected));
}
