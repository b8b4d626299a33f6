import { type Finding, type Forecast, forecast, type Model } from '@upsell/engine';
import { findBreaks } from './broken.ts';
import { lower } from './lower.ts';
import { buildProgram, type FileProblem, type ImportHost, type Program } from './program.ts';
import { RULES, ruleOf } from './rules/index.ts';
import { breaksAt, type Rule, type Severity } from './rules/rule.ts';
import type { SourceFile } from './source-file.ts';

/** One problem as a person sees it. Offsets are UTF-16, `end` exclusive. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** Index into the analysis' files. */
  readonly file: number;
  readonly start: number;
  readonly end: number;
}

/** Everything that is known about one model, or one library by itself. */
export interface Analysis {
  /** The root first, then what it imports. */
  readonly files: readonly SourceFile[];
  readonly isModel: boolean;
  readonly program: Program;
  readonly model: Model;
  readonly forecast: Forecast;
  /** In the order of files and text. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Checks and evaluates a parsed file with what it imports: text to tree (`parseFile`), tree to problems (the rules), tree to
 * model (`lower`), model to forecast (the engine). A function of the root and of what the host loads; never throws for what
 * a text can say.
 */
export function analyse(root: SourceFile, host: ImportHost): Analysis {
  const program = buildProgram(root, host);
  const syntax = program.files.flatMap((file, index) => file.problems.map((problem) => ({ ...problem, file: index })));
  const syntaxBreaks = findBreaks(program, syntax);
  const found: FileProblem[] = [];
  for (const rule of RULES) {
    if (!rule.check || (rule.modelOnly && !program.isModel)) continue;
    rule.check(program, (file, { start, end }, params = {}) =>
      found.push({ code: rule.code, file, start, end, params }),
    );
  }
  const readable = found.filter((problem) => !syntaxBreaks.covers(problem.file, problem.start));
  const breaking = [...syntax, ...readable].filter(isBreaking);
  const model = lower(program, findBreaks(program, breaking));
  const { forecast: result, findings } = forecast(model);
  const computed = findings.map(asProblem);
  // What is broken raises no further diagnostic: the error is the one thing to mend there.
  const broken = findBreaks(program, [...breaking, ...computed.filter(isBreaking)]);
  const others = readable.filter((problem) => !isBreaking(problem) && !broken.coversField(problem.file, problem.start));
  const diagnostics = [...breaking, ...others, ...computed].map(asDiagnostic).sort(inOrder);
  return { files: program.files, isModel: program.isModel, program, model, forecast: result, diagnostics };
}

const isBreaking = (problem: FileProblem): boolean => breaksAt(ruleOf.get(problem.code) as Rule, problem);

const asProblem = ({ code, span, params }: Finding): FileProblem => ({ code, ...span, params });

function asDiagnostic(problem: FileProblem): Diagnostic {
  const { severity, message } = ruleOf.get(problem.code) as Rule;
  const { code, file, start, end, params } = problem;
  return { code, severity, message: message(params), file, start, end };
}

const inOrder = (a: Diagnostic, b: Diagnostic): number =>
  a.file - b.file || a.start - b.start || a.end - b.end || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
