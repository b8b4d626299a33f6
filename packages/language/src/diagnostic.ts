import { remembered } from '@upsell/engine';
import type { Config } from './config.ts';
import { severityIn } from './config.ts';
import type { Params } from './problem.ts';
import type { FileProblem } from './program.ts';
import { ruleOf } from './rules/index.ts';
import { breaksAt, type Rule, type Severity } from './rules/rule.ts';

/** One problem as a person sees it. Offsets are UTF-16, `end` exclusive. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** Index into the analysis' files. */
  readonly file: number;
  readonly start: number;
  readonly end: number;
  /** What its words are made of, for its fixes. */
  readonly params: Params;
}

/** A problem in words, with the severity that the project gives it; none where it is off. */
export function asDiagnostic(problem: FileProblem, config: Config): readonly Diagnostic[] {
  const rule = ruleOf.get(problem.code) as Rule;
  const { code, file, start, end, params } = problem;
  const usual = rule.severityOf?.(params) ?? rule.severity;
  const severity = isBreaking(problem) ? usual : severityIn(config, code, usual);
  return severity === 'off' ? [] : [{ code, severity, message: messageOf(params, rule), file, start, end, params }];
}

/** Written once for each problem, wherever its place moves. */
const messageOf = remembered((params: Params, rule: Rule): string => rule.message(params));

/** True where a problem leaves its place without a value. */
export const isBreaking = (problem: FileProblem): boolean => breaksAt(ruleOf.get(problem.code) as Rule, problem);

/** The order of files and text. */
export const inOrder = (a: Diagnostic, b: Diagnostic): number =>
  a.file - b.file || a.start - b.start || a.end - b.end || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
