import type { AstNode } from 'langium';
import type { Element, File } from './generated/ast.ts';
import { Lines } from './lines.ts';
import type { TokenReport } from './parser/lexer.ts';
import { findLostDeclaration } from './parser/lost-declaration.ts';
import { parseTree } from './parser/parser.ts';
import { findSyntaxErrors } from './parser/syntax-errors.ts';
import type { Problem } from './problem.ts';
import { rangeOf, walk } from './tree.ts';

/** One parsed text: a function of the text alone, so that it can be kept while the text stays the same. */
export interface SourceFile {
  readonly uri: string;
  readonly text: string;
  readonly lines: Lines;
  readonly tree: File;
  /** Declarations that have a place in the text, in its order. */
  readonly elements: readonly Element[];
  /** Every node of the tree by its type, each list in the order of the text. */
  readonly nodes: ReadonlyMap<string, readonly AstNode[]>;
  /** `syntax-error` and the limits, in the order of the text. */
  readonly problems: readonly Problem[];
  /** The first place where a declaration may be lost. */
  readonly lostDeclaration?: Problem;
  /** True where the file is over the limit: nothing more is done with it. */
  readonly refused: boolean;
}

export const MAX_BYTES = 2_000_000;

/** Parses a text. Never throws: what is wrong with it is in `problems`. */
export function parseFile(uri: string, text: string): SourceFile {
  if (text.length > MAX_BYTES / 3 && byteLength(text) > MAX_BYTES) return refuse(uri, text);
  const { value: tree, lexerErrors, lexerReport, parserErrors } = parseTree(text);
  const elements = tree.elements.filter((element) => element.$cstNode);
  const nodes = nodesByType(elements);
  const problems = findSyntaxErrors({ text, nodes, lexerErrors, lexerReport, parserErrors });
  const lostDeclaration = findLostDeclaration(text, elements.map(rangeOf), problems, lexerReport as TokenReport);
  return { uri, text, lines: new Lines(text), tree, elements, nodes, problems, lostDeclaration, refused: false };
}

function refuse(uri: string, text: string): SourceFile {
  const tree: File = { $type: 'File', elements: [] };
  const firstLine = /^[^\r\n]{0,200}/.exec(text)?.[0].length ?? 0;
  const params = { bytes: byteLength(text), limit: MAX_BYTES };
  const problems = [{ code: 'file-too-large', start: 0, end: firstLine, params }];
  return {
    uri,
    text,
    lines: new Lines(text),
    tree,
    elements: [],
    nodes: new Map(),
    problems,
    lostDeclaration: problems[0],
    refused: true,
  };
}

function nodesByType(elements: readonly Element[]): ReadonlyMap<string, readonly AstNode[]> {
  const nodes = new Map<string, AstNode[]>();
  const add = (node: AstNode) => {
    const list = nodes.get(node.$type);
    if (list) list.push(node);
    else nodes.set(node.$type, [node]);
  };
  for (const element of elements) walk(element, add);
  return nodes;
}

/** Length in UTF-8, which is what a file has on disk. */
function byteLength(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c < 0x80) bytes += 1;
    else if (c < 0x800) bytes += 2;
    else if (c >= 0xd800 && c < 0xe000)
      bytes += 2; // half of a pair, four bytes together
    else bytes += 3;
  }
  return bytes;
}
