import {
  type Figure,
  type Flows,
  type Forecast,
  isBroken,
  type Model,
  monthText,
  TOTAL_METRICS,
  type TotalMetric,
} from '@upsell/engine';

/** The first line of the CSV. `scope` says whether a row is a channel's month or a month's total. */
export const CSV_HEADER = `${['file', 'scenario', 'month', 'scope', 'channel', 'layer', 'source', 'owner', ...TOTAL_METRICS].join(',')}\n`;

/**
 * The forecast of the model, or of a scenario, as CSV without its header: one row a channel and month, then one row a month of totals. Full numbers; a
 * withheld one is empty, and so is the cost of a channel: closers work for all of them.
 */
export function forecastCsv(file: string, model: Model, forecast: Forecast, scenario = ''): string {
  const months = model.broken ? 0 : model.months;
  const row = (m: number, names: readonly string[], figures: Flows, without?: TotalMetric) => {
    const cells = TOTAL_METRICS.map((metric) => (metric === without ? '' : cell(figures[metric], m)));
    return `${[quoted(file), scenario, monthText(model.start + m), ...names, ...cells].join(',')}\n`;
  };
  const rows: string[] = [];
  for (const figures of forecast.channels) {
    const { name, layer = '', source = '', owner = '' } = figures.channel;
    for (let m = 0; m < months; m++) rows.push(row(m, ['channel', name, layer, source, owner], figures, 'cost'));
  }
  for (let m = 0; m < months; m++) rows.push(row(m, ['total', '', '', '', ''], forecast.total));
  return rows.join('');
}

const cell = (figure: Figure, m: number): string => (isBroken(figure) ? '' : String((figure[m] as number) + 0));

/** All other texts are names of the language, which need no quotes (RFC 4180). */
const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
