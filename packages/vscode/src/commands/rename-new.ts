import * as vscode from 'vscode';

/** A command of ours that is not in the palette: the server asks for it after an edit that made a name up. */
export const RENAME_NEW = 'upsell.renameNew';

/** Registers what asks for another name in the place of a new driver's, which stands nowhere else in the document. */
export function registerRenameNew(): vscode.Disposable {
  return vscode.commands.registerCommand(RENAME_NEW, async (uri: string, name: string): Promise<void> => {
    const editor = await vscode.window.showTextDocument(vscode.Uri.parse(uri, true));
    const { document } = editor;
    const at = new RegExp(`\\bdriver\\s+(?=${name}\\b)`).exec(document.getText());
    if (!at) return;
    await vscode.commands.executeCommand('editor.action.rename', [
      document.uri,
      document.positionAt(at.index + at[0].length),
    ]);
  });
}
