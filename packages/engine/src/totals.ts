import type { ByInitiator } from './channel-figures.ts';
import type { Figure, Flow, Flows } from './figures.ts';
import type { Finding } from './finding.ts';
import { type Amount, addBoth, added, asSeries, overMonths } from './level.ts';
import { type Broken, isBroken, type Series } from './model.ts';
import { noSales, type Sales } from './sales.ts';
import { zeros } from './series.ts';
import { type Siblings, type SumTree, sumTree } from './sum-tree.ts';

/** Flows up to what closes; what is steady is one number. */
export interface Amounts extends Readonly<Record<Exclude<Flow, keyof Sales>, Amount>> {
  readonly openAtStart: number | Broken;
}

/** A channel (or a part), or several of them summed up, and what was found wrong with them, in their order. */
export interface Summand {
  readonly amounts: Amounts;
  /** What closes at the closing model's rates, from whose sum its sales follow. */
  readonly sellable: ByInitiator<Amount>;
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
  const nothing = noSales(months);
  return sumTree(channels, before, (children, known): Summand => {
    const others = known.map(({ level, sum }) => ({ level, sum, changed: changesFrom(level, children) }));
    const sum = (of: Read): Amount => {
      for (const { level, sum, changed } of others) if (haveSame(of, changed, children.level, level)) return of(sum);
      return sumOf(children, of, blank);
    };
    const like = (of: Read, other: Read, total: Amount): Amount => (areAlike(of, other, children) ? total : sum(of));
    const opened = sum(READ.opened);
    const worked = like(READ.worked, READ.opened, opened);
    const customer = sum(READ.customer);
    const vendor = sum(READ.vendor);
    return {
      amounts: {
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
      },
      sellable: {
        customer: like(SELLABLE.customer, READ.customer, customer),
        vendor: like(SELLABLE.vendor, READ.vendor, vendor),
        unsaid: sum(SELLABLE.unsaid),
      },
      apart: isNothing(children, nothing) ? nothing : salesApart(sum, months),
      findings: findingsOf('findings', children),
      laterFindings: findingsOf('laterFindings', children),
    };
  });
}

/** A sum that is known, with its flows. */
export interface KnownFlows {
  readonly amounts: Amounts;
  readonly flows: Flows;
}

/** All flows of a sum over some months, of which these are the sales. What is `known` of the same amount is the same series. */
export function flowsOf({ amounts }: Summand, sales: Sales, months: number, known: readonly KnownFlows[] = []): Flows {
  const figure = (flow: Exclude<keyof Amounts, 'openAtStart'>): Figure => {
    const amount = amounts[flow];
    for (const one of known) if (one.amounts[flow] === amount) return one.flows[flow];
    return figureOf(amount, months);
  };
  const opened = figure('opened');
  const like = (flow: Exclude<keyof Amounts, 'openAtStart'>) =>
    amounts[flow] === amounts.opened ? opened : figure(flow);
  return {
    touches: figure('touches'),
    opened,
    worked: like('worked'),
    backlog: figure('backlog'),
    closed: like('closed'),
    won: sales.won,
    revenue: sales.revenue,
    cost: figure('cost'),
    givenBack: sales.givenBack,
    net: sales.net,
    customer: like('customer'),
    vendor: like('vendor'),
    gated: figure('gated'),
    leverage: like('leverage'),
    lost: sales.lost,
    openAtStart: amounts.openAtStart,
  };
}

/** An amount as a figure of so many months. */
export const figureOf = (amount: Amount, months: number): Figure =>
  isBroken(amount) ? amount : overMonths(amount, months);

/** The sums of amounts, month by month; withheld by the first one that is. */
export function sumsOfAmounts(
  amounts: readonly Amount[],
  before: readonly SumTree<Amount>[],
  blank: () => Series,
): SumTree<Amount> {
  return sumTree(amounts, before, (children) => sumOf(children, (amount) => amount, blank));
}

type Read = (of: Summand) => Amount;

/** Each flow by a function of its own: a name that is known only when it runs is looked up at every turn. */
const READ: Readonly<Record<Exclude<keyof Amounts, 'openAtStart'>, Read>> = {
  touches: ({ amounts }) => amounts.touches,
  opened: ({ amounts }) => amounts.opened,
  worked: ({ amounts }) => amounts.worked,
  backlog: ({ amounts }) => amounts.backlog,
  closed: ({ amounts }) => amounts.closed,
  cost: ({ amounts }) => amounts.cost,
  customer: ({ amounts }) => amounts.customer,
  vendor: ({ amounts }) => amounts.vendor,
  gated: ({ amounts }) => amounts.gated,
  leverage: ({ amounts }) => amounts.leverage,
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

function salesApart(sum: (of: Read) => Amount, months: number): Sales {
  const figure = (of: Read) => figureOf(sum(of), months);
  return {
    won: figure(APART.won),
    revenue: figure(APART.revenue),
    givenBack: figure(APART.givenBack),
    net: figure(APART.net),
    lost: figure(APART.lost),
  };
}

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

/** The sum over siblings, one after the other. What is steady adds up to one number; one series that is not nothing is its own sum. */
function sumOf<T>(siblings: Siblings<T>, of: (one: T) => Amount, blank: () => Series): Amount {
  const { level, from, to } = siblings;
  let sum = 0;
  for (let i = from; i < to; i++) {
    const amount = of(level[i] as T);
    if (typeof amount !== 'number') return sumOfSeries(siblings, of, blank);
    sum += amount;
  }
  return sum;
}

function sumOfSeries<T>({ level, from, to }: Siblings<T>, of: (one: T) => Amount, blank: () => Series): Amount {
  let sum: Series | undefined;
  let waiting: Series | undefined;
  let none: Series | undefined;
  for (let i = from; i < to; i++) {
    const amount = of(level[i] as T);
    if (amount === 0) continue;
    const series = typeof amount === 'number' ? asSeries(amount, blank) : amount;
    // Several times as fast as asking whether it is broken.
    if (!(series instanceof Float64Array)) return series;
    none ??= zeros(series.length);
    if (series === none) continue;
    if (!waiting) waiting = series;
    else {
      if (sum) addBoth(sum, waiting, series);
      else sum = added(waiting, series, blank());
      waiting = undefined;
    }
  }
  if (!sum || !waiting) return sum ?? waiting ?? 0;
  return added(sum, waiting, sum);
}

function sumOfOpen({ level, from, to }: Siblings<Summand>): number | Broken {
  let sum = 0;
  for (let i = from; i < to; i++) {
    const { openAtStart } = (level[i] as Summand).amounts;
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
