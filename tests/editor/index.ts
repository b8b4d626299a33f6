/** The module that VS Code's extension host loads for a test run: on the desktop and served, the same. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { runMocha } from '../../packages/tooling/src/mocha-results.mjs';
import { suiteInput } from './suite-input';

export async function run(): Promise<void> {
  const modules = readdirSync(__dirname).filter((file) => file.endsWith('.test.cjs'));
  const failures = await runMocha(
    modules.map((module) => path.join(__dirname, module)),
    suiteInput().results,
  );
  if (failures) throw new Error(`${failures} of the editor's tests failed.`);
}
