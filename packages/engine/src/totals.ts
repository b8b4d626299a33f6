import type { ByInitiator } from './channel-figures.ts';
import type { Figure, Flows } from './figures.ts';
import type { Finding } from './finding.ts';
import { addBoth, added } from './level.ts';
import type { Broken, Series } from './model.ts';
import { noSales, type Sales } from './sales.ts';
import { zeros } from './series.ts';
import { type Siblings, type SumTree, sumTree } from './sum-tree.ts';

/** Flows up to what closes. */
export type Unsold = Omit<Flows, keyof Sales>;

/** A channel (or a part), or several of them summed up, and what was found wrong with them, in their order. */
export interface Summand extends Unsold {
  /** What closes at the closing model's rates, from whose sum its sales follow. */
  readonly sellable: ByInitiator<Figure>;
  /** What is sold otherwise, or withheld. */
  readonly apart: Sales;
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
  const nothing = noSales(months);
  return sumTree(channels, before, (children, known): Summand => {
    const others = known.map(({ level, sum }) => ({ level, sum, changed: changesFrom(level, children) }));
    const sum = (of: Read): Figure => {
      for (const { level, sum, changed } of others) if (haveSame(of, changed, children.level, level)) return of(sum);
      return sumOf(children, of, none, blank);
    };
    const like = (of: Read, other: Read, total: Figure): Figure => (areAlike(of, other, children) ? total : sum(of));
    const opened = sum(READ.opened);
    const worked = like(READ.worked, READ.opened, opened);
    const customer = sum(READ.customer);
    const vendor = sum(READ.vendor);
    return {
      touches: sum(READ.touches),
      opened,
      worked,
      backlog: sum(READ.backlog),
      closed: like(READ.closed, READ.worked, worked),
      cost: sum(READ.cost),
      customer,
      vendor,
      gated: sum(READ.gated),
      leverage: sum(READ.leverage),
      openAtStart: sumOfOpen(children),
      sellable: {
        customer: like(SELLABLE.customer, READ.customer, customer),
        vendor: like(SELLABLE.vendor, READ.vendor, vendor),
        unsaid: sum(SELLABLE.unsaid),
      },
      apart: isNothing(children, nothing) ? nothing : salesApart(sum),
      findings: findingsOf('findings', children),
      laterFindings: findingsOf('laterFindings', children),
    };
  });
}

/** All flows of a sum, of which these are the sales. */
export const flowsOf = (sum: Summand, sales: Sales): Flows => ({
  touches: sum.touches,
  opened: sum.opened,
  worked: sum.worked,
  backlog: sum.backlog,
  closed: sum.closed,
  won: sales.won,
  revenue: sales.revenue,
  cost: sum.cost,
  givenBack: sales.givenBack,
  net: sales.net,
  customer: sum.customer,
  vendor: sum.vendor,
  gated: sum.gated,
  leverage: sum.leverage,
  lost: sales.lost,
  openAtStart: sum.openAtStart,
});

/** The sums of figures, month by month; withheld by the first one that is. */
export function sumsOfFigures(
  figures: readonly Figure[],
  before: readonly SumTree<Figure>[],
  blank: () => Series,
  months: number,
): SumTree<Figure> {
  return sumTree(figures, before, (children) => sumOf(children, (figure) => figure, zeros(months), blank));
}

type Read = (of: Summand) => Figure;

/** Each flow by a function of its own: a name that is known only when it runs is looked up at every turn. */
const READ: Readonly<Record<Exclude<keyof Unsold, 'openAtStart'>, Read>> = {
  touches: ({ touches }) => touches,
  opened: ({ opened }) => opened,
  worked: ({ worked }) => worked,
  backlog: ({ backlog }) => backlog,
  closed: ({ closed }) => closed,
  cost: ({ cost }) => cost,
  customer: ({ customer }) => customer,
  vendor: ({ vendor }) => vendor,
  gated: ({ gated }) => gated,
  leverage: ({ leverage }) => leverage,
};

const SELLABLE: ByInitiator<Read> = {
  customer: ({ sellable }) => sellable.customer,
  vendor: ({ sellable }) => sellable.vendor,
  unsaid: ({ sellable }) => sellable.unsaid,
};

const APART: Readonly<Record<keyof Sales, Read>> = {
  won: ({ apart }) => apart.won,
  revenue: ({ apart }) => apart.revenue,
  givenBack: ({ apart }) => apart.givenBack,
  net: ({ apart }) => apart.net,
  lost: ({ apart }) => apart.lost,
};

const salesApart = (sum: (of: Read) => Figure): Sales => ({
  won: sum(APART.won),
  revenue: sum(APART.revenue),
  givenBack: sum(APART.givenBack),
  net: sum(APART.net),
  lost: sum(APART.lost),
});

/** True where nothing is sold apart. */
function isNothing({ level, from, to }: Siblings<Summand>, nothing: Sales): boolean {
  for (let i = from; i < to; i++) if ((level[i] as Summand).apart !== nothing) return false;
  return true;
}

/** Which of some siblings are others than in an earlier level. */
function changesFrom(known: readonly Summand[], { level, from, to }: Siblings<Summand>): readonly number[] {
  const changed: number[] = [];
  for (let i = from; i < to; i++) if (level[i] !== known[i]) changed.push(i);
  return changed;
}

/** True where what has changed has the same series of a flow as before. */
function haveSame(of: Read, changed: readonly number[], level: readonly Summand[], known: readonly Summand[]): boolean {
  for (const i of changed) if (of(level[i] as Summand) !== of(known[i] as Summand)) return false;
  return true;
}

/** True where two flows of each sibling are one series, and so is their sum. */
function areAlike(of: Read, other: Read, { level, from, to }: Siblings<Summand>): boolean {
  for (let i = from; i < to; i++) if (of(level[i] as Summand) !== other(level[i] as Summand)) return false;
  return true;
}

/** The sum over siblings. One series that is not `none` is its own sum. */
function sumOf<T>({ level, from, to }: Siblings<T>, of: (one: T) => Figure, none: Series, blank: () => Series): Figure {
  let sum: Series | undefined;
  let waiting: Series | undefined;
  for (let i = from; i < to; i++) {
    const figure = of(level[i] as T);
    if (figure === none) continue;
    // Several times as fast as asking whether it is broken.
    if (!(figure instanceof Float64Array)) return figure;
    if (!waiting) waiting = figure;
    else {
      if (sum) addBoth(sum, waiting, figure);
      else sum = added(waiting, figure, blank());
      waiting = undefined;
    }
  }
  if (!sum || !waiting) return sum ?? waiting ?? none;
  return added(sum, waiting, sum);
}

function sumOfOpen({ level, from, to }: Siblings<Summand>): number | Broken {
  let sum = 0;
  for (let i = from; i < to; i++) {
    const { openAtStart } = level[i] as Summand;
    if (typeof openAtStart !== 'number') return openAtStart;
    sum += openAtStart;
  }
  return sum;
}

function findingsOf(which: 'findings' | 'laterFindings', { level, from, to }: Siblings<Summand>): readonly Finding[] {
  let all: readonly Finding[] = NO_FINDINGS;
  for (let i = from; i < to; i++) {
    const own = (level[i] as Summand)[which];
    if (own.length > 0) all = all.length > 0 ? [...all, ...own] : own;
  }
  return all;
}

const NO_FINDINGS: readonly Finding[] = [];
