/** How well a forecast did over closed months (variance.md, 5). Undefined where the denominator is 0. */
export interface Accuracy {
  /** sum |forecast - actual| / sum actual. */
  readonly wape: number | undefined;
  /** sum (forecast - actual) / sum actual: above 0 the forecast was too high. */
  readonly bias: number | undefined;
  /** sum (actual - forecast) / mean |actual - forecast|. */
  readonly trackingSignal: number | undefined;
  /** True where the tracking signal lies beyond +-4: the misses have a direction. */
  readonly isAlarming: boolean;
}

/** The accuracy of some months' forecasts, beside their actuals in the same order. */
export function accuracyOf(forecasts: readonly number[], actuals: readonly number[]): Accuracy {
  let [missed, over, total] = [0, 0, 0];
  for (const [m, forecast] of forecasts.entries()) {
    const actual = actuals[m] as number;
    missed += Math.abs(forecast - actual);
    over += forecast - actual;
    total += actual;
  }
  const trackingSignal = missed === 0 ? undefined : (-over * forecasts.length) / missed;
  return {
    wape: total === 0 ? undefined : missed / total,
    bias: total === 0 ? undefined : over / total,
    trackingSignal,
    isAlarming: trackingSignal !== undefined && Math.abs(trackingSignal) > ALARM,
  };
}

const ALARM = 4;
