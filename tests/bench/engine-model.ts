import type { Assumption, Channel, Closing, Expr, Model, Span, Step } from '@upsell/engine';

/*
 * Models for the engine, as the language would make them of a text: plain data.
 */

/** The numbers of a channel of one touch. */
export interface ChannelNumbers {
  /** Touches a month. */
  readonly volume: number;
  /** By which the volume grows each month; without it the volume is steady. */
  readonly growth?: number;
  /** The conversion; with several rates each month has its own. */
  readonly rates: ArrayLike<number>;
}

export function modelOf(months: number, channels: readonly Channel[]): Model {
  return {
    title: 'Bench',
    currency: 'USD',
    span: SPAN,
    start: START,
    months,
    fiscalYearStart: 1,
    drivers: [],
    channels,
    closing: closingOf(0.25),
    scenarios: [],
    targets: [],
    expectations: [],
  };
}

export const closingOf = (winRate: number): Closing => ({
  kind: 'csm',
  winRate: assumption({ value: percent(winRate), span: SPAN }),
  dealSize: assumption({ value: { ...percent(1_200), percent: false, money: true }, span: SPAN }),
  span: SPAN,
});

export function channelOf(index: number, { volume, growth, rates }: ChannelNumbers): Channel {
  const value: Expr = { kind: 'per', value: { ...percent(volume), percent: false }, unit: 'month', span: SPAN };
  const step: Step =
    growth === undefined
      ? { value, span: SPAN }
      : { value, span: SPAN, growth: { kind: 'growing', rate: growth, per: 'month', span: SPAN } };
  return {
    name: `channel_${index}`,
    layer: index % 3 === 2 ? 'leverage' : 'foundation',
    initiator: index % 2 === 0 ? 'customer' : 'vendor',
    touches: [{ name: '', volume: assumption(step), gated: false, span: SPAN }],
    conversion: assumption(...Array.from(rates, rateStep)),
    span: SPAN,
  };
}

const SPAN: Span = { file: 0, start: 0, end: 1 };
const START = 2026 * 12;

const percent = (value: number) => ({ kind: 'literal', value, percent: true, money: false, span: SPAN }) as const;

const assumption = (...steps: Step[]): Assumption => ({ steps, span: SPAN });

const rateStep = (rate: number, m: number): Step =>
  m === 0 ? { value: percent(rate), span: SPAN } : { value: percent(rate), span: SPAN, from: START + m };
