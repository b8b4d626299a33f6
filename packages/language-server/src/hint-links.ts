import { type Channel, type Field, isBroken, type Model, type Span } from '@upsell/engine';
import type { Analysis, Anchor } from '@upsell/language';
import type { HintText } from '@upsell/report';

/** A part of a hint's label, and the place that a click on it goes to. */
export interface HintPart {
  readonly value: string;
  readonly at?: Span;
}

/**
 * The parts of a hint, which together are its text: what is withheld leads to what withholds it; a figure to the number that makes it of
 * what stands on its own line; what happened to the table of actuals. `own` is the hint without what happened.
 */
export function hintParts(
  text: HintText,
  own: HintText | undefined,
  anchor: Anchor,
  analysis: Analysis,
): readonly HintPart[] {
  if (text.because) return [{ value: text.text, at: text.because.broken }];
  const figures = own?.text.split(SEPARATOR) ?? [];
  const [first, second] = placesOf(anchor, analysis);
  return text.text.split(SEPARATOR).map((part, i): HintPart => {
    const value = i === 0 ? part : `${SEPARATOR}${part}`;
    const place = figures.indexOf(part);
    if (place < 0) return { value, at: actualsOf(analysis) };
    return { value, at: place === 0 ? first : second };
  });
}

const SEPARATOR = ' · ';

/** Where the figures of a line's hint come from, the first and the second. */
function placesOf(anchor: Anchor, { model, scenarios }: Analysis): readonly (Span | undefined)[] {
  const channel = anchor.channel === undefined ? undefined : model.channels[anchor.channel];
  switch (anchor.kind) {
    case 'model':
      return [undefined, isBroken(model.closing) ? undefined : model.closing.span];
    case 'channel':
      return channel ? [rateOf(channel), sizeOf(channel, model)] : [];
    case 'touch':
      return [spanOf(channel?.touches[anchor.touch ?? 0]?.converting ?? channel?.conversion)];
    case 'conversion':
      return [spanOf(channel?.touches[0]?.volume)];
    case 'win rate':
      return [sizeOf(channel, model)];
    case 'deal size':
      return [spanOf(channel?.winRate ?? closingField(model, 'winRate'))];
    case 'capacity':
      return [spanOf(closingField(model, 'closers'))];
    case 'scenario':
      return [scenarios[anchor.scenario ?? 0]?.scenario.edits[0]?.span];
    case 'target':
      return [metricPlace(model, model.targets[anchor.index ?? 0]?.metric.of)];
    case 'expectation': {
      const all =
        anchor.scenario === undefined ? model.expectations : scenarios[anchor.scenario]?.scenario.expectations;
      const left = all?.[anchor.index ?? 0]?.left;
      return [metricPlace(model, left?.kind === 'metric' ? left.of : undefined)];
    }
    default:
      return [];
  }
}

const rateOf = (channel: Channel): Span | undefined => spanOf(channel.conversion ?? channel.touches[0]?.converting);

const sizeOf = (channel: Channel | undefined, model: Model): Span | undefined =>
  spanOf(channel?.dealSize ?? closingField(model, 'dealSize'));

const closingField = ({ closing }: Model, field: 'winRate' | 'dealSize' | 'closers'): Field | undefined =>
  isBroken(closing) ? undefined : closing[field];

const spanOf = (field: Field | undefined): Span | undefined => (field && !isBroken(field) ? field.span : undefined);

/** What a metric is asked of. */
const metricPlace = ({ channels, span }: Model, of: string | undefined): Span | undefined =>
  of === undefined ? span : channels.find(({ name }) => name === of)?.span;

function actualsOf({ files }: Analysis): Span | undefined {
  const file = files.findIndex(({ uri }) => uri.endsWith('/months.csv'));
  return file < 0 ? undefined : { file, start: 0, end: 0 };
}
