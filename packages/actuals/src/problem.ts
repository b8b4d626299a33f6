import type { Range } from './range.ts';

/** What is wrong at a place of a file: a code and what a sentence about it needs; no words. */
export interface ActualsProblem extends Range {
  readonly code: ProblemCode;
  /** `months.csv`, `quarters.csv` or `cohorts.csv`. */
  readonly file: string;
  /** With `file`, `line` (1 for the first) and, where it is about a cell, `column` and `text`, the cell without its quotes. */
  readonly params: Params;
}

export type ProblemCode =
  | 'actuals-malformed'
  | 'actuals-no-source'
  | 'actuals-unknown-source'
  | 'actuals-duplicate-row'
  | 'actuals-bad-number'
  | 'actuals-won-exceeds-closed'
  | 'actuals-opened-exceeds-touches'
  | 'actuals-gap'
  | 'actuals-unknown-column';

export type Params = Readonly<Record<string, string | number | undefined>>;

/** Takes a problem of the file that is read. */
export type Report = (code: ProblemCode, at: Range, params: Params) => void;

/** Takes the problems of one file and gives them in the order of its text. */
export function problemsOf(file: string): { readonly report: Report; sorted(): readonly ActualsProblem[] } {
  const problems: ActualsProblem[] = [];
  return {
    report: (code, { start, end }, params) => problems.push({ code, file, start, end, params: { file, ...params } }),
    sorted: () => problems.sort((a, b) => a.start - b.start),
  };
}
