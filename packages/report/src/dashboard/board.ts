import { type Evaluated, evaluate, Tracking } from '@upsell/engine';
import type { DashboardInput } from './input.ts';

/** A model with what it comes to: what all screens of a dashboard are made of. */
export interface Board {
  readonly input: DashboardInput;
  readonly evaluated: Evaluated;
  readonly tracking: Tracking;
}

/** Evaluates a dashboard's input, by the engine that the editor and the command line use. `before` only saves work. */
export function boardOf(input: DashboardInput, before?: Board): Board {
  const { model, parts, actuals, plan, asOf } = input;
  const evaluated = evaluate(model, parts, before?.evaluated);
  return { input, evaluated, tracking: new Tracking(model, evaluated, { actuals, plan }, asOf) };
}
