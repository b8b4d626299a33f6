import {
  type ChannelVariance,
  type Counts,
  type Model,
  monthsText,
  monthText,
  type RevenueParts,
  type Variance,
  type VarianceComparison,
} from '@upsell/engine';
import type { Piece } from './document.ts';
import { countText, decimals, rateText, roundParts, signedText } from './numbers.ts';
import { type ShownOpens, shownOpens } from './shown-opens.ts';
import { differencesText, moneyScale } from './variance-amount.ts';
import { isJudged, paceText, touchesText, varianceSentence } from './variance-sentence.ts';
import type { VarianceWords } from './variance-words.ts';

/**
 * The variance of a window for people: what was opened and what it brought against the plan, why, whether that is more than noise, and
 * a sentence a channel with its owner and the input to fix (variance.md, 1 to 3 and 6). Effects add up to their difference as shown.
 */
export function varianceReport(variance: Variance, words: VarianceWords): readonly Piece[] {
  const { window, channels, total } = variance;
  const { model, plan } = words;
  const compared = channels.filter(({ months }) => months.length > 0);
  const months = monthsText(window.from, window.to);
  const sentences = compared.flatMap((channel) => varianceSentence(channel, words) ?? []);
  const paces = compared.flatMap((channel) => paceText(channel) ?? []);
  return [
    { kind: 'title', text: model.title || 'Model' },
    {
      kind: 'text',
      text: `Actual against ${plan ? `the plan of record "${plan.title}"` : 'the model'}, ${months}${partText(variance)}`,
    },
    { kind: 'heading', text: 'Opened opportunities' },
    openedTable(compared, total),
    { kind: 'heading', text: `Revenue${revenueUnit(compared, total, model)}` },
    ...revenuePieces(compared, total),
    ...(sentences.length > 0
      ? ([
          { kind: 'heading', text: 'Why, and what to do' },
          { kind: 'list', items: sentences },
        ] as const)
      : []),
    ...(paces.length > 0
      ? ([
          { kind: 'heading', text: 'This month' },
          { kind: 'list', items: paces },
        ] as const)
      : []),
    ...notes(variance, words),
  ];
}

/** What is said of a last month that is not over: then its plan is a part of what was planned. */
function partText({ channels, window: { to } }: Variance): string {
  const isPart = channels.some(({ pace, months }) => pace && months.at(-1) === to);
  return isPart ? `. ${monthText(to)} is not over, and is compared with the plan of its workdays so far.` : '';
}

/** Rows and columns add up as shown. */
function openedTable(channels: readonly ChannelVariance[], total: VarianceComparison): Piece {
  const { each: shown, all } = shownOpens(channels);
  const rows = channels.map((one, i) => [
    one.channel.name,
    one.channel.owner ?? '',
    ...openedCells(one, shown[i] as ShownOpens),
  ]);
  const header = ['Channel', 'Owner', 'Plan', 'Actual', 'Diff', 'Verdict', 'Volume', 'Conversion'];
  return { kind: 'table', left: 2, hasTotal: true, rows: [header, ...rows, ['Total', '', ...openedCells(total, all)]] };
}

function openedCells(comparison: VarianceComparison, { plan, difference, volume }: ShownOpens): readonly string[] {
  const { actual, opened, verdicts } = comparison;
  return [
    countText(plan),
    decimals(actual.opened, 0),
    signedText(difference, 1),
    isJudged(comparison) ? verdicts.opened.verdict : 'not over',
    signedText(volume, 1),
    opened.isTestable ? signedText(difference - volume, 1) : 'untestable',
  ];
}

const isRecorded = ({ won, revenue }: Counts): boolean => won !== undefined && revenue !== undefined;

function revenueUnit(channels: readonly ChannelVariance[], total: VarianceComparison, { currency }: Model): string {
  const { unit } = moneyScale(
    [total, ...channels].flatMap(({ plan, actual }) => [plan.revenue ?? 0, actual.revenue ?? 0]),
  );
  return ` in ${unit}${currency ?? 'money'}`;
}

