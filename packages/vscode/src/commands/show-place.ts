import * as vscode from 'vscode';
import type { Location } from 'vscode-languageclient';

/** A command of ours that is not in the palette: the parts of hints have it, and what they are made of stands at its argument. */
export const SHOW_PLACE = 'upsell.showPlace';

/** Registers what goes to a location as the server gives it: the cursor is put there, and the line is in view. */
export function registerShowPlace(): vscode.Disposable {
  return vscode.commands.registerCommand(SHOW_PLACE, async ({ uri, range }: Location): Promise<void> => {
    const at = new vscode.Position(range.start.line, range.start.character);
    await vscode.window.showTextDocument(vscode.Uri.parse(uri, true), { selection: new vscode.Range(at, at) });
  });
}
