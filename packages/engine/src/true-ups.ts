import type { ActualMonth, Actuals } from './actuals.ts';
import type { Month } from './calendar.ts';
import type { OpenedFigures } from './channel-figures.ts';
import type { ClosingFigures } from './closing-figures.ts';
import { NO_ROWS, rowsOfEach } from './compared.ts';
import { binomialTest } from './distribution/binomial.ts';
import type { Outcome } from './forecast.ts';
import { inMonth } from './level.ts';
import { type Channel, type Field, isBroken, type Series, type Window } from './model.ts';
import { planThen } from './plan-then.ts';
import { remembered } from './remembered.ts';
import { stepInForce } from './step.ts';
import {
  type SalesStream,
  salesStream,
  type TrailingActual,
  type TrailingSales,
  trailingActual,
  trailingSales,
} from './trailing.ts';
import { type Believed, believedRate } from './true-up.ts';
import { evidenceOn, moves, settledSince } from './true-up-evidence.ts';
import { type Judgement, judgements, type Test } from './verdicts.ts';

/** An assumption beside its trailing actual (variance.md, 4). */
export interface TrueUp {
  readonly of: 'conversion' | 'volume' | 'win rate' | 'deal size';
  /** Absent for the closing model. */
  readonly channel?: string;
  /** The months of the evidence. */
  readonly evidence: Window;
  /** The first month without actuals, from which a new step would hold. */
  readonly from: Month;
  /** What was measured: a share, touches a month, or money. */
  readonly value: number;
  /** What the model has from then on; undefined where it says nothing for that month. */
  readonly planned: number | undefined;
  /** The counts that `value` is a ratio of; of a volume, touches over months. */
  readonly over: number;
  readonly under: number;
  readonly isUsable: boolean;
  /** About so many more touches until it is usable; undefined where nothing says how many. */
  readonly touchesMissing?: number;
  /** Of a win rate: `under` is what was due to close by the cycle. */
  readonly isAgeAdjusted?: boolean;
  /** Where the step in force is a range: what is believed of the rate after the evidence, with that range as the prior. */
  readonly believed?: Believed;
  /** Against the step that the evidence is about; of conversions alone, and where it does not depend on what is withheld. */
  readonly judgement?: Judgement;
  /** Of a conversion: how many were to be opened of the same touches, by the step that they are about; absent where the model has none. */
  readonly expected?: number;
}

/**
 * What every assumption could be trued up to: the conversions and volumes of the channels in their order, with the win rates and deal
 * sizes of their own, then the closing model's. A channel whose touches convert each on their own has no conversion that its source's
 * rows could say, and one with several touches, or a season, no volume. A number that grows or rises has none: what it was in some months
 * is not what it is to be. Nothing where the month after the evidence lies outside of the period.
 */
export function trueUps({ made }: Pick<Outcome, 'made'>, actuals: Actuals): readonly TrueUp[] {
  const { model, closing, outcomes } = made;
  if (model.broken) return [];
  const rows = rowsOfEach(model.channels, actuals);
  const all: TrueUp[] = [];
  const streams: SalesStream[] = [];
  /** True where it is known which rows the closing model's rates are those of. */
  let isKnown = model.incomplete === undefined;
  let withheld = 0;
  for (const [i, channel] of model.channels.entries()) {
    const figures = outcomes[i]?.opening.value;
    const own = rows[i] ?? NO_ROWS;
    const hasRates = channel.winRate !== undefined || channel.dealSize !== undefined;
    if (!figures || isBroken(figures)) {
      if (own.length > 0 || channel.unclear) withheld++;
      // What happened does not depend on an error: the rows count as far as they are certainly the channel's.
      if (hasRates) continue;
      if (channel.unclear) isKnown = false;
      streams.push({ rows: own });
      continue;
    }
    const trailing = trailingActual(own);
    if (trailing) all.push(...ofChannel(figures, channel, trailing, own, model.start, model.season !== undefined));
    if (isBroken(closing.value)) continue;
    const stream = salesStream(figures, own, closing.value, model.start);
    if (!hasRates) streams.push(stream);
    else {
      const its = trailingSales([stream], closing.value.cycle);
      const { winRate, dealSize } = figures;
      if (its) all.push(...ofSales(its, { winRate, dealSize }, channel, model.start, channel.name));
    }
  }
  const known = isBroken(closing.value) ? undefined : (closing.value as ClosingFigures);
  const sales = known && isKnown ? trailingSales(streams, known.cycle) : undefined;
  if (known && sales && !isBroken(model.closing)) all.push(...ofSales(sales, known, model.closing, model.start));
  const ofPeriod = all.filter(({ from }) => from >= model.start && from < model.start + model.months);
  return judged(ofPeriod, model.incomplete ? undefined : withheld);
}

