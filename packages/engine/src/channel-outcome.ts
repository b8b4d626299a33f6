import type { ByInitiator, OpenedFigures } from './channel-figures.ts';
import { type ClosingTerms, haveSameQueue, haveSameRetention } from './closing-terms.ts';
import type { Found } from './evaluator.ts';
import { type ChannelForecast, type Figure, FLOWS, type Flow, type Flows } from './figures.ts';
import type { Finding } from './finding.ts';
import { type Broken, type Channel, isBroken } from './model.ts';
import { type Queue, type Sold, sell, workThrough } from './queue.ts';
import { type Kept, keep, type RetentionFigures } from './retention-figures.ts';
import { hasFiniteSum, zeros } from './series.ts';
import type { Summand } from './totals.ts';

/** What a channel opens, as found. */
export type Opening = Found<OpenedFigures | Broken>;

/** All that a channel comes to. */
export interface ChannelOutcome extends Summand, ChannelForecast {
  readonly channel: Channel;
  readonly opening: Opening;
  /** Closed and earned by who started the conversation; absent where what becomes of the opened opportunities is withheld. */
  readonly closedBy?: ByInitiator;
  readonly revenueBy?: ByInitiator;
}

/** What was made of the same opening on other terms. */
export interface Earlier {
  readonly outcome: ChannelOutcome;
  readonly terms: ClosingTerms;
}

/** A channel's outcome: what it opened, on terms. What was made of the same opening is not made again where its terms are the same. */
export function channelOutcome(
  channel: Channel,
  opening: Opening,
  terms: ClosingTerms,
  blank: () => Float64Array,
  earlier?: Earlier,
): ChannelOutcome {
  const { value, findings } = opening;
  const withheld = terms.broken ?? (isBroken(value) ? value : undefined);
  if (withheld || isBroken(value))
    return { channel, opening, parts: [], ...withheldFlows(withheld as Broken), findings, laterFindings: NO_FINDINGS };
  const { closing } = terms;
  if (!closing) return outcomeOf(channel, opening, value, withheldLater(terms.noWork as Broken));
  const winRate = value.winRate ?? closing.winRate;
  const dealSize = value.dealSize ?? closing.dealSize;
  const before = earlier && knownOf(earlier.outcome);
  const isQueuedAlike = before !== undefined && haveSameQueue(terms, earlier?.terms as ClosingTerms);
  const queue = isQueuedAlike ? before : workThrough(value, channel.initiator, terms.share, closing.cycle, blank);
  const isSoldAlike =
    isQueuedAlike &&
    winRate === (value.winRate ?? earlier?.terms.closing?.winRate) &&
    dealSize === (value.dealSize ?? earlier?.terms.closing?.dealSize);
  if (isSoldAlike && earlier && haveSameRetention(terms, earlier.terms)) return earlier.outcome;
  const sold = isSoldAlike ? before : sell(queue, winRate, dealSize, blank);
  const fits =
    (isQueuedAlike || queue.closed === value.opened || hasFiniteSum(queue.closed)) && hasFiniteSum(sold.revenue);
  if (fits) {
    const { closedBy } = queue;
    const { revenueBy } = sold;
    const flows = laterFlows(queue, sold, terms.retention, blank);
    return outcomeOf(channel, opening, value, flows, { closedBy, revenueBy });
  }
  const { name, span } = channel;
  const tooLarge: Finding = { code: 'number-too-large', span, params: { place: name } };
  return outcomeOf(channel, opening, value, withheldLater({ broken: span, code: tooLarge.code }), {}, [tooLarge]);
}

/** What an outcome knows of the channel's queue and of what it sold; undefined where it is withheld. */
function knownOf(outcome: ChannelOutcome): (Queue & Sold) | undefined {
  // A channel's flows that are not withheld have the sides that they are made of.
  return outcome.closedBy && (outcome as ChannelOutcome & Queue & Sold);
}

const NO_FINDINGS: readonly Finding[] = [];

/** Flows without any value. */
export const withheldFlows = (because: Broken): Flows => ({
  ...(Object.fromEntries(FLOWS.map((flow) => [flow, because])) as Record<Flow, Figure>),
  openAtStart: because,
});

type Later = Pick<Flows, (typeof LATER)[number]>;

/** Flows from `worked` on without any value. */
export const withheldLater = (because: Broken): Later =>
  Object.fromEntries(LATER.map((flow) => [flow, because])) as unknown as Later;

const LATER = ['worked', 'backlog', 'closed', 'won', 'revenue', 'givenBack', 'net', 'lost'] as const;

function laterFlows(
  { worked, backlog, closed }: Queue,
  sold: Sold,
  retention: RetentionFigures | Broken | undefined,
  blank: () => Float64Array,
): Later {
  const { won, revenue } = sold;
  const kept: Record<keyof Kept, Figure> = isBroken(retention)
    ? { givenBack: retention, net: retention, lost: retention }
    : keep(sold, retention, blank);
  return { worked, backlog, closed, won, revenue, givenBack: kept.givenBack, net: kept.net, lost: kept.lost };
}

const outcomeOf = (
  channel: Channel,
  opening: Opening,
  figures: OpenedFigures,
  flows: Later,
  { closedBy, revenueBy }: Pick<ChannelOutcome, 'closedBy' | 'revenueBy'> = {},
  laterFindings = NO_FINDINGS,
): ChannelOutcome => ({
  channel,
  opening,
  parts: figures.parts,
  touches: figures.touches,
  opened: figures.opened,
  worked: flows.worked,
  backlog: flows.backlog,
  closed: flows.closed,
  won: flows.won,
  revenue: flows.revenue,
  cost: zeros(figures.opened.length),
  givenBack: flows.givenBack,
  net: flows.net,
  customer: figures.openedBy.customer,
  vendor: figures.openedBy.vendor,
  gated: figures.gated,
  leverage: figures.leverage,
  lost: flows.lost,
  openAtStart: figures.openAtStart,
  closedBy,
  revenueBy,
  findings: opening.findings,
  laterFindings,
});
