import type { FigureByChannel, Metric } from '@upsell/engine';
import type { PassageWords } from './explanation-passages.ts';
import { roundParts } from './numbers.ts';
import type { Passage, Run } from './passage.ts';
import { kindOfMetric, valueText } from './value-text.ts';

/** A figure of a whole model, which `name` says, with the same of each channel and who answers for that; of many the largest. */
export function sharesPassages(
  { value, channels, isSum }: FigureByChannel,
  { name, metric, currency }: { readonly name: string; readonly metric: Metric; readonly currency: string | undefined },
  words: PassageWords,
): readonly Passage[] {
  const kind = kindOfMetric(metric);
  const shown = (amount: number | null) => (amount === null ? 'undefined' : valueText(amount, kind, currency));
  // Parts add up as shown.
  const parts = channels.map((channel) => channel.value ?? 0);
  const rounded = isSum ? roundParts(parts, kind === 'money' ? 0 : 1, value ?? undefined) : undefined;
  const rows = channels.map((channel, i) => ({ ...channel, shown: shown(rounded?.[i] ?? channel.value) }));
  const isLong = rows.length > MOST;
  const listed = isLong ? rows.toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0)).slice(0, MOST) : rows;
  const items = listed.map((row) => ({ depth: 0, runs: runsOf(row.name, row.shown, words) }));
  if (isLong) items.push({ depth: 0, runs: [`and ${rows.length - MOST} more`] });
  return [
    { kind: 'paragraph', runs: [{ strong: `${name} = ${shown(value)}` }] },
    { kind: 'list', items },
  ];
}

/** Nobody reads more beside a cursor. */
const MOST = 12;

function runsOf(name: string, amount: string, words: PassageWords): readonly Run[] {
  const channel = words.channel(name);
  if (!channel) return [`${name} ${amount}`];
  const owned = channel.owner === undefined ? '' : ` · owner ${channel.owner}`;
  return [`${name} ${amount}${owned} · `, { text: words.place(channel.at), href: words.href(channel.at) }];
}
