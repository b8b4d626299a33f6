import { type ByInitiator, NOTHING, type OpenedFigures } from './channel-figures.ts';
import { type ClosingTerms, haveSameQueue, haveSameRetention } from './closing-terms.ts';
import type { Found } from './evaluator.ts';
import type { ChannelForecast, Figure } from './figures.ts';
import type { Finding } from './finding.ts';
import { type Amount, type Level, totalOver } from './level.ts';
import { type Broken, type Channel, isBroken, type Series } from './model.ts';
import { workThrough } from './queue.ts';
import { remembered } from './remembered.ts';
import { noSales, type Sales, salesOf, withheldSales } from './sales.ts';
import { seriesMaker, zeros } from './series.ts';
import { canBeSold, type Rates, ratesOf } from './sold.ts';
import type { Amounts, Summand } from './totals.ts';

/** What a channel opens, as found. */
export type Opening = Found<OpenedFigures | Broken>;

/** A channel with what it opens, and what decides what becomes of that. */
interface OnTerms {
  readonly channel: Channel;
  readonly opening: Opening;
  readonly terms: ClosingTerms;
}

/** A channel up to what it closes. */
interface Closed extends Amounts {
  readonly parts: OpenedFigures['parts'];
  /** Absent where what becomes of the opened opportunities is withheld. */
  readonly closedBy: ByInitiator<Level> | undefined;
  /** No more than that are closed. */
  readonly count: number;
}

/**
 * All that a channel comes to. What is steady is made a series of when somebody asks, and what it sells at the closing model's rates is
 * computed then: what all channels sell at them follows from the sum of what they close.
 */
export class ChannelOutcome implements Summand, ChannelForecast {
  readonly channel: Channel;
  readonly opening: Opening;
  readonly amounts: Closed;
  readonly sellable: ByInitiator<Level>;
  readonly apart: Sales;
  readonly laterFindings: readonly Finding[];
  readonly #terms: ClosingTerms;
  #sales: Sales | undefined;
  /** What was made of steady amounts: of a value the same series ever after. */
  #steady: Series[] | undefined;

  /** `own` are the sales at rates of the channel's own, or why there are none; without it the terms' rates are those. */
  constructor({ channel, opening, terms }: OnTerms, amounts: Closed, own?: Sales, laterFindings = NO_FINDINGS) {
    this.channel = channel;
    this.opening = opening;
    this.amounts = amounts;
    this.sellable = own || !amounts.closedBy ? NOTHING : amounts.closedBy;
    this.apart = own ?? noSales(terms.months);
    this.laterFindings = laterFindings;
    this.#terms = terms;
    this.#sales = own;
  }

  get findings(): readonly Finding[] {
    return this.opening.findings;
  }

  get parts(): ChannelForecast['parts'] {
    return this.amounts.parts.map(({ touches, opened }) => ({
      touches: this.series(touches),
      opened: this.series(opened),
    }));
  }

  get touches(): Figure {
    return this.figure(this.amounts.touches);
  }

  get opened(): Figure {
    return this.figure(this.amounts.opened);
  }

  get worked(): Figure {
    return this.figure(this.amounts.worked);
  }

  get backlog(): Figure {
    return this.figure(this.amounts.backlog);
  }

  get closed(): Figure {
    return this.figure(this.amounts.closed);
  }

  get cost(): Figure {
    return this.figure(this.amounts.cost);
  }

  get customer(): Figure {
    return this.figure(this.amounts.customer);
  }

  get vendor(): Figure {
    return this.figure(this.amounts.vendor);
  }

  get gated(): Figure {
    return this.figure(this.amounts.gated);
  }

  get leverage(): Figure {
    return this.figure(this.amounts.leverage);
  }

  get openAtStart(): number | Broken {
    return this.amounts.openAtStart;
  }

  get won(): Figure {
    return this.sales.won;
  }

  get revenue(): Figure {
    return this.sales.revenue;
  }

  get givenBack(): Figure {
    return this.sales.givenBack;
  }

  get net(): Figure {
    return this.sales.net;
  }

  get lost(): Figure {
    return this.sales.lost;
  }

  private figure(amount: Amount): Figure {
    return isBroken(amount) ? amount : this.series(amount);
  }

