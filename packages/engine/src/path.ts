import { type Channel, type Closing, type Driver, type Field, isBroken, type Model, type Touch } from './model.ts';

/** A declaration that holds numbers. */
export type Holder = Driver | Channel | Closing;

/** A number of the model that a scenario's path names, and how the model looks with another in its place. */
export interface Reached {
  /** Absent for an optional field that the block does not have. */
  readonly field?: Field;
  /** Who answers for a number that this field does not have yet: its block's owner. */
  readonly owner?: string;
  /** What the number stands in. */
  readonly holder: Holder;
  /** The holder with another number. */
  change(field: Field): Holder;
  /** The model with another holder in the place of this one. */
  replace(holder: Holder): Model;
}

// Maps, so that a path such as `tickets.constructor` leads nowhere.
const CHANNEL_FIELDS: ReadonlyMap<string, 'conversion' | 'winRate' | 'dealSize'> = new Map([
  ['conversion', 'conversion'],
  ['win_rate', 'winRate'],
  ['deal_size', 'dealSize'],
]);

const CLOSING_FIELDS: ReadonlyMap<
  string,
  keyof Closing & ('winRate' | 'dealSize' | 'closers' | 'capacity' | 'cost' | 'quota')
> = new Map([
  ['win_rate', 'winRate'],
  ['deal_size', 'dealSize'],
  ['closers', 'closers'],
  ['capacity', 'capacity'],
  ['cost', 'cost'],
  ['quota', 'quota'],
]);

/**
 * The number that a path names (language.md, 6): `channel.field`, `channel.touch`, `channel.touch.converting`,
 * `closing.field` or a driver. `closing` as first part is always the closing model, and a field's name wins over a touch's.
 * Undefined where there is nothing of that name.
 */
export function placeAt(model: Model, [root, second, third, ...more]: readonly string[]): Reached | undefined {
  if (root === undefined || more.length > 0) return undefined;
  if (root === 'closing') return third === undefined ? closingPlace(model, second ?? '') : undefined;
  if (second === undefined) return driverPlace(model, root);
  const at = model.channels.findIndex(({ name }) => name === root);
  return at === -1 ? undefined : channelPlace(model, at, second, third);
}

function driverPlace(model: Model, name: string): Reached | undefined {
  const at = model.drivers.findIndex((one) => one.name === name);
  const driver = model.drivers[at];
  if (!driver) return undefined;
  return {
    field: driver.value,
    holder: driver,
    change: (value): Driver => ({ ...driver, value }),
    replace: (holder) => ({ ...model, drivers: model.drivers.with(at, holder as Driver) }),
  };
}

function closingPlace(model: Model, name: string): Reached | undefined {
  const { closing } = model;
  const key = CLOSING_FIELDS.get(name);
  if (!key || isBroken(closing)) return undefined;
  return {
    field: closing[key],
    owner: closing.owner,
    holder: closing,
    change: (field): Closing => ({ ...closing, [key]: field }),
    replace: (holder) => ({ ...model, closing: holder as Closing }),
  };
}

function channelPlace(model: Model, at: number, second: string, third: string | undefined): Reached | undefined {
  const channel = model.channels[at] as Channel;
  const { owner, touches } = channel;
  const place = (field: Field | undefined, change: (field: Field) => Partial<Channel>): Reached => ({
    field,
    owner,
    holder: channel,
    change: (other): Channel => ({ ...channel, ...change(other) }),
    replace: (holder) => ({ ...model, channels: model.channels.with(at, holder as Channel) }),
  });
  const changeTouch = (touch: Touch, with_: Partial<Touch>): Partial<Channel> => ({
    touches: touches.map((one) => (one === touch ? { ...one, ...with_ } : one)),
  });
  // Only a touch has something within it.
  const isField = third === undefined;
  const key = isField ? CHANNEL_FIELDS.get(second) : undefined;
  if (key) return place(channel[key], (field) => ({ [key]: field }));
  // A channel's `volume` is its one touch without a name.
  const touch = touches.find(({ name }) => name === (isField && second === 'volume' ? '' : second));
  if (!touch) return undefined;
  if (isField) return place(touch.volume, (volume) => changeTouch(touch, { volume }));
  if (third !== 'converting') return undefined;
  return place(touch.converting, (converting) => changeTouch(touch, { converting }));
}

/**
 * Every path that leads to a number, for a suggestion. With `absent` also those of optional fields that are not there: they
 * can be set, and not scaled.
 */
export function pathsOf(model: Model, { absent }: { readonly absent: boolean }): readonly string[] {
  const { closing } = model;
  const isMeant = (field: Field | undefined) => absent || field !== undefined;
  const closingPaths = isBroken(closing)
    ? []
    : [...CLOSING_FIELDS].flatMap(([name, key]) => (isMeant(closing[key]) ? [`closing.${name}`] : []));
  const channelPaths = model.channels.flatMap((channel) => [
    ...[...CHANNEL_FIELDS].flatMap(([name, key]) => (isMeant(channel[key]) ? [`${channel.name}.${name}`] : [])),
    ...channel.touches.flatMap(({ name, converting }) => {
      if (name === '') return [`${channel.name}.volume`];
      const path = `${channel.name}.${name}`;
      return isMeant(converting) ? [path, `${path}.converting`] : [path];
    }),
  ]);
  return [...model.drivers.map(({ name }) => name), ...closingPaths, ...channelPaths];
}
