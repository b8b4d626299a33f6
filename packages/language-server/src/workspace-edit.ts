import { type Analysis, type Fix, keepLaidOut, resolveImport } from '@upsell/language';
import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { textEdits } from './features/formatting.ts';

/** Edits of an analysis' files, which stay laid out where they were, and a file to create beside `from`. */
export function workspaceEdit(
  analysis: Analysis,
  { edits, creates }: Pick<Fix, 'edits' | 'creates'>,
  from: string,
): WorkspaceEdit {
  const changes: Record<string, TextEdit[]> = {};
  for (const [index, file] of analysis.files.entries()) {
    const own = edits.filter((edit) => edit.file === index);
    const source = analysis.program.files[index];
    if (own.length > 0) changes[file.uri] = textEdits(file, source ? keepLaidOut(source, own) : own);
  }
  if (!creates) return { changes };
  const others = Object.entries(changes).map(([changed, its]) => ({
    textDocument: { uri: changed, version: null },
    edits: its,
  }));
  return { documentChanges: [...creation(resolveImport(from, creates.path), creates.text), ...others] };
}

/** Makes a file with a text. */
export function creation(uri: string, text: string): NonNullable<WorkspaceEdit['documentChanges']> {
  const start = { line: 0, character: 0 };
  const edits = [{ range: { start, end: start }, newText: text }];
  return [
    { kind: 'create', uri },
    { textDocument: { uri, version: null }, edits },
  ];
}
