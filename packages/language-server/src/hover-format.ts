import { type Passage, passagesMarkdown, passagesText } from '@upsell/report';
import type { Hover, Range } from 'vscode-languageserver';
import { MarkupKind } from './protocol.ts';

/** How a client shows what stands under the cursor. */
export type HoverFormat = 'markdown' | 'plaintext';

/** Passages as a hover in the format that the client has; null where there is nothing to say. */
export function hoverOf(passages: readonly Passage[], format: HoverFormat, range: Range): Hover | null {
  if (passages.length === 0) return null;
  const contents =
    format === 'markdown'
      ? { kind: MarkupKind.Markdown, value: passagesMarkdown(passages) }
      : { kind: MarkupKind.PlainText, value: passagesText(passages) };
  return { contents, range };
}
