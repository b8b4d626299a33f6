import { forecastJson } from '@upsell/report';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyseFiles, type Files } from '../harness/analyse-text.ts';
import type { ComparedForecast } from '../oracle/compare.ts';
import { asWritten, type ComparedStatements, projectDisagreements } from '../oracle/compare-statements.ts';
import { seededDice } from '../oracle/dice.ts';
import { forecast } from '../oracle/forecast.ts';
import type { OracleForecast } from '../oracle/oracle-forecast.ts';
import { printFiles } from '../oracle/print-files.ts';
import { arbitraryPortfolio, arbitraryStatedModel } from '../oracle/random-project.ts';
import { readFiles } from '../oracle/read.ts';
import type { Project } from '../oracle/statement.ts';

// The same models in every normal run, so that a red run is red again; the long run takes new ones.
const LONG = Boolean(process.env['UPSELL_LONG']);

interface Evaluated {
  /** The object of `eval --json`. */
  readonly json: ComparedForecast & ComparedStatements;
  readonly errors: readonly Problem[];
}

interface Problem {
  readonly code: string;
  readonly path: string;
  /** The text that is wrong, and what is said of it. */
  readonly said: string;
}

/** What the product makes of files; the first is the root. */
function evaluate(files: Files): Evaluated {
  const analysis = analyseFiles(files);
  const lineOf = ({ file, start }: { file: number; start: number }) =>
    (analysis.files[file]?.lines.at(start).line ?? Number.NaN) + 1;
  const json = forecastJson('model.upsell', analysis.model, analysis, [], lineOf);
  const errors = analysis.diagnostics.filter(({ severity }) => severity === 'error');
  return {
    json: json as unknown as Evaluated['json'],
    errors: errors.map(({ code, message, file, start, end }): Problem => {
      const path = decodeURIComponent(analysis.files[file]?.uri ?? '').replace('file:///workspace/', '');
      return { code, path, said: `"${files[path]?.slice(start, end)}": ${message}` };
    }),
  };
}

/** How the product's figures and errors differ from the oracle's. */
function differences(project: Project, files: Files): readonly string[] {
  const expected = forecast(asWritten(project, readFiles(files)));
  const { json, errors } = evaluate(files);
  const unexpected = unexpectedErrors(expected, errors);
  return unexpected.length > 0 ? unexpected : projectDisagreements(expected, json);
}

/** An expectation that fails is an error, and so is a rate above 1 in a scenario that is withheld for it. */
function unexpectedErrors({ expectations, scenarios }: OracleForecast, errors: readonly Problem[]): readonly string[] {
  const hasFailed = expectations.some(({ pass }) => !pass);
  const withheld = scenarios.filter(({ total }) => total === null).length;
  const rates = errors.filter(({ code }) => code === 'rate-above-one');
  const isAllowed = ({ code, path }: Problem): boolean =>
    // Scenarios of parts are not run here, but their errors are errors.
    code === 'rate-above-one' ? withheld > 0 || path.startsWith('part/') : code === 'expectation-failed' && hasFailed;
  return [
    ...errors.filter((error) => !isAllowed(error)).map(({ code, path, said }) => `${path}: ${code} on ${said}`),
    ...(withheld > rates.length ? [`rate-above-one: ${withheld} expected, ${rates.length} found`] : []),
  ];
}

function agree(projects: fc.Arbitrary<Project>, runs: number): void {
  fc.assert(
    fc.property(projects, fc.integer({ min: 0, max: 2 ** 31 - 1 }), (project, seed) => {
      const files = printFiles(project, seededDice(seed));
      const shown = Object.entries(files).map(([path, text]) => `==== ${path}\n${text}`);
      expect(differences(project, files), shown.join('\n')).toEqual([]);
    }),
    {
      numRuns: runs,
      ...(LONG ? {} : { seed: 20_260_201 }),
      interruptAfterTimeLimit: 500_000,
      markInterruptAsFailure: true,
      endOnFailure: true,
    },
  );
}

describe('the engine and the oracle, beyond channels', () => {
  it('agree on scenarios, targets and expectations, in any files', () => {
    agree(arbitraryStatedModel(), LONG ? 5_000 : 60);
  }, 600_000);

  it('agree on portfolios, of portfolios too', () => {
    agree(arbitraryPortfolio(), LONG ? 2_000 : 40);
  }, 600_000);
});
