import { type Actuals, type Month, remembered } from '@upsell/engine';
import type { Config } from './config.ts';
import { asDiagnostic } from './diagnostic.ts';
import type { FileProblem } from './program.ts';
import type { Records } from './records.ts';
import type { Severity } from './rules/rule.ts';
import { propertyRange } from './tree.ts';
import { fileName } from './uri.ts';

type WithActuals = NonNullable<Records['actuals']>;

/** The month that is judged by, and its day where that is known. */
interface Today {
  readonly asOf: Month;
  readonly asOfDay: number | undefined;
}

/** Problems of what stands beside a model: those at its own lines, and those in the files of its actuals. */
interface RecordProblems {
  readonly here: readonly FileProblem[];
  /** Their files are counted from the one that was asked for. */
  readonly inFiles: readonly FileProblem[];
}

/**
 * What is wrong with what stands beside a model: each problem of the actuals at its cell, its file counted from `firstFile`, one more
 * at the `actuals` line that counts those which the project wants to know, and those of files that are not there or cannot be read at
 * their path.
 */
export function recordProblems(
  { actuals, plan, files }: Records,
  { asOf, asOfDay }: Today,
  firstFile: number,
  config: Config,
): RecordProblems {
  const here: FileProblem[] = [];
  const inFiles = actuals
    ? problemsIn(files, actuals.problems, actuals.actuals, actuals.places, asOf, asOfDay, firstFile)
    : NO_PROBLEMS;
  if (actuals) here.push(...missingFiles(actuals), ...countOf(actuals, inFiles, config, files, firstFile));
  if (plan && 'problem' in plan.read) {
    const { problem, reason } = plan.read;
    const { written, declared } = plan;
    const { file, node } = declared;
    const code = problem === 'tampered' ? 'plan-tampered' : 'plan-not-found';
    here.push({ code, file, ...propertyRange(node, 'path'), params: { path: node.path, reason, written } });
  }
  return { here, inFiles };
}

function missingFiles({ missing, declared: { file, node } }: WithActuals): readonly FileProblem[] {
  return missing.map(({ name, reason }) => ({
    code: reason === undefined ? 'actuals-not-found' : 'actuals-malformed',
    file,
    ...propertyRange(node, 'path'),
    params: { kind: 'unreadable', path: node.path, name, reason },
  }));
}

const NO_PROBLEMS: readonly FileProblem[] = [];

/** What is wrong in the files of actuals, in the order of files and texts; the same objects for as long as nothing in them changes. */
const problemsIn = remembered(
  (
    files: Records['files'],
    problems: WithActuals['problems'],
    actuals: Actuals,
    places: WithActuals['places'],
    asOf: Month,
    asOfDay: number | undefined,
    firstFile: number,
  ): readonly FileProblem[] => {
    const indexOf = (name: string) => firstFile + files.findIndex(({ uri }) => fileName(uri) === name);
    // A row of a month that is not over, and that does not say how far it goes.
    const tooEarly = notOver(actuals, asOf).flatMap((i): FileProblem[] => {
      const [place, month] = [places[i]?.month, actuals.rows[i]?.month];
      const params = { month, asOf, row: 1 };
      return place ? [{ code: 'future-evidence', file: indexOf('months.csv'), ...place, params }] : [];
    });
    // A row that says it goes further than anybody can know.
    const ahead = actuals.rows.flatMap(({ month, through }, i): FileProblem[] => {
      const place = places[i]?.through;
      if (!place || through === undefined || month !== asOf || through <= (asOfDay ?? through)) return [];
      const params = { month, asOf, through, asOfDay, row: 1 };
      return [{ code: 'future-evidence', file: indexOf('months.csv'), ...place, params }];
    });
    const all = [...problems.map((one) => ({ ...one, file: indexOf(one.file) })), ...tooEarly, ...ahead];
    return all.sort((a, b) => a.file - b.file || a.start - b.start);
  },
);

/** The indices of those rows. */
const notOver = remembered(({ rows }: Actuals, asOf: Month): readonly number[] =>
  rows.flatMap(({ month, through }, i) => (month < asOf || (month === asOf && through !== undefined) ? [] : i)),
);

/** One problem at the `actuals` line for all that stand in cells; none where nothing but information does. */
function countOf(
  { declared: { file, node } }: WithActuals,
  inFiles: readonly FileProblem[],
  config: Config,
  files: Records['files'],
  firstFile: number,
): readonly FileProblem[] {
  const { first, errors, warnings } = counted(inFiles, config);
  const text = first && files[first.file - firstFile];
  if (!first || !text) return [];
  const where = `${text.uri.slice(text.uri.lastIndexOf('/') + 1)} line ${text.lines.at(first.start).line + 1}`;
  return [{ code: first.code, file, ...propertyRange(node, 'path'), params: { errors, warnings, where } }];
}

/** How many problems are errors and warnings by the configuration, and the first of the gravest. */
const counted = remembered((inFiles: readonly FileProblem[], config: Config) => {
  const of = (severity: Severity) =>
    inFiles.filter((problem) => asDiagnostic(problem, config).some((one) => one.severity === severity));
  const [errors, warnings] = [of('error'), of('warning')];
  return { first: errors[0] ?? warnings[0], errors: errors.length, warnings: warnings.length };
});
