import { type Actuals, type Channel, type Month, remembered } from '@upsell/engine';

/** Channels with what was opened of their sources in the months before the period, where actuals hold any of them. */
export function withHistory(
  channels: readonly Channel[],
  actuals: Actuals | undefined,
  start: Month,
): readonly Channel[] {
  const history = actuals && historyOf(actuals, start);
  if (!history || history.size === 0) return channels;
  return channels.map((channel) => {
    const before = channel.source === undefined ? undefined : history.get(channel.source);
    return before ? withBefore(channel, before) : channel;
  });
}

/** The same channel is the same object from one version to the next. */
const withBefore = remembered(
  (channel: Channel, openedBefore: readonly number[]): Channel => ({ ...channel, openedBefore }),
);

/** By source, what was opened in each month before `start`, the last of them first. */
const historyOf = remembered((actuals: Actuals, start: Month): ReadonlyMap<string, readonly number[]> => {
  const history = new Map<string, number[]>();
  for (const { source, month, opened } of actuals.rows) {
    if (month >= start) continue;
    const before = history.get(source) ?? [];
    history.set(source, before);
    const at = start - 1 - month;
    while (before.length <= at) before.push(0);
    before[at] = opened;
  }
  return history;
});
