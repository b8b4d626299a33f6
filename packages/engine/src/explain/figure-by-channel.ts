import type { Total } from '../figures.ts';
import { isKnown, lookUpIn, measure } from '../metric.ts';
import { type Broken, isBroken, type Metric } from '../model.ts';
import type { Explained, FigureRef } from './explain.ts';

/** A figure of a whole model, and the same of each channel or part that it is made of, in their order; null where one is undefined. */
export interface FigureByChannel {
  readonly value: number | null;
  readonly channels: readonly { readonly name: string; readonly value: number | null }[];
  /** True where the channels add up to the whole. */
  readonly isSum: boolean;
}

/**
 * A figure of a whole model by channel; undefined for one that channels do not have, and where it is that of a single channel. Broken
 * where it is withheld.
 */
export function figureByChannel(
  { metric, of, window, span }: FigureRef,
  explained: Explained,
): FigureByChannel | Broken | undefined {
  const { model, forecast, dropped = new Set() } = explained;
  const names = forecast.channels.map(({ channel }) => channel.name).filter((name) => !dropped.has(name));
  if (of !== undefined || names.length < 2 || metric === 'cost') return undefined;
  const measured = { start: model.start, months: model.months, broken: model.broken, ...lookUpIn(forecast), dropped };
  const figureOf = (what: Metric) => (name?: string) =>
    measure({ kind: 'metric', metric: what, of: name, window, span }, measured);
  const at = figureOf(metric);
  const whole = at();
  if (isBroken(whole)) return whole;
  if (metric === 'leverage share') return leverageByChannel(explained, whole, figureOf('opened'));
  const channels = names.map((name) => ({ name, value: known(at(name)) }));
  return { value: whole, channels, isSum: !RATIOS.has(metric) };
}

/** The leverage share by leverage channel: the part that each has in all that is opened. */
function leverageByChannel(
  { forecast: { channels } }: Explained,
  value: number | null,
  opened: (name?: string) => Total,
): FigureByChannel {
  const all = known(opened()) ?? 0;
  const shares = channels
    .filter(({ channel }) => channel.layer === 'leverage')
    .map(({ channel: { name } }) => ({ name, value: all === 0 ? null : (known(opened(name)) ?? 0) / all }));
  return { value, channels: shares, isSum: false };
}

const known = (total: Total): number | null => (isKnown(total) ? total : null);

const RATIOS: ReadonlySet<Metric> = new Set(['conversion', 'win rate', 'deal size', 'pulled share', 'gated share']);
