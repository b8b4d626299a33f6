import { evaluator } from '../evaluator.ts';
import { type Broken, type Field, isBroken, type Model, type Span, type Step } from '../model.ts';
import { placeAt } from '../path.ts';
import {
  CAPACITY,
  CLOSERS,
  CONTRACTION,
  CONVERSION,
  CONVERTING,
  COST,
  DEAL_SIZE,
  DRIVER,
  type Place,
  QUOTA,
  TOUCH,
  VOLUME,
  WIN_RATE,
} from '../place.ts';
import { constantAt } from './constant-at.ts';
import type { Derivation, Label } from './derivation.ts';
import type { ModelNumber } from './model-number.ts';
import { terms } from './terms.ts';

/**
 * The number whose text stands around an offset of a file: a step of a driver, or of a channel's, a touch's, the closing model's or
 * the retention's field; a factor that a scenario multiplies one by; or one that has no history, such as that of a month of a season.
 * Undefined where there is none, or it has no meaning.
 */
export function numberAt(model: Model, file: number, offset: number): ModelNumber | undefined {
  const isAt = (span: Span) => span.file === file && span.start <= offset && offset <= span.end;
  const isIn = (step: Step) => isAt(step.span) || step.scales?.some(({ factor }) => isAt(factor.span)) === true;
  for (const { field, place, label } of fieldsOf(model))
    if (field && !isBroken(field) && field.steps.some(isIn)) return { assumption: field, place, label };
  return constantAt(model, isAt);
}

/** The number that a scenario's path names; undefined where it leads nowhere, or to what is broken. */
export function numberOfPath(model: Model, path: readonly string[]): ModelNumber | undefined {
  const reached = placeAt(model, path)?.field;
  if (!reached || isBroken(reached)) return undefined;
  for (const { field, place, label } of fieldsOf(model))
    if (field === reached) return { assumption: reached, place, label };
  return undefined;
}

/** The number of a driver; undefined where there is none of that name, or it is broken. */
export function numberOfDriver({ drivers }: Model, name: string): ModelNumber | undefined {
  const value = drivers.find((driver) => driver.name === name)?.value;
  return value && !isBroken(value) ? { assumption: value, place: DRIVER, label: { kind: 'driver', name } } : undefined;
}

/**
 * A number of a model derived down to the literals of the text in each month of its period, per month where it has a unit of time; or
 * what withholds it (language.md, 4 and 5). What is the same in several months for the same reason is the same object.
 */
export function explainNumber(
  { assumption, place, label }: ModelNumber,
  { drivers, start, months }: Model,
): readonly Derivation[] | Broken {
  const level = evaluator(drivers, start, months).level(assumption, place);
  if (isBroken(level)) return level;
  const values = terms({ drivers, start, firstFile: 0 });
  return Array.from({ length: months }, (_, m) => values.assumption(assumption, start + m, place, label));
}

interface NamedField {
  readonly field: Field | undefined;
  readonly place: Place;
  readonly label: Label;
}

function* fieldsOf({ drivers, channels, closing, retention }: Model): Generator<NamedField> {
  const named = (
    field: Field | undefined,
    place: Place,
    whose: { of?: string; touch?: string; by?: 'customer' | 'vendor' },
  ) => ({ field, place, label: { kind: 'field', name: place.name, ...whose } }) as const;
  for (const { name, value } of drivers) yield { field: value, place: DRIVER, label: { kind: 'driver', name } };
  for (const { name: of, touches, conversion, winRate, dealSize } of channels) {
    for (const { name, volume, converting } of touches) {
      const touch = name || undefined;
      yield named(volume, touch === undefined ? VOLUME : TOUCH, { of, touch });
      yield named(converting, CONVERTING, { of, touch });
    }
    yield named(conversion, CONVERSION, { of });
    yield named(winRate, WIN_RATE, { of });
    yield named(dealSize, DEAL_SIZE, { of });
  }
  if (!isBroken(closing)) {
    yield named(closing.winRate, WIN_RATE, {});
    yield named(closing.dealSize, DEAL_SIZE, {});
    yield named(closing.closers, CLOSERS, {});
    yield named(closing.capacity, CAPACITY, {});
    yield named(closing.cost, COST, {});
    yield named(closing.quota, QUOTA, {});
  }
  for (const by of ['customer', 'vendor'] as const) if (retention) yield named(retention[by], CONTRACTION, { by });
}
