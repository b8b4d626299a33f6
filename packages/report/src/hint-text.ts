import {
  type Broken,
  type ChannelForecast,
  type ExpectationResult,
  type Figure,
  type Forecast,
  isBroken,
  type Model,
  monthlyMean,
  periodTotal,
  pooledRatio,
  type ScenarioResult,
  type Series,
  sumOfFlows,
  type TargetResult,
  type Total,
  type Touch,
  volumesBeforeSeason,
} from '@upsell/engine';
import { expectationHint, type GoalContext, scenarioHint, targetHint } from './goal-hint-text.ts';
import { fitting, type HintText, hint, withheldText } from './hint.ts';
import {
  countText,
  moneyText,
  preciseRateText,
  rateText,
  roundParts,
  shortCountText,
  shortMoneyText,
} from './numbers.ts';

/** The words of one model's hints, each under 43 characters. */
export interface HintTexts {
  model(): HintText;
  channel(figures: ChannelForecast): HintText;
  /** `index` into the forecast's channels. What touches open at a rate of their own is not of it. */
  conversion(index: number): HintText;
  /** `index` into the channel's touches. */
  touch(figures: ChannelForecast, index: number): HintText;
  /** For a channel's own win rate; without one for the closing model's, which is that of all channels that have none of their own. */
  winRate(of?: Closed): HintText;
  dealSize(of?: Closed): HintText;
  /** For `capacity`, or for `attention` without it. */
  capacity(): HintText;
  retention(): HintText;
  target(result: TargetResult): HintText;
  expectation(result: ExpectationResult): HintText;
  scenario(result: ScenarioResult): HintText;
}

interface Closed {
  readonly closed: Figure;
  readonly won: Figure;
  readonly revenue: Figure;
}

/** A tooltip is read at a glance, and travels with every keystroke. */
const MOST_CHANNELS = 20;

