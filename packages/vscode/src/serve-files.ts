import {
  LIST_FILES,
  type ListFilesParams,
  type ListFilesResult,
  READ_FILE,
  type ReadFileParams,
  type ReadFileResult,
} from '@upsell/language-server/requests';
import { textOf, tooLarge } from '@upsell/language-server/text-of-bytes';
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type Folders, findModels } from './find-models.ts';
import { isServed } from './served-files.ts';

/** Answers a server that has no disk: what it asks for is read by the editor, wherever the workspace is. */
export function serveFiles(client: BaseLanguageClient): void {
  client.onRequest<ReadFileResult, void>(READ_FILE, ({ uri }: ReadFileParams) => readFile(vscode.Uri.parse(uri)));
  client.onRequest<ListFilesResult, void>(LIST_FILES, ({ folder }: ListFilesParams) =>
    listFiles(vscode.Uri.parse(folder)),
  );
}

async function readFile(uri: vscode.Uri): Promise<ReadFileResult> {
  const models = vscode.workspace.textDocuments.filter(({ languageId }) => languageId === 'upsell');
  const isInWorkspace = isOfWorkspace(uri);
  const open = models.map((model) => model.uri);
  if (!isServed(uri, open, isInWorkspace)) return { problem: 'unreachable' };
  try {
    const { type, size } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.File) === 0) return { problem: 'unreadable', reason: 'it is not a file' };
    const text = tooLarge(size) ?? textOf(await vscode.workspace.fs.readFile(uri));
    return typeof text === 'string' ? { text } : { problem: 'unreadable', reason: text.reason };
  } catch (error) {
    return problemOf(error);
  }
}

/** A file of another time is of the workspace where it stands there today. */
function isOfWorkspace(uri: vscode.Uri): boolean {
  if (uri.query === '') return vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  return (vscode.workspace.workspaceFolders ?? []).some(({ uri: { path } }) => uri.path.startsWith(`${path}/`));
}

async function listFiles(folder: vscode.Uri): Promise<ListFilesResult> {
  if (!vscode.workspace.getWorkspaceFolder(folder)) return { uris: [] };
  return { uris: (await modelsIn(folder)).map((uri) => uri.toString()) };
}

/** The `.upsell` files in a folder of the workspace and below. */
export const modelsIn = async (folder: vscode.Uri): Promise<readonly vscode.Uri[]> =>
  (await search(folder)) ?? findModels(folder, FOLDERS);

/** The `.upsell` files in a folder and below; undefined where they cannot be searched for: the editor would wait for ever. */
async function search(folder: vscode.Uri): Promise<readonly vscode.Uri[] | undefined> {
  const giveUp = new vscode.CancellationTokenSource();
  const models = new vscode.RelativePattern(folder, '**/*.upsell');
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    return await Promise.race([
      vscode.workspace.findFiles(models, HIDDEN_OR_INSTALLED, undefined, giveUp.token),
      new Promise<undefined>((resolve) => {
        timer = setTimeout(() => resolve(undefined), PATIENCE);
      }),
    ]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
    giveUp.cancel();
    giveUp.dispose();
  }
}

const FOLDERS: Folders<vscode.Uri> = {
  entries: (folder) => vscode.workspace.fs.readDirectory(folder),
  at: (folder, name) => vscode.Uri.joinPath(folder, name),
};

function problemOf(error: unknown): ReadFileResult {
  const { code, message } = error as vscode.FileSystemError;
  switch (code) {
    case 'FileNotFound':
    case 'FileNotADirectory':
      return { problem: 'absent' };
    case 'FileIsADirectory':
      return { problem: 'unreadable', reason: 'it is not a file' };
    case 'NoPermissions':
      return { problem: 'unreadable', reason: 'permission is denied' };
    case 'Unavailable':
      return { problem: 'unreachable' };
    default:
      return { problem: 'unreadable', reason: message };
  }
}

const HIDDEN_OR_INSTALLED = '{**/.*,**/.*/**,**/node_modules/**}';

/** In milliseconds. */
const PATIENCE = 3_000;
