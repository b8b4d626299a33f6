import { monthOf } from '@upsell/engine';
import { monthText } from '../oracle/calendar.ts';
import { chance, type Dice, pick } from '../oracle/dice.ts';
import { daysIn } from './calendar-days.ts';
import type { SlowChannel, SlowModel } from './slow-reforecast.ts';
import type { Row, TrackedModel } from './tracked-model.ts';

const JANUARY = monthOf(2026, 1);

/** A random model, as text and month by month. */
export interface Random {
  readonly text: TrackedModel;
  readonly slow: SlowModel;
  /** The share of each channel's revenue that is taken back, and after how many months. */
  readonly taken: readonly number[];
  readonly after: number;
}

/** `isSteady`: what is opened of what is touched, what is won and at what size never changes, nor are there rates of a channel's own. */
export function randomModel(dice: Dice, isSteady: boolean): Random {
  const months = dice.int(1, 14);
  const start = JANUARY + dice.int(0, 5);
  const steps = (values: readonly number[], unit: (value: number) => string): string =>
    values.map((value, m) => `${unit(value)}${m === 0 ? '' : ` from ${monthText(start + m)}`}`).join(', ');
  const series = (of: () => number): readonly number[] => Array.from({ length: months }, of);
  const constant = (of: () => number): readonly number[] => times(months, of());
  const rates = isSteady ? constant : series;
  const percents = (values: readonly number[]) => steps(values, (value) => `${value}%`);
  const dollars = (values: readonly number[]) => steps(values, (value) => `$${value}`);
  const shares = (values: readonly number[]) => values.map((value) => value / 100);
  const names = ['a', 'b', 'c'].slice(0, dice.int(1, 3));
  const contraction = { customer: dice.int(0, 90), vendor: dice.int(0, 90) };
  const [isKept, after] = [chance(dice, 50), dice.int(1, 8)];
  const channels = names.map((name) => {
    const initiator = pick(dice, ['customer', 'vendor'] as const);
    const begins = chance(dice, 15) ? dice.int(0, months) : 0;
    const touches = series(() => (chance(dice, 8) ? 0 : 10 * dice.int(1, 60))).map((count, m) =>
      m < begins ? 0 : count,
    );
    const conversion = rates(() => 10 * dice.int(0, 6));
    const winRate = !isSteady && chance(dice, 25) ? rates(() => dice.int(5, 60)) : undefined;
    const dealSize = !isSteady && chance(dice, 25) ? rates(() => dice.int(100, 9_000)) : undefined;
    const openAtStart = chance(dice, 30) ? dice.int(1, 200) : 0;
    const fields = [
      `volume ${steps(touches, (count) => `${count}/month`)}`,
      `conversion ${percents(conversion)}`,
      `initiated by ${initiator}`,
      ...(winRate ? [`win rate ${percents(winRate)}`] : []),
      ...(dealSize ? [`deal size ${dollars(dealSize)}`] : []),
      ...(openAtStart > 0 ? [`open at start ${openAtStart}`] : []),
    ];
    const slow: SlowChannel = {
      name,
      touches,
      conversion: shares(conversion),
      winRate: winRate && shares(winRate),
      dealSize,
      openAtStart,
    };
    return { name, fields: fields.join('\n  '), slow, taken: isKept ? contraction[initiator] / 100 : 0 };
  });
  const winRate = rates(() => dice.int(5, 60));
  const dealSize = rates(() => dice.int(100, 9_000));
  const later = Array.from({ length: dice.int(0, 5) }, () => (chance(dice, 20) ? 0 : dice.int(1, 15)));
  const cycle = [100 - sum(later), ...later];
  const limit = chance(dice, 30) ? series(() => dice.int(1, 120)) : undefined;
  const thirds = chance(dice, 15) ? [dice.int(20, 100), dice.int(20, 100), dice.int(20, 100)] : undefined;
  const closing = [
    `cycle ${cycle.map((share) => `${share}%`).join(', ')}`,
    ...(limit ? [`capacity ${steps(limit, (most) => `${most}/month`)}`] : []),
    ...(thirds ? [`attention ${thirds.map((share) => `${share}%`).join(', ')}`] : []),
  ];
  return {
    text: {
      period: [monthText(start), monthText(start + months - 1)],
      kind: thirds ? 'original_ae' : 'csm',
      winRate: percents(winRate),
      dealSize: dollars(dealSize),
      closing: closing.join('\n  '),
      channels: Object.fromEntries(channels.map(({ name, fields }) => [name, fields])),
      more: isKept
        ? `retention {\n  owner desk\n  contraction customer ${contraction.customer}%\n  contraction vendor ${contraction.vendor}%\n  after ${after} months\n}`
        : '',
    },
    taken: channels.map(({ taken }) => taken),
    after,
    slow: {
      start,
      months,
      channels: channels.map(({ slow }) => slow),
      winRate: shares(winRate),
      dealSize,
      cycle: shares(cycle),
      limit,
      attention: thirds && series(() => 0).map((_, m) => (thirds[(start + m) % 3] as number) / 100),
    },
  };
}

export function randomRows(dice: Dice, { start, months, channels }: SlowModel): readonly Row[] {
  return channels.flatMap(({ name }) => {
    if (chance(dice, 15)) return [];
    const isRecorded = chance(dice, 60);
    const isClosedRecorded = chance(dice, 60);
    const from = start - (chance(dice, 40) ? dice.int(1, 5) : 0);
    const to = start + dice.int(-1, months + 1);
    return Array.from({ length: Math.max(0, to - from) }, (_, m): Row | undefined => {
      if (chance(dice, 8)) return undefined;
      const month = from + m;
      const touches = chance(dice, 8) ? 0 : dice.int(0, 400);
      const closed = dice.int(0, 30);
      const won = dice.int(0, closed);
      const sold = isRecorded && !chance(dice, 4);
      return {
        month,
        source: name,
        touches,
        opened: dice.int(0, Math.min(touches, pick(dice, [4, 40]))),
        closed: sold && isClosedRecorded ? closed : undefined,
        won: sold ? won : undefined,
        revenue: sold && !chance(dice, 10) ? dice.int(-100, 5_000) * won + 0 : undefined,
        through: chance(dice, month === to - 1 ? 40 : 4) ? dice.int(1, daysIn(month) - 1) : undefined,
      };
    }).filter((one) => one !== undefined);
  });
}

const sum = (values: readonly number[]): number => values.reduce((so, value) => so + value, 0);
const times = <T>(count: number, value: T): readonly T[] => new Array<T>(count).fill(value);
