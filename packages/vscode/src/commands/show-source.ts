import * as vscode from 'vscode';
import type { Previews } from '../previews.ts';

/** Registers "Upsell: Show source", which goes from the preview to the text of its model. */
export function registerShowSource(previews: Previews): vscode.Disposable {
  return vscode.commands.registerCommand('upsell.showSource', () => previews.showSource());
}
