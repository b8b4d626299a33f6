import { type Actuals, isBroken, type Model, type Month, type Part, type PlanOfRecord } from '@upsell/engine';
import type { Analysis } from './analyse.ts';
import {
  type AssumptionCard,
  assumptionCards,
  type DeclaredPlaces,
  declaredPlaces,
  type LinePlace,
} from './assumption-cards.ts';
import { ownersOf } from './channel-texts.ts';
import { fileName } from './uri.ts';

/** What a dashboard is made of besides what stands in files of its own. */
export interface DashboardInput {
  /** The names of the files that places stand in. */
  readonly files: readonly string[];
  readonly asOf: Month;
  readonly model: Model;
  readonly parts?: readonly Part[];
  readonly actuals?: Actuals;
  readonly plan?: PlanOfRecord;
  readonly owners: readonly { readonly name: string; readonly label: string; readonly team?: string }[];
  readonly assumptions: readonly AssumptionCard[];
  readonly places: DeclaredPlaces;
  /** The error that withholds the total, else the first one. */
  readonly error?: { readonly message: string; readonly place: LinePlace };
  readonly counts: { readonly errors: number; readonly warnings: number };
}

/** All that a dashboard shows of an analysed model, as plain data. */
export function dashboardInput(analysis: Analysis): DashboardInput {
  const { program, asOf, model, parts, tracking, diagnostics, files, forecast } = analysis;
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const why = model.broken ?? [forecast.total.revenue].find(isBroken);
  const withholding =
    why &&
    errors.find(({ code, file, start }) => code === why.code && file === why.broken.file && start === why.broken.start);
  const error = withholding ?? errors[0];
  const lineAt = (file: number, offset: number) => (files[file]?.lines.at(offset).line ?? 0) + 1;
  return {
    files: files.map(({ uri }) => fileName(uri)),
    asOf,
    model,
    parts,
    actuals: tracking.actuals,
    plan: tracking.plan,
    owners: [...ownersOf(program)].map(([name, { label, team }]) => ({ name, label, team })),
    assumptions: assumptionCards(program, asOf),
    places: declaredPlaces(program),
    error: error && {
      message: error.message,
      place: { file: error.file, line: lineAt(error.file, error.start), lastLine: lineAt(error.file, error.end) },
    },
    counts: {
      errors: errors.length,
      warnings: diagnostics.filter(({ severity }) => severity === 'warning').length,
    },
  };
}
