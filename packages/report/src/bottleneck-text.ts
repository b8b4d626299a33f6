import { type Broken, bottleneckOf, type Forecast, isBroken, type Model, monthsText, monthText } from '@upsell/engine';
import { shortCountText } from './numbers.ts';

/** What limits the machine, in words: what is opened or who closes, with the figures. `place` is of what withholds it. */
export function bottleneckText(model: Model, forecast: Forecast, place: (broken: Broken) => string): string {
  const found = bottleneckOf(forecast);
  if (isBroken(found)) return `Bottleneck withheld: see ${place(found)}`;
  const { opened, worked, limit, limitedMonths, mostWaiting } = found;
  const [first] = limitedMonths;
  if (first === undefined) {
    const rooms = limit === undefined ? 'nothing limits the closers' : `room for ${shortCountText(limit)}`;
    return `Opening-limited: ${shortCountText(opened)} opened a month, ${rooms}`;
  }
  const last = limitedMonths.at(-1) as number;
  const isRow = last - first + 1 === limitedMonths.length;
  const all = limitedMonths.length === model.months;
  const when = all
    ? 'in every month'
    : isRow
      ? `in ${monthsText(model.start + first, model.start + last)}`
      : `in ${limitedMonths.length} of ${model.months} months, first in ${monthText(model.start + first)}`;
  return `Closing-limited ${when}: ${shortCountText(worked)} of ${shortCountText(opened)} opened a month are worked, up to ${shortCountText(mostWaiting)} wait`;
}
