/** Random scenarios of a model: edits that leave it valid, and now and then a last one that does not. */
import { monthIndex, monthText } from './calendar.ts';
import type { Dice } from './dice.ts';
import { chance, pick } from './dice.ts';
import { PLAIN } from './dimension.ts';
import { valueIn } from './evaluate.ts';
import type { Assumption, Expr, Model } from './model.ts';
import { isTouches, number, percent } from './model.ts';
import { isRateAboveOne, numbersOf } from './numbers.ts';
import type { Place, Setting } from './random-assumption.ts';
import { randomAssumption } from './random-assumption.ts';
import { randomExpr } from './random-expr.ts';
import { PLACES, randomClosing } from './random-model.ts';
import { afterEdit, assumptionAt } from './scenario.ts';
import type { Edit, Path } from './statement.ts';
import { pathText } from './statement.ts';
import { numberViolations } from './violations.ts';

/** The edits of a scenario, and the model that they leave; none where a rate is above 1. */
export function randomEdits(
  setting: Setting,
  model: Model,
): { readonly edits: Edit[]; readonly result: Model | undefined } {
  const { dice } = setting;
  const edits: Edit[] = [];
  let result = model;
  for (let left = dice.int(0, 6); left > 0; left -= 1) {
    const edit = randomEdit(setting, result, edits);
    if (edit === undefined) continue;
    const next = afterEdit(result, edit);
    // A driver that is scaled may leave the bounds that others were made for.
    if (numberViolations(next).length > 0 || isRateAboveOneOutside(next)) continue;
    edits.push(edit);
    result = next;
  }
  const wrong = chance(dice, 8) ? wrongEdit(setting, result) : undefined;
  return wrong === undefined ? { edits, result } : { edits: [...edits, wrong], result: undefined };
}

/** Whether a step that begins outside the period begins with a rate above 1: an error or none, nobody says. */
function isRateAboveOneOutside(model: Model): boolean {
  const rates = numbersOf(model).filter(({ place }) => place === 'rate');
  return rates.some(({ assumption }) =>
    assumption.steps.some(({ from }) => from !== undefined && valueIn(model, assumption, 'rate', monthIndex(from)) > 1),
  );
}

/** Something that `set` and `scale` may change, and what it takes. */
interface Changeable {
  readonly path: Path;
  readonly place: Place;
  /** The drivers that may be used there. */
  readonly setting: Setting;
}

function randomEdit(setting: Setting, model: Model, before: readonly Edit[]): Edit | undefined {
  const { dice } = setting;
  const kind = dice.int(0, 19);
  if (kind >= 18) {
    const isFirst = !before.some((edit) => edit.kind === 'closing');
    return isFirst ? { kind: 'closing', closing: randomClosing(setting) } : undefined;
  }
  if (kind >= 16) {
    return model.channels.length === 0 ? undefined : { kind: 'drop', channel: pick(dice, model.channels).name };
  }
  const chosen = pick(dice, oftenAgain(dice, ofOneKind(dice, changeables(setting, model)), before));
  const old = assumptionAt(model, chosen.path);
  return kind < 9 || old === undefined ? randomSet(chosen, old) : randomScale(chosen);
}

/** Those of the closing model, of the channels or of the drivers: there are many more of one kind than of another. */
function ofOneKind(dice: Dice, all: Changeable[]): Changeable[] {
  const kind = pick(dice, ['channel', 'channel', 'closing', 'driver']);
  const kindOf = ({ path }: Changeable) => (path.kind === 'closing' || path.kind === 'driver' ? path.kind : 'channel');
  const found = all.filter((each) => kindOf(each) === kind);
  return found.length > 0 ? found : all;
}

/** What has been changed before, or all: edits of one number are told apart by their order. */
function oftenAgain(dice: Dice, all: Changeable[], before: readonly Edit[]): Changeable[] {
  const changed = before.flatMap((edit) => ('path' in edit ? [pathText(edit.path)] : []));
  const again = all.filter(({ path }) => changed.includes(pathText(path)));
  return again.length > 0 && chance(dice, 40) ? again : all;
}

function randomSet({ path, place, setting }: Changeable, old: Assumption | undefined): Edit {
  const { dice, start, months } = setting;
  // What holds before the first step of what was not there, nobody says.
  const from = old !== undefined && chance(dice, 45) ? start + dice.int(-4, months + 2) : undefined;
  return { kind: 'set', path, value: randomAssumption(setting, { ...place, from }) };
}

