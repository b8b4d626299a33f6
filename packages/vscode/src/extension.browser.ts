/** The extension's entry where it runs in a browser: in the web-worker extension host. */
import type * as vscode from 'vscode';
import { start } from './activate.ts';
import { createClient } from './client.browser.ts';

export { deactivate } from './activate.ts';

/** Called by VS Code when the first `.upsell` document opens. */
export const activate = (context: vscode.ExtensionContext): void => start(context, 'server.browser.js', createClient);
