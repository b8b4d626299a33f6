import {
  type Actuals,
  evaluate,
  isBroken,
  type Model,
  type Part,
  type PlanOfRecord,
  remembered,
  type Span,
} from '@upsell/engine';
import type { AssumptionCard, DashboardInput } from './input.ts';

/*
 * A dashboard computes what it shows by itself, with the engine: what travels to it is the model, declaration by declaration, as text.
 * A declaration that has not changed is sent as 0, and becomes the object that it was, so that an edit costs what it changes.
 */

/** The text of a value as JSON; 0: as it was before. */
type Text = string | 0;

interface PackedModel {
  /** By the name of the model's member: one text for each member of a list. */
  readonly members: Readonly<Record<string, Text | readonly Text[]>>;
}

interface PackedPart {
  readonly model?: PackedModel;
  readonly parts?: readonly PackedPart[];
  /** Of a `PartHead`. */
  readonly head: Text;
}

interface PartHead extends Pick<Part, 'name' | 'title' | 'start' | 'months' | 'rate'> {
  /** Why the part cannot be included. */
  readonly broken?: string;
}

/** A dashboard's input as it travels. Invariant: nothing but texts, each of which may be 0. */
export interface PackedInput {
  readonly model: PackedModel;
  readonly parts?: readonly PackedPart[];
  readonly actuals?: Text;
  readonly plan?: Text;
  readonly assumptions: readonly Text[];
  readonly rest: Text;
}

/** A dashboard's input as it travels; with `before`, what was sent last, without what is the same. */
export function packedInput(
  input: DashboardInput,
  before?: PackedInput,
): { readonly whole: PackedInput; readonly sent: PackedInput } {
  const { model, parts, actuals, plan, assumptions, ...rest } = input;
  const whole: PackedInput = {
    model: packedModel(model),
    parts: parts?.map(packedPart),
    actuals: actuals && textOf(actuals),
    plan: plan && textOf(plan),
    assumptions: assumptions.map((one) => JSON.stringify(one)),
    rest: JSON.stringify(rest),
  };
  return { whole, sent: before ? (without(whole, before) as PackedInput) : whole };
}

const packedModel = (model: Model): PackedModel => ({
  members: Object.fromEntries(
    Object.entries(model)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, Array.isArray(value) ? value.map(textOfMember) : textOfMember(value)]),
  ),
});

function packedPart({ name, title, start, months, rate, forecast, model, parts }: Part): PackedPart {
  const broken = isBroken(forecast) ? forecast.code : undefined;
  const head: PartHead = { name, title, start, months, rate, broken };
  return { model: model && packedModel(model), parts: parts?.map(packedPart), head: JSON.stringify(head) };
}

const textOfMember = (value: unknown): string =>
  typeof value === 'object' && value !== null ? textOf(value) : JSON.stringify(value);

/** Spans are told from the first one on: they move with the text above them, and then nothing else is another. */
const textOf = remembered((value: object): string => {
  let base: number | undefined;
  return JSON.stringify(value, (_, inner: unknown) => {
    if (inner instanceof Float64Array) return [...inner];
    if (!isSpan(inner)) return inner;
    base ??= inner.start;
    return { span: [inner.start - base, inner.end - base] };
  });
});

const isSpan = (value: unknown): value is Span =>
  typeof value === 'object' && value !== null && 'file' in value && 'start' in value && 'end' in value;

/** A value with 0 in the place of each text that is the same at the same place before. */
function without(now: unknown, before: unknown): unknown {
  if (typeof now === 'string') return now === before ? 0 : now;
  if (typeof now !== 'object' || now === null) return now;
  const known = (typeof before === 'object' && before !== null ? before : {}) as Readonly<Record<string, unknown>>;
  if (Array.isArray(now)) return now.map((one, i) => without(one, known[i]));
  return Object.fromEntries(Object.entries(now).map(([name, value]) => [name, without(value, known[name])]));
}

