import {
  type Broken,
  type ChannelForecast,
  type Figure,
  type Forecast,
  isBroken,
  type Model,
  monthlyMean,
  monthText,
  type Part,
  periodTotal,
  pooledRatio,
  type Total,
} from '@upsell/engine';
import { givesBack } from './gives-back.ts';
import { countText, decimals, moneyText, preciseRateText, rateText, roundParts } from './numbers.ts';
import { table } from './table.ts';

/** Says where a withheld figure's cause stands, such as `line 12`. */
export type PlaceText = (broken: Broken) => string;

/**
 * The forecast as a table for a terminal: a row a channel in the order of the model, a total, and what a total over the
 * period must stand beside. "A month" is the period's total divided by its months; parts add up to their total as shown. Of a
 * portfolio `parts` are what it includes.
 */
export function forecastTable(model: Model, forecast: Forecast, place: PlaceText, parts?: readonly Part[]): string {
  const { months, currency } = model;
  const title = model.title || 'Model';
  if (model.broken) return `${title}\n\nNothing can be computed: see ${place(model.broken)}.\n`;
  const last = monthText(model.start + months - 1);
  const head = `${title}\n${monthText(model.start)} to ${last}, ${months} ${months === 1 ? 'month' : 'months'}, ${currency}\n`;
  const columns = {
    touches: column(forecast, 'touches', monthlyMean, 1),
    opened: column(forecast, 'opened', monthlyMean, 1),
    won: column(forecast, 'won', monthlyMean, 1),
    revenue: column(forecast, 'revenue', periodTotal, 0),
  };
  const rows = forecast.channels.map((figures, i) => [
    figures.channel.name,
    figures.channel.layer ?? '',
    figures.channel.owner ?? '',
    count(columns.touches[i]),
    conversionText(figures),
    count(columns.opened[i]),
    count(columns.won[i]),
    typeof columns.revenue[i] === 'number' ? moneyText(columns.revenue[i] as number, currency) : WITHHELD,
  ]);
  const { summary } = forecast;
  const mean = (figure: Figure) => count(monthlyMean(figure));
  const total = [
    'Total',
    '',
    '',
    mean(forecast.total.touches),
    rateOrNot(summary.conversion, preciseRateText),
    mean(forecast.total.opened),
    mean(forecast.total.won),
    typeof summary.revenue === 'number' ? moneyText(summary.revenue, currency) : WITHHELD,
  ];
  const header = ['Channel', 'Layer', 'Owner', 'Touches/mo', 'Conversion', 'Opened/mo', 'Won/mo', 'Revenue'];
  return `${head}\n${table([header, ...rows, total], 3)}\n\n${footnotes(model, forecast, place, parts).join('\n')}\n`;
}

const WITHHELD = 'withheld';

const count = (value: number | undefined): string => (value === undefined ? WITHHELD : decimals(value, 1));
const rateOrNot = (value: Total, text: (rate: number) => string): string =>
  typeof value === 'number' ? text(value) : value === null ? '-' : WITHHELD;

/** A column's cells, rounded so that they add up; undefined where withheld. */
function column(
  forecast: Forecast,
  metric: 'touches' | 'opened' | 'won' | 'revenue',
  of: (figure: Figure) => number | undefined,
  digits: number,
): readonly (number | undefined)[] {
  const exact = forecast.channels.map((figures) => of(figures[metric]));
  const rounded = roundParts(
    exact.filter((value) => value !== undefined),
    digits,
    of(forecast.total[metric]),
  );
  let next = 0;
  return exact.map((value) => (value === undefined ? undefined : rounded[next++]));
}

function conversionText({ touches, opened }: ChannelForecast): string {
  const rate = pooledRatio(opened, touches);
  return rate === undefined ? WITHHELD : rateOrNot(rate, preciseRateText);
}

function footnotes(model: Model, forecast: Forecast, place: PlaceText, parts?: readonly Part[]): readonly string[] {
  const { summary } = forecast;
  if (typeof summary.revenue !== 'number') {
    const causes = new Map<string, string[]>();
    const note = (figure: Figure, what: string) => {
      if (!isBroken(figure)) return;
      const at = place(figure);
      causes.set(at, [...(causes.get(at) ?? []), what]);
    };
    for (const figures of forecast.channels) note(figures.opened, figures.channel.name);
    note(forecast.total.revenue, 'the total');
    return [...causes].map(([at, what]) => `Withheld (${what.join(', ')}): see ${at}.`);
  }
  const money = (value: Total) => (typeof value === 'number' ? moneyText(value, model.currency) : WITHHELD);
  const counts = (value: Total) => (typeof value === 'number' ? countText(value) : WITHHELD);
  const lines = [
    `Win rate ${rateOrNot(summary.winRate, preciseRateText)}, deal size ${rateOrNot(summary.dealSize, (v) => money(v))}, ` +
      `leverage share ${rateOrNot(summary.leverageShare, rateText)}`,
    `Open at end ${counts(summary.openAtEnd)}, of which ${counts(summary.backlogAtEnd)} wait to be worked`,
  ];
  if (givesBack(model, parts)) {
    const { net, durable, deferred } = summary;
    const whole = typeof durable === 'number' && typeof deferred === 'number';
    const [lasting, later] = whole ? roundParts([durable, deferred], 0, typeof net === 'number' ? net : undefined) : [];
    const shown = (total: Total, part: number | undefined) => money(part ?? total);
    lines.push(`Net revenue ${money(net)}, durable ${shown(durable, lasting)}, deferred ${shown(deferred, later)}`);
  }
  if (typeof summary.cost === 'number' && summary.cost > 0) lines.push(`Cost of closing ${money(summary.cost)}`);
  return lines;
}