function revenuePieces(channels: readonly ChannelVariance[], total: VarianceComparison): readonly Piece[] {
  const withParts = channels.filter(({ revenue }) => revenue !== undefined);
  if (withParts.length === 0)
    return [
      {
        kind: 'text',
        text: 'The actuals do not record both what was won and its revenue: fill the columns `won` and `revenue`.',
      },
    ];
  const { divisor, digits } = moneyScale(
    [total, ...channels].flatMap(({ plan, actual }) => [plan.revenue ?? 0, actual.revenue ?? 0]),
  );
  const scaled = (value: number) => value / divisor;
  const recorded = withParts.filter(({ actual }) => isRecorded(actual));
  const planned = roundParts(
    recorded.map(({ plan }) => scaled(plan.revenue ?? 0)),
    digits,
  );
  const made = roundParts(
    recorded.map(({ actual }) => scaled(actual.revenue ?? 0)),
    digits,
  );
  const row = (name: string, parts: RevenueParts, sides: readonly [number, number] | undefined): readonly string[] => {
    const [plan, actual] = sides ?? [];
    const difference = sides ? sides[1] - sides[0] : undefined;
    const effects = EFFECTS.map((effect) => parts[effect]);
    const known = effects.filter((effect) => effect !== undefined).map(scaled);
    const shown = differencesText(known, difference ?? known.reduce((sum, effect) => sum + effect, 0), digits);
    const cells = effects.map((effect, i) => (effect === undefined ? '' : (shown[i] as string)));
    const amount = (value: number | undefined) => (value === undefined ? '' : decimals(value, digits));
    return [
      name,
      amount(plan),
      amount(actual),
      difference === undefined ? '' : signedText(difference, digits),
      ...cells,
    ];
  };
  const rows = withParts.map(({ channel: { name }, revenue, actual }) => {
    const i = recorded.findIndex((one) => one.channel.name === name);
    return row(
      name,
      revenue as RevenueParts,
      isRecorded(actual) ? [planned[i] as number, made[i] as number] : undefined,
    );
  });
  const sum = (parts: readonly number[]) => parts.reduce((so, part) => so + part, 0);
  const all = total.revenue && row('Total', total.revenue, [sum(planned), sum(made)]);
  const header = ['Channel', 'Plan', 'Actual', 'Diff', 'Volume', 'Conversion', 'Timing', 'Win rate', 'Deal size'];
  const unrecorded = channels.filter(({ actual }) => !isRecorded(actual)).map(({ channel }) => `\`${channel.name}\``);
  const closed = recorded
    .filter(({ actual }) => actual.closed === undefined)
    .map(({ channel }) => `\`${channel.name}\``);
  return [
    { kind: 'table', left: 1, hasTotal: all !== undefined, rows: [header, ...rows, ...(all ? [all] : [])] },
    ...(total.revenue && !addsUp(recorded, total.revenue, (withParts.length * divisor) / 10 ** digits)
      ? [
          {
            kind: 'text',
            text: 'The total is taken apart at the rates of all channels together: its effects are not the sums of theirs, its difference is.',
          } as const,
        ]
      : []),
    ...(unrecorded.length > 0
      ? [
          {
            kind: 'text',
            text: `What was won, or its revenue, is not recorded for ${unrecorded.join(', ')}, so there is no total: what they opened is valued at the rates of the others.`,
          } as const,
        ]
      : []),
    ...(closed.length > 0
      ? [
          {
            kind: 'text',
            text: `What was closed is not recorded for ${closed.join(', ')}: timing is left out there, and is part of the win rate.`,
          } as const,
        ]
      : []),
  ];
}

/** Whether each effect on the total is the sum of the channels', but for what rounding does. */
const addsUp = (channels: readonly ChannelVariance[], total: RevenueParts, within: number): boolean =>
  EFFECTS.every((effect) => {
    const sum = channels.reduce((so, { revenue }) => so + (revenue?.[effect] ?? 0), 0);
    return Math.abs(sum - (total[effect] ?? 0)) <= within;
  });

const EFFECTS = ['volume', 'conversion', 'timing', 'winRate', 'dealSize'] as const;

/** What no total counts, and how good the plan has been so far. */
function notes(
  { window, channels, leftOut, unread, ahead, unfinished, accuracy }: Variance,
  { plan }: VarianceWords,
): readonly Piece[] {
  const items = [...uncountedTexts({ leftOut, unread, ahead, unfinished })];
  const missing = channels.filter(({ months }) => months.length === 0).map(({ channel }) => `\`${channel.name}\``);
  if (missing.length > 0) items.push(`Not compared, for want of actuals: ${missing.join(', ')}.`);
  // Of one month the table has said it all.
  if (accuracy?.wape !== undefined && accuracy.bias !== undefined && window.from < window.to) {
    const { wape, bias, trackingSignal, isAlarming } = accuracy;
    const side = bias > 0 ? 'too high' : 'too low';
    const alarm = isAlarming ? ' The misses have a direction: look for what the model does not know.' : '';
    const name = plan ? 'The plan' : 'The model';
    if (wape === 0) items.push(`${name} met what was opened in every month.`);
    else
      items.push(
        `${name} missed what was opened by ${rateText(wape)} a month (WAPE), on the whole ${rateText(Math.abs(bias))} ${side}; tracking signal ${trackingSignal === undefined ? '-' : decimals(trackingSignal, 1)}.${alarm}`,
      );
  }
  return items.length > 0
    ? [
        { kind: 'heading', text: 'Notes' },
        { kind: 'list', items },
      ]
    : [];
}

/** What rows of the actuals no figure counts, and how much that is. */
export function uncountedTexts({
  leftOut,
  unread,
  ahead,
  unfinished,
}: Pick<Variance, 'leftOut' | 'unread' | 'ahead' | 'unfinished'>): readonly string[] {
  const { rows, opened, touches } = leftOut;
  const opportunities = `${decimals(opened, 0)} ${opened === 1 ? 'opportunity' : 'opportunities'}`;
  const left = `Left out: ${opportunities} of ${touchesText(touches)} in ${rows} ${rows === 1 ? 'row' : 'rows'} without a source that a channel feeds.`;
  const errors = `Not counted: ${unread} ${unread === 1 ? 'row has an error' : 'rows have errors'}, see \`upsell check\`. The totals are not whole.`;
  const items = [...(rows > 0 ? [left] : []), ...(unread > 0 ? [errors] : [])];
  if (ahead.length > 0) items.push(aheadText(ahead));
  if (unfinished !== undefined)
    items.push(
      `${monthText(unfinished)} is not over, and its rows do not say in \`through\` how far they go: they are compared with all of its plan.`,
    );
  return items;
}

/** Why rows of the actuals are left out. */
export const aheadText = (months: Variance['ahead']): string =>
  `Left out: ${months.map(monthText).join(', ')}, which ${months.length === 1 ? 'is' : 'are'} not over.`;
