import {
  type ChannelVariance,
  fiscalQuarterText,
  isBroken,
  type Lever,
  type Month,
  monthOfFiscalQuarter,
  monthText,
  type RevenueParts,
  type VarianceComparison,
  type Window,
} from '@upsell/engine';
import { type ShownOpens, shownOpens } from '../shown-opens.ts';
import { uncountedTexts } from '../variance-report.ts';
import { paceText, varianceSentence } from '../variance-sentence.ts';
import type { VarianceWords } from '../variance-words.ts';
import type { Board } from './board.ts';
import type { LinePlace } from './input.ts';

/** Plan against actual over a window: what differs, why, and whose it is. */
export interface VarianceScreen {
  readonly window: Window;
  readonly hasPlan: boolean;
  readonly opened: Bridge;
  /** Absent where the won and the revenue are not recorded of every channel. */
  readonly revenue?: Bridge;
  readonly rows: readonly VarianceRow[];
  /** Sentences on a last month that is not over. */
  readonly paces: readonly string[];
  /** What no total counts. */
  readonly notes: readonly string[];
}

/** From plan to actual: `plan` plus all steps is `actual`. */
export interface Bridge {
  readonly plan: number;
  readonly steps: readonly { readonly effect: Effect; readonly value: number }[];
  readonly actual: number;
}

export type Effect = keyof RevenueParts;

export interface VarianceRow {
  readonly name: string;
  readonly title: string;
  readonly owner?: string;
  readonly place?: LinePlace;
  readonly plan: number;
  readonly actual: number;
  readonly volume: number;
  /** Absent where nothing is known of the conversion: all of the difference is volume then. */
  readonly conversion?: number;
  /** With one decimal, so that rows and columns add up as shown. */
  readonly shown: ShownOpens;
  readonly revenue?: RevenueParts & { readonly plan?: number; readonly actual?: number };
  readonly lever?: Lever;
  readonly verdict: ChannelVariance['verdicts']['opened']['verdict'];
  readonly sentence?: string;
}

/** Undefined where there are no actuals in the window, or where what was planned is withheld. */
export function varianceScreenOf(board: Board, window?: Window): VarianceScreen | undefined {
  const { input, tracking } = board;
  const { model, plan, places } = input;
  const found = tracking.variance(window);
  if (!found || isBroken(found)) return undefined;
  const words = { model, plan, closer: isBroken(model.closing) ? undefined : model.closing.owner };
  const compared = found.channels.filter(({ months }) => months.length > 0);
  const { each: shown, all } = shownOpens(compared);
  const placeOf = new Map(model.channels.map(({ name }, i) => [name, places.channels[i]]));
  return {
    window: found.window,
    hasPlan: plan !== undefined,
    opened: openedBridge(found.total, all),
    revenue: revenueBridge(found.total),
    rows: compared.map((one, i) => rowOf(one, shown[i] as ShownOpens, words, placeOf.get(one.channel.name))),
    paces: compared.flatMap((one) => paceText(one) ?? []),
    notes: uncountedTexts(found),
  };
}

/** True where there are actuals in a window, and what was planned there is withheld. */
export function isPlanWithheld({ tracking }: Board, window?: Window): boolean {
  const found = tracking.variance(window);
  return found !== undefined && isBroken(found);
}

/** With one decimal, as the table below it has it. */
function openedBridge({ actual, opened: { isTestable } }: VarianceComparison, shown: ShownOpens): Bridge {
  const { plan, difference, volume } = shown;
  // Without a conversion all of the difference is volume.
  const steps = isTestable
    ? [
        { effect: 'volume' as const, value: volume },
        { effect: 'conversion' as const, value: difference - volume },
      ]
    : [{ effect: 'volume' as const, value: difference }];
  return { plan, steps, actual: actual.opened };
}

function revenueBridge({ plan, actual, revenue }: VarianceComparison): Bridge | undefined {
  if (!revenue || plan.revenue === undefined || actual.revenue === undefined) return undefined;
  const steps = EFFECTS.flatMap((effect) => {
    const value = revenue[effect];
    return value === undefined ? [] : [{ effect, value }];
  });
  return { plan: plan.revenue, steps, actual: actual.revenue };
}

const EFFECTS: readonly Effect[] = ['volume', 'conversion', 'timing', 'winRate', 'dealSize'];

function rowOf(
  one: ChannelVariance,
  shown: ShownOpens,
  words: VarianceWords,
  place: LinePlace | undefined,
): VarianceRow {
  const { channel, plan, actual, opened, revenue, lever, verdicts } = one;
  return {
    name: channel.name,
    title: channel.title || channel.name,
    owner: channel.owner,
    place,
    plan: plan.opened,
    actual: actual.opened,
    volume: opened.isTestable ? opened.volume : actual.opened - plan.opened,
    conversion: opened.isTestable ? opened.conversion : undefined,
    shown,
    revenue: revenue && { ...revenue, plan: plan.revenue, actual: actual.revenue },
    lever,
    verdict: verdicts.opened.verdict,
    sentence: varianceSentence(one, words),
  };
}

/** The months that may be compared: those of the plan of record, else of the model. */
export function comparableMonths({ input: { model, plan } }: Board): readonly Month[] {
  const { start, months } = plan ?? model;
  return Array.from({ length: months }, (_, m) => start + m);
}

/** Windows that somebody asks for: the fiscal year to date first, then quarters and months with actuals, the latest first. */
export interface WindowChoice extends Window {
  /** `FY27-Q1`, `2026-02`; absent for the year to date. */
  readonly text?: string;
}

export function windowChoices(board: Board): readonly WindowChoice[] {
  const { input, tracking } = board;
  const { model } = input;
  const all = comparableMonths(board);
  const rows = new Set((tracking.actuals?.rows ?? []).map(({ month }) => month));
  const months = all.filter((month) => rows.has(month));
  const toDate = tracking.yearToDate();
  if (!toDate || months.length === 0) return [];
  const quarters = new Map<string, Window>();
  for (const month of months) {
    const from = month - monthOfFiscalQuarter(month, model.fiscalYearStart);
    quarters.set(fiscalQuarterText(month, model.fiscalYearStart), { from, to: from + 2 });
  }
  const [first, last] = [all[0] ?? 0, all.at(-1) ?? 0];
  const clipped = <W extends Window>(one: W): W => ({
    ...one,
    from: Math.max(one.from, first),
    to: Math.min(one.to, last),
  });
  return [
    toDate,
    ...[...quarters].reverse().map(([text, window]) => ({ text, ...window })),
    ...months.toReversed().map((month) => ({ text: monthText(month), from: month, to: month })),
  ].map(clipped);
}
