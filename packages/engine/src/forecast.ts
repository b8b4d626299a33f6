import { evaluateChannels, type OpenedFigures } from './channel-figures.ts';
import { type ClosingFigures, evaluateClosing } from './closing-figures.ts';
import { type Evaluator, evaluator } from './evaluator.ts';
import { type ChannelForecast, type Figure, FLOWS, type Flow, type Flows, type Forecast } from './figures.ts';
import type { Finding } from './finding.ts';
import { type Broken, type Channel, isBroken, type Model } from './model.ts';
import { type Queue, work } from './queue.ts';
import { evaluateRetention, givenBackOf, lostOf, type RetentionFigures } from './retention-figures.ts';
import { hasFiniteSum } from './series.ts';
import { summarise } from './summary.ts';
import { sumOfChannels } from './totals.ts';

/**
 * The forecast of a model at the expected value of every range (forecast.md, 1 to 4), and what was found wrong with its
 * numbers. Every series has `model.months` values. What an error leaves without a value is withheld, with everything that
 * needs it: a channel by its own fields and drivers; from `worked` on also by the closing model, and by every channel
 * where capacity or attention is shared; totals by every channel. Never throws for what a text can say.
 *
 * `before` is the outcome of a model that this one varies: what the two share is taken from there, and its findings are not
 * found again.
 */
export function forecast(model: Model, before?: Outcome): Outcome {
  const values = evaluator(model.drivers, model.start, model.months);
  const base = before?.model.drivers === model.drivers ? before : undefined;
  const opened = evaluateChannels(model, values, base?.opened ?? new Map());
  const closing = base && base.model.closing === model.closing ? base.closing : evaluateClosing(model, values);
  const retention = base ? base.retention : evaluateRetention(model, values);
  // Where closers are shared, every channel's work depends on every other.
  const channels = base && base.closing === closing && !isShared(closing) ? base.channels : NO_CHANNELS;
  return assemble({ model, opened, closing, retention, values, known: channels });
}

/** A forecast with what it was made of, by channel. */
export interface Outcome {
  readonly model: Model;
  readonly forecast: Forecast;
  readonly findings: readonly Finding[];
  readonly opened: ReadonlyMap<Channel, OpenedFigures | Broken>;
  readonly closing: ClosingFigures | Broken;
  readonly retention: RetentionFigures | Broken | undefined;
  readonly channels: ReadonlyMap<Channel, ChannelForecast>;
}

const NO_CHANNELS: ReadonlyMap<Channel, ChannelForecast> = new Map();

const isShared = (closing: ClosingFigures | Broken): boolean =>
  !isBroken(closing) && (closing.limit !== undefined || closing.attention !== undefined);

interface Figures {
  readonly model: Model;
  readonly opened: readonly (OpenedFigures | Broken)[];
  readonly closing: ClosingFigures | Broken;
  readonly retention: RetentionFigures | Broken | undefined;
  readonly values: Evaluator;
  /** Channels whose forecast is known already. */
  readonly known: ReadonlyMap<Channel, ChannelForecast>;
}

