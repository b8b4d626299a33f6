import {
  type Broken,
  type ChannelForecast,
  type Figure,
  type Forecast,
  isBroken,
  type Model,
  monthText,
  type Total,
} from '@upsell/engine';
import { countText, decimals, moneyText, preciseRateText, rateText, roundParts } from './numbers.ts';
import { table } from './table.ts';

/** Says where a withheld figure's cause stands, such as `line 12`. */
export type PlaceText = (broken: Broken) => string;

/**
 * The forecast as a table for a terminal: a row a channel in the order of the model, a total, and what a total over the
 * period must stand beside. "A month" is the period's total divided by its months; parts add up to their total as shown.
 */
export function forecastTable(model: Model, forecast: Forecast, place: PlaceText): string {
  const { months, currency } = model;
  const title = model.title || 'Model';
  if (model.broken) return `${title}\n\nNothing can be computed: see ${place(model.broken)}.\n`;
  const last = monthText(model.start + months - 1);
  const head = `${title}\n${monthText(model.start)} to ${last}, ${months} ${months === 1 ? 'month' : 'months'}, ${currency}\n`;
  const columns = {
    touches: column(forecast, 'touches', (sum) => sum / months, 1),
    opened: column(forecast, 'opened', (sum) => sum / months, 1),
    won: column(forecast, 'won', (sum) => sum / months, 1),
    revenue: column(forecast, 'revenue', (sum) => sum, 0),
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
  const mean = (total: Total) => (typeof total === 'number' ? countText(total / months) : WITHHELD);
  const total = [
    'Total',
    '',
    '',
    mean(summary.touches),
    rateOrNot(summary.conversion, preciseRateText),
    mean(summary.opened),
    mean(summary.won),
    typeof summary.revenue === 'number' ? moneyText(summary.revenue, currency) : WITHHELD,
  ];
  const header = ['Channel', 'Layer', 'Owner', 'Touches/mo', 'Conversion', 'Opened/mo', 'Won/mo', 'Revenue'];
  return `${head}\n${table([header, ...rows, total], 3)}\n\n${footnotes(model, forecast, place).join('\n')}\n`;
}

const WITHHELD = 'withheld';

const sum = (figure: Figure): number | undefined => (isBroken(figure) ? undefined : figure.reduce((a, b) => a + b, 0));
const count = (value: number | undefined): string => (value === undefined ? WITHHELD : decimals(value, 1));
const rateOrNot = (value: Total, text: (rate: number) => string): string =>
  typeof value === 'number' ? text(value) : value === null ? '-' : WITHHELD;

/** A column's cells, rounded so that they add up; undefined where withheld. */
function column(
  forecast: Forecast,
  metric: 'touches' | 'opened' | 'won' | 'revenue',
  scale: (sum: number) => number,
  digits: number,
): readonly (number | undefined)[] {
  const sums = forecast.channels.map((figures) => sum(figures[metric]));
  const rounded = roundParts(sums.filter((value) => value !== undefined).map(scale), digits);
  let next = 0;
  return sums.map((value) => (value === undefined ? undefined : rounded[next++]));
}

function conversionText({ touches, opened }: ChannelForecast): string {
  const [from, to] = [sum(touches), sum(opened)];
  if (from === undefined || to === undefined) return WITHHELD;
  return from === 0 ? '-' : preciseRateText(to / from);
}

function footnotes(model: Model, forecast: Forecast, place: PlaceText): readonly string[] {
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
  if (model.retention)
    lines.push(
      `Net revenue ${money(summary.net)}, durable ${money(summary.durable)}, deferred ${money(summary.deferred)}`,
    );
  if (typeof summary.cost === 'number' && summary.cost > 0) lines.push(`Cost of closing ${money(summary.cost)}`);
  return lines;
}