function randomScale({ path, place, setting }: Changeable): Edit {
  const { dice, drivers, start, months } = setting;
  const bounds = { dimension: PLAIN, low: 0.3, high: 1.8 };
  const by: Expr =
    place.isZeroFine && chance(dice, 5) ? number('0') : randomExpr(dice, drivers, bounds, dice.int(0, 2));
  return { kind: 'scale', path, by, from: chance(dice, 50) ? monthText(start + dice.int(-3, months + 2)) : undefined };
}

/** An edit that lifts a rate above 1 in some month, and breaks nothing else; undefined where the one drawn does not. */
function wrongEdit(setting: Setting, model: Model): Edit | undefined {
  const { dice, start, months } = setting;
  const rates = changeables(setting, model).filter(
    ({ path, place }) => place.dimension === PLAIN && place.high < 1 && assumptionAt(model, path) !== undefined,
  );
  const { path, place } = pick(dice, rates);
  const from = chance(dice, 40) ? monthText(start + dice.int(0, months - 1)) : undefined;
  const by = place.hasOwner ? undefined : pick(dice, setting.owners);
  const tooMuch: Assumption = { steps: [{ expr: percent(String(dice.int(101, 400))), from }], by };
  const edit: Edit = chance(dice, 50)
    ? { kind: 'set', path, value: tooMuch }
    : { kind: 'scale', path, by: number(String(dice.int(5, 2000))), from };
  const next = afterEdit(model, edit);
  const isOnlyWrong = numberViolations(next).every((each) => each.includes('rate-above-one'));
  return isRateAboveOne(next) && isOnlyWrong ? edit : undefined;
}

/** Every number that a path reaches, absent optional ones included. */
function changeables(setting: Setting, model: Model): Changeable[] {
  const all: Changeable[] = [];
  const add = (path: Path, place: Omit<Place, 'hasOwner'>, blockOwner: string | undefined): void => {
    const hasOwner = blockOwner !== undefined || assumptionAt(model, path) !== undefined;
    all.push({ path, place: { ...place, hasOwner }, setting });
  };

  const { owner } = model.closing;
  add({ kind: 'closing', field: 'win_rate' }, PLACES.winRate, owner);
  add({ kind: 'closing', field: 'deal_size' }, PLACES.dealSize, owner);
  add({ kind: 'closing', field: 'closers' }, PLACES.closers, owner);
  add({ kind: 'closing', field: 'capacity' }, PLACES.capacity, owner);
  add({ kind: 'closing', field: 'cost' }, PLACES.cost, owner);
  add({ kind: 'closing', field: 'quota' }, PLACES.cost, owner);
  for (const channel of model.channels) {
    // `closing` as first part is always the closing model.
    if (channel.name !== 'closing') addChannel(channel, add);
  }
  for (const [index, { name, dimension, low, high }] of setting.drivers.entries()) {
    if (name === 'closing') continue;
    // A driver uses those before it, as it did in the model, so that none needs itself.
    const place = { dimension, low: low * 1.00001, high: high * 0.99999, hasOwner: true, isDriver: true };
    all.push({
      path: { kind: 'driver', name },
      place,
      setting: { ...setting, drivers: setting.drivers.slice(0, index) },
    });
  }
  return all;
}

/** The words behind a channel's name that are its fields; a touch of that name is not reached. */
const FIELD_NAMES = [
  ...['source', 'owner', 'volume', 'touch', 'conversion', 'initiated', 'initiated_by', 'win_rate', 'deal_size'],
  ...['season', 'open', 'open_at_start', 'moment', 'flag'],
];

function addChannel(
  { name: channel, owner, volume }: Model['channels'][number],
  add: (path: Path, place: Omit<Place, 'hasOwner'>, blockOwner: string | undefined) => void,
): void {
  add({ kind: 'field', channel, field: 'conversion' }, PLACES.rate, owner);
  add({ kind: 'field', channel, field: 'win_rate' }, PLACES.winRate, owner);
  add({ kind: 'field', channel, field: 'deal_size' }, PLACES.dealSize, owner);
  if (!isTouches(volume)) add({ kind: 'field', channel, field: 'volume' }, PLACES.volume, owner);
  else {
    for (const { name: touch } of volume) {
      if (FIELD_NAMES.includes(touch)) continue;
      add({ kind: 'touch', channel, touch }, PLACES.volume, owner);
      add({ kind: 'converting', channel, touch }, PLACES.rate, owner);
    }
  }
}
