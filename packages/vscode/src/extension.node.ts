/** The extension's entry where it runs in Node: on the desktop and on a remote machine. */
import * as vscode from 'vscode';
import { start } from './activate.ts';
import { createClient } from './client.node.ts';
import { registerTasks } from './tasks.ts';

export { deactivate } from './activate.ts';

/** Called by VS Code when the first `.upsell` document opens. */
export function activate(context: vscode.ExtensionContext): void {
  start(context, 'server.cjs', createClient);
  // What a task runs is a process.
  context.subscriptions.push(registerTasks(vscode.Uri.joinPath(context.extensionUri, 'dist', 'cli', 'main.mjs')));
}
