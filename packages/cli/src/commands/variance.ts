import { isBroken, type Window } from '@upsell/engine';
import { readFigure } from '@upsell/language';
import { varianceJson, varianceReport } from '@upsell/report';
import { EXIT } from '../exit.ts';
import type { Analysed } from '../models.ts';
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
    const window = options.in === undefined ? undefined : windowOf(file, options.in);
    if (typeof window === 'string') return { failure: window };
    const { model, tracking } = file.analysis;
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

/** The months of a period as the language writes it, or a sentence on why it is none. */
function windowOf({ analysis }: Analysed, period: string): Window | string {
  const read = readFigure(`opened in ${period}`, analysis);
  // What is no period at all is said to be no figure, which nobody asked for.
  const isOther = 'problem' in read && read.problem.includes('is not a figure');
  if ('problem' in read && !isOther) return read.problem;
  const window = 'problem' in read ? undefined : read.figure.window;
  return (
    window ?? `\`${period}\` is not a period: write it as 2026-05, 2026-Q2, FY27-Q1, FY27 or "2026-05 to 2026-07".`
  );
}
