import { type Analysis, type Fix, keepLaidOut, resolveImport } from '@upsell/language';
import type { SnippetTextEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { textEdits } from './features/formatting.ts';

/**
 * Edits of an analysis' files, which stay laid out where they were, and a file to create beside `from`. What is to be written over are
 * placeholders, where the client takes snippets.
 */
export function workspaceEdit(
  analysis: Analysis,
  { edits, creates, toFill }: Pick<Fix, 'edits' | 'creates' | 'toFill'>,
  from: string,
  takesSnippets = false,
): WorkspaceEdit {
  const changes: Record<string, TextEdit[]> = {};
  for (const [index, file] of analysis.files.entries()) {
    const own = edits.filter((edit) => edit.file === index);
    const source = analysis.program.files[index];
    if (own.length > 0) changes[file.uri] = textEdits(file, source ? keepLaidOut(source, own) : own);
  }
  const fills = takesSnippets && toFill !== undefined;
  if (!creates && !fills) return { changes };
  const others = Object.entries(changes).map(([changed, its]) => ({
    textDocument: { uri: changed, version: null },
    edits: fills ? its.map((edit) => withPlaceholders(edit, toFill)) : its,
  }));
  const created = creates ? creation(resolveImport(from, creates.path), creates.text) : [];
  return { documentChanges: [...created, ...others] };
}

/** Of the same words there is one placeholder: they are written over together. */
function withPlaceholders({ range, newText }: TextEdit, words: readonly string[]): TextEdit | SnippetTextEdit {
  const escaped = (text: string) => text.replaceAll(/[\\$}]/g, '\\$&');
  const any = words.map((word) => word.replaceAll(/\W/g, '\\$&')).join('|');
  const pieces = newText.split(new RegExp(`(?<!\\w)(${any})(?!\\w)`));
  if (pieces.length === 1) return { range, newText };
  const value = pieces.map((piece, i) =>
    i % 2 === 0 ? escaped(piece) : `\${${words.indexOf(piece) + 1}:${escaped(piece)}}`,
  );
  return { range, snippet: { kind: 'snippet', value: value.join('') } };
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
