export type { Accuracy } from './accuracy.ts';
export type { ActualCohort, ActualMonth, ActualQuarter, Actuals } from './actuals.ts';
export { bottleneckOf } from './bottleneck.ts';
export * from './calendar.ts';
export {
  type Cell,
  CONVERSION_AT,
  type Formula,
  type Line,
  type LineFlow,
  type LineLabel,
  type SummaryLine,
  TOTAL,
  type Unit,
} from './cells/cell.ts';
export { type Machine, machine } from './cells/machine.ts';
export { limitedMonths } from './closing-limited.ts';
export type { Counts, Planned } from './compared.ts';
export { dimensionText } from './dimension.ts';
export { type Evaluated, evaluate, type ScenarioResult } from './evaluate.ts';
export { type ExpectationResult, holds, withheldIn } from './expectation.ts';
export type { ConstantName, Derivation, FigureName, Label, Operation, PartLabel } from './explain/derivation.ts';
export { type EditedNumber, editedNumber } from './explain/edited-number.ts';
export { derivationSize, type Explained, explain, type FigureRef } from './explain/explain.ts';
export { explainNumber, numberAt, numberOfDriver, numberOfPath } from './explain/explain-number.ts';
export { type FigureByChannel, figureByChannel } from './explain/figure-by-channel.ts';
export type { ModelNumber } from './explain/model-number.ts';
export type { NumberUnit } from './explain/unit.ts';
export * from './figures.ts';
export type { Finding, FindingCode } from './finding.ts';
export { type FlowsRow, flowsByRow, type RowLength } from './flows-by-row.ts';
export { type MonthInSeason, monthsInSeason, volumesBeforeSeason } from './in-season.ts';
export { type JudgedMonth, type JudgedMonths, judgedTogether } from './judged-months.ts';
export { type LayerFlows, layersOf, sumOfFlows } from './layers.ts';
export { dimensionOfMetric, isKnown } from './metric.ts';
export * from './model.ts';
export type { Pace } from './pace.ts';
export { pathsOf, placeAt } from './path.ts';
export { type Drift, driftOf, type Moved, type PlanOfRecord, plannedRevenue } from './plan-of-record.ts';
export type { Part } from './portfolio.ts';
export type { Prediction } from './prediction.ts';
export { type QuarterOfQuota, quartersOfQuota } from './quota-gap.ts';
export type { Reforecast, ReforecastChannel } from './reforecast.ts';
export { remembered } from './remembered.ts';
export { haveSameFigures } from './same-figures.ts';
export { monthlyMean, periodTotal, pooledRatio } from './series.ts';
export { THRESHOLDS, type Verdict } from './significance.ts';
export { type SteadyValue, steadyValue } from './steady-value.ts';
export { changesFrom, grownFor, growthFactor, risen } from './step.ts';
export type { TargetResult } from './target.ts';
export { Tracking } from './tracking.ts';
export { type TrailingActual, type TrailingSales, usableRates } from './trailing.ts';
export type { TrueUp } from './true-ups.ts';
export type { OpensEffects } from './variance.ts';
export type { Judgement, Verdicts } from './verdicts.ts';
export { shareLeft, wholeShares } from './whole-shares.ts';
export type {
  ChannelVariance,
  Comparison as VarianceComparison,
  Lever,
  RevenueParts,
  Variance,
} from './window-variance.ts';
export { work } from './work.ts';
