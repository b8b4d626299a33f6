import { evaluateChannels, type OpenedFigures } from './channel-figures.ts';
import { type ClosingFigures, evaluateClosing } from './closing-figures.ts';
import { type Evaluator, evaluator, type Series } from './evaluator.ts';
import {
  CHANNEL_METRICS,
  type ChannelForecast,
  type ChannelMetric,
  type Figure,
  type Forecast,
  TOTAL_METRICS,
} from './figures.ts';
import type { Finding } from './finding.ts';
import { type Broken, type Channel, isBroken, type Model } from './model.ts';
import { type Queue, work } from './queue.ts';
import { evaluateRetention, type RetentionFigures, takenBack, takenBackAtLast } from './retention-figures.ts';
import { hasFiniteSum } from './series.ts';
import { summarise } from './summary.ts';

/**
 * The forecast of a model at the expected value of every range (forecast.md, 1 to 4), and what was found wrong with its
 * numbers. Every series has `model.months` values. What an error leaves without a value is withheld, with everything that
 * needs it: a channel by its own fields and drivers; from `worked` on also by the closing model, and by every channel
 * where capacity or attention is shared; totals by every channel. Never throws for what a text can say.
 */
export function forecast(model: Model): { forecast: Forecast; findings: readonly Finding[] } {
  const values = evaluator(model.drivers, model.start, model.months);
  const opened = evaluateChannels(model, values);
  const closing = evaluateClosing(model, values);
  const retention = evaluateRetention(model, values);
  return { forecast: assemble(model, opened, closing, retention, values), findings: values.findings };
}

function assemble(
  model: Model,
  opened: readonly (OpenedFigures | Broken)[],
  closing: ClosingFigures | Broken,
  retention: RetentionFigures | Broken | undefined,
  values: Evaluator,
): Forecast {
  const anyChannel = model.broken ?? model.incomplete ?? opened.find(isBroken);
  const shared = !isBroken(closing) && (closing.limit !== undefined || closing.attention !== undefined);
  const whole = opened.filter((figures): figures is OpenedFigures => !isBroken(figures));
  const noWork = model.broken ?? (isBroken(closing) ? closing : shared ? anyChannel : undefined);
  const worked =
    noWork || isBroken(closing) ? [] : work(model, whole, closing).map((queue, i) => finite(queue, whole[i], values));
  const byFigures = new Map(whole.map((figures, i) => [figures, worked[i] ?? noWork]));
  const channels = model.channels.map((channel, i): ChannelForecast => {
    const own = opened[i] as OpenedFigures | Broken;
    const withheld = model.broken ?? (isBroken(own) ? own : undefined);
    if (withheld || isBroken(own)) return withheldChannel(channel, withheld as Broken);
    const { touches, opened: opens, parts } = own;
    const later = byFigures.get(own) as Queue | Broken;
    if (isBroken(later)) return { ...withheldChannel(channel, later), touches, opened: opens, parts };
    const { worked: done, backlog, closed, won, revenue } = later;
    return { channel, touches, opened: opens, parts, worked: done, backlog, closed, won, revenue };
  });
  const limit = model.broken ?? (isBroken(closing) ? closing : closing.limit);
  const rest = { channels, limit };
  const withheld = anyChannel ?? noWork ?? worked.find(isBroken);
  if (withheld || isBroken(closing)) return { ...rest, ...withheldTotals(model, whole, withheld as Broken) };
  const total = totals(model.months, channels, closing, worked as readonly Queue[], retention);
  const later = isBroken(retention) ? retention : takenBackAtLast(worked as readonly Queue[], retention);
  const summary = summarise(model, whole, total, later);
  if (Object.values(summary).every((value) => typeof value !== 'number' || Number.isFinite(value)))
    return { ...rest, total, summary };
  const tooLarge = values.refuse({ code: 'number-too-large', span: model.span, params: { place: 'the total' } });
  return { ...rest, ...withheldTotals(model, whole, tooLarge) };
}

/** A queue's figures, refused where they are more than a double holds. */
function finite(queue: Queue, figures: OpenedFigures | undefined, values: Evaluator): Queue | Broken {
  if (hasFiniteSum(queue.closed) && hasFiniteSum(queue.revenue)) return queue;
  const { span, name } = (figures as OpenedFigures).channel;
  return values.refuse({ code: 'number-too-large', span, params: { place: name } });
}

function withheldChannel(channel: Channel, because: Broken): ChannelForecast {
  const all = Object.fromEntries(CHANNEL_METRICS.map((metric) => [metric, because]));
  return { channel, parts: [], ...(all as Record<ChannelMetric, Figure>) };
}

function withheldTotals(
  model: Model,
  whole: readonly OpenedFigures[],
  because: Broken,
): Pick<Forecast, 'total' | 'summary'> {
  const total = Object.fromEntries(TOTAL_METRICS.map((metric) => [metric, because])) as Forecast['total'];
  return { total, summary: summarise(model, whole, total, 0) };
}

function totals(
  months: number,
  channels: readonly ChannelForecast[],
  closing: ClosingFigures,
  worked: readonly Queue[],
  retention: RetentionFigures | Broken | undefined,
): Forecast['total'] {
  const sum = (metric: ChannelMetric) => {
    const out = new Float64Array(months);
    for (const channel of channels) {
      const series = channel[metric] as Series;
      for (let m = 0; m < months; m++) out[m] = (out[m] as number) + (series[m] as number);
    }
    return out;
  };
  const total = Object.fromEntries(CHANNEL_METRICS.map((metric) => [metric, sum(metric)])) as Record<
    ChannelMetric,
    Series
  >;
  const givenBack = isBroken(retention) ? retention : takenBack(months, worked, retention);
  const net = isBroken(givenBack) ? givenBack : total.revenue.map((revenue, m) => revenue - (givenBack[m] as number));
  return { ...total, cost: closing.cost, givenBack, net };
}
