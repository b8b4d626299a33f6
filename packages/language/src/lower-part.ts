import type { Broken, Forecast, Model, Part } from '@upsell/engine';
import type { Breaks } from './broken.ts';
import { readNumber } from './literals.ts';
import { spanOf } from './lower-expression.ts';
import { originOf } from './parser/moving-leaf.ts';
import type { Included } from './program.ts';
import { propertyRange, rangeOf } from './tree.ts';

/** What an included model comes to by itself; absent where it could not be read. */
export interface IncludedModel {
  readonly model: Model;
  readonly forecast: Forecast;
  readonly parts?: readonly Part[];
}

/** A part of a portfolio, its money in the currency of `whole`; `firstFile` files stand before its own. */
export function lowerPart(
  { file, node }: Included,
  included: IncludedModel | undefined,
  whole: Model,
  breaks: Breaks,
  firstFile: number,
): Part {
  const span = spanOf(
    { file, origin: originOf(node) },
    node.name === undefined ? rangeOf(node) : propertyRange(node, 'name'),
  );
  const broken: Broken | undefined = breaks.whole(file, node);
  const name = node.name ?? '';
  // What is not there breaks its `include`: an error says so.
  const absent: Broken = { broken: span, code: 'import-not-found' };
  if (!included) {
    const { start, months } = whole;
    return { name, start, months, rate: 1, forecast: broken ?? absent, firstFile, span };
  }
  const { model, forecast, parts } = included;
  const rate = model.currency === whole.currency ? 1 : (readNumber(node.rate?.value ?? '') ?? 1);
  // Where the part's own period is not known nothing of it is, and it lacks no month that could be named.
  const { start, months } = model.broken ? whole : model;
  return {
    name,
    title: model.title,
    start,
    months,
    rate,
    forecast: broken ?? forecast,
    model,
    parts,
    firstFile,
    span,
  };
}
