import { type ActualMonth, isBroken, type Month, monthsText, monthText } from '@upsell/engine';
import type { ReforecastBeside } from './reforecast-beside.ts';

/** True where the period is over: of no channel there is a rest to be made from anything. */
export const isOver = (beside: ReforecastBeside): boolean => {
  const last = beside.model.start + beside.model.months - 1;
  return beside.reforecast.channels.every((_, i) => {
    const rows = rowsOf(beside, i);
    const end = rows.at(-1);
    return end !== undefined && end.month >= last && end.through === undefined;
  });
};

/**
 * A sentence on the months that are over, of which a channel has no actuals, and the re-forecast has the model's figures for want of
 * them; nothing where there are none: `By the model, for want of actuals: `csm`; `tickets` in 2026-02.`
 */
export function unknownText(beside: ReforecastBeside): string | undefined {
  const { reforecast, forecast, model } = beside;
  const parts = reforecast.channels.flatMap(({ channel: { name }, opened, trailing }, i) => {
    const rows = rowsOf(beside, i);
    const [only] = rows;
    if (!only) return [`\`${name}\``];
    if (!trailing) return [`\`${name}\` but for a part of ${monthText(only.month)}`];
    const planned = forecast.channels[i]?.opened;
    if (!planned || isBroken(planned) || isBroken(opened)) return [];
    const known = new Set(rows.map(({ month }) => month));
    const last = rows.at(-1)?.month ?? model.start;
    // What comes after its last month is its rest.
    const gaps = Array.from(opened, (_, m) => model.start + m).filter((month) => month < last && !known.has(month));
    const byModel = gaps.filter((month) => opened[month - model.start] === planned[month - model.start]);
    return byModel.length > 0 ? [`\`${name}\` in ${runsText(byModel)}`] : [];
  });
  return parts.length > 0 ? `By the model, for want of actuals: ${parts.join('; ')}.` : undefined;
}

/** A sentence on channels whose actuals end before those of others; nothing where there are none. */
export function earlierText(beside: ReforecastBeside): string | undefined {
  const { channels, through } = beside.reforecast;
  const parts = channels.flatMap(({ channel: { name } }, i) => {
    const last = rowsOf(beside, i).at(-1);
    return last && last.month < through ? [`\`${name}\` in ${monthText(last.month)}`] : [];
  });
  return parts.length > 0 ? `Actuals end before that, and the rest begins: ${parts.join('; ')}.` : undefined;
}

/** What happened of a channel, in the order of months, as far as the re-forecast goes by it. */
function rowsOf({ actuals, reforecast }: ReforecastBeside, i: number): readonly ActualMonth[] {
  const source = reforecast.channels[i]?.channel.source;
  return (actuals?.rows ?? []).filter((row) => row.source === source && row.month <= reforecast.through);
}

/** `2026-02, 2026-04 to 2026-05`. */
function runsText(months: readonly Month[]): string {
  const runs: { first: Month; last: Month }[] = [];
  for (const month of months) {
    const run = runs.at(-1);
    if (run?.last === month - 1) run.last = month;
    else runs.push({ first: month, last: month });
  }
  return runs.map(({ first, last }) => monthsText(first, last)).join(', ');
}
