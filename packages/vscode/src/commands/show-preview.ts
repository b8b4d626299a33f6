import * as vscode from 'vscode';
import type { Previews } from '../previews.ts';

/**
 * Shows the preview of the model in the active editor, or of the one that is named, by the text of its URI where the language server
 * names it: in its place, or beside it.
 */
export function registerShowPreview(previews: Previews): vscode.Disposable {
  const show = (column: vscode.ViewColumn) => (named?: unknown) => {
    const given = typeof named === 'string' ? vscode.Uri.parse(named) : named;
    const uri = given instanceof vscode.Uri ? given : vscode.window.activeTextEditor?.document.uri;
    if (uri) previews.show(uri, column);
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand('upsell.showPreview', show(vscode.ViewColumn.Active)),
    vscode.commands.registerCommand('upsell.showPreviewToSide', show(vscode.ViewColumn.Beside)),
  );
}
