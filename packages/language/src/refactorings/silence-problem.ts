import { CstUtils } from 'langium';
import type { Analysis } from '../analyse.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { eolOf, insertAt } from '../edits.ts';
import { NO_REASON } from '../rules/ignore-without-reason.ts';
import type { FileEdit } from '../rules/rule.ts';
import { blockAt, type SourceFile } from '../source-file.ts';

/** A comment that silences a problem, with words to write over in the place of its reason. */
export interface Silencing {
  /** An insertion: `// upsell-ignore CODE: ` and the words. */
  readonly edit: FileEdit;
  /** The words, as they stand in the edit. */
  readonly reason: string;
}

/**
 * The comment above its line that silences a diagnostic of one of the program's files; undefined for an error, which cannot be
 * silenced, and for what is said of such a comment itself.
 */
export function silencingOf({ program }: Analysis, diagnostic: Diagnostic): Silencing | undefined {
  const { file, code, severity, start } = diagnostic;
  const source = program.files[file];
  if (!source || severity === 'error' || code.startsWith('ignore-')) return undefined;
  const { lines } = source;
  const lineStart = lines.offsetAt({ line: lines.at(start).line, character: 0 });
  if (isInside(source, lineStart)) return undefined;
  const indent = /^[ \t]*/.exec(source.text.slice(lineStart, start))?.[0] ?? '';
  const from = lineStart === 0 && source.text.startsWith('\uFEFF') ? 1 : lineStart;
  const comment = `${indent}// upsell-ignore ${code}: ${NO_REASON}${eolOf(source)}`;
  return { edit: insertAt(file, from, comment), reason: NO_REASON };
}

/** True for the beginning of a line that lies in a comment. */
function isInside(source: SourceFile, offset: number): boolean {
  const root = blockAt(source, offset)?.root;
  const leaf = root && CstUtils.findLeafNodeAtOffset(root, offset);
  return leaf !== undefined && leaf.offset < offset && offset < leaf.end && leaf.text.trim() !== '';
}
