import { isBroken } from '@upsell/engine';
import { reforecastJson, reforecastReport } from '@upsell/report';
import { EXIT } from '../exit.ts';
import { planFailure, type Told, type TrackOptions, tellEach, whyNoActuals, whyWithheld } from '../tracked.ts';

/**
 * `upsell reforecast`: the period as it will come out, by what happened so far. Exits with 2 where a model has no actuals, or not whole
 * because of errors in them.
 */
export async function reforecast(args: readonly string[], options: TrackOptions): Promise<number> {
  let isWhole = true;
  const isTold = tellEach(args, options, (file): Told => {
    const { model, forecast, tracking } = file.analysis;
    const failure = planFailure(file);
    if (failure !== undefined) return { failure };
    const again = tracking.reforecast;
    if (!again) return { failure: whyNoActuals(file) };
    if (isBroken(again)) return { failure: whyWithheld(file, again) };
    // What the re-forecast leaves out is no actual of it.
    const soFar = tracking.variance({ from: model.start, to: Math.min(model.start + model.months - 1, again.through) });
    if (soFar && !isBroken(soFar) && soFar.unread > 0) isWhole = false;
    const beside = {
      model,
      forecast,
      plan: tracking.plan,
      actuals: tracking.actuals,
      actual: soFar && !isBroken(soFar) ? soFar : undefined,
      reforecast: again,
      targets: tracking.reforecastTargets,
    };
    return { json: reforecastJson(file.name, beside), pieces: reforecastReport(beside) };
  });
  return isTold && isWhole ? EXIT.fine : EXIT.couldNotRun;
}
