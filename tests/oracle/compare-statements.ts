/** Compares an engine's scenarios, targets and expectations with the oracle's, number by number. */
import type { ComparedFigures, ComparedForecast } from './compare.ts';
import { checks, disagreements, figureDisagreements } from './compare.ts';
import type { OracleExpectation, OracleForecast, OracleTarget } from './oracle-forecast.ts';
import { tokensOf } from './read-tokens.ts';
import type { Project, Statements, Written } from './statement.ts';
import { isPortfolio } from './statement.ts';

/** What is compared of the other side: `eval --json` (`cli.md`), in the order of the text. */
export interface ComparedStatements {
  readonly scenarios: readonly ({ readonly name: string; readonly title: string | null } & {
    readonly [F in keyof ComparedFigures]: ComparedFigures[F] | null;
  })[];
  readonly targets: readonly { readonly [F in Exclude<keyof OracleTarget, 'size'>]: OracleTarget[F] | null }[];
  readonly expectations: readonly Omit<OracleExpectation, 'sizes' | 'isUndecided'>[];
}

/** Every place where two forecasts of a project disagree, statements included, one line each; none where they agree. */
export function projectDisagreements(
  expected: OracleForecast,
  actual: ComparedForecast & ComparedStatements,
  tolerance = 1e-9,
): string[] {
  const found = disagreements(expected, actual, tolerance);
  for (const kind of ['scenarios', 'targets', 'expectations'] as const) {
    const [x, y] = [expected[kind].length, actual[kind].length];
    if (x !== y) return [...found, `${kind}: ${x} expected, ${y} found`];
  }
  return [
    ...found,
    ...expected.scenarios.flatMap((each, index) => scenarioDisagreements(each, actual.scenarios[index], tolerance)),
    ...expected.targets.flatMap((each, index) => targetDisagreements(each, actual.targets[index], index, tolerance)),
    ...expected.expectations.flatMap((each, index) =>
      expectationDisagreements(each, actual.expectations[index], index, tolerance),
    ),
  ];
}

/** The project with the places and words of its statements, as the text that is read says them. */
export function asWritten<P extends Project>(project: P, read: Project): P {
  const worded = <T>(
    items: readonly T[] | undefined,
    from: readonly { readonly written?: Written | undefined }[] = [],
  ) => items?.map((item, index) => ({ ...item, written: from[index]?.written }));
  const goals = {
    targets: worded(project.targets, read.targets),
    expectations: worded(project.expectations, read.expectations),
  };
  if (isPortfolio(project) || isPortfolio(read)) return { ...project, ...goals };
  const scenarios = (project as Partial<Statements>).scenarios?.map((each, index) => ({
    ...each,
    expectations: worded(each.expectations, read.scenarios?.[index]?.expectations),
  }));
  return { ...project, ...goals, scenarios };
}

function scenarioDisagreements(
  { name, title, total, summary }: OracleForecast['scenarios'][number],
  actual: ComparedStatements['scenarios'][number] | undefined,
  tolerance: number,
): string[] {
  const path = `scenarios.${name}`;
  const found = differentWords(path, { name, title }, actual);
  if (total === null || summary === null) {
    if (!isWithheld(actual?.total) || !isWithheld(actual?.summary)) found.push(`${path}: not withheld`);
  } else if (actual?.total && actual.summary) {
    const { total: t, summary: s } = actual;
    const differences = figureDisagreements({ total, summary }, { total: t, summary: s }, tolerance);
    found.push(...differences.map((each) => `${path}.${each}`));
  } else found.push(`${path}: withheld`);
  return found;
}

function targetDisagreements(
  expected: OracleTarget,
  actual: ComparedStatements['targets'][number] | undefined,
  index: number,
  tolerance: number,
): string[] {
  const path = `targets[${index}]`;
  const { metric, owner, line, target, value, attainment, gap, size } = expected;
  const found = differentWords(path, { metric, owner, ...(line === null ? {} : { line }) }, actual);
  found.push(...differentText(path, expected.text, actual?.text));
  const { check } = checks(found, tolerance);
  check(`${path}.target`, target, actual?.target);
  check(`${path}.value`, value, actual?.value, size);
  check(`${path}.gap`, gap, actual?.gap, size + Math.abs(target));
  // Of a value that is nothing but a last digit, the quotient is anything.
  const isClear = value === null || value === 0 || Math.abs(value) > 1e-9 * size;
  const error = value && attainment ? Math.abs(attainment / value) * size : 0;
  if (isClear) check(`${path}.attainment`, attainment, actual?.attainment, error);
  return found;
}

function expectationDisagreements(
  expected: OracleExpectation,
  actual: ComparedStatements['expectations'][number] | undefined,
  index: number,
  tolerance: number,
): string[] {
  const path = `expectations[${index}]`;
  const { label, scenario, line, left, right, sizes, pass } = expected;
  const found = differentWords(path, { label, scenario, ...(line === null ? {} : { line }) }, actual);
  found.push(...differentText(path, expected.text, actual?.text));
  if (expected.isUndecided) return found;
  const { check } = checks(found, tolerance);
  check(`${path}.left`, left, actual?.left, sizes.left);
  check(`${path}.right`, right, actual?.right, sizes.right);
  if (isClearCut(expected)) found.push(...differentWords(path, { pass }, actual));
  return found;
}

/** Whether the last digits of both sides cannot change whether they are equal to a relative 1e-9. */
function isClearCut({ left, right, sizes }: OracleExpectation): boolean {
  if (left === null || right === null) return true;
  const allowed = 1e-9 * Math.max(Math.abs(left), Math.abs(right));
  const error = 1e-10 * (sizes.left + sizes.right);
  return Math.abs(Math.abs(left - right) - allowed) >= error;
}

function differentWords(path: string, expected: object, actual: object | undefined): string[] {
  const found = (actual ?? {}) as Readonly<Record<string, unknown>>;
  return Object.entries(expected)
    .filter(([field, value]) => found[field] !== value)
    .map(([field, value]) => `${path}.${field}: ${value} expected, ${found[field]} found`);
}

/** Comments and white space may differ; tokens may not. */
function differentText(path: string, expected: string | null, actual: string | null | undefined): string[] {
  if (expected === null) return [];
  const found = tokensOf(actual ?? '')
    .map((token) => token.text)
    .join(' ');
  return found === expected ? [] : [`${path}.text: ${expected} expected, ${actual} found`];
}

/** Null itself, or nothing but nulls inside. */
function isWithheld(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  return typeof value === 'object' && Object.values(value).every(isWithheld);
}
