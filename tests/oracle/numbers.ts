/** Every number of a model, with what its place takes. */
import type { Dimension } from './dimension.ts';
import { MONEY, MONEY_PER_MONTH, PER_MONTH, PLAIN } from './dimension.ts';
import type { Place } from './evaluate.ts';
import { periodOf, valueIn } from './evaluate.ts';
import type { Assumption, Model } from './model.ts';
import { isTouches } from './model.ts';

/** An assumption with where it stands, who owns its block and what its place takes. */
export interface Numbered {
  readonly path: string;
  readonly assumption: Assumption;
  readonly blockOwner: string | undefined;
  readonly place: Place;
  readonly dimension: Dimension | undefined;
}

/** Every assumption of a model. */
export function numbersOf(model: Model): Numbered[] {
  const all: Numbered[] = [];
  const add = (
    path: string,
    assumption: Assumption | undefined,
    blockOwner: string | undefined,
    dimension: Dimension | undefined,
    place: Place = 'other',
  ): void => {
    if (assumption !== undefined) all.push({ path, assumption, blockOwner, place, dimension });
  };

  for (const { name, value } of model.drivers) add(name, value, undefined, undefined, 'driver');
  const { closing, retention } = model;
  add('closing.win_rate', closing.winRate, closing.owner, PLAIN, 'rate');
  add('closing.deal_size', closing.dealSize, closing.owner, MONEY);
  add('closing.closers', closing.closers, closing.owner, PLAIN);
  add('closing.capacity', closing.capacity, closing.owner, PER_MONTH);
  add('closing.cost', closing.cost, closing.owner, MONEY_PER_MONTH);
  add('closing.quota', closing.quota, closing.owner, MONEY_PER_MONTH);
  for (const { name, owner, volume, conversion, winRate, dealSize } of model.channels) {
    if (isTouches(volume)) {
      for (const touch of volume) {
        add(`${name}.${touch.name}`, touch.volume, owner, PER_MONTH);
        add(`${name}.${touch.name}.converting`, touch.converting, owner, PLAIN, 'rate');
      }
    } else add(`${name}.volume`, volume, owner, PER_MONTH);
    add(`${name}.conversion`, conversion, owner, PLAIN, 'rate');
    add(`${name}.win_rate`, winRate, owner, PLAIN, 'rate');
    add(`${name}.deal_size`, dealSize, owner, MONEY);
  }
  add('retention.customer', retention?.customer, retention?.owner, PLAIN);
  add('retention.vendor', retention?.vendor, retention?.owner, PLAIN);
  return all;
}

/** Whether some rate of a model is above 1 in some month; a relative 1e-9 is rounding. */
export function isRateAboveOne(model: Model): boolean {
  const rates = numbersOf(model).filter(({ place }) => place === 'rate');
  return rates.some(({ assumption }) =>
    periodOf(model).some((month) => valueIn(model, assumption, 'rate', month) > 1 + 1e-9),
  );
}