function assemble({ model, opened, closing, retention, values, known }: Figures): Outcome {
  const anyChannel = model.broken ?? model.incomplete ?? opened.find(isBroken);
  const whole = opened.filter((figures): figures is OpenedFigures => !isBroken(figures));
  const noWork = model.broken ?? (isBroken(closing) ? closing : isShared(closing) ? anyChannel : undefined);
  const fresh = whole.filter(({ channel }) => !known.has(channel));
  const worked =
    noWork || isBroken(closing) ? [] : work(model, fresh, closing).map((queue, i) => finite(queue, fresh[i], values));
  const byFigures = new Map(fresh.map((figures, i) => [figures, worked[i] ?? (noWork as Broken)]));
  const none = new Float64Array(model.months);
  const channels = model.channels.map((channel, i): ChannelForecast => {
    const own = opened[i] as OpenedFigures | Broken;
    const withheld = model.broken ?? (isBroken(own) ? own : undefined);
    if (withheld) return { channel, parts: [], ...withheldFlows(withheld) };
    const figures = own as OpenedFigures;
    // What is not understood may be the retention block as well as a channel.
    const later = () => laterFlows(byFigures.get(figures) as Queue | Broken, model.incomplete ?? retention, none);
    return known.get(channel) ?? { channel, parts: figures.parts, ...openedFlows(figures), ...later(), cost: none };
  });
  const beside = {
    limit: model.broken ?? (isBroken(closing) ? closing : closing.limit),
    quota: model.broken ?? (isBroken(closing) ? closing : closing.quota),
    contraction: model.broken ?? retention,
  };
  const cost = isBroken(closing) ? closing : closing.cost;
  // A broken closing model withholds what needs it, channel by channel; what is opened stays.
  const withheld = noWork && withheldLater(noWork);
  const total = anyChannel
    ? withheldFlows(anyChannel)
    : { ...sumOfChannels(model.months, channels, none), ...withheld, cost };
  const of = (totals: Flows): Outcome => ({
    model,
    forecast: { channels, ...beside, total: totals, summary: summarise(totals, model.months) },
    findings: values.findings,
    opened: new Map(model.channels.map((channel, i) => [channel, opened[i] as OpenedFigures | Broken])),
    closing,
    retention,
    channels: new Map(model.channels.map((channel, i) => [channel, channels[i] as ChannelForecast])),
  });
  const outcome = of(total);
  const fits = (value: unknown) => typeof value !== 'number' || Number.isFinite(value);
  if (Object.values(outcome.forecast.summary).every(fits)) return outcome;
  return of(
    withheldFlows(values.refuse({ code: 'number-too-large', span: model.span, params: { place: 'the total' } })),
  );
}

/** A queue's figures, refused where they are more than a double holds. */
function finite(queue: Queue, figures: OpenedFigures | undefined, values: Evaluator): Queue | Broken {
  if (hasFiniteSum(queue.closed) && hasFiniteSum(queue.revenue)) return queue;
  const { span, name } = (figures as OpenedFigures).channel;
  return values.refuse({ code: 'number-too-large', span, params: { place: name } });
}

/** Flows without any value. */
export const withheldFlows = (because: Broken): Flows => ({
  ...(Object.fromEntries(FLOWS.map((flow) => [flow, because])) as Record<Flow, Figure>),
  openAtStart: because,
});

const openedFlows = (figures: OpenedFigures) => ({
  touches: figures.touches,
  opened: figures.opened,
  customer: figures.openedBy.customer,
  vendor: figures.openedBy.vendor,
  gated: figures.gated,
  leverage: figures.leverage,
  openAtStart: figures.openAtStart,
});

type Later = Pick<Flows, (typeof LATER)[number]>;

const withheldLater = (because: Broken): Later =>
  Object.fromEntries(LATER.map((flow) => [flow, because])) as unknown as Later;

const LATER = ['worked', 'backlog', 'closed', 'won', 'revenue', 'givenBack', 'net', 'lost'] as const;

/** From `worked` on; without a retention block nothing is given back, and `net` is `revenue`. */
function laterFlows(
  queue: Queue | Broken,
  retention: RetentionFigures | Broken | undefined,
  none: Float64Array,
): Later {
  if (isBroken(queue)) return withheldLater(queue);
  const { worked, backlog, closed, won, revenue } = queue;
  const known = { worked, backlog, closed, won, revenue };
  if (!retention) return { ...known, givenBack: none, net: revenue, lost: none };
  if (isBroken(retention)) return { ...known, givenBack: retention, net: retention, lost: retention };
  const lost = lostOf(queue, retention);
  const givenBack = givenBackOf(lost, retention);
  return { ...known, givenBack, net: revenue.map((earned, m) => earned - (givenBack[m] as number)), lost };
}
