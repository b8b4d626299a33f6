import type { ActualMonth } from './actuals.ts';
import type { Month } from './calendar.ts';
import { INITIATORS, type OpenedFigures } from './channel-figures.ts';
import { shareOver } from './compared.ts';
import { type Channel, isBroken, type Series } from './model.ts';
import { remembered } from './remembered.ts';
import { sumOf } from './series.ts';
import { type TrailingActual, trailingActual } from './trailing.ts';

/** What of a channel's opening follows from its actuals. */
export type Going = Pick<OpenedFigures, 'touches' | 'opened' | 'count' | 'openedBy' | 'gated' | 'leverage' | 'parts'>;

/** What a channel opens: what it did, and what it will at the trailing volume and conversion. */
export const goesOn = remembered(
  (figures: OpenedFigures, channel: Channel, rows: readonly ActualMonth[], start: Month): Going => {
    const trailing = trailingActual(rows);
    const touches = figures.touches.slice();
    const opened = figures.opened.slice();
    const rate = trailing?.isUsable ? trailing.rate : undefined;
    const factor = trailing && volumeFactor(figures.touches, trailing, start);
    const later = (rows.at(-1)?.month ?? Number.POSITIVE_INFINITY) - start;
    const goOn = (m: number): void => {
      const planned = figures.touches[m] as number;
      const volume = factor === undefined ? (trailing as TrailingActual).volume : planned * factor;
      // Of touches that are not planned the figures say no conversion: then what little was seen does.
      const conversion = rate ?? (planned === 0 ? (trailing?.rate ?? 0) : (figures.opened[m] as number) / planned);
      touches[m] = volume;
      opened[m] = volume * conversion;
    };
    if (trailing) for (let m = Math.max(0, later + 1); m < touches.length; m++) goOn(m);
    for (const row of rows) {
      const m = row.month - start;
      if (m < 0) continue;
      const rest = 1 - shareOver(row);
      if (rest > 0 && trailing) goOn(m);
      touches[m] = row.touches + rest * (touches[m] as number);
      opened[m] = row.opened + rest * (opened[m] as number);
    }
    const like = (part: Series): Series =>
      part.map((value, m) => {
        const planned = figures.opened[m] as number;
        return planned === 0 ? 0 : ((opened[m] as number) * value) / planned;
      });
    const openedBy = { customer: blankLike(opened), vendor: blankLike(opened), unsaid: blankLike(opened) };
    for (const side of INITIATORS) openedBy[side] = like(figures.openedBy[side]);
    // Where nothing was planned, what was opened is of the channel's own initiator.
    for (const [m, count] of opened.entries())
      if (figures.opened[m] === 0) openedBy[channel.initiator ?? 'unsaid'][m] = count;
    const leverage = isBroken(figures.leverage) || channel.layer !== 'leverage' ? figures.leverage : opened;
    return { touches, opened, count: sumOf(touches), openedBy, gated: like(figures.gated), leverage, parts: [] };
  },
);

const blankLike = (series: Series): Series => new Float64Array(series.length);

/**
 * Trailing volume over what was planned for the same months; undefined where the plan has none of them, or nothing in them. What was not
 * to have begun, and has not, goes on as planned.
 */
function volumeFactor(planned: Series, { from: first, to, touches }: TrailingActual, start: Month): number | undefined {
  if (first < start) return undefined;
  let sum = 0;
  for (let month = first; month <= to; month++) sum += planned[month - start] ?? 0;
  if (sum === 0) return touches === 0 ? 1 : undefined;
  return touches / sum;
}
