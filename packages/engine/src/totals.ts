import type { Figure, Flow, Flows } from './figures.ts';
import type { Finding } from './finding.ts';
import { addTo } from './level.ts';
import type { Series } from './model.ts';
import { type Broken, isBroken } from './model.ts';
import { zeros } from './series.ts';
import { haveSameChildren, type SumTree, sumTree } from './sum-tree.ts';

/** A channel (or a part), or several of them summed up: their flows, and what was found wrong with them, in their order. */
export interface Summand {
  readonly flows: Flows;
  /** Of what opens. */
  readonly findings: readonly Finding[];
  /** Of what becomes of it. */
  readonly laterFindings: readonly Finding[];
}

/**
 * The sums of channels (or parts), month by month; a flow that is withheld in one of them is withheld in the sum, because of
 * the first such one. Sums of the same channels are taken from the trees `before`, flow by flow.
 */
export function totals(
  channels: readonly Summand[],
  before: readonly SumTree<Summand>[],
  blank: () => Series,
  months: number,
): SumTree<Summand> {
  const none = zeros(months);
  return sumTree(channels, before, (children, known): Summand => {
    const all = children.level.slice(children.from, children.to);
    const sum = (flow: Flow): Figure => {
      const of = ({ flows }: Summand) => flows[flow];
      const same = known.find(({ level }) => haveSameChildren(children, level, of));
      if (same) return of(same.sum);
      return sumOfFigures(all.map(of), none, blank);
    };
    const opened = sum('opened');
    const like = (flow: Flow, other: Flow, total: Figure): Figure =>
      all.every(({ flows }) => flows[flow] === flows[other]) ? total : sum(flow);
    const worked = like('worked', 'opened', opened);
    const revenue = sum('revenue');
    return {
      flows: {
        touches: sum('touches'),
        opened,
        worked,
        backlog: sum('backlog'),
        closed: like('closed', 'worked', worked),
        won: sum('won'),
        revenue,
        cost: sum('cost'),
        givenBack: sum('givenBack'),
        net: like('net', 'revenue', revenue),
        customer: like('customer', 'opened', opened),
        vendor: like('vendor', 'opened', opened),
        gated: like('gated', 'opened', opened),
        leverage: like('leverage', 'opened', opened),
        lost: sum('lost'),
        openAtStart: sumOfNumbers(all.map(({ flows }) => flows.openAtStart)),
      },
      findings: all.flatMap(({ findings }) => findings),
      laterFindings: all.flatMap(({ laterFindings }) => laterFindings),
    };
  });
}

/** The sums of figures, month by month; withheld by the first one that is. */
export function sumsOfFigures(
  figures: readonly Figure[],
  before: readonly SumTree<Figure>[],
  blank: () => Series,
  months: number,
): SumTree<Figure> {
  const none = zeros(months);
  return sumTree(figures, before, ({ level, from, to }) => sumOfFigures(level.slice(from, to), none, blank));
}

/** The sum of some figures in their order; one alone is its own sum. */
function sumOfFigures(figures: readonly Figure[], none: Series, blank: () => Series): Figure {
  let only: Series | undefined;
  let sum: Series | undefined;
  for (const figure of figures) {
    if (figure === none) continue;
    if (isBroken(figure)) return figure;
    if (sum) addTo(sum, figure);
    else if (only) sum = addTo(addTo(blank(), only), figure);
    else only = figure;
  }
  return sum ?? only ?? none;
}

const sumOfNumbers = (numbers: readonly (number | Broken)[]): number | Broken => {
  let sum = 0;
  for (const number of numbers) {
    if (typeof number !== 'number') return number;
    sum += number;
  }
  return sum;
};
