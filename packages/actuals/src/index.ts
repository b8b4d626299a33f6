export { type CellAt, cellAt, valuesBeside } from './cell-at.ts';
export { type CellKind, COLUMNS, type Column, type FileName } from './columns.ts';
export type { MonthPlace } from './months.ts';
export type { ActualsProblem, ProblemCode } from './problem.ts';
export type { Range } from './range.ts';
export { type ReadActuals, type ReadText, readActuals, type Unreadable } from './read-actuals.ts';
export { hashedText, PLAN_SCHEMA, type PlanContent, type ReadPlan, readPlan } from './read-plan.ts';
export { type RecordFiles, RecordReader } from './record-reader.ts';
