/** What an editor shows of a document. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from './until';

interface Hint {
  readonly line: number;
  readonly character: number;
  readonly text: string;
}

/** The URI of a file of the workspace. */
export function uriOf(file: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'no workspace folder is open');
  return vscode.Uri.joinPath(folder.uri, ...file.split(/[\\/]/));
}

/** Opens a file of the workspace in an editor. */
export async function openFile(file: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(uriOf(file));
  await vscode.window.showTextDocument(document);
  return document;
}

/** The hint of a line that `wanted` accepts; the wait's message shows all hints of the line. */
export async function hintOn(
  document: vscode.TextDocument,
  line: number,
  wanted: (text: string) => boolean,
): Promise<Hint> {
  const found = await until(
    `a hint on line ${line + 1} (${document.lineAt(line).text.trim()})`,
    async () => (await hints(document)).filter((hint) => hint.line === line),
    (onLine) => onLine.some((hint) => wanted(hint.text)),
  );
  const hint = found.find((candidate) => wanted(candidate.text));
  assert.ok(hint);
  return hint;
}

async function hints(document: vscode.TextDocument): Promise<Hint[]> {
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  const found = await vscode.commands.executeCommand<vscode.InlayHint[]>(
    'vscode.executeInlayHintProvider',
    document.uri,
    whole,
  );
  return (found ?? []).map(({ position, label }) => ({
    line: position.line,
    character: position.character,
    text: typeof label === 'string' ? label : label.map((part) => part.value).join(''),
  }));
}

/** The document's diagnostics of one code, once `wanted` accepts them. */
export async function problems(
  document: vscode.TextDocument,
  code: string,
  wanted: (found: vscode.Diagnostic[]) => boolean,
): Promise<vscode.Diagnostic[]> {
  const read = () => vscode.languages.getDiagnostics(document.uri).filter((problem) => codeOf(problem) === code);
  return until(`the diagnostics ${code}`, read, wanted);
}

function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** The number of the first line that matches, from 0. */
export function lineOf(document: vscode.TextDocument, pattern: RegExp): number {
  const line = document
    .getText()
    .split('\n')
    .findIndex((text) => pattern.test(text));
  assert.notEqual(line, -1, `no line matches ${pattern}`);
  return line;
}
