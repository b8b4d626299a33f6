import type { Actuals } from '@upsell/engine';
import { readCohorts } from './cohorts.ts';
import type { FileName } from './columns.ts';
import { type MonthPlace, type MonthsOf, readMonths } from './months.ts';
import { type ActualsProblem, problemsOf, type Report } from './problem.ts';
import { readQuarters } from './quarters.ts';

/** The text of the file of this name in the folder, or why it cannot be read; undefined: there is no such file. */
export type ReadText = (name: string) => string | Unreadable | undefined;

export interface Unreadable {
  /** A clause, such as `it is not UTF-8 text (line 3, column 5)`. */
  readonly reason: string;
}

export interface ReadActuals {
  readonly actuals: Actuals;
  /** The texts that were read: of months.csv, quarters.csv and cohorts.csv, in this order. */
  readonly texts: readonly { readonly name: string; readonly text: string }[];
  /** In the order of the files, then of their texts. */
  readonly problems: readonly ActualsProblem[];
  /** Files that cannot be read (with a reason), or that are required and not there (without). */
  readonly missing: readonly { readonly name: string; readonly reason?: string }[];
  /** Where the cells of each row of `actuals.rows` stand in months.csv, in the same order. */
  readonly places: readonly MonthPlace[];
  readonly monthsOf: MonthsOf;
}

/**
 * What the three files of a folder say, with what is wrong with them; never throws for what they hold (actuals.md, 1). `names`
 * leads from every name that a row may use to the source's name today; without it sources are taken as written.
 * `fiscalYearStart` is a calendar month, 1 to 12.
 */
export function readActuals(
  read: ReadText,
  names: ReadonlyMap<string, string> | undefined,
  fiscalYearStart: number,
): ReadActuals {
  const texts: { name: string; text: string }[] = [];
  const problems: ActualsProblem[] = [];
  const missing: { name: string; reason?: string }[] = [];
  const readFile = <T>(name: FileName, parse: (text: string, report: Report) => T): T | undefined => {
    const text = read(name);
    if (typeof text !== 'string') {
      if (text) missing.push({ name, reason: text.reason });
      else if (name === 'months.csv') missing.push({ name });
      return undefined;
    }
    texts.push({ name, text });
    const { report, sorted } = problemsOf(name);
    const result = parse(text, report);
    for (const problem of sorted()) problems.push(problem);
    return result;
  };

  const months = readFile('months.csv', (text, report) => readMonths(text, names, report));
  const quarters = readFile('quarters.csv', (text, report) => readQuarters(text, fiscalYearStart, report));
  const cohorts = readFile('cohorts.csv', (text, report) => readCohorts(text, report));
  const { rows = [], leftOut = [], unread = [], places = [], monthsOf = new Map() } = months ?? {};
  return {
    actuals: { rows, leftOut, unread, quarters: quarters ?? [], cohorts: cohorts ?? [] },
    texts,
    problems,
    missing,
    places,
    monthsOf,
  };
}
