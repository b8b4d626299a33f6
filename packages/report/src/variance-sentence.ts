import { type ChannelVariance, type Counts, dayText, type Judgement, type VarianceComparison } from '@upsell/engine';
import { countText, decimals, measuredRateText, moneyText, preciseRateText, rateText } from './numbers.ts';
import type { VarianceWords } from './variance-words.ts';

/**
 * What to do about a channel's difference: which of its inputs it is about, who owns it, and whether it is more than noise
 * (variance.md, 1 to 3). Undefined where nothing differs, and where no month is over: then the pace says what to do.
 */
export function varianceSentence(variance: ChannelVariance, { model, closer }: VarianceWords): string | undefined {
  const { channel, plan, actual, lever, verdicts } = variance;
  if (!lever || !isJudged(variance)) return undefined;
  const by = ownerText(lever === 'win rate' || lever === 'deal size' ? closer : channel.owner);
  const start = `\`${channel.name}\`${lever === 'timing' ? '' : by}:`;
  const isShort = lever === 'timing' || actual.opened < plan.opened;
  switch (lever) {
    case 'volume': {
      const touches = `${touchesText(actual.touches)} of ${decimals(Math.round(plan.touches), 0)} planned`;
      return isShort
        ? `${start} volume, ${touches}${usualText(verdicts.volume)}. That is activity: fix it this week.`
        : `${start} volume, ${touches}${usualText(verdicts.volume)}. More than planned: see whether that lasts.`;
    }
    case 'conversion':
      return `${start} conversion, ${conversionText(variance)}`;
    case 'timing':
      return `${start} timing, ${timingText(variance)}`;
    case 'win rate':
      return `${start} win rate, ${wonText(actual)}, ${winRateText(actual.closed === undefined ? { ...plan, closed: undefined } : plan)} planned. That is for the owner of the closing model.`;
    default:
      return `${start} deal size, ${sizeText(actual, model.currency)} over ${decimals(actual.won ?? 0, 0)} won, ${sizeText(plan, model.currency)} planned. That is for the owner of the closing model.`;
  }
}

/** False where no month of it is over: what is not over is judged by nobody (variance.md, 6). Of a month that is, a volume always is. */
export const isJudged = ({ verdicts }: VarianceComparison): boolean => verdicts.volume.verdict !== 'untestable';

/** `1 touch`, `2,902 touches`. */
export const touchesText = (count: number): string => `${decimals(count, 0)} ${count === 1 ? 'touch' : 'touches'}`;

const ownerText = (owner: string | undefined): string => (owner === undefined ? '' : ` (${owner})`);

/** Whether the last month that is over is outside of what a volume varies by. */
function usualText({ verdict }: Judgement): string {
  if (verdict === 'signal') return ', the last whole month outside of the usual range (a signal)';
  return verdict === 'noise' ? ', the last whole month within the usual range' : '';
}

/** A month closes what months before it opened, so that the counts say more than a share. */
function timingText({ actual, plan }: ChannelVariance): string {
  const [closed, planned] = [actual.closed ?? 0, plan.closed ?? 0];
  const counts = `${decimals(closed, 0)} closed beside ${decimals(actual.opened, 0)} opened, ${countText(planned)} beside ${countText(plan.opened)} planned`;
  const isLate = closed * plan.opened < planned * actual.opened;
  return isLate
    ? `${counts}. That is nobody's yet: what did not close is still open.`
    : `${counts}. That is nobody's: it closed early, or was late before.`;
}

function conversionText({ actual, plan, verdicts }: ChannelVariance): string {
  const { verdict } = verdicts.conversion;
  const rate = ({ opened, touches }: Counts, text: (share: number) => string) =>
    touches === 0 ? '-' : text(opened / touches);
  const measured = rate(actual, measuredRateText);
  const rates = `${measured} of ${touchesText(actual.touches)}, ${rate(plan, preciseRateText)} planned`;
  switch (verdict) {
    case 'signal':
      return `${rates}. A signal${onTheWholeText(verdicts)}: update the assumption, do not defend it (\`upsell trueup\`).`;
    case 'noise':
      return `${rates}. Noise${onTheWholeText(verdicts)}: no reason to doubt the assumption.`;
    case 'too little data':
      return `${rates}. Too little data to tell: ${decimals(actual.opened, 0)} opened where ${countText((actual.touches * plan.opened) / (plan.touches || 1))} were expected.`;
    default:
      return `${rates}. It cannot be tested: count the touches where they happen.`;
  }
}

/** The verdict on what was opened stands beside the sentence: where it is another one, both are right. */
function onTheWholeText({ conversion, opened }: ChannelVariance['verdicts']): string {
  if (opened.verdict === conversion.verdict || opened.verdict === 'untestable') return '';
  return `, though what was opened is ${opened.verdict === 'signal' ? 'a signal' : opened.verdict} on the whole`;
}

const shareText = (part: number | undefined, whole: number): string =>
  part === undefined || whole === 0 ? '-' : rateText(part / whole);

/** `5 won of 18 closed (27.8%)`: a rate of few says little, and the counts say how few. */
function wonText(counts: Counts): string {
  const { won = 0, closed, opened } = counts;
  const of = closed === undefined ? `${decimals(opened, 0)} opened` : `${decimals(closed, 0)} closed`;
  return `${decimals(won, 0)} won of ${of} (${winRateText(counts)})`;
}

const winRateText = ({ won, closed, opened }: Counts): string => shareText(won, closed ?? opened);

const sizeText = ({ revenue, won }: Counts, currency: string | undefined): string =>
  revenue === undefined || !won ? '-' : moneyText(revenue / won, currency);

/** Where a month that is not over stands, and how many more touches its owner needs (variance.md, 6). */
export function paceText({ channel, pace, months }: ChannelVariance): string | undefined {
  const month = months.at(-1);
  if (!pace || month === undefined) return undefined;
  const count = (value: number) => Math.ceil(value - 1e-9);
  const whole = (value: number) => decimals(count(value), 0);
  const [first, last] = [dayText(month, pace.first), dayText(month, pace.last)];
  const days = pace.days === 1 ? `on ${first}` : `from ${first} to ${last}`;
  // Nobody reads it on the day that the actuals end with.
  const start = `\`${channel.name}\`${ownerText(channel.owner)}, through ${dayText(month, pace.through)}:`;
  if (pace.behind <= 0) return `${start} on pace, ${touchesText(count(pace.planned))} planned ${days}.`;
  return `${start} ${touchesText(count(pace.behind))} behind: make ${whole(pace.planned + pace.behind)} ${days}, ${whole(pace.behind)} more than planned.`;
}
