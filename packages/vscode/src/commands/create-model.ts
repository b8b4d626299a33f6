import { STARTER_MODEL, type StarterModelResult } from '@upsell/language-server/requests';
import * as vscode from 'vscode';
import type { ServerSession } from '../server-session.ts';

/** Registers "Upsell: New model": the seven channels with sample numbers, in a document that is not saved yet. */
export function registerCreateModel(session: ServerSession): vscode.Disposable {
  return vscode.commands.registerCommand('upsell.createModel', async () => {
    const { text } = await session.ask<StarterModelResult>(STARTER_MODEL);
    const document = await vscode.workspace.openTextDocument({ language: 'upsell', content: text });
    await vscode.window.showTextDocument(document);
  });
}
