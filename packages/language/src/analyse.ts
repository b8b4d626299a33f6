import {
  type Evaluated,
  evaluate,
  type Finding,
  type Model,
  type Month,
  type Part,
  Tracking,
  work,
} from '@upsell/engine';
import { findBreaks } from './broken.ts';
import { checkGroup, judgeGroup } from './check-block.ts';
import { type Checked, checkedBefore, checkWhole, collect, problemsOf } from './check-whole.ts';
import { type Config, NO_CONFIG } from './config.ts';
import { asDiagnostic, type Diagnostic, inOrder, isBreaking } from './diagnostic.ts';
import type { Group } from './group.ts';
import { applyIgnores } from './ignores.ts';
import { lower } from './lower.ts';
import { lowerPart } from './lower-part.ts';
import { buildProgram, type FileProblem, type ImportHost, type Program } from './program.ts';
import { recordProblems } from './record-problems.ts';
import { haveSameRecords, type Records, readRecords, type TextFile } from './records.ts';
import { RULES, ruleOf } from './rules/index.ts';
import type { BlockProblem, SourceFile } from './source-file.ts';

/** Everything that is known about one model, or one library by itself. */
export interface Analysis extends Evaluated {
  /** The root first, then what it imports, then the files of its parts, then those of its actuals. */
  readonly files: readonly TextFile[];
  readonly isModel: boolean;
  readonly program: Program;
  /** For the next version; of no other use. */
  readonly checked: Checked;
  readonly model: Model;
  /** Of a portfolio: what it includes. */
  readonly parts?: readonly Part[];
  /** What stands beside the model: actuals and a plan of record. */
  readonly records: Records;
  /** What happened, beside what the model says. */
  readonly tracking: Tracking;
  /** The month that was judged by. */
  readonly asOf: Month;
  /** The day of that month, where it was said. */
  readonly asOfDay: number | undefined;
  readonly config: Config;
  /** The analyses of the models that this one includes, in their order; undefined where one could not be read. */
  readonly within: readonly (Analysis | undefined)[];
  /** In the order of files and text. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What an analysis depends on besides the texts. */
export interface AnalyseOptions {
  /** The month to judge by; months before it are over. */
  readonly asOf: Month;
  /** The day of that month that it is, 1 for the first; without it no day of the month lies ahead. */
  readonly asOfDay?: number | undefined;
  readonly config?: Config;
}

/**
 * Checks and evaluates a parsed file with what it imports and includes: text to tree (`parseFile`), tree to problems (the
 * rules), tree to model (`lower`), model to forecast (the engine). A function of the root, of what the host loads and of
 * the options; never throws for what a text can say. What happened and what was planned stands beside a model, and the host reads it. `including` are the models that include this one, by URI. `before` is the
 * analysis of an earlier version, which only saves work.
 */
export function analyse(
  root: SourceFile,
  host: ImportHost,
  options: AnalyseOptions,
  including: readonly string[] = [],
  before?: Analysis,
): Analysis {
  const { asOf, asOfDay, config = NO_CONFIG } = options;
  const program = buildProgram(root, host, including, before?.program);
  const within = program.includes.map(
    ({ source }, i) => source && analyse(source, host, options, [...including, root.uri], before?.within[i]),
  );
  const records = readRecords(program, host);
  if (before && isSame(before, { program, within, records, asOf, asOfDay, config })) return before;
  work.analyses++;
  const syntax = program.files.flatMap((file, index) => file.problems.map((problem) => ({ ...problem, file: index })));
  const syntaxBreaks = findBreaks(program, syntax);
  const kept = before && isSameList(before.within, within) && checkedBefore(before.checked, before.program, program);
  const checked = kept || checkWhole(program);
  const found = ofGroups(program, (group) => checkGroup(group, program.isModel, checked.facts)).concat(
    problemsOf(checked),
    records.problems,
  );
  const readable = found.filter((problem) => !syntaxBreaks.covers(problem.file, problem.start));
  const breaking = [...syntax, ...readable].filter(isBreaking);
  const breaks = findBreaks(program, breaking);
  const model = lower(program, breaks, records.actuals?.actuals);
  const isPortfolio = program.includes.length > 0;
  const ofAll = [...program.files, ...within.flatMap((part) => part?.files ?? [])];
  const files = [...ofAll, ...records.files];
  const firstFiles = firstFilesOf(program, within);
  const parts = isPortfolio
    ? program.includes.map((part, i) => lowerPart(part, within[i], model, breaks, firstFiles[i] as number))
    : undefined;
  const evaluated = evaluate(model, parts, before);
  const computed = evaluated.findings.map(asProblem).filter((problem) => isKnown(problem, program));
  // What is broken raises no further diagnostic: the error is the one thing to mend there.
  const broken = findBreaks(program, [...breaking, ...computed.filter(isBreaking)]);
  const period = model.broken ? undefined : { first: model.start, last: model.start + model.months - 1 };
  const known = { asOf, fiscalYearStart: model.fiscalYearStart, period };
  const plan = records.plan && 'plan' in records.plan.read ? records.plan.read.plan : undefined;
  const tracking = new Tracking(model, evaluated, { actuals: records.actuals?.actuals, plan }, asOf);
  const judged = ofGroups(program, (group) => judgeGroup(group, program.isModel, known)).concat(
    collect(JUDGEMENTS, program, (rule, report) =>
      rule.judge?.({ program, model, evaluated, parts, records, tracking, asOf }, report),
    ),
  );
  const others = [...readable, ...judged].filter(
    (problem) => !isBreaking(problem) && !broken.coversField(problem.file, problem.start),
  );
  const ofRecords = recordProblems(records, { asOf, asOfDay }, ofAll.length, config);
  const problems = [...breaking, ...others, ...computed, ...ofRecords.here];
  const shown = applyIgnores(
    program,
    problems.flatMap((problem) => asDiagnostic(problem, config)),
    config,
  );
  const ofParts = within.flatMap((part, i) =>
    (part?.diagnostics ?? []).filter(isOfPart).map((one) => ({ ...one, file: one.file + (firstFiles[i] as number) })),
  );
  const inFiles = ofRecords.inFiles.flatMap((problem) => asDiagnostic(problem, config));
  const diagnostics = [...shown, ...ofParts, ...inFiles].sort(inOrder);
  const { isModel } = program;
  const made = { program, checked, model, parts, records, tracking };
  return { ...evaluated, ...made, files, isModel, asOf, asOfDay, config, within, diagnostics };
}

/** True where nothing is different that an analysis depends on. */
const isSame = (before: Analysis, { program, within, records, asOf, asOfDay, config }: Ingredients): boolean =>
  before.asOf === asOf &&
  before.asOfDay === asOfDay &&
  before.config === config &&
  haveSameRecords(before.records, records) &&
  isSameList(before.program.files, program.files) &&
  isSameList(before.program.importProblems.map(placeText), program.importProblems.map(placeText)) &&
  isSameList(before.within, within);

type Ingredients = Pick<Analysis, 'program' | 'within' | 'records' | 'asOf' | 'asOfDay' | 'config'>;

const isSameList = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((one, i) => one === b[i]);

const placeText = ({ code, file, start, end }: FileProblem): string => `${code} ${file} ${start} ${end}`;

/** Where the files of each part begin in the list of all: after the program's own, part by part. */
export function firstFilesOf({ files }: Program, within: readonly (Analysis | undefined)[]): readonly number[] {
  let next = files.length;
  return within.map((part) => {
    const first = next;
    next += part?.files.length ?? 0;
    return first;
  });
}

/** What is said of all blocks, at its places in the files. */
const ofGroups = ({ files }: Program, say: (group: Group) => readonly BlockProblem[]): readonly FileProblem[] =>
  files.flatMap(({ groups }, file) =>
    groups
      .flatMap((group) => say(group))
      .map(({ block, problem: { code, start, end, params } }) => ({
        code,
        file,
        start: start + block.start,
        end: end + block.start,
        params,
      })),
  );

const JUDGEMENTS = RULES.filter(({ judge }) => judge);

const asProblem = ({ code, span: { file, start, end }, params }: Finding): FileProblem => ({
  code,
  file,
  start,
  end,
  params,
});

/** Errors of a part withhold figures here; its own targets and expectations are not run here. */
const isOfPart = ({ code, severity }: Diagnostic): boolean => severity === 'error' && !ruleOf.get(code)?.ownGoals;

/** A path may lead to what a failed import would have brought. */
const isKnown = (problem: FileProblem, program: Program): boolean => isBreaking(problem) || program.doubt === undefined;
