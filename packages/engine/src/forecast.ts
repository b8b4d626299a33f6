import { alignment, carriedOver } from './alignment.ts';
import { evaluateChannel, seasonByMonth } from './channel-figures.ts';
import { type ChannelOutcome, channelOutcome, type Earlier, type Opening } from './channel-outcome.ts';
import { type ClosingFigures, evaluateClosing, withKnown } from './closing-figures.ts';
import { areSameTerms, type ClosingTerms } from './closing-terms.ts';
import { type DriverTable, hold } from './driver-table.ts';
import { type Evaluator, evaluator, type Found } from './evaluator.ts';
import type { Figure, Flows, Forecast } from './figures.ts';
import type { Finding } from './finding.ts';
import type { Amount } from './level.ts';
import type { Series } from './model.ts';
import { type Broken, type Channel, isBroken, type Model } from './model.ts';
import { shareByMonth } from './queue.ts';
import { evaluateRetention, type RetentionFigures } from './retention-figures.ts';
import { bothSales, type Sales, salesOf } from './sales.ts';
import { firstSame } from './series.ts';
import { ratesOf } from './sold.ts';
import { rootOf, type SumTree } from './sum-tree.ts';
import { summarise } from './summary.ts';
import { figureOf, flowsOf, type Summand, sumsOfAmounts, totals } from './totals.ts';
import { withheldFlows, withheldLater } from './withheld.ts';

/** A forecast, what was found wrong on the way, and what it was made of. */
export interface Outcome {
  readonly forecast: Forecast;
  readonly findings: readonly Finding[];
  readonly made: Made;
}

/** What a forecast was made of, by which the next one knows what it need not make again. */
export interface Made {
  readonly model: Model;
  readonly drivers: DriverTable;
  readonly season: Remembered<Series | Broken | undefined>;
  readonly closing: Remembered<ClosingFigures | Broken>;
  readonly retention: Remembered<RetentionFigures | Broken | undefined>;
  /** What all channels open; only where they share the closers. */
  readonly arrived?: SumTree<Amount>;
  readonly terms: ClosingTerms;
  readonly outcomes: readonly ChannelOutcome[];
  readonly sums: SumTree<Summand>;
  /** Of all channels. */
  readonly sales: Sales;
  /** Of all channels, before anything is withheld. */
  readonly flows: Flows;
}

/** What a part of a model came to. */
interface Remembered<T> extends Found<T> {
  readonly of: unknown;
}

/** An earlier outcome, with what it knows of the model's channels: those that open the same. */
interface Before {
  readonly made: Made;
  /** Of one channel, by its index. */
  known(i: number): ChannelOutcome | undefined;
  /** Of each: asked for once, by who fills in the rest. */
  all(): (ChannelOutcome | undefined)[];
}

/**
 * The forecast of a model at the expected value of every range (forecast.md, 1 to 4), and what was found wrong with its
 * numbers. Every series has `model.months` values. What an error leaves without a value is withheld, with everything that
 * needs it: a channel by its own fields and drivers; from `worked` on also by the closing model, and by every channel
 * where capacity or attention is shared; totals by every channel. Never throws for what a text can say.
 *
 * `known` are outcomes of other models: what this one shares with them is taken from there, from the first one that has it.
 * They save work and change nothing.
 */
