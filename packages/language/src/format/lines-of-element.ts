import type { AstNode, LeafCstNode } from 'langium';
import { fieldsOf } from '../broken.ts';
import { rangeOf } from '../tree.ts';
import { type RowColumns, type RowNode, rowColumns } from './row-columns.ts';
import type { WholeElement } from './sections.ts';

/** The words of one row, and what may stand before it. */
export interface Line extends RowColumns {
  readonly words: readonly LeafCstNode[];
  readonly depth: number;
  /** How deep comments on lines of their own before it stand: those before a brace belong to the block's inside. */
  readonly commentDepth: number;
  /** Whether a blank line goes before it and its comments, and before it alone: always, never, or if the author has one. */
  readonly blank: Blank;
  readonly lastBlank: Blank;
}
type Blank = 'always' | 'never' | 'kept';

/** The rows that a declaration is written on: its head, its fields, its closing brace; all of it where it has no block. */
export function linesOf({ node, words }: WholeElement): readonly Line[] {
  const nodes = new Map<number, RowNode>();
  noteRows(node, nodes);
  const starts = words.map((word) => nodes.has(word.offset) || word.tokenType.name === '}');
  const lines: Line[] = [];
  let depth = 0;
  for (let from = 0, to = 1; from < words.length; from = to++) {
    while (to < words.length && !starts[to]) to++;
    const row = words.slice(from, to);
    const first = row[0] as LeafCstNode;
    const closes = first.tokenType.name === '}';
    const opened = words[from - 1]?.tokenType.name === '{';
    if (closes) depth--;
    const at = nodes.get(first.offset);
    lines.push({
      words: row,
      depth,
      commentDepth: closes ? depth + 1 : depth,
      blank: opened ? 'never' : 'kept',
      lastBlank: closes ? 'never' : 'kept',
      ...(at ? rowColumns(at, row) : { marks: new Map() }),
    });
    if (row.at(-1)?.tokenType.name === '{') depth++;
  }
  return lines;
}

/** Where rows begin: a declaration, its fields, and theirs. */
function noteRows(node: AstNode, rows: Map<number, RowNode>): void {
  rows.set(rangeOf(node).start, node as RowNode);
  for (const field of fieldsOf(node)) noteRows(field, rows);
}
