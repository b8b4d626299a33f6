import { type Figure, FLOWS, type Flow, type Flows, type Forecast } from './figures.ts';
import { type Broken, isBroken, type Layer, type Model } from './model.ts';
import { combine } from './summary.ts';
import { withheldFlows } from './withheld.ts';

/** The channels of a layer together. */
export interface LayerFlows {
  /** Absent for channels that say none. */
  readonly layer?: Layer;
  /** Indices into the forecast's channels. */
  readonly channels: readonly number[];
  /** Their sums; withheld where one of theirs is. */
  readonly flows: Flows;
}

/** The layers of a model's forecast that have a channel: foundation, leverage, then what says none. A channel may be missing of any. */
export function layersOf(
  { channels, total }: Forecast,
  { incomplete }: Pick<Model, 'incomplete'>,
): readonly LayerFlows[] {
  const months = Math.max(0, ...[total, ...channels].map(({ opened }) => (isBroken(opened) ? 0 : opened.length)));
  return ORDER.flatMap((layer) => {
    const its = channels.flatMap(({ channel }, i) => (channel.layer === layer ? i : []));
    const all = its.map((i) => channels[i] as Flows);
    return all.length === 0
      ? []
      : [{ layer, channels: its, flows: incomplete ? withheldFlows(incomplete) : sumOfFlows(all, months) }];
  });
}

const ORDER: readonly (Layer | undefined)[] = ['foundation', 'leverage', undefined];

/** The sums of some flows over a period of so many months; a figure is withheld where it is in one of them. */
export function sumOfFlows(all: readonly Flows[], months: number): Flows {
  const sum = (flow: Flow): Figure => {
    const total = new Float64Array(months);
    for (const one of all) {
      const figure = one[flow];
      if (isBroken(figure)) return figure;
      for (let m = 0; m < months; m++) total[m] = (total[m] as number) + (figure[m] as number);
    }
    return total;
  };
  const openAtStart = all.reduce<number | Broken>((so, one) => combine(so, one.openAtStart, (a, b) => a + b), 0);
  const flows = Object.fromEntries(FLOWS.map((flow): [Flow, Figure] => [flow, sum(flow)])) as Record<Flow, Figure>;
  return { ...flows, openAtStart };
}
