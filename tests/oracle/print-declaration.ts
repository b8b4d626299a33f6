/** Words of the blocks that a model is made of (`language.md`, 6). */
import { monthIndex, monthText } from './calendar.ts';
import type { Dice } from './dice.ts';
import { chance, shuffled } from './dice.ts';
import type {
  Assumption,
  Channel,
  Closing,
  Cycle,
  Driver,
  Expr,
  Initiator,
  Model,
  Owner,
  Season,
  Touch,
} from './model.ts';
import { isTouches } from './model.ts';
import type { Gap, Word } from './print-layout.ts';
import { spellString } from './print-literal.ts';
import { assumptionWords, exprWords, name, periodWords, withGap, word } from './print-number.ts';
import type { Context } from './statement.ts';
import { MONTH_NAMES } from './words.ts';

/** Says the blocks of one model or portfolio; numbers are read by its currency and its fiscal year. */
export class Printer {
  readonly context: Context;
  readonly dice: Dice;

  constructor(context: Context, dice: Dice) {
    this.context = context;
    this.dice = dice;
  }

  header(title: string, season: Season | undefined): Word[] {
    const { currency, start, months, fiscalYearStart } = this.context;
    const end = monthText(monthIndex(start) + months - 1);
    const period = [word('period', 'field'), ...periodWords(this.dice, this.context, start, end)];
    const fiscal = [...phrase('fiscal year starts', 'field'), this.#monthName(fiscalYearStart)];
    return [
      ...phrase('model', 'declaration'),
      this.#text(title),
      ...this.#block([
        [word('currency', 'field'), word(currency, 'beside')],
        period,
        ...(fiscalYearStart === 1 && !chance(this.dice, 30) ? [] : [fiscal]),
        ...this.#season(season),
      ]),
    ];
  }

  owner({ name: of, display, team, handle }: Owner): Word[] {
    return [
      word('owner', 'declaration'),
      name(of, 'beside'),
      this.#text(display),
      ...(team === undefined ? [] : [word('team', 'beside'), this.#text(team)]),
      ...(handle === undefined ? [] : [word(handle)]),
    ];
  }

  sources(sources: Model['sources']): Word[] {
    const entries = sources.map(({ name: of, label, notRun, renamedFrom }) => [
      name(of, 'field'),
      ...(label === undefined ? [] : [this.#text(label)]),
      ...(notRun === undefined ? [] : [...phrase('not run', 'beside'), this.#text(notRun)]),
      ...(renamedFrom === undefined ? [] : [...phrase('renamed from', 'beside'), name(renamedFrom, 'beside')]),
    ]);
    return [word('sources', 'declaration'), ...this.#block(entries)];
  }

  driver({ name: of, value }: Driver): Word[] {
    return [
      word('driver', 'declaration'),
      name(of, 'beside'),
      ...assumptionWords(this.dice, this.context, value, true),
    ];
  }

  /** On its own, or as a field of a scenario. */
  closing(closing: Closing, gap: 'declaration' | 'field' = 'declaration'): Word[] {
    const { kind, title, owner, winRate, dealSize, cycle, closers, capacity, cost, quota } = closing;
    const { attention, decided } = closing;
    return [
      ...phrase(`closing ${kind}`, gap),
      ...this.#title(title),
      ...this.#block([
        [word('owner', 'field'), name(owner, 'beside')],
        this.#number('win rate', winRate),
        this.#number('deal size', dealSize),
        ...this.#cycle(cycle),
        ...this.#numbers({ closers, capacity, cost, quota }),
        ...(attention === undefined ? [] : [[word('attention', 'field'), ...this.#list(attention)]]),
        ...this.#decided(decided),
      ]),
    ];
  }

  channel(channel: Channel): Word[] {
    const { layer, name: of, title, source, owner, volume, conversion, initiator, winRate, dealSize } = channel;
    const { season, openAtStart, moments, flag } = channel;
    const inputs = isTouches(volume)
      ? volume.map((touch) => this.#touch(touch, initiator))
      : [this.#number('volume', volume)];
    return [
      ...phrase(`${layer} channel`, 'declaration'),
      name(of, 'beside'),
      ...this.#title(title),
      ...this.#block([
        [word('source', 'field'), name(source, 'beside')],
        ...(owner === undefined ? [] : [[word('owner', 'field'), name(owner, 'beside')]]),
        ...inputs,
        ...this.#numbers({ conversion }),
        ...(initiator === undefined ? [] : [[...phrase('initiated by', 'field'), word(initiator, 'beside')]]),
        ...this.#numbers({ 'win rate': winRate, 'deal size': dealSize }),
        ...this.#season(season),
        ...(openAtStart === undefined ? [] : [[...phrase('open at start', 'field'), ...this.#expr(openAtStart)]]),
        ...moments.map((moment) => [word('moment', 'field'), this.#text(moment)]),
        ...(flag === undefined ? [] : [[word('flag', 'field'), this.#text(flag)]]),
      ]),
    ];
  }

  retention({ owner, customer, vendor, afterMonths }: NonNullable<Model['retention']>): Word[] {
    const after = afterMonths ?? (chance(this.dice, 30) ? 12 : undefined);
    return [
      word('retention', 'declaration'),
      ...this.#block([
        [word('owner', 'field'), name(owner, 'beside')],
        this.#number('contraction customer', customer),
        this.#number('contraction vendor', vendor),
        ...(after === undefined ? [] : [phrase(`after ${after} months`, 'field')]),
      ]),
    ];
  }

  /** Who starts may be said again where it is the same as the channel's, or left to the channel. */
  #touch({ name: of, title, initiator, volume, gated, converting }: Touch, ofChannel: Initiator | undefined): Word[] {
    const said = (initiator ?? ofChannel) === ofChannel ? (chance(this.dice, 30) ? ofChannel : initiator) : initiator;
    const shown = said === ofChannel && chance(this.dice, 20) ? undefined : said;
    return [
      ...phrase(shown === undefined ? 'touch' : `${shown} touch`, 'field'),
      name(of, 'beside'),
      ...this.#title(title),
      ...assumptionWords(this.dice, this.context, volume),
      ...(gated ? [word('gated', 'beside')] : []),
      ...(converting === undefined
        ? []
        : [word('converting', 'beside'), ...assumptionWords(this.dice, this.context, converting)]),
    ];
  }

  #number(field: string, assumption: Assumption): Word[] {
    return [...phrase(field, 'field'), ...assumptionWords(this.dice, this.context, assumption)];
  }

  #numbers(fields: Readonly<Record<string, Assumption | undefined>>): Word[][] {
    return Object.entries(fields).flatMap(([field, value]) =>
      value === undefined ? [] : [this.#number(field, value)],
    );
  }

  /** No cycle is all of it in the month in which it is worked; so are `cycle 100%` and `cycle 0 months`. */
  #cycle(cycle: Cycle | undefined): Word[][] {
    const { dice } = this;
    const months = (count: number): Word[][] => [
      phrase(
        `cycle ${count} ${count === 1 && chance(dice, 70) ? 'month' : chance(dice, 20) ? 'month' : 'months'}`,
        'field',
      ),
    ];
    const shares = (all: readonly Expr[]): Word[][] => [[word('cycle', 'field'), ...this.#list(all)]];
    const only: Expr = { kind: 'percent', text: '100' };

    if (cycle === undefined) return chance(dice, 20) ? (chance(dice, 50) ? months(0) : shares([only])) : [];
    if (cycle.kind === 'shares') return shares(cycle.shares);
    if (cycle.months > 6 || !chance(dice, 20)) return months(cycle.months);
    return shares([...new Array<Expr>(cycle.months).fill({ kind: 'percent', text: '0' }), only]);
  }

  #season(season: Season | undefined): Word[][] {
    if (season === undefined) return [];
    const entries = shuffled(this.dice, season).map(({ month, factor }) => [
      this.#monthName(month),
      ...this.#expr(factor),
    ]);
    return [[word('season', 'field'), ...separated(entries)]];
  }

  /** On a line of its own, or it would be the provenance of the number before it. */
  #decided(decided: Closing['decided']): Word[][] {
    if (decided === undefined) return [];
    const reason = decided.reason === undefined ? [] : [this.#text(decided.reason)];
    return [[word('decided', 'own line'), word(decided.month), ...reason]];
  }

  #block(fields: readonly Word[][]): Word[] {
    return [word('{'), ...shuffled(this.dice, fields).flat(), word('}', 'field')];
  }

  #list(items: readonly Expr[]): Word[] {
    return separated(items.map((item) => this.#expr(item)));
  }

  #expr(expr: Expr): Word[] {
    return exprWords(this.dice, this.context, expr);
  }

  #title(title: string | undefined): Word[] {
    return title === undefined ? [] : [this.#text(title)];
  }

  #text(text: string): Word {
    return word(spellString(this.dice, text));
  }

  #monthName(month: number): Word {
    const text = MONTH_NAMES[month - 1] ?? '';
    return word(chance(this.dice, 15) ? text.charAt(0).toUpperCase() + text.slice(1) : text, 'beside');
  }
}

/** Words that belong together on one line. */
export function phrase(text: string, gap: Gap): Word[] {
  return withGap(
    text.split(' ').map((each) => word(each, 'beside')),
    gap,
  );
}

function separated(items: readonly Word[][]): Word[] {
  return items.flatMap((item, index) => (index === 0 ? item : [word(',', 'tight'), ...item]));
}