/** Of a channel that stays as it is they are the same objects. */
const ofChannel = remembered(
  (
    figures: OpenedFigures,
    channel: Channel,
    trailing: TrailingActual,
    rows: readonly ActualMonth[],
    start: Month,
    hasSeason: boolean,
  ): readonly TrueUp[] => {
    const all: TrueUp[] = [];
    const { conversion, touches } = channel;
    const isShared = touches.every(({ converting }) => !converting);
    const converted = isShared && evidenceOn(conversion, trailing, rows);
    if (converted && converted.rate !== undefined) all.push(conversionOf(figures, channel, converted, rows, start));
    const counted =
      touches.length === 1 && !channel.season && !hasSeason && evidenceOn(touches[0]?.volume, trailing, rows);
    if (counted) {
      const { from: first, to, volume } = counted;
      const from = to + 1;
      all.push({
        channel: channel.name,
        evidence: { from: first, to },
        from,
        of: 'volume',
        value: volume,
        planned: inMonth(figures.touches, from - start),
        over: counted.touches,
        under: to - first + 1,
        isUsable: true,
      });
    }
    return all;
  },
);

function conversionOf(
  figures: OpenedFigures,
  channel: Channel,
  evidence: TrailingActual,
  rows: readonly ActualMonth[],
  start: Month,
): TrueUp {
  const { from: first, to, touches, opened, rate, isUsable, touchesMissing } = evidence;
  const from = to + 1;
  const m = from - start;
  const [over, under] = [inMonth(figures.opened, m), inMonth(figures.touches, m)];
  const planned = under && over !== undefined ? over / under : undefined;
  const isSettledSince =
    channel.conversion && !isBroken(channel.conversion) && settledSince(channel.conversion, evidence) === from;
  const expected = isSettledSince ? openedThen(figures, channel, evidence, rows, start) : planned && planned * touches;
  return {
    channel: channel.name,
    evidence: { from: first, to },
    from,
    of: 'conversion',
    value: rate as number,
    planned,
    over: opened,
    under: touches,
    isUsable: isUsable && opened <= touches,
    touchesMissing,
    believed: opened <= touches ? believedOf(channel.conversion, from, opened, touches) : undefined,
    expected,
  };
}

function believedOf(field: Field | undefined, month: Month, opened: number, touches: number): Believed | undefined {
  if (!field || isBroken(field)) return undefined;
  const { value, high } = stepInForce(field.steps, month);
  // An end that is made of drivers moves with them, and no evidence on the rate says which.
  if (value.kind !== 'literal' || high?.kind !== 'literal') return undefined;
  return believedRate({ low: value.value, high: high.value }, opened, touches);
}

/** How many were to be opened of the touches of some months, by what was planned for them; undefined where nothing was for one of them. */
function openedThen(
  figures: OpenedFigures,
  channel: Channel,
  evidence: TrailingActual,
  rows: readonly ActualMonth[],
  start: Month,
): number | undefined {
  const then = planThen(figures, channel, evidence, start);
  let sum = 0;
  for (const { month, touches } of rows) {
    if (month < evidence.from || month > evidence.to) continue;
    const conversion = month < start ? undefined : then.conversion(month - start, evidence.to + 1 - start);
    if (conversion === undefined) return undefined;
    sum += touches * conversion;
  }
  return sum;
}

function ofSales(
  sales: TrailingSales,
  rates: { readonly winRate?: Series; readonly dealSize?: Series },
  fields: { readonly winRate?: Field; readonly dealSize?: Field },
  start: Month,
  channel?: string,
): readonly TrueUp[] {
  const { from: first, to, won, closed, winRate, dealSize, revenue, isUsable, isAgeAdjusted } = sales;
  const shared = { channel, evidence: { from: first, to }, from: to + 1 };
  const m = to + 1 - start;
  const isStill = (field: Field | undefined) => field !== undefined && !isBroken(field) && !moves(field, sales);
  const all: TrueUp[] = [];
  if (rates.winRate && winRate !== undefined && isStill(fields.winRate))
    all.push({
      ...shared,
      of: 'win rate',
      value: winRate,
      planned: rates.winRate[m],
      over: won,
      under: closed,
      isUsable: isUsable && winRate <= 1,
      isAgeAdjusted,
      believed: winRate <= 1 ? believedOf(fields.winRate, to + 1, won, closed) : undefined,
    });
  if (rates.dealSize && dealSize !== undefined && isStill(fields.dealSize))
    all.push({
      ...shared,
      of: 'deal size',
      value: dealSize,
      planned: rates.dealSize[m],
      over: revenue as number,
      under: won,
      isUsable: isUsable && dealSize > 0,
    });
  return all;
}

/**
 * With the verdict on each conversion against the step in force; those of all channels are corrected together, with those of as many
 * whose plan is `withheld`: where nobody knows how many they are, there is no verdict.
 */
function judged(all: readonly TrueUp[], withheld: number | undefined): readonly TrueUp[] {
  if (withheld === undefined) return all;
  const tests = all.map((one): Test | undefined => {
    const p = testOf(one);
    return p === undefined ? undefined : { actual: one.over, expected: one.expected as number, p };
  });
  const found = judgements(
    tests.flatMap((test) => test ?? []),
    withheld,
  );
  let next = 0;
  return all.map((one, i) => {
    const judgement = tests[i] && found[next++];
    return judgement && judgement.verdict !== 'untestable' ? { ...one, judgement } : one;
  });
}

/** The p-value of a conversion's trailing actual against the step that it is about. */
const testOf = remembered(({ of, over, under, expected }: TrueUp): number | undefined =>
  of === 'conversion' && expected !== undefined && under > 0 && expected <= under && over <= under
    ? binomialTest(over, under, expected / under)
    : undefined,
);
