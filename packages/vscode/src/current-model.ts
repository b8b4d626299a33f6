import * as vscode from 'vscode';
import { modelsIn } from './serve-files.ts';

/** The model that a person works on, wherever the focus is. */
export interface CurrentModel extends vscode.Disposable {
  /**
   * Shows it in an editor: the one that was looked at last, else the only one of the workspace, or the one that is picked of several; where
   * there is none, a new one where that is wished. Undefined where nothing is shown.
   */
  reveal(): Promise<vscode.TextEditor | undefined>;
}

export function createCurrentModel(): CurrentModel {
  /** Of documents that were looked at, the latest last. */
  const seen = new Set<string>();
  const look = (editor: vscode.TextEditor | undefined): void => {
    const uri = editor?.document.languageId === 'upsell' ? editor.document.uri.toString() : undefined;
    if (uri === undefined) return;
    seen.delete(uri);
    seen.add(uri);
  };
  look(vscode.window.activeTextEditor);
  const following = [
    vscode.window.onDidChangeActiveTextEditor(look),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => seen.delete(uri.toString())),
  ];
  return {
    async reveal() {
      const document = lastSeen([...seen]) ?? (await inWorkspace());
      if (document) return show(document);
      const answer = await vscode.window.showInformationMessage('There is no model here yet.', NEW);
      if (answer === NEW) await vscode.commands.executeCommand('upsell.createModel');
      return answer === NEW ? vscode.window.activeTextEditor : undefined;
    },
    dispose: () => vscode.Disposable.from(...following).dispose(),
  };
}

const NEW = 'New model';

/** Where it is shown already, there; what covers it goes to the back. */
function show(document: vscode.TextDocument): Thenable<vscode.TextEditor> {
  const visible = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  const uri = document.uri.toString();
  const group = vscode.window.tabGroups.all.find(({ tabs }) =>
    tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri),
  );
  return vscode.window.showTextDocument(document, { viewColumn: visible?.viewColumn ?? group?.viewColumn });
}

/** The model that was looked at last, of those that are open; an older version is none. */
function lastSeen(seen: readonly string[]): vscode.TextDocument | undefined {
  const open = vscode.workspace.textDocuments.filter(
    (document) => document.languageId === 'upsell' && document.uri.query === '' && MODEL.test(document.getText()),
  );
  const rank = ({ uri }: vscode.TextDocument) => seen.indexOf(uri.toString());
  return open.toSorted((a, b) => rank(b) - rank(a))[0];
}

async function inWorkspace(): Promise<vscode.TextDocument | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const files = (await Promise.all(folders.map(({ uri }) => modelsIn(uri)))).flat();
  const texts = await Promise.all(files.map(async (uri) => ({ uri, text: await textOf(uri) })));
  const models = texts.filter(({ text }) => MODEL.test(text)).map(({ uri }) => uri);
  if (models.length === 0) return undefined;
  const items = models.map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri }));
  const picked =
    items.length === 1 ? items[0] : await vscode.window.showQuickPick(items, { placeHolder: 'Which model?' });
  if (!picked) throw new vscode.CancellationError();
  return vscode.workspace.openTextDocument(picked.uri);
}

async function textOf(uri: vscode.Uri): Promise<string> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return '';
  }
}

const MODEL = /^[ \t]*model\b/m;
