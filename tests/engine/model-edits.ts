import type { Broken, Channel, Closing, Driver, Model, Retention, Scenario } from '@upsell/engine';
import { isBroken } from '@upsell/engine';
import { type Dice, shuffled } from '../oracle/dice.ts';

/*
 * Edits of a model as a text's edits make them: what does not change is the same objects. Some leave numbers that do not fit, so
 * that things break and are mended.
 */

/** The model after a random edit. */
export function edited(model: Model, dice: Dice): Model {
  return pick(dice, EDITS)(model, dice);
}

/** One of the items, which may be undefined. */
const pick = <T>(dice: Dice, items: readonly T[]): T => items[dice.int(0, items.length - 1)] as T;

type Change = (model: Model, dice: Dice) => Model;

const LISTS = ['drivers', 'channels', 'scenarios', 'targets', 'expectations'] as const;
const AT = { file: 0, start: 3, end: 4 };
const BROKEN: Broken = { broken: AT, code: 'syntax-error' };

/** A list with one item changed; the same model where it has none. */
function changeOne(model: Model, list: (typeof LISTS)[number], dice: Dice, change: (item: unknown) => unknown): Model {
  const items = model[list] as readonly unknown[];
  if (items.length === 0) return model;
  const at = dice.int(0, items.length - 1);
  return { ...model, [list]: items.with(at, change(items[at])) };
}

const ASSUMING = ['channels', 'channels', 'channels', 'drivers', 'closing', 'retention', 'season'] as const;

const changeAny = (
  model: Model,
  dice: Dice,
  change: (item: unknown) => unknown,
  kinds: readonly ((typeof ASSUMING)[number] | (typeof LISTS)[number])[] = [...ASSUMING, ...LISTS],
): Model => {
  const kind = pick(dice, kinds);
  if (kind === 'closing' || kind === 'retention' || kind === 'season')
    return model[kind] ? { ...model, [kind]: change(model[kind]) } : model;
  return changeOne(model, kind, dice, change);
};

/** Copies the way to a random place of those that fit, and what is there changed; the same object where none fits. */
function changeWithin(root: unknown, dice: Dice, fits: (node: object) => boolean, change: (node: object) => unknown) {
  const places: (readonly string[])[] = [];
  const look = (node: unknown, path: readonly string[]): void => {
    if (typeof node !== 'object' || node === null || 'file' in node) return;
    if (fits(node)) places.push(path);
    for (const [key, inner] of Object.entries(node)) look(inner, [...path, key]);
  };
  look(root, []);
  const rebuilt = (node: unknown, [key, ...rest]: readonly string[]): unknown => {
    if (key === undefined) return change(node as object);
    const next = rebuilt((node as Record<string, unknown>)[key], rest);
    return Array.isArray(node) ? node.with(Number(key), next) : { ...(node as object), [key]: next };
  };
  return places.length === 0 ? root : rebuilt(root, pick(dice, places));
}

const isLiteral = (node: object): boolean => 'kind' in node && node.kind === 'literal';
const isField = (node: object): boolean => 'steps' in node;
const isStep = (node: object): boolean => 'value' in node && 'span' in node && !('kind' in node) && !('name' in node);

const anotherNumber = (dice: Dice) => (node: object) => {
  const { value } = node as { value: number };
  return { ...node, value: pick(dice, [value * 1.25, value / 2, value, value * 0.9, 0, -value, 3, 1e308]) };
};

const number: Change = (model, dice) =>
  changeAny(model, dice, (item) => changeWithin(item, dice, isLiteral, anotherNumber(dice)));

const name: Change = (model, dice) => {
  const driver = model.drivers[dice.int(0, Math.max(0, model.drivers.length - 1))]?.name ?? 'nobody';
  const named = { kind: 'driver', name: driver, span: AT };
  return changeAny(model, dice, (item) => changeWithin(item, dice, isLiteral, () => named), ASSUMING);
};

const growth: Change = (model, dice) =>
  changeAny(model, dice, (item) =>
    changeWithin(item, dice, isStep, (step) => ({
      ...step,
      growth: pick(dice, [
        undefined,
        { kind: 'growing', rate: 0.02, per: 'month', span: AT },
        {
          kind: 'rising',
          target: pick(dice, [
            (step as { value: unknown }).value,
            { kind: 'driver', name: model.drivers[0]?.name ?? 'none', span: AT },
          ]),
          by: model.start + dice.int(-1, model.months + 6),
          span: AT,
        },
      ]),
    })),
  );

