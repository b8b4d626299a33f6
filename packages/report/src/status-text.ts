import { type Broken, type Forecast, isBroken, type Model, monthsText } from '@upsell/engine';
import type { HintText } from './hint.ts';
import { hintTexts } from './hint-text.ts';

/** How the figures of a model stand, for a status bar. */
export interface StatusText {
  readonly isWithheld: boolean;
  /** A few words, and what withholds them. */
  readonly hint: HintText;
  /** A sentence. */
  readonly detail: string;
}

/** The total of a model, or the place that withholds it (`place`, such as `line 12`). */
export function statusText(model: Model, forecast: Forecast, place: (broken: Broken) => string): StatusText {
  const hint = hintTexts(model, forecast, place).model();
  const because = model.broken ?? forecast.total.revenue;
  if (isBroken(because))
    return {
      isWithheld: true,
      hint,
      detail: `The total is withheld because of \`${because.code}\` at ${place(because)}.`,
    };
  const { start, months } = model;
  const { length } = forecast.channels;
  const channels = length === 1 ? '1 channel' : `${length} channels`;
  return { isWithheld: false, hint, detail: `${channels}, ${monthsText(start, start + months - 1)}.` };
}