/** Makes inputs of what was sent, one after the other: what is 0 is what the one before had at its place. */
export class Unpacker {
  #known = new Map<string, { readonly text: string; readonly value: unknown }>();
  #files = 0;

  unpack({ model, parts, actuals, plan, assumptions, rest }: PackedInput): DashboardInput {
    const before = this.#known;
    this.#known = new Map();
    const at = new Places(
      (place, text, read) => {
        const last = before.get(place);
        const known = last && (text === 0 || text === last.text) ? last : undefined;
        if (!known && text === 0) throw new Error(`Nothing was sent before for ${place}.`);
        const made = known ?? { text: text as string, value: read(text as string) };
        this.#known.set(place, made);
        return made.value;
      },
      () => this.#files++,
    );
    return {
      ...(at.json('rest', rest) as Omit<DashboardInput, 'model' | 'parts' | 'actuals' | 'plan' | 'assumptions'>),
      assumptions: assumptions.map((text, i) => at.json(`assumptions ${i}`, text) as AssumptionCard),
      model: at.model('model', model),
      parts: parts?.map((part, i) => at.part(`parts ${i}`, part, i)),
      actuals: actuals === undefined ? undefined : (at.json('actuals', actuals) as Actuals),
      plan: plan === undefined ? undefined : at.plan('plan', plan),
    };
  }
}

type Read = (place: string, text: Text, read: (text: string) => unknown) => unknown;

/** No text turns around what is shown beside it. */
const straight = (json: string): string => json.replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, '\ufffd');

/** Reads what stands at each place. */
class Places {
  readonly #read: Read;
  readonly #newFile: () => number;

  constructor(read: Read, newFile: () => number) {
    this.#read = read;
    this.#newFile = newFile;
  }

  json = (place: string, text: Text): unknown => this.#read(place, text, (known) => JSON.parse(straight(known)));

  model(place: string, { members }: PackedModel): Model {
    const member = (at: string, text: Text) => {
      return this.#read(at, text, (known) => {
        // Spans of different declarations are different, as those of a text are; where they stand nobody asks here.
        const file = this.#newFile();
        return JSON.parse(straight(known), (_, inner) => spanIn(inner, file));
      });
    };
    const read = Object.entries(members).map(([name, value]) => [
      name,
      Array.isArray(value)
        ? value.map((text, i) => member(`${place} ${name} ${i}`, text))
        : member(`${place} ${name}`, value as Text),
    ]);
    return Object.fromEntries(read) as Model;
  }

  part(place: string, { model: packed, parts: within, head }: PackedPart, index: number): Part {
    const { broken, ...rest } = this.json(`${place} head`, head) as PartHead;
    const span = { file: -1 - index, start: 0, end: 0 };
    const model = packed && this.model(`${place} model`, packed);
    const parts = within?.map((part, i) => this.part(`${place} parts ${i}`, part, i));
    const forecast =
      broken !== undefined || !model ? { broken: span, code: broken ?? '' } : evaluate(model, parts).forecast;
    return { ...rest, model, parts, forecast, firstFile: 0, span };
  }

  plan = (place: string, text: Text): PlanOfRecord =>
    this.#read(place, text, (known) => {
      const plan = JSON.parse(straight(known)) as PlanOfRecord;
      const series = (value: unknown) => (Array.isArray(value) ? Float64Array.from(value as number[]) : value);
      const channels = plan.channels.map((channel) =>
        Object.fromEntries(Object.entries(channel).map(([name, value]) => [name, series(value)])),
      );
      return { ...plan, channels };
    }) as PlanOfRecord;
}

function spanIn(value: unknown, file: number): unknown {
  const at = typeof value === 'object' && value !== null ? (value as { span?: unknown }).span : undefined;
  if (!Array.isArray(at) || Object.keys(value as object).length !== 1) return value;
  return { file, start: at[0], end: at[1] };
}
