import type { Channel, Model, Window } from '../model.ts';
import type { Part } from '../portfolio.ts';
import { behindFiles } from '../span.ts';
import { closedFigures } from './closed.ts';
import { type Derivation, derive, type FigureName, type Label, leaf, type PartLabel } from './derivation.ts';
import { openedFigures, type Stream, type Streams } from './opened.ts';
import { queueFigures } from './queue.ts';
import { terms } from './terms.ts';

/** What is summed over months, channels and parts. Ratios are made of these. */
export interface Flow {
  readonly name:
    | 'touches'
    | 'opened'
    | 'gated opened'
    | 'leverage opened'
    | 'worked'
    | 'closed'
    | 'won'
    | 'revenue'
    | 'given back'
    | 'cost'
    | 'backlog';
  /** A channel or a part; absent for the whole model. */
  readonly of?: string;
  readonly touch?: string;
  /** Of `opened`: only what this side started. */
  readonly by?: 'customer' | 'vendor';
}

/** A model whose figures are derived, as it stands in the whole. */
export interface Derived {
  readonly model: Model;
  /** Of a portfolio: what it includes, which is then all that it has. */
  readonly parts?: readonly Part[];
  readonly part?: PartLabel;
  /** How many files stand before those of the model in the list that spans point into. */
  readonly firstFile: number;
}

/** Derives flows over the months of a window that the model has, in calendar months. A channel that is not there has none. */
export function flowFigures(whole: Derived): (flow: Flow, window: Window) => Derivation {
  const inPart = whole.parts ? partFigures(whole, whole.parts) : channelFigures(whole);
  const known = new Map<string, Derivation>();
  return (flow, window) => {
    const key = JSON.stringify([flow, window]);
    const derivation = known.get(key) ?? inPart(flow, window);
    known.set(key, derivation);
    return derivation;
  };
}

function channelFigures({ model, part, firstFile }: Derived): (flow: Flow, window: Window) => Derivation {
  const { channels, drivers, start, months } = model;
  const values = terms({ drivers, start, part, firstFile });
  const opened = openedFigures(model, values, part);
  const queues = queueFigures(model, values, opened, part);
  const closed = closedFigures(model, values, queues, part);

  /** A flow in one month; undefined where a channel has none. */
  const monthly: Readonly<
    Record<Flow['name'], (stream: Stream, month: number, of: Streams) => Derivation | undefined>
  > = {
    touches: opened.touches,
    opened: opened.opened,
    'gated opened': (_, month, { gated }) => opened.opened(gated, month),
    'leverage opened': opened.opened,
    worked: queues.worked,
    closed: closed.closed,
    won: closed.won,
    revenue: closed.revenue,
    'given back': (_, month, streams) => closed.givenBack(streams, month),
    cost: () => undefined,
    backlog: queues.backlog,
  };

  const label = ({ name, ...rest }: Flow): Label => ({ kind: 'figure', name, ...rest, part });
  const sum = (flow: Flow, children: readonly (Derivation | undefined)[]) =>
    derive(
      'sum',
      label(flow),
      children.filter((child) => child !== undefined),
    );

  function ofChannel(channel: Channel, flow: Flow, window: readonly number[]): Derivation {
    const streams = opened.streams(channel);
    const stream = flow.touch !== undefined ? streams.touch(flow.touch) : flow.by ? streams.by[flow.by] : streams.all;
    const named = { ...flow, of: channel.name };
    if (!stream || (named.name === 'gated opened' && streams.gated.touches.length === 0)) return sum(named, []);
    // What waits is not summed: it is what waits at the end.
    const when = flow.name === 'backlog' ? window.slice(-1) : window;
    return sum(
      named,
      when.map((month) => monthly[flow.name](stream, month, streams)),
    );
  }

  return (flow, { from, to }) => {
    const first = Math.max(0, from - start);
    const last = Math.min(months - 1, to - start);
    const window = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
    if (flow.name === 'cost') return sum(flow, window.map(queues.cost));
    const { of } = flow;
    if (flow.name === 'given back' && !model.retention) return sum(flow, []);
    if (of !== undefined) {
      const channel = channels.find(({ name }) => name === of);
      return channel ? ofChannel(channel, flow, window) : sum(flow, []);
    }
    const counted = flow.name === 'leverage opened' ? channels.filter(({ layer }) => layer === 'leverage') : channels;
    return sum(
      flow,
      counted.map((channel) => ofChannel(channel, flow, window)),
    );
  };
}

function partFigures(
  { part: of, firstFile }: Derived,
  parts: readonly Part[],
): (flow: Flow, window: Window) => Derivation {
  const figures = parts.map((part) => {
    const { model, name, parts: within } = part;
    const label = { name: of ? `${of.name}.${name}` : name, currency: model?.currency };
    return model && flowFigures({ model, parts: within, part: label, firstFile: firstFile + part.firstFile });
  });

  function ofPart(part: Part, flow: Flow, window: Window): Derivation {
    const named: Label = { kind: 'figure', ...flow, of: part.name, part: of };
    const own = figures[parts.indexOf(part)];
    const last = part.start + part.months - 1;
    // Months that the part lacks are 0, and what waits is what waits in the window's last.
    const within = { from: Math.max(window.from, part.start), to: Math.min(window.to, last) };
    const lacks = within.from > within.to || (flow.name === 'backlog' && within.to < window.to);
    if (!own || lacks) return derive('sum', named, []);
    const { of: _, ...total } = flow;
    const figure = own(total, within);
    if (part.rate === 1 || !MONEY.has(flow.name)) return derive('sum', named, [figure]);
    const at = behindFiles(part.span, firstFile);
    const rate = leaf('literal', { kind: 'field', name: 'exchange rate', of: part.name, part: of }, part.rate, { at });
    return derive('product', named, [figure, rate]);
  }

  return (flow, window) => {
    if (flow.of === undefined) {
      const all = parts.map((part) => ofPart(part, flow, window));
      return derive('sum', { kind: 'figure', ...flow, part: of }, all);
    }
    const part = parts.find(({ name }) => name === flow.of);
    return part ? ofPart(part, flow, window) : derive('sum', { kind: 'figure', ...flow, part: of }, []);
  };
}

const MONEY: ReadonlySet<FigureName> = new Set(['revenue', 'given back', 'cost']);
