import { calendarMonth, type Month } from './calendar.ts';
import { seasonByMonth } from './channel-figures.ts';
import { type Evaluator, evaluator } from './evaluator.ts';
import { type Broken, type Channel, isBroken, type Model, type Series, type Touch } from './model.ts';
import { TOUCH, VOLUME } from './place.ts';
import { seriesMaker } from './series.ts';

/**
 * What the volumes of some touches of a channel come to by month before its season, or the model's, multiplies them (forecast.md, 1).
 * Undefined where no season changes any month of the period, and where something has no value.
 */
export function volumesBeforeSeason(
  model: Model,
): (channel: Channel, touches?: readonly Touch[]) => Series | undefined {
  let values: Evaluator | undefined;
  return (channel, touches = channel.touches) => {
    if (!channel.season && !model.season) return undefined;
    values ??= evaluator(model.drivers, model.start, model.months);
    const factors = factorsOf(model, channel, values);
    if (!factors || isBroken(factors) || factors.every((factor) => factor === 1)) return undefined;
    return volumesOf(touches, values, model.months);
  };
}

/** A month of a period with the touches that there would be without a season, and those that there are. */
export interface MonthInSeason {
  readonly month: Month;
  readonly volume: number;
  readonly factor: number;
  readonly touches: number;
}

/**
 * What a season makes of a month of the year, each time that the period has it: the season of the channel `of`, or without that the
 * model's, for all channels that have none of their own together. Undefined where something has no value.
 */
export function monthsInSeason(model: Model, ofYear: number, of?: string): readonly MonthInSeason[] | undefined {
  const channels = model.channels.filter(({ name, season }) => (of === undefined ? !season : name === of));
  const values = evaluator(model.drivers, model.start, model.months);
  const factors = channels[0] && factorsOf(model, channels[0], values);
  const sum = volumesOf(
    channels.flatMap(({ touches }) => touches),
    values,
    model.months,
  );
  if (!factors || isBroken(factors) || !sum) return undefined;
  const months: MonthInSeason[] = [];
  for (const [m, volume] of sum.entries()) {
    const factor = factors[m] as number;
    const month = model.start + m;
    if (calendarMonth(month) === ofYear) months.push({ month, volume, factor, touches: volume * factor });
  }
  return months;
}

function factorsOf(model: Model, channel: Channel, values: Evaluator): Series | Broken | undefined {
  const season = channel.season ?? model.season;
  return season && seasonByMonth(season, model, values);
}

function volumesOf(touches: readonly Touch[], values: Evaluator, months: number): Series | undefined {
  const sum = seriesMaker(months)();
  for (const { name, volume } of touches) {
    const series = values.series(volume, name === '' ? VOLUME : TOUCH);
    if (isBroken(series)) return undefined;
    for (let m = 0; m < months; m++) sum[m] = (sum[m] as number) + (series[m] as number);
  }
  return sum;
}
