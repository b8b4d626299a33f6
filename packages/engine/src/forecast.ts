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
import { CONTRACTION } from './place.ts';
import { type Queue, work } from './queue.ts';
import { summarise } from './summary.ts';

/**
 * The forecast of a model at the expected value of every range (forecast.md, 1 to 4), and what was found wrong with its
 * numbers. Every series has `model.months` values. What an error leaves without a value is withheld, with everything that
 * needs it: a channel by its own fields and drivers; from `worked` on also by the closing model, and by every channel
 * where capacity or attention is shared; totals by every channel. Never throws for what a text can say.
 */
export function forecast(model: Model): { forecast: Forecast; findings: readonly Finding[] } {
  const values = evaluator(model.drivers, model.start, model.months);
  values.checkDrivers();
  const opened = evaluateChannels(model, values);
  const closing = evaluateClosing(model, values);
  const retention = evaluateRetention(model, values);
  return { forecast: assemble(model, opened, closing, retention), findings: values.findings };
}

/** Rates of taking back by initiator, and after how many months. */
interface RetentionFigures {
  readonly customer: Series;
  readonly vendor: Series;
  readonly afterMonths: number;
}

function evaluateRetention(model: Model, values: Evaluator): RetentionFigures | Broken | undefined {
  const { retention } = model;
  if (!retention) return undefined;
  const customer = values.series(retention.customer, CONTRACTION);
  const vendor = values.series(retention.vendor, CONTRACTION);
  if (retention.broken) return retention.broken;
  if (isBroken(customer)) return customer;
  return isBroken(vendor) ? vendor : { customer, vendor, afterMonths: retention.afterMonths };
}

function assemble(
  model: Model,
  opened: readonly (OpenedFigures | Broken)[],
  closing: ClosingFigures | Broken,
  retention: RetentionFigures | Broken | undefined,
): Forecast {
  const anyChannel = model.broken ?? model.incomplete ?? opened.find(isBroken);
  const shared = !isBroken(closing) && (closing.limit !== undefined || closing.attention !== undefined);
  const whole = opened.filter((o): o is OpenedFigures => !isBroken(o));
  const noWork = model.broken ?? (isBroken(closing) ? closing : shared ? anyChannel : undefined);
  const worked = noWork || isBroken(closing) ? undefined : work(model, whole, closing);
  const channels = model.channels.map((channel, i): ChannelForecast => {
    const own = opened[i] as OpenedFigures | Broken;
    const withheld = model.broken ?? (isBroken(own) ? own : undefined);
    if (withheld || isBroken(own)) return withheldChannel(channel, withheld as Broken);
    const { touches, opened: opens, parts } = own;
    const later = worked?.[whole.indexOf(own)];
    if (!later) return { ...withheldChannel(channel, noWork as Broken), touches, opened: opens, parts };
    const { worked: done, backlog, closed, won, revenue } = later;
    return { channel, touches, opened: opens, parts, worked: done, backlog, closed, won, revenue };
  });
  const withheld = anyChannel ?? noWork;
  const limit = isBroken(closing) ? closing : closing.limit;
  if (withheld || !worked || isBroken(closing)) {
    const total = Object.fromEntries(TOTAL_METRICS.map((metric) => [metric, withheld])) as Forecast['total'];
    return { channels, total, summary: summarise(model, whole, total, 0), limit: model.broken ?? limit };
  }
  const total = totals(model.months, channels, closing, worked, retention);
  return { channels, total, summary: summarise(model, whole, total, givenBackLater(worked, retention)), limit };
}

function withheldChannel(channel: Channel, because: Broken): ChannelForecast {
  const all = Object.fromEntries(CHANNEL_METRICS.map((metric) => [metric, because]));
  return { channel, parts: [], ...(all as Record<ChannelMetric, Figure>) };
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

/** forecast.md, 4: what of the revenue of `afterMonths` ago is taken back in each month of the period. */
function takenBack(months: number, worked: readonly Queue[], retention: RetentionFigures | undefined): Series {
  const out = new Float64Array(months);
  if (!retention) return out;
  const { customer, vendor, afterMonths } = retention;
  for (let m = afterMonths; m < months; m++) {
    const then = m - afterMonths;
    for (const { revenueBy } of worked) {
      out[m] =
        (out[m] as number) +
        (customer[then] as number) * (revenueBy.customer[then] as number) +
        (vendor[then] as number) * (revenueBy.vendor[then] as number);
    }
  }
  return out;
}

/** All that is taken back of the period's revenue, wherever it falls. */
function givenBackLater(worked: readonly Queue[], retention: RetentionFigures | Broken | undefined): number | Broken {
  if (!retention) return 0;
  if (isBroken(retention)) return retention;
  let sum = 0;
  for (const { revenueBy } of worked) {
    for (const [m, rate] of retention.customer.entries()) sum += rate * (revenueBy.customer[m] as number);
    for (const [m, rate] of retention.vendor.entries()) sum += rate * (revenueBy.vendor[m] as number);
  }
  return sum;
}
