import { isBroken } from '@upsell/engine';
import { readMonths } from '@upsell/language';
import { varianceJson, varianceReport } from '@upsell/report';
import { EXIT } from '../exit.ts';
import {
  closerOf,
  planFailure,
  type Told,
  type TrackOptions,
  tellEach,
  whyNoActuals,
  whyWithheld,
} from '../tracked.ts';

interface VarianceOptions extends TrackOptions {
  /** A month, a quarter, a year, or two of them with `to` between. */
  readonly in?: string;
}

/**
 * `upsell variance`: what happened against the plan, and why. Exits with 2 where a model cannot be compared, or not whole because of errors
 * in its actuals.
 */
export async function variance(args: readonly string[], options: VarianceOptions): Promise<number> {
  let isWhole = true;
  const isTold = tellEach(args, options, (file): Told => {
    const { model, tracking } = file.analysis;
    const window = options.in === undefined ? undefined : readMonths(options.in, model);
    if (window && 'problem' in window) return { failure: window.problem };
    const failure = planFailure(file);
    if (failure !== undefined) return { failure };
    const found = tracking.variance(window);
    if (!found) return { failure: whyNoActuals(file) };
    if (isBroken(found)) return { failure: whyWithheld(file, found) };
    if (found.unread > 0) isWhole = false;
    const closer = closerOf(model);
    return {
      json: varianceJson(file.name, found, closer),
      pieces: varianceReport(found, { model, closer, plan: tracking.plan }),
    };
  });
  return isTold && isWhole ? EXIT.fine : EXIT.couldNotRun;
}
