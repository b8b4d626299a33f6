import { type Figure, type Forecast, isBroken, type Model, monthText, TOTAL_METRICS } from '@upsell/engine';

/**
 * The forecast as CSV: one row a channel and month, then one row a month of totals (`scope` says which). Full numbers; a
 * withheld one is empty. All texts are names of the language, which need no quotes.
 */
export function forecastCsv(model: Model, forecast: Forecast): string {
  const rows = [['month', 'scope', 'channel', 'layer', 'source', 'owner', ...TOTAL_METRICS].join(',')];
  const months = model.broken ? 0 : model.months;
  for (const figures of forecast.channels) {
    const { name, layer = '', source = '', owner = '' } = figures.channel;
    const all: Readonly<Record<string, unknown>> = { ...figures };
    for (let m = 0; m < months; m++) {
      const cells = TOTAL_METRICS.map((metric) => cell(all[metric] as Figure | undefined, m));
      rows.push([monthText(model.start + m), 'channel', name, layer, source, owner, ...cells].join(','));
    }
  }
  for (let m = 0; m < months; m++) {
    const cells = TOTAL_METRICS.map((metric) => cell(forecast.total[metric], m));
    rows.push([monthText(model.start + m), 'total', '', '', '', '', ...cells].join(','));
  }
  return `${rows.join('\n')}\n`;
}

const cell = (figure: Figure | undefined, m: number): string =>
  figure === undefined || isBroken(figure) ? '' : String((figure[m] as number) + 0);
