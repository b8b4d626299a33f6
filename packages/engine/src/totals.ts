import type { Figure, Flow, Flows } from './figures.ts';
import type { Finding } from './finding.ts';
import { addBoth, added } from './level.ts';
import { type Broken, isBroken, type Series } from './model.ts';
import { zeros } from './series.ts';
import { type Siblings, type SumTree, sumTree } from './sum-tree.ts';

/** The flows of a channel (or a part), or of several of them summed up, and what was found wrong with them, in their order. */
export interface Summand extends Flows {
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
    const others = known.map(({ level, sum }) => ({ level, sum, changed: changesFrom(level, children) }));
    const sum = (flow: Flow): Figure => {
      for (const { level, sum, changed } of others)
        if (haveSame(flow, changed, children.level, level)) return sum[flow];
      return sumOf(children, (one) => one[flow], none, blank);
    };
    const like = (flow: Flow, other: Flow, total: Figure): Figure =>
      areAlike(flow, other, children) ? total : sum(flow);
    const opened = sum('opened');
    const worked = like('worked', 'opened', opened);
    const revenue = sum('revenue');
    return {
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
      customer: sum('customer'),
      vendor: sum('vendor'),
      gated: sum('gated'),
      leverage: sum('leverage'),
      lost: sum('lost'),
      openAtStart: sumOfOpen(children),
      findings: findingsOf('findings', children),
      laterFindings: findingsOf('laterFindings', children),
    };
  });
}

/** The flows alone. */
export function flowsOf({ findings: _, laterFindings: __, ...flows }: Summand): Flows {
  return flows;
}

/** The sums of figures, month by month; withheld by the first one that is. */
export function sumsOfFigures(
  figures: readonly Figure[],
  before: readonly SumTree<Figure>[],
  blank: () => Series,
  months: number,
): SumTree<Figure> {
  return sumTree(figures, before, (children) => sumOf(children, (figure) => figure, zeros(months), blank));
}

/** Which of some siblings are others than in an earlier level. */
function changesFrom(known: readonly Summand[], { level, from, to }: Siblings<Summand>): readonly number[] {
  const changed: number[] = [];
  for (let i = from; i < to; i++) if (level[i] !== known[i]) changed.push(i);
  return changed;
}

/** True where what has changed has the same series of a flow as before. */
function haveSame(
  flow: Flow,
  changed: readonly number[],
  level: readonly Summand[],
  known: readonly Summand[],
): boolean {
  for (const i of changed) if (level[i]?.[flow] !== known[i]?.[flow]) return false;
  return true;
}

/** True where two flows of each sibling are one series, and so is their sum. */
function areAlike(flow: Flow, other: Flow, { level, from, to }: Siblings<Summand>): boolean {
  for (let i = from; i < to; i++) if (level[i]?.[flow] !== level[i]?.[other]) return false;
  return true;
}

/** The sum over siblings. One series that is not `none` is its own sum. */
function sumOf<T>({ level, from, to }: Siblings<T>, of: (one: T) => Figure, none: Series, blank: () => Series): Figure {
  let sum: Series | undefined;
  let waiting: Series | undefined;
  for (let i = from; i < to; i++) {
    const figure = of(level[i] as T);
    if (figure === none) continue;
    if (isBroken(figure)) return figure;
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
