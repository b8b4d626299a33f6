import { calendarMonth, type Month } from '../calendar.ts';
import { INITIATORS, type InitiatorKey } from '../channel-figures.ts';
import { type Assumption, type Channel, isBroken, type Model, type Touch } from '../model.ts';
import { CONVERSION, CONVERTING, SEASON, TOUCH, VOLUME } from '../place.ts';
import { type Derivation, derive, type Label, leaf, type PartLabel } from './derivation.ts';
import type { Terms } from './terms.ts';

/** Some touches of a channel: all of them, or those that one side starts, or those that are gated, or one. */
export interface Stream {
  readonly channel: Channel;
  readonly touches: readonly Touch[];
  /** True where what was open at start belongs to it. */
  readonly carries: boolean;
  /** True of the gated ones, where others stand beside them. */
  readonly gated?: boolean;
  readonly label: {
    readonly of: string;
    readonly touch?: string;
    readonly by?: InitiatorKey;
    readonly part?: PartLabel;
  };
}

/** Derives touches and opened opportunities by month (forecast.md, 1). Months count from the first of the period. */
export interface Opened {
  readonly streams: (channel: Channel) => Streams;
  touches(stream: Stream, month: number): Derivation;
  opened(stream: Stream, month: number): Derivation;
}

/** The streams of one channel. */
export interface Streams {
  readonly all: Stream;
  /** Only the sides that have any; where there is one it is `all`. */
  readonly by: Readonly<Partial<Record<InitiatorKey, Stream>>>;
  readonly gated: Stream;
  touch(name: string): Stream;
}

/** The figures up to `opened` of a model whose channels are whole. */
export function openedFigures(model: Model, terms: Terms, part: PartLabel | undefined): Opened {
  const known = new Map<Channel, Streams>();
  const byTouch = { touches: new Map<Touch, Derivation[]>(), opened: new Map<Touch, Derivation[]>() };
  const byStream = { touches: new Map<Stream, Derivation[]>(), opened: new Map<Stream, Derivation[]>() };

  function streams(channel: Channel): Streams {
    const found = known.get(channel) ?? streamsOf(channel, part);
    known.set(channel, found);
    return found;
  }

  /** The volume by season, and what of it becomes an opportunity. */
  function factors(channel: Channel, touch: Touch, month: Month): Record<'volume' | 'conversion', Derivation[]> {
    const named = { of: channel.name, touch: touch.name || undefined, part };
    const place = touch.name === '' ? VOLUME : TOUCH;
    const field = (name: string): Label => ({ kind: 'field', name, ...named });
    const volume = terms.assumption(touch.volume as Assumption, month, place, field(place.name));
    const season = channel.season ?? model.season;
    const ofChannel: Label = { kind: 'field', name: CONVERSION.name, of: channel.name, part };
    const conversion = touch.converting
      ? terms.assumption(touch.converting as Assumption, month, CONVERTING, field(CONVERTING.name))
      : terms.assumption(channel.conversion as Assumption, month, CONVERSION, ofChannel);
    if (!season || isBroken(season)) return { volume: [volume], conversion: [conversion] };
    const label: Label = { kind: 'field', name: SEASON.name, of: channel.season ? channel.name : undefined, part };
    const factor = season.find(({ calendarMonth: of }) => of === calendarMonth(month))?.factor;
    const inSeason = factor ? terms.constant(factor, label) : leaf('constant', label, 1);
    return { volume: [volume, inSeason], conversion: [conversion] };
  }

  function ofTouch(channel: Channel, touch: Touch, name: 'touches' | 'opened', month: number): Derivation {
    return remembered(byTouch[name], touch, month, () => {
      const { volume, conversion } = factors(channel, touch, model.start + month);
      const label: Label = { kind: 'figure', name, of: channel.name, touch: touch.name || undefined, part };
      const all = name === 'touches' ? volume : [...volume, ...conversion];
      return derive('product', label, all, { month: model.start + month });
    });
  }

  const ofStream = (name: 'touches' | 'opened') => (stream: Stream, month: number) =>
    remembered(byStream[name], stream, month, () => {
      const { channel, touches, label, gated } = stream;
      const parts = touches.map((touch) => ofTouch(channel, touch, name, month));
      const [only] = parts;
      if (only && touches.length === 1) return only;
      const called = gated && name === 'opened' ? 'gated opened' : name;
      return derive('sum', { kind: 'figure', name: called, ...label }, parts, { month: model.start + month });
    });

  return { streams, touches: ofStream('touches'), opened: ofStream('opened') };
}

function streamsOf(channel: Channel, part: PartLabel | undefined): Streams {
  const { name: of, initiator: own = 'unsaid', openAtStart, openedBefore } = channel;
  const starts = (touch: Touch): InitiatorKey => touch.initiator ?? own;
  const all: Stream = { channel, touches: channel.touches, carries: true, label: { of, part } };
  const sides = INITIATORS.filter((side) => channel.touches.some((touch) => starts(touch) === side));
  if ((openAtStart || openedBefore) && !sides.includes(own)) sides.push(own);
  const bySide = sides.map((by): [InitiatorKey, Stream] => {
    if (sides.length === 1) return [by, all];
    const touches = channel.touches.filter((touch) => starts(touch) === by);
    return [by, { channel, touches, carries: by === own, label: { of, by, part } }];
  });
  const some = (touches: readonly Touch[], rest: Pick<Stream, 'label' | 'gated'>): Stream =>
    touches.length === all.touches.length ? all : { channel, touches, carries: false, ...rest };
  const byName = new Map<string, Stream>();
  return {
    all,
    by: Object.fromEntries(bySide),
    gated: some(
      channel.touches.filter(({ gated }) => gated),
      { label: { of, part }, gated: true },
    ),
    touch(name) {
      const touches = channel.touches.filter((touch) => touch.name === name);
      const stream = byName.get(name) ?? some(touches, { label: { of, touch: name, part } });
      byName.set(name, stream);
      return stream;
    },
  };
}

/** What `make` makes for a month, once. */
export function remembered<K>(memo: Map<K, Derivation[]>, key: K, month: number, make: () => Derivation): Derivation {
  const months = memo.get(key) ?? [];
  memo.set(key, months);
  const known = months[month] ?? make();
  months[month] = known;
  return known;
}
