import { type Channel, type Closing, type Driver, type Field, isBroken, type Model, type Touch } from './model.ts';

/** A number of the model that a scenario's path names, and how the model looks with another in its place. */
export interface Reached {
  /** Absent for an optional field that the block does not have. */
  readonly field?: Field;
  /** Who answers for a number that this field does not have yet: its block's owner. */
  readonly owner?: string;
  replace(field: Field): Model;
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
  const channel = model.channels.find(({ name }) => name === root);
  return channel && channelPlace(model, channel, second, third);
}

function driverPlace(model: Model, name: string): Reached | undefined {
  const driver = model.drivers.find((one) => one.name === name);
  if (!driver) return undefined;
  const replace = (value: Field): Model => ({
    ...model,
    drivers: model.drivers.map((one): Driver => (one === driver ? { ...one, value, span: one.span } : one)),
  });
  return { field: driver.value, replace };
}

function closingPlace(model: Model, name: string): Reached | undefined {
  const { closing } = model;
  const key = CLOSING_FIELDS.get(name);
  if (!key || isBroken(closing)) return undefined;
  return {
    field: closing[key],
    owner: closing.owner,
    replace: (field) => ({ ...model, closing: { ...closing, [key]: field } }),
  };
}

function channelPlace(model: Model, channel: Channel, second: string, third: string | undefined): Reached | undefined {
  const { owner, touches } = channel;
  const change = (with_: Partial<Channel>): Model => ({
    ...model,
    channels: model.channels.map((one) => (one === channel ? { ...one, ...with_ } : one)),
  });
  const changeTouch = (touch: Touch, with_: Partial<Touch>) =>
    change({ touches: touches.map((one) => (one === touch ? { ...one, ...with_ } : one)) });
  // Only a touch has something within it.
  const isField = third === undefined;
  const key = isField ? CHANNEL_FIELDS.get(second) : undefined;
  if (key) return { field: channel[key], owner, replace: (field) => change({ [key]: field }) };
  // A channel's `volume` is its one touch without a name.
  const touch = touches.find(({ name }) => name === (isField && second === 'volume' ? '' : second));
  if (!touch) return undefined;
  if (isField) return { field: touch.volume, owner, replace: (volume) => changeTouch(touch, { volume }) };
  if (third !== 'converting') return undefined;
  return { field: touch.converting, owner, replace: (converting) => changeTouch(touch, { converting }) };
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
