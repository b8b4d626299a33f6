import type { Month } from './calendar.ts';
import { NOTHING } from './channel-figures.ts';
import type { Evaluator } from './evaluator.ts';
import { type ChannelForecast, FLOWS, type Flow, type Flows, type Forecast } from './figures.ts';
import type { Series } from './model.ts';
import { type Broken, isBroken, type Model, type Span } from './model.ts';
import { hasFiniteSum } from './series.ts';
import { rootOf } from './sum-tree.ts';
import { summarise } from './summary.ts';
import { flowsOf, type Summand, totals } from './totals.ts';
import { withheldFlows } from './withheld.ts';

/** Another model as a part of this one: its own forecast over its own period, and what its money is multiplied by. */
export interface Part {
  readonly name: string;
  readonly title?: string;
  /** First month of the part's period. */
  readonly start: Month;
  /** Number of months of the part's period. */
  readonly months: number;
  /** Money of this model for one of the part's. */
  readonly rate: number;
  /** Broken where the part cannot be included at all. */
  readonly forecast: Forecast | Broken;
  /** What the part is made of; absent where it could not be read. */
  readonly model?: Model;
  /** Of a part that is a portfolio: what it includes. */
  readonly parts?: readonly Part[];
  /** How many files of this model's analysis stand before the part's own. */
  readonly firstFile: number;
  /** The name that the part has here. */
  readonly span: Span;
}

/**
 * The forecast of a portfolio: a channel for each part, cut to the portfolio's period, its money times the rate. Months that
 * a part lacks are 0. Flows are sums over the parts, ratios are pooled.
 */
export function portfolio(model: Model, parts: readonly Part[], values: Evaluator): Forecast {
  const channels = parts.map((part): ChannelForecast => {
    const channel = { name: part.name, title: part.title };
    const flows = model.broken ? withheldFlows(model.broken) : cutTo(part, model);
    return { channel, parts: [], ...(isWhole(flows) ? flows : withheldFlows(tooLarge(part, values))) };
  });
  const withheld = model.broken ?? model.incomplete;
  const total = withheld ? withheldFlows(withheld) : sumOf(channels, values, model.months);
  return { channels, total, summary: summarise(total, model.months) };
}

const isWhole = (flows: Flows): boolean => FLOWS.every((flow) => isBroken(flows[flow]) || hasFiniteSum(flows[flow]));

const tooLarge = ({ name, span }: Part, values: Evaluator): Broken =>
  values.refuse({ code: 'number-too-large', span, params: { place: name } });

function sumOf(parts: readonly ChannelForecast[], { blank }: Evaluator, months: number): Flows {
  const none = { sellable: NOTHING, findings: [], laterFindings: [] };
  const sum = rootOf(
    totals(
      parts.map((part): Summand => ({ amounts: part, apart: part, ...none })),
      [],
      blank,
      months,
    ),
  );
  return flowsOf(sum, sum.apart, months);
}

const MONEY_FLOWS: ReadonlySet<Flow> = new Set(['revenue', 'cost', 'givenBack', 'net', 'lost']);

function cutTo({ forecast, start, months, rate, span }: Part, model: Model): Flows {
  if (isBroken(forecast)) return withheldFlows(forecast);
  const { total } = forecast;
  // Where its months begin in ours; negative where it began before.
  const offset = start - model.start;
  const cut = (flow: Flow): Series | Broken => {
    const series = total[flow];
    // The cause stands in the part's own file, which says more; here it is the part that has no figures.
    if (isBroken(series)) return { broken: span, code: series.code };
    const factor = MONEY_FLOWS.has(flow) ? rate : 1;
    const out = new Float64Array(model.months);
    for (let m = Math.max(0, offset); m < Math.min(model.months, offset + months); m++)
      out[m] = (series[m - offset] as number) * factor;
    return out;
  };
  return {
    ...(Object.fromEntries(FLOWS.map((flow) => [flow, cut(flow)])) as Record<Flow, Series | Broken>),
    openAtStart: offset < model.months && offset + months > 0 ? openBefore(total, Math.max(0, -offset)) : 0,
  };
}

/** What is open when month `month` of a period begins. */
function openBefore({ opened, closed, openAtStart }: Flows, month: number): number | Broken {
  if (isBroken(opened)) return opened;
  if (isBroken(closed)) return closed;
  if (isBroken(openAtStart)) return openAtStart;
  let open = openAtStart;
  for (let m = 0; m < Math.min(month, opened.length); m++) open += (opened[m] as number) - (closed[m] as number);
  return open;
}
