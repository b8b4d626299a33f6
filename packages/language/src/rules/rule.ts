import type { Params } from '../problem.ts';
import type { FileProblem, Program } from '../program.ts';
import type { Range } from '../tree.ts';

export type Severity = 'error' | 'warning' | 'information';

/** Notes a problem of the rule at a place in one of the program's files. */
export type Report = (file: number, range: Range, params?: Params) => void;

/**
 * One rule of the language: its code, how severe it is, when it holds and in what words. The code is a promise: never
 * renamed, never reused. A rule without `check` is found elsewhere (by the parser, by imports, by the engine) and has its
 * words here.
 */
export interface Rule {
  readonly code: string;
  readonly severity: Severity;
  /** What the rule is about, in one sentence. */
  readonly summary: string;
  /** True where the place has no value because of it; such a rule can be neither silenced nor lowered. */
  readonly breaks?: boolean | ((params: Params) => boolean);
  /** True for what a library by itself is not asked: it has no taxonomy, no closing model, no currency. */
  readonly modelOnly?: boolean;
  /** What is wrong with the actual names and numbers, then what to do. */
  message(params: Params): string;
  check?(program: Program, report: Report): void;
}

export const breaksAt = (rule: Rule, problem: FileProblem): boolean =>
  typeof rule.breaks === 'function' ? rule.breaks(problem.params) : (rule.breaks ?? false);
