/** A model as a scenario leaves it: edits from top to bottom (`language.md`, 6). */
import type { Assumption, Channel, Closing, Model, Month, Touch } from './model.ts';
import { isTouches } from './model.ts';
import type { ChannelField, ClosingField, Edit, Path } from './statement.ts';
import { pathText } from './statement.ts';

type Change = (before: Assumption | undefined) => Assumption;

/** The model after the edits. Names in numbers mean what they mean at the end, whatever edit came first. */
export function edited(model: Model, edits: readonly Edit[]): Model {
  return edits.reduce(afterEdit, model);
}

/** The model after one edit. */
export function afterEdit(model: Model, edit: Edit): Model {
  switch (edit.kind) {
    case 'set':
      return changed(model, edit.path, (before) => afterSet(before, edit.value));
    case 'scale':
      return changed(model, edit.path, (before) => {
        if (before === undefined) throw new RangeError(`unreachable-scenario-path: ${pathText(edit.path)}`);
        return { ...before, scalings: [...(before.scalings ?? []), { by: edit.by, from: edit.from }] };
      });
    case 'drop':
      return { ...model, channels: model.channels.filter((channel) => channel.name !== edit.channel) };
    case 'closing':
      return { ...model, closing: edit.closing };
  }
}

/** Where the new first step has a `from`, the steps before it stay, with what scaled them until then. */
function afterSet(before: Assumption | undefined, value: Assumption): Assumption {
  const by = value.by ?? before?.by;
  const from = value.steps[0]?.from;
  if (from === undefined) return { ...value, by };
  if (before === undefined) throw new RangeError('nothing stands before the first step');
  return {
    ...value,
    by,
    steps: [...before.steps.filter((step) => step.from === undefined || step.from < from), ...value.steps],
    scalings: (before.scalings ?? []).map((scaling) => ({ ...scaling, until: earlier(scaling.until, from) })),
  };
}

function earlier(a: Month | undefined, b: Month): Month {
  return a === undefined || b < a ? b : a;
}

const CLOSING_FIELDS = {
  win_rate: 'winRate',
  deal_size: 'dealSize',
  closers: 'closers',
  capacity: 'capacity',
  cost: 'cost',
  quota: 'quota',
} as const satisfies Record<ClosingField, keyof Closing>;

const CHANNEL_FIELDS = {
  volume: 'volume',
  conversion: 'conversion',
  win_rate: 'winRate',
  deal_size: 'dealSize',
} as const satisfies Record<ChannelField, keyof Channel>;

/** The assumption at a path; undefined where an optional one is absent. */
export function assumptionAt(model: Model, path: Path): Assumption | undefined {
  let found: Assumption | undefined;
  changed(model, path, (before) => {
    found = before;
    return before ?? { steps: [] };
  });
  return found;
}

/** The model with another assumption at a path. */
function changed(model: Model, path: Path, change: Change): Model {
  switch (path.kind) {
    case 'driver': {
      const drivers = replaced(model.drivers, path.name, (each) => ({ ...each, value: change(each.value) }));
      return { ...model, drivers };
    }
    case 'closing': {
      const field = CLOSING_FIELDS[path.field];
      return { ...model, closing: { ...model.closing, [field]: change(model.closing[field]) } };
    }
    case 'field':
      return withChannel(model, path.channel, (channel) => {
        const field = CHANNEL_FIELDS[path.field];
        const before = channel[field];
        if (isTouches(before)) throw new RangeError(`volume-and-touches: ${path.channel}`);
        return { ...channel, [field]: change(before) };
      });
    case 'touch':
      return withTouch(model, path, (touch) => ({ ...touch, volume: change(touch.volume) }));
    case 'converting':
      return withTouch(model, path, (touch) => ({ ...touch, converting: change(touch.converting) }));
  }
}

function withChannel(model: Model, name: string, change: (channel: Channel) => Channel): Model {
  return { ...model, channels: replaced(model.channels, name, change) };
}

function withTouch(
  model: Model,
  path: { readonly channel: string; readonly touch: string },
  change: (touch: Touch) => Touch,
): Model {
  return withChannel(model, path.channel, (channel) => {
    if (!isTouches(channel.volume)) throw new RangeError(`unreachable-scenario-path: ${path.channel}.${path.touch}`);
    return { ...channel, volume: replaced(channel.volume, path.touch, change) };
  });
}

/** The items with the one of this name changed; throws where there is none. */
function replaced<T extends { readonly name: string }>(items: readonly T[], name: string, change: (item: T) => T): T[] {
  if (!items.some((item) => item.name === name)) throw new RangeError(`unreachable-scenario-path: ${name}`);
  return items.map((item) => (item.name === name ? change(item) : item));
}
