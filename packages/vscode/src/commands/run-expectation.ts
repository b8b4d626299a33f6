import * as vscode from 'vscode';
import type { ExpectationTests } from '../expectation-tests.ts';

/** Registers what the code lens of an expectation does: it is given the URI of the model, and a line of it from 0. */
export function registerRunExpectation(tests: ExpectationTests): vscode.Disposable {
  return vscode.commands.registerCommand('upsell.runExpectation', async (uri: unknown, line: unknown) => {
    if (typeof uri === 'string' && typeof line === 'number') await tests.runAt(uri, line);
  });
}
