import { type Analysis, type Fix, resolveImport, type SourceFile } from '@upsell/language';
import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver';

/** Edits of an analysis' files, and a file to create beside `from`. */
export function workspaceEdit(
  analysis: Analysis,
  { edits, creates }: Pick<Fix, 'edits' | 'creates'>,
  from: string,
): WorkspaceEdit {
  const changes: Record<string, TextEdit[]> = {};
  for (const { file, start, end, newText } of edits) {
    const { uri, lines } = analysis.files[file] as SourceFile;
    changes[uri] = [...(changes[uri] ?? []), { range: { start: lines.at(start), end: lines.at(end) }, newText }];
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
