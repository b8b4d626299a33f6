import * as vscode from 'vscode';
import { RESTART_SERVER } from './commands/restart-server.ts';

/** What the language status of a `.upsell` editor says of the server. */
export interface ServerStatus extends vscode.Disposable {
  starting(): void;
  running(): void;
  /** `reason` is one line; it stands beside the action that starts the server again. */
  failed(reason: string): void;
}

export function createServerStatus(): ServerStatus {
  const item = vscode.languages.createLanguageStatusItem('upsell.server', { language: 'upsell' });
  item.name = 'Upsell language server';
  item.command = { command: RESTART_SERVER, title: 'Restart' };
  return {
    starting: () => show('Starting the language server', { busy: true }),
    running: () => show('Language server is running'),
    failed: (reason) =>
      show('Language server is not running', { detail: reason, severity: vscode.LanguageStatusSeverity.Error }),
    dispose: () => item.dispose(),
  };

  function show(
    text: string,
    { detail = '', busy = false, severity = vscode.LanguageStatusSeverity.Information } = {},
  ): void {
    Object.assign(item, { text, detail, busy, severity });
  }
}
