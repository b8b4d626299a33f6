import type { InitiatorKey } from '../channel-figures.ts';
import type { Channel, Model } from '../model.ts';
import { CONVERSION, CONVERTING, DEAL_SIZE, type Place, TOUCH, VOLUME, WIN_RATE } from '../place.ts';
import type { AssumptionLines } from './assumption-lines.ts';
import type { Line } from './cell.ts';
import { WrittenLine } from './line.ts';

/** A touch with what its touches and its opened opportunities are made of. */
export interface TouchLines {
  readonly name: string;
  readonly side: InitiatorKey;
  readonly gated: boolean;
  readonly volume: WrittenLine;
  /** Absent where the channel has none, which is an error of its own. */
  readonly conversion: WrittenLine | undefined;
}

/** A channel's own assumptions. Those of optional fields are absent without them. */
export interface ChannelLines {
  readonly channel: Channel;
  readonly touches: readonly TouchLines[];
  /** The channel's, else the model's. */
  readonly season: WrittenLine | undefined;
  readonly winRate?: WrittenLine;
  readonly dealSize?: WrittenLine;
  /** What was open when the period started: a number, or what was opened in each month before it. */
  readonly openAtStart?: WrittenLine;
  readonly openedBefore?: WrittenLine;
  /** What the reader looks at, in the order of the fields. */
  readonly all: readonly Line[];
}

/** The lines of a channel; `modelSeason` is the model's own, and `shares` the number of the cycle's. */
export function channelLines(
  channel: Channel,
  assumptions: AssumptionLines,
  modelSeason: WrittenLine | undefined,
  shares: number,
): ChannelLines {
  const { name: of } = channel;
  const all: Line[] = [];
  const field = (value: NonNullable<Channel['conversion']>, place: Place, touch?: string): WrittenLine => {
    const told = assumptions.field(value, place, { kind: 'assumption', name: place.name, of, touch });
    all.push(...told.all);
    return told.line;
  };
  const volumes = channel.touches.map(({ name, volume }) =>
    field(volume, name === '' ? VOLUME : TOUCH, name || undefined),
  );
  const conversion = channel.conversion && field(channel.conversion, CONVERSION);
  const touches = channel.touches.map(
    ({ name, converting, initiator, gated }, i): TouchLines => ({
      name,
      side: initiator ?? channel.initiator ?? 'unsaid',
      gated,
      volume: volumes[i] as WrittenLine,
      conversion: converting ? field(converting, CONVERTING, name) : conversion,
    }),
  );
  const own = channel.season && assumptions.season(channel.season, of);
  if (own) all.push(own);
  const winRate = channel.winRate && field(channel.winRate, WIN_RATE);
  const dealSize = channel.dealSize && field(channel.dealSize, DEAL_SIZE);
  const openedBefore = channel.openedBefore && openedBeforeLine(channel.openedBefore, of, shares - 1);
  const openAtStart =
    channel.openAtStart && !openedBefore ? assumptions.openAtStart(channel.openAtStart, of) : undefined;
  if (openAtStart) all.push(openAtStart);
  return { channel, touches, season: own ?? modelSeason, winRate, dealSize, openAtStart, openedBefore, all };
}

/** As many months before the period as the cycle is long: what was opened earlier is closed. */
function openedBeforeLine(counts: readonly number[], of: string, months: number): WrittenLine {
  const line = new WrittenLine({ kind: 'opened before', of }, 'count', 'months before');
  for (let before = 0; before < months; before++) line.input(before, counts[before] ?? 0);
  return line;
}

/** The season of a whole model, where it has one. */
export const seasonLine = ({ season }: Model, assumptions: AssumptionLines): WrittenLine | undefined =>
  season && assumptions.season(season, undefined);
