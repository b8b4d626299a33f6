import {
  type Forecast,
  isBroken,
  type Model,
  monthsText,
  monthText,
  type Prediction,
  periodTotal,
  plannedRevenue,
  type Tracking,
  type TrueUp,
} from '@upsell/engine';
import { fitting, type HintText, hint } from './hint.ts';
import {
  countText,
  decimals,
  measuredRateText,
  moneyText,
  preciseRateText,
  shortCountText,
  shortMoneyText,
  signedText,
} from './numbers.ts';
import { targetLine } from './target-line.ts';
import { paceText, varianceSentence } from './variance-sentence.ts';

/** What happened, behind the words of a line's own hint; a line without actuals keeps those. */
export interface ActualHintTexts {
  model(own: HintText): HintText;
  channel(name: string, own: HintText): HintText;
  /** The trailing volume with its counts; undefined where there is none. */
  volume(channel: string): HintText | undefined;
  /** The trailing actual of a rate or a size with its counts; of the closing model without a channel. */
  number(of: Exclude<TrueUp['of'], 'volume'>, channel: string | undefined, own: HintText): HintText;
}

/** `closer` answers for the win rate and the deal size. */
export function actualHintTexts(
  tracking: Tracking,
  model: Model,
  forecast: Forecast,
  closer: string | undefined,
): ActualHintTexts {
  const { currency } = model;
  return {
    model(own) {
      const again = tracking.reforecast;
      if (!again || isBroken(again)) return own;
      const short = (value: number) => shortMoneyText(value, currency);
      const revenue = periodTotal(forecast.total.revenue);
      const planned = tracking.plan && plannedRevenue(tracking.plan);
      const now = short(again.revenue.value);
      const shown = revenue === undefined ? '' : `${short(revenue)} · `;
      return hint(
        planned === undefined
          ? fitting(`${own.text} · now ${now}`, `${shown}re-forecast ${now}`, `re-forecast ${now}`)
          : fitting(
              `${shown}plan ${short(planned)} · re-forecast ${now}`,
              `plan ${short(planned)} · now ${now}`,
              `now ${now}`,
            ),
        () => {
          const plan = planned === undefined ? '' : `, plan of record ${moneyText(planned, currency)}`;
          const targets = tracking.reforecastTargets.map(
            (result) => `- ${targetLine(result, currency, () => 'the model')}`,
          );
          const lines = [
            `**Re-forecast ${intervalText(again.revenue, (value) => moneyText(value, currency))}** with actuals through ${monthText(again.through)}${plan}`,
            `${intervalText(again.opened, countText)} opened`,
            ...(targets.length > 0 ? [`By the re-forecast:\n\n${targets.join('\n')}`] : []),
          ];
          return `${own.derivation}\n\n${lines.join('\n\n')}`;
        },
      );
    },

    channel(name, own) {
      const one = tracking.channels().get(name);
      if (!one || one.months.length === 0) return own;
      const difference = one.actual.opened - one.plan.opened;
      const change = `${difference < 0 ? '-' : '+'}${shortCountText(Math.abs(difference))}`;
      const isSignal = one.verdicts.opened.verdict === 'signal';
      const [first = ''] = own.text.split(' · ');
      const short = `${own.text} · ${change} YTD`;
      const texts = isSignal ? [`${short}, a signal`, `${first} · ${change} YTD, a signal`, short] : [short];
      return hint(fitting(...texts, own.text), () => {
        const pace = paceText(one);
        const sentence = varianceSentence(one, { model, closer, plan: tracking.plan });
        const lines = [
          `**${decimals(one.actual.opened, 0)} opened** in ${monthsText(one.months[0] as number, one.months.at(-1) as number)}, ` +
            `${countText(one.plan.opened)} planned: ${signedText(one.opened.volume, 1)} by volume, ${signedText(one.opened.conversion, 1)} by conversion (${one.verdicts.opened.verdict})`,
          ...(sentence === undefined ? [] : [sentence]),
          ...(pace === undefined ? [] : [pace]),
        ];
        return `${own.derivation}\n\n${lines.join('\n\n')}`;
      });
    },

    volume(channel) {
      const trailing = tracking.volume(channel);
      if (!trailing) return undefined;
      const { verdict } = trailing;
      const value = `${roundText(trailing.volume)}/mo`;
      const counts = `${decimals(trailing.touches, 0)} in ${trailing.to - trailing.from + 1} mo`;
      const called = verdict === 'signal' ? 'signal:' : 'actual';
      return hint(
        fitting(`${called} ${value} (${counts})`, `${called} ${value}`),
        () =>
          `**${value}** in ${monthsText(trailing.from, trailing.to)}: ${counts}${verdict === 'signal' ? '; the last month lies outside of what this volume varies by' : ''}`,
      );
    },

    number(of, channel, own) {
      const trueUp = tracking.trueUps.find((one) => one.of === of && one.channel === channel);
      if (!trueUp) return own;
      const verdict = trueUp.judgement?.verdict;
      const value = actualText(trueUp, currency);
      const counts = `(${countsText(trueUp)})`;
      const called = verdict === 'signal' ? 'signal:' : 'actual';
      return hint(
        fitting(`${own.text} · ${called} ${value} ${counts}`, `${called} ${value} ${counts}`, `${called} ${value}`),
        () => `${own.derivation}\n\n${derivationOf(trueUp, verdict, value)}`,
      );
    },
  };
}

/** A count in the digits that it takes: one decimal below 100. */
const roundText = (value: number): string =>
  value < 100 ? shortCountText(value).replace(/\.0$/, '') : shortCountText(Math.round(value)).replace(/\.0$/, '');

const intervalText = ({ value, low, high }: Prediction, text: (value: number) => string): string =>
  `${text(value)} (in 90% of cases between ${text(low)} and ${text(high)})`;

const actualText = ({ of, value }: TrueUp, currency: string | undefined): string =>
  of === 'deal size' ? shortMoneyText(value, currency) : measuredRateText(value);

const countsText = ({ of, over, under, isAgeAdjusted }: TrueUp): string =>
  of === 'deal size'
    ? `${decimals(under, 0)} won`
    : `${decimals(over, 0)} of ${decimals(under, isAgeAdjusted ? 1 : 0)}`;

function derivationOf(trueUp: TrueUp, verdict: string | undefined, value: string): string {
  const { of, evidence, isUsable, touchesMissing, believed, isAgeAdjusted, from } = trueUp;
  const lines = [
    `**${value}** in ${monthsText(evidence.from, evidence.to)}: ${countsText(trueUp)}${verdict ? ` (${verdict})` : ''}`,
  ];
  if (isAgeAdjusted)
    lines.push('What was won is compared with what was due to close by the cycle: the rest is too young.');
  if (believed)
    lines.push(
      `With the range as it is written as the prior: ${preciseRateText(believed.mean)}, with 90% between ${preciseRateText(believed.low)} and ${preciseRateText(believed.high)}.`,
    );
  if (!isUsable)
    lines.push(
      of === 'conversion' && touchesMissing !== undefined
        ? `Not enough yet to go by: about ${decimals(touchesMissing, 0)} more touches.`
        : 'Not enough yet to go by.',
    );
  else lines.push(`Trued up, it would hold from ${monthText(from)} on.`);
  return lines.join('\n\n');
}
