import type { Evaluated, Model, Month, Part, Tracking } from '@upsell/engine';
import type { Block } from '../block.ts';
import type { Facts, Known } from '../facts.ts';
import type { Params } from '../problem.ts';
import type { FileProblem, Program } from '../program.ts';
import type { Records } from '../records.ts';
import type { TextEdit } from '../text-edit.ts';
import type { Range } from '../tree.ts';

export type Severity = 'error' | 'warning' | 'information';

/** Notes a problem of the rule at a place in one of the program's files. */
export type Report = (file: number, range: Range, params?: Params) => void;

/** The same for a rule that looks at one block of a file. */
export type ReportHere = (range: Range, params?: Params) => void;

/** A replacement in one of an analysis' files: of the program, or of its actuals. */
export interface FileEdit extends TextEdit {
  readonly file: number;
}

/**
 * One way to mend a problem, as data. Applied, and with a reason that is `toFill` written, it leaves a file that parses, without the problem, with no new error, and
 * with the same forecast unless `changesForecast`, which its title then says.
 */
export interface Fix {
  /** An imperative sentence without a full stop: `Write 25%`. */
  readonly title: string;
  readonly edits: readonly FileEdit[];
  /** True where the numbers may be others afterwards; such a fix is never applied without being chosen. */
  readonly changesForecast?: boolean;
  /** True where nobody would want another: `upsell check --fix` applies it. Never together with `changesForecast`. */
  readonly safe?: boolean;
  /** True for what most would choose, where it is not applied without being chosen: an editor offers it first. */
  readonly preferred?: boolean;
  /** Words of its new texts that are made up, and are to be written over. */
  readonly toFill?: readonly string[];
  /** A file to create, by its path relative to the file of the problem, with its text. */
  readonly creates?: { readonly path: string; readonly text: string };
}

/** A place that has to do with a problem, and why, in a few words without a full stop. */
export interface Related extends Range {
  readonly file: number;
  readonly message: string;
}

/** What a fix may look at. */
export interface FixContext {
  readonly program: Program;
  readonly records: Records;
  /** What happened, beside what the model says. */
  readonly tracking: Tracking;
  /** The month to judge by: the one in which the fix is made. */
  readonly asOf: Month;
}

/** What a rule about computed results may look at. */
export interface Judged {
  readonly program: Program;
  readonly model: Model;
  readonly evaluated: Evaluated;
  /** Of a portfolio: what it includes, in the order of `program.includes`. */
  readonly parts?: readonly Part[];
  readonly records: Records;
  /** What happened, beside what the model says. */
  readonly tracking: Tracking;
  /** The month to judge by; months before it are over. */
  readonly asOf: Month;
}

/** What a rule's page says beside its code, its summary and its severity (docs/rules is generated from it). Markdown. */
export interface Page {
  /** Why it matters, in the words of a person who answers for a forecast. */
  readonly why: string;
  /** An excerpt of a model that has the problem. */
  readonly example: string;
  /** The same excerpt, mended. */
  readonly mended: string;
  /** How to mend it. */
  readonly fix: string;
}

/**
 * One rule of the language: its code, how severe it is, when it holds, in what words, and how it is mended. The code is a
 * promise: never renamed, never reused. A rule without `check` and `judge` is found elsewhere (by the parser, by imports, by
 * the engine) and has its words here.
 */
export interface Rule {
  readonly code: string;
  readonly severity: Severity;
  /** Where it depends on the case: the severity of one problem. `severity` is then the usual one. */
  severityOf?(params: Params): Severity;
  /** What the rule is about, in one sentence. */
  readonly summary: string;
  readonly page: Page;
  /** True where the place has no value because of it; such a rule can be neither silenced nor lowered. */
  readonly breaks?: boolean | ((params: Params) => boolean);
  /** True for what a library by itself is not asked: it has no taxonomy, no closing model, no currency. */
  readonly modelOnly?: boolean;
  /** True for what a model asks of itself alone, not where it is included: its targets and its expectations. */
  readonly ownGoals?: boolean;
  /** What is wrong with the actual names and numbers, then what to do. */
  message(params: Params): string;
  /** Looks at the declarations of one block, each by itself: asked again only where the block or one of the facts has changed. */
  checkEach?(block: Block, facts: Facts, report: ReportHere): void;
  /**
   * Looks at names and text of the whole program, before anything is computed; never at the value of a number but for a rate of
   * exchange, so that it is asked at each keystroke but for those that change nothing else.
   */
  check?(program: Program, report: Report): void;
  /** Like `checkEach`, with the date and the model's period. */
  judgeEach?(block: Block, known: Known, report: ReportHere): void;
  /** Looks at what was computed, and at the date; asked at each keystroke. */
  judge?(judged: Judged, report: Report): void;
  /** What its problems are about can go, and nothing would be missing: an editor shows it faded. */
  readonly unnecessary?: boolean;
  /** The other places that one of its problems is about. */
  related?(problem: FileProblem, program: Program): readonly Related[];
  /** The ways to mend one of its problems, the best first. */
  fixes?(problem: FileProblem, context: FixContext): readonly Fix[];
}

export const breaksAt = (rule: Rule, problem: FileProblem): boolean =>
  typeof rule.breaks === 'function' ? rule.breaks(problem.params) : (rule.breaks ?? false);