export function forecast(model: Model, known: readonly Outcome[] = []): Outcome {
  const earlier = known.flatMap(({ made }) => (haveSameMonths(made.model, model) ? [made] : []));
  const tables = earlier.map(({ drivers }) => drivers);
  const values = evaluator(model.drivers, model.start, model.months, tables);
  const { blank } = values;

  const seasons = earlier.map(({ season }) => season);
  const season = remember(
    model.season,
    seasons,
    values,
    () => model.season && seasonByMonth(model.season, model, values),
  );
  const closings = earlier.map(({ closing }) => closing);
  const closing = remember(model.closing, closings, values, () =>
    withKnown(
      evaluateClosing(model, values),
      closings.map(({ value }) => value),
    ),
  );
  const retentions = earlier.map(({ retention }) => retention);
  const retention = remember(model.retention, retentions, values, () => evaluateRetention(model, values));

  const before = earlier.map((made) => knownChannels(model, made, season, values));
  const openingOf = (i: number): Opening =>
    firstOf(before, i)?.opening ??
    values.found(() => evaluateChannel(model.channels[i] as Channel, season.value, values, model));
  const openings = isShared(closing.value) ? model.channels.map((_, i) => openingOf(i)) : undefined;
  const trees = earlier.flatMap(({ arrived }) => arrived ?? []);
  const arrived = openings && sumsOfAmounts(openings.map(openedOf), trees, blank);
  const arrivals = arrived && figureOf(rootOf(arrived), model.months);
  const terms = termsOf(model, closing.value, retention.value, arrivals, earlier);
  const outcomes = outcomesOf(model, (i) => openings?.[i] ?? openingOf(i), terms, before, blank);
  const all = earlier.map(({ sums }) => sums);
  const sums = totals(outcomes, all, blank, model.months);
  const sales = salesOfAll(sums, terms, earlier, blank);
  const root = rootOf(sums);
  const flowsBefore = earlier.map((made) => ({ amounts: rootOf(made.sums).amounts, flows: made.flows }));
  const flows = flowsOf(root, sales, model.months, flowsBefore);
  const drivers = values.drivers;
  const made = { model, drivers, season, closing, retention, arrived, terms, outcomes, sums, flows, sales };
  const parts = [drivers, season, root, closing, retention, { findings: root.laterFindings }];
  return finished(
    made,
    parts.flatMap(({ findings }) => findings),
  );
}

/** What depends on the period in any part of a model. */
const haveSameMonths = (a: Model, b: Model): boolean =>
  a.start === b.start && a.months === b.months && a.fiscalYearStart === b.fiscalYearStart;

/** What `make` makes of a part of the model, or what is known of the same part, made of the same drivers. */
function remember<T>(of: unknown, known: readonly Remembered<T>[], values: Evaluator, make: () => T): Remembered<T> {
  const isKnown = (one: Remembered<T>) => one.of === of && hold(one.reads, values.drivers.states);
  return known.find(isKnown) ?? { of, ...values.found(make) };
}

/** What an earlier outcome knows of a model's channels. Whether what it knows still holds is asked channel by channel, where it is needed. */
function knownChannels({ channels }: Model, made: Made, season: Made['season'], values: Evaluator): Before {
  const isSameSeason = made.season.value === season.value;
  const isAllSame = made.drivers === values.drivers && isSameSeason;
  const holds = ({ channel: { season }, opening: { reads } }: ChannelOutcome) =>
    (isSameSeason || season !== undefined) && hold(reads, values.drivers.states);
  const runs = alignment(channels, made.model.channels);
  const carried = carriedOver(made.outcomes, runs, channels.length);
  const checked = (outcome: ChannelOutcome | undefined) =>
    outcome && (isAllSame || holds(outcome)) ? outcome : undefined;
  return {
    made,
    known: (i) => checked(carried[i]),
    all: () => (isAllSame ? carried : carried.map(checked)),
  };
}

/** The first that knows a channel. */
function firstOf(before: readonly Before[], i: number): ChannelOutcome | undefined {
  for (const one of before) {
    const known = one.known(i);
    if (known) return known;
  }
  return undefined;
}

const openedOf = ({ value }: Opening): Amount => (isBroken(value) ? value : value.opened);

/** Where closers are shared, every channel's work depends on every other. */
export const isShared = (closing: ClosingFigures | Broken): boolean =>
  !isBroken(closing) && (closing.limit !== undefined || closing.attention !== undefined);

export function termsOf(
  { broken, incomplete, months }: Model,
  closing: ClosingFigures | Broken,
  retention: RetentionFigures | Broken | undefined,
  arrived: Figure | undefined,
  earlier: readonly Made[],
): ClosingTerms {
  const noArrivals = arrived && (incomplete ?? (isBroken(arrived) ? arrived : undefined));
  const noWork = broken ?? (isBroken(closing) ? closing : noArrivals);
  if (noWork || isBroken(closing)) return { months, broken, noWork, retention: incomplete ?? retention };
  const share = arrived && !isBroken(arrived) ? shareByMonth(arrived, closing) : undefined;
  const shares = earlier.map((made) => made.terms.share);
  const { winRate, dealSize, cycle } = closing;
  return {
    months,
    closing: { ...ratesOf(winRate, dealSize), cycle },
    share: share && firstSame(share, shares),
    retention: incomplete ?? retention,
  };
}