/** `place` says where a withheld figure's cause stands, such as `line 12`. */
export function hintTexts(model: Model, forecast: Forecast, place: (broken: Broken) => string): HintTexts {
  const { months, currency } = model;
  const short = (value: number): string => shortMoneyText(value, currency);
  const full = (value: number): string => moneyText(value, currency);
  const period = months === 1 ? 'the month' : `the ${months} months`;

  const withheld = (because: Broken): HintText => {
    return {
      text: withheldText('', `see ${place(because)}`),
      known: '',
      derivation: `Withheld because of \`${because.code}\` at ${place(because)}. Mend it, and the figure is back.`,
      because,
    };
  };
  const goals: GoalContext = { currency, withheld };
  const unless = (figure: Figure, make: () => HintText): HintText => (isBroken(figure) ? withheld(figure) : make());
  const beforeSeason = volumesBeforeSeason(model);
  /** Of a channel by its index, or of some touches of it; what the volume comes to without its season stands before it. */
  const openedLine = (
    { touches, opened }: Pick<ChannelForecast, 'touches' | 'opened'>,
    index: number,
    some?: readonly Touch[],
  ): string => {
    const channel = model.channels[index];
    const volume = channel && beforeSeason(channel, some);
    const inSeason = volume ? `volume ${mean(volume)} x season ${rate(touches, volume)} = ` : '';
    return `${inSeason}${mean(touches)} touches a month x ${rate(opened, touches)} = **${mean(opened)} opened** a month`;
  };

  return {
    model: () =>
      unless(forecast.total.opened, () => {
        const { opened, won, revenue } = forecast.total;
        const openedText = `${mean(opened)} opened/mo`;
        if (isBroken(revenue)) {
          const derivation = `**${countText(total(opened))} opened** in ${period} = ${mean(opened)} a month\n\n${withheld(revenue).derivation}`;
          return {
            text: withheldText(openedText, `see ${place(revenue)}`),
            known: openedText,
            derivation,
            because: revenue,
          };
        }
        const open = forecast.summary.openAtEnd;
        return hint(`${openedText} · ${short(total(revenue))} in ${months} mo`, () => {
          const shown = forecast.channels.slice(0, MOST_CHANNELS);
          const rest = forecast.channels.length - shown.length;
          // They stand with their total.
          const means = roundParts(
            forecast.channels.map((of) => monthlyMean(of.opened) ?? 0),
            1,
            monthlyMean(opened),
          );
          const revenues = roundParts(
            forecast.channels.map((of) => total(of.revenue)),
            0,
            total(revenue),
          );
          const parts = shown.map(
            ({ channel }, i) =>
              `- \`${channel.name}\`: ${shortCountText(means[i] as number)} opened a month, ${full(revenues[i] as number)}`,
          );
          if (rest > 0) parts.push(`- and ${rest} more`);
          return (
            `**${countText(total(opened))} opened** in ${period} = ${mean(opened)} a month\n\n` +
            `**${full(total(revenue))} revenue** from ${countText(total(won))} won; ` +
            `${countText(typeof open === 'number' ? open : 0)} still open at the end\n\n${parts.join('\n')}`
          );
        });
      }),

    channel: (figures) =>
      unless(figures.opened, () => {
        const opened = `${mean(figures.opened)} opened/mo`;
        const { closed, won, revenue } = figures;
        if (isBroken(revenue)) {
          const text = withheldText(opened, `see ${place(revenue)}`);
          const derivation = `${openedLine(figures, forecast.channels.indexOf(figures))}\n\n${withheld(revenue).derivation}`;
          return { text, known: opened, derivation, because: revenue };
        }
        return hint(
          `${opened} · ${short(total(revenue))}`,
          () =>
            `${openedLine(figures, forecast.channels.indexOf(figures))}\n\n${countText(total(closed))} closed in ${period} x ${rate(won, closed)} = ` +
            `${countText(total(won))} won; x ${dealSize(figures)} = **${full(total(revenue))}**`,
        );
      }),

    conversion: (index) => {
      const figures = forecast.channels[index] as ChannelForecast;
      return unless(figures.opened, () => {
        const touches = model.channels[index]?.touches ?? [];
        const some = touches.filter(({ converting }) => !converting);
        const parts = figures.parts.filter((_, i) => !touches[i]?.converting);
        if (parts.length === figures.parts.length)
          return hint(`${mean(figures.opened)} opened/mo`, () => openedLine(figures, index));
        const own = { touches: sumOf(parts, 'touches', months), opened: sumOf(parts, 'opened', months) };
        return hint(
          `${mean(own.opened)} opened/mo`,
          () =>
            `${openedLine(own, index, some)}, of the ${mean(figures.opened)} of the channel: the other touches convert at a rate of their own`,
        );
      });
    },

    touch: (figures, index) =>
      unless(figures.opened, () => {
        const part = figures.parts[index];
        if (!part) return { text: '', derivation: '' };
        const of = forecast.channels.indexOf(figures);
        const share = pooledRatio(part.opened, figures.opened) ?? 0;
        // They stand below each other, and add up to all of it.
        const percents = roundParts(
          figures.parts.map((one) => 100 * (pooledRatio(one.opened, figures.opened) ?? 0)),
          0,
        );
        return hint(
          `${mean(part.opened)} opened/mo · ${percents[index]}% of it`,
          () =>
            `${openedLine(part, of, model.channels[of]?.touches.slice(index, index + 1))}, ${rateText(share)} of the channel's ${mean(figures.opened)}`,
        );
      }),

    winRate: (of) => {
      const { won, closed } = of ?? without('winRate');
      const others = of || !model.channels.some(({ winRate }) => winRate) ? '' : OTHERS;
      return unless(won, () =>
        hint(
          `${mean(won)} won/mo`,
          () => `${mean(closed)} closed a month x ${rate(won, closed)} = **${mean(won)} won** a month${others}`,
        ),
      );
    },

    dealSize: (of) => {
      const { won, revenue } = of ?? without('dealSize');
      const others = of || !model.channels.some((one) => one.dealSize) ? '' : OTHERS;
      return unless(revenue, () => {
        const each = monthlyMean(revenue) ?? 0;
        return hint(
          `${short(each)}/mo`,
          () => `${mean(won)} won a month x ${dealSize({ won, revenue })} = **${full(each)}** a month${others}`,
        );
      });
    },

    capacity: () =>
      unless(forecast.total.worked, () => {
        const { worked, opened } = forecast.total;
        const { limit, summary } = forecast;
        const waiting = typeof summary.backlogAtEnd === 'number' ? summary.backlogAtEnd : 0;
        const can = limit && !isBroken(limit) ? mean(limit) : 'a part of it';
        const waits = countText(waiting) !== '0.0';
        return {
          text: waits
            ? `${mean(worked)} worked/mo · ${shortCountText(waiting)} wait`
            : `${mean(worked)} worked/mo of ${can}`,
          derivation:
            `${mean(opened)} opened a month, and the closers can work ${can}: **${mean(worked)} worked** a month, ` +
            `${countText(waiting)} wait at the end`,
        };
      }),

    retention: () =>
      unless(forecast.total.net, () => {
        const { net, durable, deferred } = forecast.summary;
        const amount = (value: Total): number => (typeof value === 'number' ? value : 0);
        // What is given back and what is net come to the revenue as shown, and the net to what of it lasts and what does not.
        const [kept = 0, back = 0] = roundParts(
          [amount(net), total(forecast.total.givenBack)],
          0,
          total(forecast.total.revenue),
        );
        const [lasting = 0, later = 0] = roundParts([amount(durable), amount(deferred)], 0, kept);
        return {
          text: fitting(
            `net ${short(total(forecast.total.net))} · durable ${short(typeof durable === 'number' ? durable : 0)}`,
            `net ${short(total(forecast.total.net))}`,
          ),
          derivation:
            `${full(total(forecast.total.revenue))} revenue less ${full(back)} given back in ` +
            `${period} = **${full(kept)} net**, of which ${full(lasting)} is durable and ${full(later)} is ` +
            'taken back after the period',
        };
      }),

    target: (result) => targetHint(result, goals),
    expectation: (result) => expectationHint(result, goals),
    scenario: (result) => scenarioHint(result, forecast, goals),
  };

  /** What all channels close that have no rate of their own in the place of the closing model's. */
  function without(rate: 'winRate' | 'dealSize'): Closed {
    const { total } = forecast;
    if (isBroken(total.revenue) || !model.channels.some((channel) => channel[rate])) return total;
    return sumOfFlows(
      forecast.channels.filter((_, i) => !model.channels[i]?.[rate]),
      months,
    );
  }

  function dealSize({ revenue, won }: { revenue: Figure; won: Figure }): string {
    const each = pooledRatio(revenue, won);
    return typeof each === 'number' ? full(each) : 'the deal size';
  }
}

const OTHERS = ', without the channels that have one of their own';

/** The sum of some touches, by month. */
function sumOf(parts: ChannelForecast['parts'], of: 'touches' | 'opened', months: number): Series {
  const sum = new Float64Array(months);
  for (const part of parts) for (let m = 0; m < months; m++) sum[m] = (sum[m] as number) + (part[of][m] as number);
  return sum;
}

const total = (figure: Figure): number => periodTotal(figure) ?? 0;
const mean = (figure: Figure): string => shortCountText(monthlyMean(figure) ?? 0);

function rate(numerator: Figure, denominator: Figure): string {
  const value = pooledRatio(numerator, denominator);
  return typeof value === 'number' ? preciseRateText(value) : '0%';
}
