/** What the runner outside of the editor hands to the suite inside: the figures to expect and where the results go. */
import { readFileSync } from 'node:fs';
import type { Forecast } from '../../packages/tooling/src/editor-workspace.mjs';

interface SuiteInput {
  /** The example's path in the workspace. */
  readonly example: string;
  /** The engine's figures for the example, by the command line. */
  readonly forecast: Forecast;
  /** The absolute path of the file for the results. */
  readonly results: string;
}

export function suiteInput(): SuiteInput {
  const file = process.env.UPSELL_SUITE_INPUT;
  if (!file) throw new Error('UPSELL_SUITE_INPUT is not set: start the suite by packages/tooling/src/editor-suite.mjs');
  return JSON.parse(readFileSync(file, 'utf8')) as SuiteInput;
}
