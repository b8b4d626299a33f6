import { formatClosedBlock, formatFinishedLine, type SourceFile } from '@upsell/language';
import type { DocumentOnTypeFormattingOptions, Position, TextEdit } from 'vscode-languageserver';
import { textEdits } from './formatting.ts';

/** What finishes something that can be laid out: the brace that closes a block, and the end of a line. */
export const ON_TYPE: DocumentOnTypeFormattingOptions = { firstTriggerCharacter: '}', moreTriggerCharacter: ['\n'] };

/**
 * textDocument/onTypeFormatting: what formatting does to the block or the lines that a typed character has finished. What is behind the
 * cursor in its line stays where it is.
 */
export function onTypeFormatting(file: SourceFile, position: Position, typed: string): TextEdit[] {
  if (typed === '}') return textEdits(file, formatClosedBlock(file, file.lines.offsetAt(position)));
  return typed === '\n' && position.line > 0 ? textEdits(file, formatFinishedLine(file, position.line - 1)) : [];
}