  private series(level: Level): Series {
    if (typeof level !== 'number') return level;
    if (level === 0) return zeros(this.#terms.months);
    this.#steady ??= [];
    for (const known of this.#steady) if (known[0] === level) return known;
    const series = makerFor(this.#terms)().fill(level);
    this.#steady.push(series);
    return series;
  }

  private get sales(): Sales {
    const { closing, retention } = this.#terms;
    this.#sales ??= salesOf(this.sellable, closing as Rates, retention, makerFor(this.#terms));
    return this.#sales;
  }
}

/** Makes what is asked for of channels on the same terms. */
const makerFor = remembered(({ months }: ClosingTerms): (() => Series) => seriesMaker(months));

/** What was made of the same opening on other terms. */
export interface Earlier {
  readonly outcome: ChannelOutcome;
  readonly terms: ClosingTerms;
}

/** A channel's outcome: what it opened, on terms. What was made of the same opening is not made again where its terms are the same. */
export function channelOutcome(of: OnTerms, blank: () => Float64Array, earlier?: Earlier): ChannelOutcome {
  const { channel, opening, terms } = of;
  const { value } = opening;
  if (terms.broken) return new ChannelOutcome(of, withheld(terms.broken), withheldSales(terms.broken));
  if (isBroken(value)) return new ChannelOutcome(of, withheld(value), withheldSales(value));
  const { closing } = terms;
  if (!closing) {
    const because = terms.noWork as Broken;
    return new ChannelOutcome(of, withheldFrom(value, because), withheldSales(because));
  }
  const before =
    earlier && haveSameQueue(terms, earlier.terms) && earlier.outcome.amounts.closedBy ? earlier : undefined;
  if (before && areSoldAlike(value, terms, before.terms)) return before.outcome;
  const amounts = before?.outcome.amounts ?? closedOf(channel, value, terms, closing.cycle, blank);
  const hasOwnRates = value.winRate !== undefined || value.dealSize !== undefined;
  const rates = hasOwnRates ? ratesOf(value.winRate ?? closing.winRate, value.dealSize ?? closing.dealSize) : closing;
  const closedBy = amounts.closedBy as ByInitiator<Level>;
  if (canBeSold(amounts.count, closedBy, rates))
    return new ChannelOutcome(of, amounts, hasOwnRates ? salesOf(closedBy, rates, terms.retention, blank) : undefined);
  const { name, span } = channel;
  const tooLarge: Finding = { code: 'number-too-large', span, params: { place: name } };
  const because = { broken: span, code: tooLarge.code };
  return new ChannelOutcome(of, withheldFrom(value, because), withheldSales(because), [tooLarge]);
}

const NO_FINDINGS: readonly Finding[] = [];

/** True where a channel sells the same on other terms. */
function areSoldAlike({ winRate, dealSize }: OpenedFigures, terms: ClosingTerms, others: ClosingTerms): boolean {
  const [here, there] = [terms.closing, others.closing];
  return (
    (winRate !== undefined || here?.winRate === there?.winRate) &&
    (dealSize !== undefined || here?.dealSize === there?.dealSize) &&
    haveSameRetention(terms, others)
  );
}

function closedOf(
  { initiator }: Channel,
  figures: OpenedFigures,
  { share }: ClosingTerms,
  cycle: readonly number[],
  blank: () => Float64Array,
): Closed {
  const queue = workThrough(figures, initiator, share, cycle, blank);
  const count = queue.closed === figures.opened ? figures.count : totalOver(queue.closed, figures.months);
  return flowsOf(figures, queue, count);
}

/** What a channel opens, without what becomes of it. */
const withheldFrom = (figures: OpenedFigures, because: Broken): Closed =>
  flowsOf(
    figures,
    {
      worked: because,
      backlog: because,
      closed: because,
      closedBy: undefined,
      // How much of it has closed by now, only the cycle says.
      openAtStart: figures.openedBefore ? because : figures.openAtStart,
    },
    0,
  );

/** Field by field: objects that others are spread into are slow, and there are many of these. */
const flowsOf = (
  { parts, touches, opened, openedBy, gated, leverage }: OpenedFigures,
  {
    worked,
    backlog,
    closed,
    closedBy,
    openAtStart,
  }: Pick<Closed, 'worked' | 'backlog' | 'closed' | 'closedBy' | 'openAtStart'>,
  count: number,
): Closed => ({
  parts,
  touches,
  opened,
  worked,
  backlog,
  closed,
  cost: 0,
  customer: openedBy.customer,
  vendor: openedBy.vendor,
  gated,
  leverage,
  openAtStart,
  closedBy,
  count,
});

const withheld = (because: Broken): Closed => ({
  parts: [],
  touches: because,
  opened: because,
  worked: because,
  backlog: because,
  closed: because,
  cost: because,
  customer: because,
  vendor: because,
  gated: because,
  leverage: because,
  openAtStart: because,
  closedBy: undefined,
  count: 0,
});
