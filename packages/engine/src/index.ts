export * from './calendar.ts';
export { dimensionText } from './dimension.ts';
export type { Evaluator, Series } from './evaluator.ts';
export * from './figures.ts';
export type { Finding, FindingCode } from './finding.ts';
export { forecast } from './forecast.ts';
export * from './model.ts';
export { monthlyMean, periodTotal, pooledRatio } from './series.ts';
