import * as vscode from 'vscode';

/** The command's name in the manifest. */
export const RESTART_SERVER = 'upsell.restartServer';

/** Registers "Upsell: Restart language server", which also starts a server that could not start or has crashed. */
export function registerRestartServer(restart: () => Promise<void>): vscode.Disposable {
  return vscode.commands.registerCommand(RESTART_SERVER, restart);
}
