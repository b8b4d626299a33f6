import { type ByInitiator, nothingBy, type OpenedFigures } from './channel-figures.ts';
import { type ClosingTerms, haveSameQueue, haveSameRetention } from './closing-terms.ts';
import type { Found } from './evaluator.ts';
import type { ChannelForecast, Figure } from './figures.ts';
import type { Finding } from './finding.ts';
import { type Broken, type Channel, isBroken } from './model.ts';
import { workThrough } from './queue.ts';
import { noSales, type Sales, salesOf, withheldSales } from './sales.ts';
import { sumOf, zeros } from './series.ts';
import { canBeSold, type Rates, ratesOf } from './sold.ts';
import type { Summand, Unsold } from './totals.ts';

/** What a channel opens, as found. */
export type Opening = Found<OpenedFigures | Broken>;

/** A channel with what it opens, and what decides what becomes of that. */
interface OnTerms {
  readonly channel: Channel;
  readonly opening: Opening;
  readonly terms: ClosingTerms;
}

/** A channel up to what it closes. */
interface Closed extends Unsold {
  readonly parts: ChannelForecast['parts'];
  /** Absent where what becomes of the opened opportunities is withheld. */
  readonly closedBy: ByInitiator | undefined;
  /** No more than that are closed. */
  readonly count: number;
}

/**
 * All that a channel comes to. What it sells at the closing model's rates is computed when somebody asks: what all channels sell
 * at them follows from the sum of what they close.
 */
export class ChannelOutcome implements Summand, ChannelForecast {
  readonly channel: Channel;
  readonly opening: Opening;
  readonly unsold: Closed;
  readonly sellable: ByInitiator;
  readonly apart: Sales;
  readonly laterFindings: readonly Finding[];
  readonly #terms: ClosingTerms;
  #sales: Sales | undefined;

  /** `own` are the sales at rates of the channel's own, or why there are none; without it the terms' rates are those. */
  constructor({ channel, opening, terms }: OnTerms, unsold: Closed, own?: Sales, laterFindings = NO_FINDINGS) {
    this.channel = channel;
    this.opening = opening;
    this.unsold = unsold;
    this.sellable = own || !unsold.closedBy ? nothingBy(terms.months) : unsold.closedBy;
    this.apart = own ?? noSales(terms.months);
    this.laterFindings = laterFindings;
    this.#terms = terms;
    this.#sales = own;
  }

  get findings(): readonly Finding[] {
    return this.opening.findings;
  }

  get parts(): ChannelForecast['parts'] {
    return this.unsold.parts;
  }

  get touches(): Figure {
    return this.unsold.touches;
  }

  get opened(): Figure {
    return this.unsold.opened;
  }

  get worked(): Figure {
    return this.unsold.worked;
  }

  get backlog(): Figure {
    return this.unsold.backlog;
  }

  get closed(): Figure {
    return this.unsold.closed;
  }

  get cost(): Figure {
    return this.unsold.cost;
  }

  get customer(): Figure {
    return this.unsold.customer;
  }

  get vendor(): Figure {
    return this.unsold.vendor;
  }

  get gated(): Figure {
    return this.unsold.gated;
  }

  get leverage(): Figure {
    return this.unsold.leverage;
  }

  get openAtStart(): number | Broken {
    return this.unsold.openAtStart;
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

  private get sales(): Sales {
    const { closing, retention, months } = this.#terms;
    this.#sales ??= salesOf(this.sellable, closing as Rates, retention, () => new Float64Array(months));
    return this.#sales;
  }
}

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
    earlier && haveSameQueue(terms, earlier.terms) && earlier.outcome.unsold.closedBy ? earlier : undefined;
  if (before && areSoldAlike(value, terms, before.terms)) return before.outcome;
  const unsold = before?.outcome.unsold ?? closedOf(channel, value, terms, closing.cycle, blank);
  const hasOwnRates = value.winRate !== undefined || value.dealSize !== undefined;
  const rates = hasOwnRates ? ratesOf(value.winRate ?? closing.winRate, value.dealSize ?? closing.dealSize) : closing;
  const closedBy = unsold.closedBy as ByInitiator;
  if (canBeSold(unsold.count, closedBy, rates))
    return new ChannelOutcome(of, unsold, hasOwnRates ? salesOf(closedBy, rates, terms.retention, blank) : undefined);
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
  const count = queue.closed === figures.opened ? figures.count : sumOf(queue.closed);
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
  cost: zeros(opened.length),
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
