import type { Actuals, Forecast, Model, PlanOfRecord, Reforecast, TargetResult, Variance } from '@upsell/engine';

/** A re-forecast with what it stands beside. */
export interface ReforecastBeside {
  readonly model: Model;
  readonly forecast: Forecast;
  readonly plan: PlanOfRecord | undefined;
  /** What happened, before the period as well. */
  readonly actuals: Actuals | undefined;
  /** What happened so far in the period; undefined where nothing did. */
  readonly actual: Variance | undefined;
  readonly reforecast: Reforecast;
  readonly targets: readonly TargetResult[];
}
