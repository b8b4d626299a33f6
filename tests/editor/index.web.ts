/** The start of the module that VS Code's web-worker extension host loads for a test run: the tests are bundled behind it. */
import 'mocha/mocha';
import * as vscode from 'vscode';
import { countResults, OPTIONS } from '../../packages/tooling/src/mocha-counts.mjs';
import { suiteInput } from './suite-input';

mocha.setup(OPTIONS);

export async function run(): Promise<void> {
  const results = await new Promise<ReturnType<ReturnType<typeof countResults>>>((resolve) => {
    const count = countResults(mocha.run(() => resolve(count())));
  });
  const file = vscode.Uri.file(suiteInput().results);
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const there = folder ? folder.uri.with({ path: file.path }) : file;
  await vscode.workspace.fs.writeFile(there, new TextEncoder().encode(JSON.stringify(results)));
  if (results.failed) throw new Error(`${results.failed} of the editor's tests failed.`);
}
