import type { AstNode } from 'langium';
import type { Block } from './block.ts';
import { lastFrom, parseBlocks, reparseBlocks } from './blocks.ts';
import type { Element } from './generated/ast.ts';
import { Lines } from './lines.ts';
import type { Problem } from './problem.ts';

/** One parsed text: a function of the text alone, so that it can be kept while the text stays the same. */
export interface SourceFile {
  readonly uri: string;
  readonly text: string;
  readonly lines: Lines;
  /** What of the text is read by itself, in its order, without a gap. */
  readonly blocks: readonly Block[];
  /** Declarations that have a place in the text, in its order. */
  readonly elements: readonly Element[];
  /** Every node of the tree by its type, each list in the order of the text. */
  readonly nodes: Nodes;
  /** `syntax-error` and the limits, in the order of the text. */
  readonly problems: readonly Problem[];
  /** The first place where a declaration may be lost. */
  readonly lostDeclaration?: Problem;
  /** True where the file is over the limit: nothing more is done with it. */
  readonly refused: boolean;
}

export const MAX_BYTES = 2_000_000;

/**
 * Parses a text. Never throws: what is wrong with it is in `problems`. `before` is an earlier version of the file, from which
 * what did not change is taken: its nodes move to their places in the new one, so that the older version is of no use any more.
 */
export function parseFile(uri: string, text: string, before?: SourceFile): SourceFile {
  if (text.length > MAX_BYTES / 3 && byteLength(text) > MAX_BYTES) return refuse(uri, text);
  const known = before && !before.refused ? before : undefined;
  const blocks = known ? reparseBlocks(known, text) : parseBlocks(text);
  const lines = known ? known.lines.changedTo(text) : new Lines(text);
  const lost = blocks.find((block) => block.lostDeclaration !== undefined);
  return {
    uri,
    text,
    lines,
    blocks,
    elements: blocks.flatMap(({ elements }) => elements),
    nodes: new Nodes(blocks),
    problems: blocks.flatMap((block) => block.problems.map((problem) => moved(problem, block))),
    lostDeclaration: lost?.lostDeclaration && moved(lost.lostDeclaration, lost),
    refused: false,
  };
}

/** A problem of a block at its place in the file. */
export const moved = <P extends Problem>(problem: P, { start }: Block): P => ({
  ...problem,
  start: problem.start + start,
  end: problem.end + start,
});

/** The block that an offset lies in; undefined in an empty file. */
export const blockAt = ({ blocks }: SourceFile, offset: number): Block | undefined => blocks[lastFrom(blocks, offset)];

/** The nodes of a file by their type, put together when a type is asked for. */
export class Nodes {
  private readonly blocks: readonly Block[];
  private readonly known = new Map<string, readonly AstNode[]>();

  constructor(blocks: readonly Block[]) {
    this.blocks = blocks;
  }

  /** All nodes of a type, in the order of the text. */
  get(type: string): readonly AstNode[] {
    let nodes = this.known.get(type);
    if (!nodes) {
      nodes = this.blocks.flatMap((block) => block.nodes.get(type) ?? NONE);
      this.known.set(type, nodes);
    }
    return nodes;
  }
}

const NONE: readonly AstNode[] = [];

function refuse(uri: string, text: string): SourceFile {
  const firstLine = /^[^\r\n]{0,200}/.exec(text)?.[0].length ?? 0;
  const params = { bytes: byteLength(text), limit: MAX_BYTES };
  const problems = [{ code: 'file-too-large', start: 0, end: firstLine, params }];
  return {
    uri,
    text,
    lines: new Lines(text),
    blocks: [],
    elements: [],
    nodes: new Nodes([]),
    problems,
    lostDeclaration: problems[0],
    refused: true,
  };
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
