import { type Fold, foldsOf, type SourceFile } from '@upsell/language';
import type { FoldingRange } from 'vscode-languageserver';
import type { ClientAbilities } from '../client-abilities.ts';
import { FoldingRangeKind } from '../protocol.ts';

/**
 * textDocument/foldingRange: blocks, numbers with several steps, comments, imports and `// #region`. A client that folds whole lines
 * alone keeps those on which something else follows; of more than a client takes, those inside of others are left out first.
 */
export function foldingRanges(file: SourceFile, { lineFolding, foldLimit }: ClientAbilities): FoldingRange[] {
  return within(foldsOf(file), foldLimit).map(({ start, end, kind, firstLine, lastLine }) => {
    const named = kind && { kind: KIND[kind] };
    if (lineFolding) return { startLine: firstLine, endLine: lastLine, ...named };
    const [from, to] = [file.lines.at(start), file.lines.at(end)];
    return {
      startLine: from.line,
      startCharacter: from.character,
      endLine: to.line,
      endCharacter: to.character,
      ...named,
    };
  });
}

const KIND: Readonly<Record<NonNullable<Fold['kind']>, FoldingRangeKind>> = {
  comment: FoldingRangeKind.Comment,
  imports: FoldingRangeKind.Imports,
  region: FoldingRangeKind.Region,
};

function within(folds: readonly Fold[], limit: number | undefined): readonly Fold[] {
  if (limit === undefined || folds.length <= limit) return folds;
  const outermost = folds.toSorted((a, b) => a.depth - b.depth).slice(0, limit);
  return outermost.sort((a, b) => a.firstLine - b.firstLine);
}
