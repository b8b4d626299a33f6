import { type TextEdit as Edit, format, formatRange, type SourceFile } from '@upsell/language';
import type { Range, TextEdit } from 'vscode-languageserver';

/** textDocument/formatting: the layout of the language, whatever the editor's own options say. */
export const formatting = (file: SourceFile): TextEdit[] => textEdits(file, format(file));

/** textDocument/rangeFormatting: what formatting does to the lines of a range. */
export function rangeFormatting(file: SourceFile, { start, end }: Range): TextEdit[] {
  const range = { start: file.lines.offsetAt(start), end: file.lines.offsetAt(end) };
  return textEdits(file, formatRange(file, range));
}

/** Edits as the protocol has them. */
export const textEdits = ({ lines }: Pick<SourceFile, 'lines'>, edits: readonly Edit[]): TextEdit[] =>
  edits.map(({ start, end, newText }) => ({ range: { start: lines.at(start), end: lines.at(end) }, newText }));
