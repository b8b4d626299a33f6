import { type Broken, type Forecast, isBroken, type Model, monthsText } from '@upsell/engine';
import { hintTexts } from './hint-text.ts';

/** How the figures of a model stand, for a status bar. */
export interface StatusText {
  readonly isWithheld: boolean;
  /** A few words. */
  readonly text: string;
  /** A sentence. */
  readonly detail: string;
}

/** The total of a model, or the place that withholds it (`place`, such as `line 12`). */
export function statusText(model: Model, forecast: Forecast, place: (broken: Broken) => string): StatusText {
  const { text } = hintTexts(model, forecast, place).model();
  const because = model.broken ?? forecast.total.revenue;
  if (isBroken(because))
    return {
      isWithheld: true,
      text,
      detail: `The total is withheld because of \`${because.code}\` at ${place(because)}.`,
    };
  const { start, months } = model;
  const { length } = forecast.channels;
  const channels = length === 1 ? '1 channel' : `${length} channels`;
  return { isWithheld: false, text, detail: `${channels}, ${monthsText(start, start + months - 1)}.` };
}
