/** What the runner outside of the editor hands to the suite inside: the figures to expect and where the results go. */
import type { Forecast } from '../../packages/tooling/src/editor-workspace.mjs';

interface SuiteInput {
  /** Where the extension and the suite run: in Node, or in a web worker. */
  readonly host: 'node' | 'web';
  /** The example's path in the workspace. */
  readonly example: string;
  /** The engine's figures for the example, by the command line. */
  readonly forecast: Forecast;
  /** The absolute path of the file for the results. */
  readonly results: string;
}

export const suiteInput = (): SuiteInput => SUITE_INPUT;

/** Put in when the suite is bundled: a web worker has neither an environment nor a disk. */
declare const SUITE_INPUT: SuiteInput;
