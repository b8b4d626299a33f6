import { type Actuals, isBroken, type Model, type Month, type Part, type PlanOfRecord } from '@upsell/engine';
import { type Analysis, firstFilesOf } from './analyse.ts';
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
    ...answeredWithin(analysis, new Set()),
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

/** Who answers for which number. */
interface Answered {
  readonly owners: DashboardInput['owners'];
  readonly assumptions: readonly AssumptionCard[];
}

/**
 * The owners and the assumptions of a model and, of a portfolio, those of its parts under the part's name, which no scenario of the whole
 * changes. What several parts import is told once; owners of one name who are not the same are told apart.
 */
function answeredWithin({ program, within, asOf }: Analysis, seen: Set<string>): Answered {
  const isNew = program.files.map(({ uri }) => !seen.has(uri));
  for (const { uri } of program.files) seen.add(uri);
  const owners = new Map<string, DashboardInput['owners'][number]>();
  for (const [name, { label, team }] of ownersOf(program)) owners.set(name, { name, label, team });
  const assumptions: AssumptionCard[] = assumptionCards(program, asOf).filter(({ place }) => isNew[place.file]);
  const first = firstFilesOf(program, within);
  for (const [i, part] of within.entries()) {
    if (!part) continue;
    const its = answeredWithin(part, seen);
    const prefix = `${program.includes[i]?.node.name}.`;
    const names = new Map<string, string>();
    for (const owner of its.owners) {
      const known = owners.get(owner.name);
      const isOther = known && (known.label !== owner.label || known.team !== owner.team);
      const name = isOther ? `${prefix}${owner.name}` : owner.name;
      names.set(owner.name, name);
      owners.set(name, { ...owner, name });
    }
    for (const { scenarioPath, ...card } of its.assumptions) {
      const { path, owner, place } = card;
      assumptions.push({
        ...card,
        path: `${prefix}${path}`,
        owner: owner === undefined ? undefined : (names.get(owner) ?? owner),
        place: { ...place, file: place.file + (first[i] as number) },
      });
    }
  }
  return { owners: [...owners.values()], assumptions };
}
