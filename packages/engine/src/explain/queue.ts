import { monthOfFiscalQuarter } from '../calendar.ts';
import type { Assumption, Closing, Field, Model } from '../model.ts';
import { ATTENTION, CAPACITY, CLOSERS, COST, type Place } from '../place.ts';
import { type Derivation, derive, type FigureName, type Label, leaf, type PartLabel } from './derivation.ts';
import type { Opened, Stream } from './opened.ts';
import type { Terms } from './terms.ts';

/** Derives the closers' queue and what they cost, by month from the first of the period (forecast.md, 2 and 3). */
export interface Queues {
  worked(stream: Stream, month: number): Derivation;
  /** What waits at a month's end; absent where nothing limits the closers, and nothing waits. */
  backlog(stream: Stream, month: number): Derivation | undefined;
  /** Of all closers. */
  cost(month: number): Derivation;
}

/** The queues of a model whose closing model is whole, and where channels share its closers, they too. */
export function queueFigures(model: Model, terms: Terms, opened: Opened, part: PartLabel | undefined): Queues {
  const closing = model.closing as Closing;
  const isLimited = closing.capacity !== undefined || closing.attention !== undefined;
  const channels = model.channels.map((channel) => opened.streams(channel).all);
  /** What was made of each stream's queue, in the order of the months: each needs what waits from the one before. */
  const done = new Map<Stream, Done[]>(channels.map((stream) => [stream, []]));
  const shares: Derivation[] = [];

  const dated = (month: number) => ({ month: model.start + month });
  const figure = (name: FigureName, label?: Stream['label']): Label => ({ kind: 'figure', name, ...label, part });
  const assumption = (of: Field, month: number, place: Place) =>
    terms.assumption(of as Assumption, model.start + month, place, { kind: 'field', name: place.name, part });

  function closers(month: number): Derivation {
    if (closing.closers) return assumption(closing.closers, month, CLOSERS);
    return leaf('constant', { kind: 'field', name: CLOSERS.name, part }, 1);
  }

  function limit(month: number, queue: Derivation): Derivation {
    const share = closing.attention?.[monthOfFiscalQuarter(model.start + month, model.fiscalYearStart)];
    const attention = share ? [terms.constant(share, { kind: 'field', name: ATTENTION.name, part })] : [];
    const all = closing.capacity ? [assumption(closing.capacity, month, CAPACITY), closers(month)] : [queue];
    return derive('product', figure('limit'), [...all, ...attention], dated(month));
  }

  function queue(stream: Stream, month: number): Derivation {
    const before = done.get(stream)?.[month - 1]?.backlog;
    const arrived = opened.opened(stream, month);
    return derive('sum', figure('queue', stream.label), before ? [arrived, before] : [arrived], dated(month));
  }

  function work(stream: Stream, month: number, waiting: Derivation): void {
    const share = shares[month] as Derivation;
    const worked = derive('product', figure('worked', stream.label), [waiting, share], dated(month));
    const backlog = derive('difference', figure('backlog', stream.label), [waiting, worked], dated(month));
    done.get(stream)?.push({ worked, backlog });
  }

  /** Works the queues of all channels up to a month: they share the closers. */
  function workAll(month: number): void {
    for (let m = shares.length; m <= month; m++) {
      const queues = channels.map((stream) => queue(stream, m));
      const waiting = derive('sum', figure('queue'), queues, dated(m));
      shares.push(derive('share', figure('share worked'), [limit(m, waiting), waiting], dated(m)));
      for (const [i, stream] of channels.entries()) work(stream, m, queues[i] as Derivation);
    }
  }

  function after(stream: Stream, month: number): Done {
    workAll(month);
    const own = done.get(stream) ?? [];
    done.set(stream, own);
    for (let m = own.length; m <= month; m++) work(stream, m, queue(stream, m));
    return own[month] as Done;
  }

  return {
    worked: (stream, month) => (isLimited ? after(stream, month).worked : opened.opened(stream, month)),
    backlog: (stream, month) => (isLimited ? after(stream, month).backlog : undefined),
    cost: (month) => {
      if (!closing.cost) return derive('sum', figure('cost'), [], dated(month));
      return derive('product', figure('cost'), [closers(month), assumption(closing.cost, month, COST)], dated(month));
    },
  };
}

/** What a month leaves of a queue. */
interface Done {
  readonly worked: Derivation;
  readonly backlog: Derivation;
}
