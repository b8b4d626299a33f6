import { type Broken, type ChannelForecast, type Figure, type Forecast, isBroken, type Model } from '@upsell/engine';
import { countText, moneyText, preciseRateText, rateText, shortMoneyText } from './numbers.ts';

/** What stands behind a line, and the derivation that a tooltip shows (Markdown; names are identifiers). */
export interface HintText {
  readonly text: string;
  readonly derivation: string;
}

/** The editor cuts a line's hints at this length. */
export const HINT_LIMIT = 43;

/** Says where a withheld figure's cause stands, such as `line 12`. */
type PlaceText = (broken: Broken) => string;

/** The words of all hints of one model. Each is under 43 characters. */
export function hintTexts(model: Model, forecast: Forecast, place: PlaceText) {
  const { months, currency } = model;
  const sum = (figure: Figure): number => (isBroken(figure) ? Number.NaN : figure.reduce((a, b) => a + b, 0));
  const perMonth = (figure: Figure): string => countText(sum(figure) / months);
  const short = (value: number): string => shortMoneyText(value, currency);
  const period = months === 1 ? 'the month' : `the ${months} months`;

  const withheld = (because: Broken): HintText => {
    const at = `withheld: see ${place(because)}`;
    return {
      text: at.length < HINT_LIMIT ? at : 'withheld: see an imported file',
      derivation: `Withheld because of \`${because.code}\` at ${place(because)}. Mend it, and the figure is back.`,
    };
  };
  const unless = (figure: Figure, hint: () => HintText): HintText => (isBroken(figure) ? withheld(figure) : hint());

  return {
    model: (): HintText =>
      unless(forecast.total.revenue, () => {
        const { opened, won, revenue } = forecast.total;
        const lines = forecast.channels.map(
          (c) =>
            `- \`${c.channel.name}\`: ${perMonth(c.opened)} opened a month, ${moneyText(sum(c.revenue), currency)}`,
        );
        const open = forecast.summary.openAtEnd;
        return {
          text: `${perMonth(opened)} opened/mo · ${short(sum(revenue))} in ${months} mo`,
          derivation:
            `**${countText(sum(opened))} opened** in ${period} = ${perMonth(opened)} a month\n\n` +
            `**${moneyText(sum(revenue), currency)} revenue** from ${countText(sum(won))} won; ` +
            `${typeof open === 'number' ? countText(open) : '0.0'} still open at the end\n\n${lines.join('\n')}`,
        };
      }),

    channel: (figures: ChannelForecast): HintText =>
      unless(figures.opened, () => {
        const opened = `${perMonth(figures.opened)} opened/mo`;
        const derivation = `${perMonth(figures.touches)} touches a month x ${conversion(figures)} = **${perMonth(figures.opened)} opened** a month`;
        if (isBroken(figures.revenue)) {
          const at = `${opened} · revenue: see ${place(figures.revenue)}`;
          return {
            text: at.length < HINT_LIMIT ? at : opened,
            derivation: `${derivation}\n\n${withheld(figures.revenue).derivation}`,
          };
        }
        return {
          text: `${opened} · ${short(sum(figures.revenue))}`,
          derivation:
            `${derivation}\n\n${countText(sum(figures.closed))} closed in ${period} x win rate = ${countText(sum(figures.won))} won; ` +
            `x deal size = **${moneyText(sum(figures.revenue), currency)}**`,
        };
      }),

    conversion: (figures: ChannelForecast): HintText =>
      unless(figures.opened, () => ({
        text: `${perMonth(figures.opened)} opened/mo`,
        derivation: `${perMonth(figures.touches)} touches a month x ${conversion(figures)} = **${perMonth(figures.opened)} opened** a month`,
      })),

    touch: (figures: ChannelForecast, index: number): HintText =>
      unless(figures.opened, () => {
        const part = figures.parts[index];
        if (!part) return { text: '', derivation: '' };
        const [touches, opened, all] = [sum(part.touches), sum(part.opened), sum(figures.opened)];
        return {
          text: `${countText(opened / months)} opened/mo${all > 0 ? ` · ${rateText(opened / all, 0)}` : ''}`,
          derivation: `${countText(touches / months)} touches a month x ${touches > 0 ? preciseRateText(opened / touches) : '0%'} = **${countText(opened / months)} opened** a month, ${all > 0 ? rateText(opened / all) : '0%'} of the channel`,
        };
      }),

    /** For the closing model's win rate, or a channel's own. */
    winRate: (of: Closed): HintText =>
      unless(of.won, () => ({
        text: `${perMonth(of.won)} won/mo`,
        derivation: `${perMonth(of.closed)} closed a month x ${ratio(of.won, of.closed)} = **${perMonth(of.won)} won** a month`,
      })),

    dealSize: (of: Closed): HintText =>
      unless(of.revenue, () => ({
        text: `${short(sum(of.revenue) / months)}/mo`,
        derivation: `${perMonth(of.won)} won a month x ${sum(of.won) > 0 ? moneyText(sum(of.revenue) / sum(of.won), currency) : 'deal size'} = **${moneyText(sum(of.revenue) / months, currency)}** a month`,
      })),

    capacity: (): HintText =>
      unless(forecast.total.worked, () => {
        const { worked, opened, backlog } = forecast.total;
        const waiting = isBroken(backlog) ? 0 : (backlog[months - 1] ?? 0);
        const limit = forecast.limit && !isBroken(forecast.limit) ? forecast.limit : undefined;
        const can = limit ? countText(sum(limit) / months) : '';
        return {
          text:
            waiting > 0.05
              ? `${perMonth(worked)} worked/mo · ${countText(waiting)} wait`
              : `${perMonth(worked)} of ${can} worked/mo`,
          derivation:
            `${perMonth(opened)} opened a month, and the closers can work ${can}: **${perMonth(worked)} worked** a month, ` +
            `${countText(waiting)} wait at the end`,
        };
      }),
  };

  function conversion({ touches, opened }: ChannelForecast): string {
    return sum(touches) > 0 ? preciseRateText(sum(opened) / sum(touches)) : 'conversion';
  }
  function ratio(numerator: Figure, denominator: Figure): string {
    return sum(denominator) > 0 ? preciseRateText(sum(numerator) / sum(denominator)) : 'win rate';
  }
}

interface Closed {
  readonly closed: Figure;
  readonly won: Figure;
  readonly revenue: Figure;
}
