import { type Broken, type Forecast, isBroken, type Model, monthsText } from '@upsell/engine';

/** How the figures of a model stand, for a status bar. */
export interface StatusText {
  readonly isWithheld: boolean;
  /** A sentence. */
  readonly detail: string;
}

/** What the total of a model is made of, or the place that withholds it (`place`, such as `line 12`). */
export function statusText(model: Model, forecast: Forecast, place: (broken: Broken) => string): StatusText {
  const because = model.broken ?? forecast.total.revenue;
  if (isBroken(because))
    return {
      isWithheld: true,
      detail: `The total is withheld because of \`${because.code}\` at ${place(because)}.`,
    };
  const { start, months } = model;
  const { length } = forecast.channels;
  const channels = length === 1 ? '1 channel' : `${length} channels`;
  return { isWithheld: false, detail: `${channels}, ${monthsText(start, start + months - 1)}.` };
}
