import type { Figure } from '../figures.ts';
import { type Broken, type Channel, type Initiator, isBroken, type Layer } from '../model.ts';
import type { Formula } from './cell.ts';
import { type Cell, type LineFlow, TOTAL, type Unit } from './cell.ts';
import { plus, sum } from './formula.ts';
import { WrittenLine } from './line.ts';

/** What a table is of. */
interface TableOf {
  readonly flow: LineFlow;
  readonly unit: Unit;
  /** Only what this side started. */
  readonly by?: Initiator;
  /** A figure that stands at a month's end: of the period counts the last one. */
  readonly isLevel?: boolean;
  /** A line of every channel, in groups by layer; else of the channels that have any. */
  readonly isWhole: boolean;
}

/** Channels of a layer, or all of them where there are no groups. */
interface Group {
  readonly layer: Layer | undefined;
  readonly channels: readonly number[];
  /** Absent of the only one: its sum is the total. */
  readonly subtotal?: WrittenLine;
}

/** A flow by channel and month, with the sums of layers and of all channels; lines stand in the order of the layers. */
export class FlowTable {
  readonly of: TableOf;
  readonly total: WrittenLine;
  readonly groups: readonly Group[];
  readonly #byChannel = new Map<number, WrittenLine>();

  /** `figures` are the forecast's by channel, and of the total: what is withheld there has no cells here. */
  constructor(
    of: TableOf,
    channels: readonly Channel[],
    figures: readonly (Figure | undefined)[],
    total: Figure,
    incomplete: Broken | undefined,
  ) {
    const { flow, unit, by } = of;
    this.of = of;
    const layers = LAYERS.flatMap((layer) => {
      const members = channels.flatMap((channel, i) => (channel.layer === layer && figures[i] ? [i] : []));
      return members.length > 0 ? [{ layer, channels: members }] : [];
    });
    const order = layers.flatMap((group) => group.channels);
    for (const i of order) {
      const figure = figures[i];
      const label = { kind: 'flow', flow, of: (channels[i] as Channel).name, by } as const;
      this.#byChannel.set(i, new WrittenLine(label, unit, 'months', isBroken(figure) ? figure : undefined));
    }
    const hasGroups = of.isWhole && layers.length > 1;
    this.groups = hasGroups
      ? layers.map((group) => {
          const because = incomplete ?? group.channels.map((i) => this.#byChannel.get(i)?.broken).find(isBroken);
          return {
            ...group,
            subtotal: new WrittenLine({ kind: 'subtotal', flow, layer: group.layer }, unit, 'months', because),
          };
        })
      : [{ layer: layers.length === 1 ? layers[0]?.layer : undefined, channels: order }];
    this.total = new WrittenLine({ kind: 'total', flow, by }, unit, 'months', isBroken(total) ? total : undefined);
  }

  /** A channel's line; absent where it has none. */
  line(channel: number): WrittenLine | undefined {
    return this.#byChannel.get(channel);
  }

  /** True where no channel has a line. */
  get isEmpty(): boolean {
    return this.#byChannel.size === 0;
  }

  /** The channels that have figures. */
  whole(): readonly number[] {
    return [...this.#byChannel].flatMap(([i, line]) => (line.broken ? [] : [i]));
  }

  /** The sum of a layer, if it is one. */
  layer(layer: Layer): WrittenLine | undefined {
    const group = this.groups.find((one) => one.layer === layer);
    return group && (group.subtotal ?? this.total);
  }

  set(channel: number, month: number, formula: Formula): Cell {
    return (this.#byChannel.get(channel) as WrittenLine).set(month, formula);
  }

  /** Adds up a month of all channels. */
  sumUp(month: number): void {
    const parts = this.groups.map(({ subtotal, channels }): Formula => {
      const because = subtotal ? subtotal.broken : this.total.broken;
      if (because) return 0;
      const cells = channels.map((i) => (this.#byChannel.get(i) as WrittenLine).at(month));
      return subtotal ? subtotal.set(month, sum(cells)) : sum(cells);
    });
    const [first = 0, ...rest] = parts;
    if (!this.total.broken) this.total.set(month, rest.reduce(plus, first));
  }

  /** Adds up the months. */
  sumPeriod(months: number): void {
    const all = [...this.#byChannel.values(), ...this.groups.flatMap(({ subtotal }) => subtotal ?? []), this.total];
    for (const line of all)
      if (!line.broken) line.set(TOTAL, this.of.isLevel ? line.at(months - 1) : sum(line.run(0, months - 1)));
  }

  /** In the order in which they are read: channels with their layer's sum, and the total. */
  lines(): readonly WrittenLine[] {
    return [
      ...this.groups.flatMap(({ channels, subtotal }) => [
        ...channels.map((i) => this.#byChannel.get(i) as WrittenLine),
        ...(subtotal ? [subtotal] : []),
      ]),
      this.total,
    ];
  }
}

const LAYERS: readonly (Layer | undefined)[] = ['foundation', 'leverage', undefined];