/** What each channel comes to, by channel. */
function outcomesOf(
  { channels }: Model,
  openingOf: (i: number) => Opening,
  terms: ClosingTerms,
  before: readonly Before[],
  blank: () => Series,
): readonly ChannelOutcome[] {
  const [same, ...others] = before.filter(({ made }) => areSameTerms(made.terms, terms));
  const outcomes = same?.all() ?? new Array<undefined>(channels.length);
  for (let i = nextUnknown(outcomes, 0); i < channels.length; i = nextUnknown(outcomes, i + 1)) {
    const opening = openingOf(i);
    const of = { channel: channels[i] as Channel, opening, terms };
    outcomes[i] = firstOf(others, i) ?? channelOutcome(of, blank, earlierOf(opening, before, i));
  }
  return outcomes as readonly ChannelOutcome[];
}

/** The first that knows what became of a channel's opening on its own terms. */
function earlierOf(opening: Opening, before: readonly Before[], i: number): Earlier | undefined {
  for (const { known, made } of before) {
    const outcome = known(i);
    if (outcome?.opening === opening) return { outcome, terms: made.terms };
  }
  return undefined;
}

/** A loop of its own: the one around what it finds runs too seldom to be compiled well. */
function nextUnknown(outcomes: readonly (ChannelOutcome | undefined)[], from: number): number {
  let i = from;
  while (i < outcomes.length && outcomes[i] !== undefined) i++;
  return i;
}

/** What all channels sell: what follows from all that they close, at the closing model's rates, and what they sell at their own. */
function salesOfAll(sums: Made['sums'], terms: ClosingTerms, earlier: readonly Made[], blank: () => Series): Sales {
  const root = rootOf(sums);
  // A sum is the same one only where every outcome is, and an outcome only on terms on which it sells the same.
  const known = earlier.find((made) => rootOf(made.sums) === root);
  const { closing, retention } = terms;
  // Without a channel nothing is sold, whatever the terms are.
  if (known || !closing || sums.levels[0]?.length === 0) return known?.sales ?? root.apart;
  return bothSales(root.apart, salesOf(root.sellable, closing, retention, blank), blank);
}

/** The forecast of what was made, with its totals. */
function finished(made: Made, found: readonly Finding[]): Outcome {
  const { model, terms, closing, retention, outcomes: channels, flows } = made;
  const { broken, months } = model;
  const known = isBroken(closing.value)
    ? { limit: closing.value, quota: closing.value, cost: closing.value }
    : closing.value;
  const beside = {
    limit: broken ?? known.limit,
    quota: broken ?? known.quota,
    contraction: broken ?? retention.value,
  };
  // A channel without figures has none from `touches` on.
  const anyChannel = broken ?? model.incomplete ?? (isBroken(flows.touches) ? flows.touches : undefined);
  // A broken closing model withholds what needs it, channel by channel; what is opened stays.
  const total = anyChannel
    ? withheldFlows(anyChannel)
    : { ...flows, ...(terms.noWork && withheldLater(terms.noWork)), cost: known.cost };
  const of = (totals: Flows, findings: readonly Finding[]): Outcome => ({
    forecast: { channels, ...beside, total: totals, summary: summarise(totals, months) },
    // What is wrong with a driver outside the period is found by everything that looks there.
    findings: [...new Set(findings)],
    made,
  });
  const outcome = of(total, found);
  const fits = (value: unknown) => typeof value !== 'number' || Number.isFinite(value);
  if (Object.values(outcome.forecast.summary).every(fits)) return outcome;
  const tooLarge: Finding = { code: 'number-too-large', span: model.span, params: { place: 'the total' } };
  return of(withheldFlows({ broken: tooLarge.span, code: tooLarge.code }), [...found, tooLarge]);
}
