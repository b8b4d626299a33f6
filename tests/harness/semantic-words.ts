import type { Analysis, SourceFile } from '@upsell/language';
import type { SemanticTokens } from 'vscode-languageserver';
import { TOKENS_LEGEND } from '../../packages/language-server/src/features/semantic-tokens.ts';

/** A semantic token as a client reads it; `end` is exclusive, and in the same line. */
export interface SemanticWord {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly type: string;
  readonly modifiers: readonly string[];
}

/** The tokens of a document, read off the numbers that are sent. */
export function semanticWords(
  { program: { files } }: Analysis,
  { data }: Pick<SemanticTokens, 'data'>,
): readonly SemanticWord[] {
  const { text, lines } = files[0] as SourceFile;
  const words: SemanticWord[] = [];
  let [line, start] = [0, 0];
  for (let i = 0; i < data.length; i += 5) {
    const [down = 0, right = 0, length = 0, type = -1, bits = 0] = data.slice(i, i + 5);
    start = down > 0 ? right : start + right;
    line += down;
    const at = lines.offsetAt({ line, character: start });
    words.push({
      line,
      start,
      end: start + length,
      text: text.slice(at, at + length),
      type: TOKENS_LEGEND.tokenTypes[type] ?? `no type ${type}`,
      modifiers: TOKENS_LEGEND.tokenModifiers.filter((_, bit) => bits & (1 << bit)),
    });
  }
  return words;
}
