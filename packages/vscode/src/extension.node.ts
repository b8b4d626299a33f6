/** The desktop extension's entry: it wires the parts together and starts the language server. */
import * as vscode from 'vscode';
import { registerCreateModel } from './commands/create-model.ts';
import { registerRestartServer } from './commands/restart-server.ts';
import { registerRunExpectation } from './commands/run-expectation.ts';
import { registerShowPreview } from './commands/show-preview.ts';
import { createExpectationTests } from './expectation-tests.ts';
import { createModelStatus } from './model-status.ts';
import { createPreviews } from './previews.ts';
import { createServerSession, type ServerSession } from './server-session.ts';
import { registerTasks } from './tasks.ts';

let session: ServerSession | undefined;

/** Called by VS Code when the first `.upsell` document opens. It does not wait for the server. */
export function activate(context: vscode.ExtensionContext): void {
  const previews = createPreviews(vscode.Uri.joinPath(context.extensionUri, 'dist', 'vscode'));
  const status = createModelStatus();
  const tests = createExpectationTests();
  session = createServerSession(context.extensionUri, [previews, status, tests]);
  context.subscriptions.push(
    ...[previews, status, tests, session],
    registerRestartServer(session.restart),
    registerShowPreview(previews),
    registerCreateModel(session),
    registerRunExpectation(tests),
    registerTasks(vscode.Uri.joinPath(context.extensionUri, 'dist', 'cli', 'main.mjs')),
  );
  void session.start();
}

/** Called by VS Code before it disposes the subscriptions; it waits for the promise, so the server ends in order. */
export async function deactivate(): Promise<void> {
  await session?.stop();
}
