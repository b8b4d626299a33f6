import { type SourceFile, selectionAt } from '@upsell/language';
import type { Position, SelectionRange } from 'vscode-languageserver';

/**
 * textDocument/selectionRange: for each position what one would select around it, from the word over value, field and block to the
 * file.
 */
export const selectionRanges = (file: SourceFile, positions: readonly Position[]): SelectionRange[] =>
  positions.map((position) => {
    const { lines } = file;
    const ranges = selectionAt(file, lines.offsetAt(position)).map(({ start, end }) => ({
      start: lines.at(start),
      end: lines.at(end),
    }));
    const selection = ranges.reduceRight<SelectionRange | undefined>((parent, range) => ({ range, parent }), undefined);
    return selection ?? { range: { start: position, end: position } };
  });
