import type { Forecast } from '../figures.ts';
import { lookUpIn, measure } from '../metric.ts';
import { type Broken, isBroken, type Metric, type MetricRef, type Model } from '../model.ts';
import type { Part } from '../portfolio.ts';
import { behindFiles } from '../span.ts';
import { type Derivation, derive, type Label } from './derivation.ts';
import { type Flow, flowFigures } from './flows.ts';

/** A metric of a model, of a channel or a part, or of one touch of a channel. */
export interface FigureRef extends MetricRef {
  /** Only with `of`, and of `touches`, `opened` and `conversion`. */
  readonly touch?: string;
}

/** What a figure is explained in: a model, or a scenario's, with its forecast. */
export interface Explained {
  readonly model: Model;
  readonly forecast: Forecast;
  /** Of a portfolio: what it includes. */
  readonly parts?: readonly Part[];
  /** Channels that the scenario dropped. */
  readonly dropped?: ReadonlySet<string>;
}

/**
 * The derivation of a figure over the months of its window that lie in the model's period, down to the literals of the text
 * (forecast.md, 1 to 4). Its value is the forecast's to a relative 1e-9, NaN for a ratio whose denominator is 0. Broken where
 * the figure is withheld, where no month of the window lies inside, or where there is no such channel or touch.
 */
export function explain(figure: FigureRef, { model, forecast, parts, dropped = NONE }: Explained): Derivation | Broken {
  if (model.broken) return model.broken;
  const { start, months } = model;
  const total = measure(figure, { start, months, ...lookUpIn(forecast), dropped });
  if (isBroken(total)) return causeOf(total, parts);
  const { metric, of, touch, span } = figure;
  if (touch !== undefined && !hasTouch(model, of, touch)) return { broken: span, code: 'unknown-name' };
  const last = start + months - 1;
  const window = { from: Math.max(figure.window?.from ?? start, start), to: Math.min(figure.window?.to ?? last, last) };
  const flows = flowFigures({ model, parts, firstFile: 0 });
  return derived(metric, { of, touch }, (name, by) => flows({ name, of, touch, by }, window));
}

/** Channels times months, those of parts included: what a derivation grows with. */
export function derivationSize(model: Model, parts: readonly Part[] | undefined): number {
  if (!parts) return model.channels.length * model.months;
  return parts.reduce((sum, part) => sum + (part.model ? derivationSize(part.model, part.parts) : 0), 0);
}

const NONE: ReadonlySet<string> = new Set();

/** What withholds a figure; where a part has none, what withholds it there, by its place in the files of the whole. */
function causeOf(broken: Broken, parts: readonly Part[] | undefined): Broken {
  const part = parts?.find(({ span }) => span === broken.broken);
  if (!part || isBroken(part.forecast)) return broken;
  const within = Object.values(part.forecast.total).find((flow) => isBroken(flow) && flow.code === broken.code);
  if (!within || !isBroken(within)) return broken;
  const { broken: span, code } = causeOf(within, part.parts);
  return { broken: behindFiles(span, part.firstFile), code };
}

const hasTouch = ({ channels }: Model, of: string | undefined, touch: string): boolean =>
  channels.some(({ name, touches }) => name === of && touches.some((one) => one.name === touch));

/** A metric out of what is summed; ratios are pooled (language.md, 6). */
function derived(
  metric: Metric,
  whose: Pick<FigureRef, 'of' | 'touch'>,
  flow: (name: Flow['name'], by?: Flow['by']) => Derivation,
): Derivation {
  const label: Label = { kind: 'figure', name: metric, ...whose };
  const ratio = (over: Derivation, under: Derivation) => derive('quotient', label, [over, under]);
  switch (metric) {
    case 'net revenue':
      return derive('difference', label, [flow('revenue'), flow('given back')]);
    case 'conversion':
      return ratio(flow('opened'), flow('touches'));
    case 'win rate':
      return ratio(flow('won'), flow('closed'));
    case 'deal size':
      return ratio(flow('revenue'), flow('won'));
    case 'pulled share': {
      const pulled = flow('opened', 'customer');
      const sides: Label = { ...label, name: 'initiated opened' };
      return ratio(pulled, derive('sum', sides, [pulled, flow('opened', 'vendor')]));
    }
    case 'gated share':
      return ratio(flow('gated opened'), flow('opened'));
    case 'leverage share':
      return ratio(flow('leverage opened'), flow('opened'));
    default:
      return flow(metric);
  }
}
