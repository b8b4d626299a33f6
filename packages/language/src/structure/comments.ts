import type { Block } from '../block.ts';
import type { SourceFile } from '../source-file.ts';
import type { Range } from '../tree.ts';
import { isComment, placed, type Token, tokensIn } from './block-tokens.ts';

/** Line comments that follow each other on lines of their own are one, and every comment between signs is one. */
export interface CommentRun extends Range {
  /** Of `// #region` and `// #endregion`, each of which stands by itself. */
  readonly marker?: 'region' | 'endregion';
}

/** The comments of some blocks of a file, without line comments behind something else. */
export function commentRuns(file: SourceFile, blocks: readonly Block[]): readonly CommentRun[] {
  const { text, lines } = file;
  const runs: CommentRun[] = [];
  let open: { start: number; end: number; lastLine: number } | undefined;
  for (const { start, end, kind } of blocks.flatMap(commentsIn)) {
    const { line, character } = lines.at(start);
    const isAlone = kind === 'lineComment' && text.slice(start - character, start).trim() === '';
    const marker = isAlone ? MARKER.exec(text.slice(start, end))?.[1] : undefined;
    if (isAlone && !marker) {
      if (open?.lastLine === line - 1) Object.assign(open, { end, lastLine: line });
      else {
        open = { start, end, lastLine: line };
        runs.push(open);
      }
      continue;
    }
    open = undefined;
    if (marker || kind === 'comment') runs.push({ start, end, marker: marker as CommentRun['marker'] });
  }
  return runs;
}

const commentsIn = (block: Block): readonly Token[] => placed(tokensIn(block).filter(isComment), block);

const MARKER = /^\/\/\s*#(region|endregion)\b/;
