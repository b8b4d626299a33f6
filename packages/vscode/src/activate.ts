import * as vscode from 'vscode';
import type { CreateClient } from './client.ts';
import { registerCreateModel } from './commands/create-model.ts';
import { registerGoToStep } from './commands/go-to-step.ts';
import { registerRenameNew } from './commands/rename-new.ts';
import { registerRestartServer } from './commands/restart-server.ts';
import { registerRunExpectation } from './commands/run-expectation.ts';
import { registerShowPlace } from './commands/show-place.ts';
import { registerShowPreview } from './commands/show-preview.ts';
import { registerShowRule } from './commands/show-rule.ts';
import { registerShowSource } from './commands/show-source.ts';
import { createCurrentModel } from './current-model.ts';
import { createExpectationTests } from './expectation-tests.ts';
import { createModelStatus } from './model-status.ts';
import { createPreviews } from './previews.ts';
import { createServerSession, type ServerSession } from './server-session.ts';

let session: ServerSession | undefined;

/**
 * Wires the parts together and starts the language server, for which it does not wait. `server` is the name of its bundle, which stands
 * beside that of the extension.
 */
export function start(
  { extensionUri, subscriptions }: vscode.ExtensionContext,
  server: string,
  create: CreateClient,
): void {
  const bundles = vscode.Uri.joinPath(extensionUri, 'dist', 'vscode');
  const previews = createPreviews(bundles);
  const status = createModelStatus(previews);
  const tests = createExpectationTests();
  const model = createCurrentModel();
  session = createServerSession(vscode.Uri.joinPath(bundles, server), create, [previews, status, tests]);
  subscriptions.push(
    ...[previews, status, tests, model, session],
    registerRestartServer(session.restart),
    registerShowPreview(previews),
    registerShowSource(previews),
    registerShowRule(vscode.Uri.joinPath(extensionUri, 'docs', 'rules')),
    registerCreateModel(session),
    registerRunExpectation(tests),
    registerRenameNew(),
    registerShowPlace(),
    registerGoToStep(model),
  );
  void session.start();
}

/** Called by VS Code before it disposes the subscriptions; it waits for the promise, so the server ends in order. */
export async function deactivate(): Promise<void> {
  await session?.stop();
}
