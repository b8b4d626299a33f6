import type { Assumption, Closing, Cycle, Field, Model } from '../model.ts';
import { CONTRACTION, CYCLE, DEAL_SIZE, OPEN_AT_START, type Place, WIN_RATE } from '../place.ts';
import { isWhole } from '../queue.ts';
import { type Derivation, derive, type FigureName, type Label, leaf, type PartLabel } from './derivation.ts';
import { remembered, type Stream, type Streams } from './opened.ts';
import type { Queues } from './queue.ts';
import type { Terms } from './terms.ts';

/** Derives what becomes of worked opportunities, by month from the first of the period (forecast.md, 3 and 4). */
export interface Closed {
  closed(stream: Stream, month: number): Derivation;
  won(stream: Stream, month: number): Derivation;
  revenue(stream: Stream, month: number): Derivation;
  /** Absent where nothing can be given back: in the months that are not long enough after the first. */
  givenBack(of: Streams, month: number): Derivation | undefined;
}

/** The figures from `closed` on, of a model whose closing model is whole. */
export function closedFigures(model: Model, terms: Terms, queues: Queues, part: PartLabel | undefined): Closed {
  const closing = model.closing as Closing;
  const memo = {
    closed: new Map<Stream, Derivation[]>(),
    won: new Map<Stream, Derivation[]>(),
    revenue: new Map<Stream, Derivation[]>(),
  };
  let shares: readonly Derivation[] | undefined;

  const dated = (month: number) => ({ month: model.start + month });
  const figure = (name: FigureName, { label }: Stream): Label => ({ kind: 'figure', name, ...label });
  const assumption = (of: Field, month: number, place: Place, label: Partial<Stream['label']> = {}) =>
    terms.assumption(of as Assumption, model.start + month, place, { kind: 'field', name: place.name, ...label, part });

  /** The share that closes so many months after it is worked; absent where all closes at once. */
  function cycle(): readonly Derivation[] | undefined {
    shares ??= closing.cycle && sharesOf(closing.cycle);
    return shares;
  }

  function sharesOf(of: Cycle): readonly Derivation[] {
    const label: Label = { kind: 'field', name: CYCLE.name, part };
    if (of.kind === 'shares') return of.shares.map((share) => terms.constant(share, label));
    const at = terms.placed(of.span);
    return Array.from({ length: of.months + 1 }, (_, k) => leaf('constant', label, k === of.months ? 1 : 0, { at }));
  }

  const closed = (stream: Stream, month: number): Derivation =>
    remembered(memo.closed, stream, month, () => {
      if (!carriesAny(stream)) return overCycle(stream, month, figure('closed', stream));
      const done = overCycle(stream, month, figure('closed over the cycle', stream));
      const carried = stream.channel.openedBefore ? openedEarlier(stream, month) : carriedIn(stream, month);
      return derive('sum', figure('closed', stream), carried ? [done, carried] : [done], dated(month));
    });

  function overCycle(stream: Stream, month: number, label: Label): Derivation {
    const pairs = cycle()?.flatMap((share, k) =>
      share.value === 0 || k > month ? [] : [queues.worked(stream, month - k), share],
    );
    return pairs ? derive('sum of products', label, pairs, dated(month)) : queues.worked(stream, month);
  }

  const carriesAny = (stream: Stream): boolean =>
    stream.carries && (stream.channel.openedBefore?.some((count) => count !== 0) ?? openAtStart(stream) !== undefined);

  /** What closes in a month of what actuals say was opened before the period; absent where nothing does. */
  function openedEarlier({ channel, label }: Stream, month: number): Derivation | undefined {
    const { name: of, openedBefore = [] } = channel;
    const shares = cycle() ?? [];
    const pairs = openedBefore.flatMap((opened, before) => {
      const share = shares[month + 1 + before];
      if (!share || share.value === 0 || opened === 0) return [];
      const named: Label = { kind: 'figure', name: 'opened before', of, part };
      return [leaf('actual', named, opened, { month: model.start - 1 - before }), share];
    });
    if (pairs.length === 0) return undefined;
    return derive('sum of products', { kind: 'figure', name: 'carried', ...label }, pairs, dated(month));
  }

  /** What was open when the period started; absent where nothing was. */
  function openAtStart({ channel, carries }: Stream): Derivation | undefined {
    if (!carries || !channel.openAtStart) return undefined;
    const label: Label = { kind: 'field', name: OPEN_AT_START.name, of: channel.name, part };
    const open = terms.constant(channel.openAtStart, label);
    return open.value === 0 ? undefined : open;
  }

  /** What was open at start and closes in a month: worked in the month before the first, it never enters the queue. */
  function carriedIn(stream: Stream, month: number): Derivation | undefined {
    const open = openAtStart(stream);
    if (!open) return undefined;
    const { label } = stream;
    const name: Label = { kind: 'figure', name: 'carried', ...label };
    const [atOnce, ...later] = cycle() ?? [];
    if (!atOnce || isWhole(atOnce.value)) return month === 0 ? derive('sum', name, [open], dated(month)) : undefined;
    const share = later[month];
    if (!share) return undefined;
    const term: Label = { kind: 'term', part };
    const rest = derive('difference', term, [leaf('constant', { kind: 'constant', name: 'whole', part }, 1), atOnce]);
    return derive('quotient', name, [derive('product', term, [open, share]), rest], dated(month));
  }

  const won = (stream: Stream, month: number): Derivation =>
    remembered(memo.won, stream, month, () => {
      const { winRate, name: of } = stream.channel;
      const rate = winRate
        ? assumption(winRate, month, WIN_RATE, { of })
        : assumption(closing.winRate, month, WIN_RATE);
      return derive('product', figure('won', stream), [closed(stream, month), rate], dated(month));
    });

  const revenue = (stream: Stream, month: number): Derivation =>
    remembered(memo.revenue, stream, month, () => {
      const { dealSize, name: of } = stream.channel;
      const size = dealSize
        ? assumption(dealSize, month, DEAL_SIZE, { of })
        : assumption(closing.dealSize, month, DEAL_SIZE);
      return derive('product', figure('revenue', stream), [won(stream, month), size], dated(month));
    });

  return {
    closed,
    won,
    revenue,
    givenBack({ all, by }, month) {
      const { retention } = model;
      const sold = month - (retention?.afterMonths ?? 0);
      if (!retention || sold < 0) return undefined;
      const pairs = (['customer', 'vendor'] as const).flatMap((side) => {
        const stream = by[side];
        return stream ? [revenue(stream, sold), assumption(retention[side], sold, CONTRACTION, { by: side })] : [];
      });
      // What nobody started is never given back.
      if (pairs.length === 0) return undefined;
      return derive('sum of products', figure('given back', all), pairs, dated(month));
    },
  };
}