const breakField: Change = (model, dice) =>
  changeAny(model, dice, (item) => changeWithin(item, dice, isField, () => BROKEN));

const order: Change = (model, dice) => {
  const list = pick(dice, LISTS);
  return { ...model, [list]: shuffled(dice, model[list] as readonly unknown[]) };
};

const remove: Change = (model, dice) => {
  const list = pick(dice, LISTS);
  const items = model[list] as readonly unknown[];
  return items.length === 0 ? model : { ...model, [list]: items.toSpliced(dice.int(0, items.length - 1), 1) };
};

const insert: Change = (model, dice) => {
  const list = pick(dice, ['channels', 'channels', 'drivers', 'scenarios'] as const);
  const items = model[list] as readonly (Channel | Driver | Scenario)[];
  if (items.length === 0) return model;
  const copies = Array.from({ length: pick(dice, [1, 1, 2, 20]) }, (_, i) => {
    const item = pick(dice, items);
    return { ...item, name: `${item.name}_${items.length + i}` };
  });
  return { ...model, [list]: items.toSpliced(dice.int(0, items.length), 0, ...copies) };
};

const flip =
  <T>(values: (model: Model, dice: Dice) => Partial<T>, key: 'closing' | 'retention'): Change =>
  (model, dice) => {
    const block = model[key];
    return !block || isBroken(block) ? model : { ...model, [key]: { ...block, ...values(model, dice) } };
  };

const capacity = flip<Closing>((model, dice) => {
  const closing = model.closing as Closing;
  const per = (value: number) => ({
    steps: [
      {
        value: {
          kind: 'per' as const,
          unit: 'month' as const,
          value: { kind: 'literal' as const, value, money: false, percent: false, span: AT },
          span: AT,
        },
        span: AT,
      },
    ],
    span: AT,
  });
  return { capacity: closing.capacity ? undefined : per(pick(dice, [1, 30, 1e6])) };
}, 'closing');

const attention = flip<Closing>((model, dice) => {
  const share = (value: number) => ({ kind: 'literal' as const, value, money: false, percent: true, span: AT });
  const { attention: now } = model.closing as Closing;
  return { attention: now ? undefined : [share(1), share(1), share(pick(dice, [1, 0.5]))] };
}, 'closing');

const cycle = flip<Closing>(
  (_, dice) => ({ cycle: pick(dice, [undefined, { kind: 'months', months: dice.int(0, 3), span: AT }]) }),
  'closing',
);

const afterMonths = flip<Retention>((_, dice) => ({ afterMonths: dice.int(0, 14) }), 'retention');

const meta: Change = (model, dice) =>
  changeOne(model, 'channels', dice, (item) => {
    const channel = item as Channel;
    return {
      ...channel,
      ...pick(dice, [
        { title: 'Another' },
        { initiator: pick(dice, [undefined, 'customer', 'vendor'] as const) },
        { layer: pick(dice, [undefined, 'foundation', 'leverage'] as const) },
        { broken: channel.broken ? undefined : BROKEN },
        { touches: channel.touches.map((touch) => ({ ...touch, gated: !touch.gated })) },
      ]),
    };
  });

const EDITS: readonly Change[] = [
  number,
  number,
  number,
  number,
  number,
  name,
  growth,
  breakField,
  order,
  remove,
  insert,
  capacity,
  attention,
  cycle,
  afterMonths,
  meta,
  (model) => model,
  (model, dice) => ({ ...model, months: Math.max(1, model.months + dice.int(-2, 2)) }),
  (model, dice) => ({ ...model, start: model.start + dice.int(-1, 1) }),
  (model, dice) => ({ ...model, fiscalYearStart: dice.int(1, 12) }),
  (model, dice) => ({ ...model, closing: pick(dice, [BROKEN, model.closing]) }),
  (model) => ({ ...model, retention: undefined }),
  (model) => ({ ...model, season: undefined }),
  (model) => ({ ...model, incomplete: model.incomplete ? undefined : BROKEN }),
  (model) => ({ ...model, broken: model.broken ? undefined : BROKEN }),
];
