import { remembered } from '@upsell/engine';
import type { AstNode } from 'langium';
import type { Block } from './block.ts';
import { type Blocks, lastFrom, parseBlocks, reparseBlocks } from './blocks.ts';
import type { Difference } from './difference.ts';
import type { Element } from './generated/ast.ts';
import { type Group, ofGroup } from './group.ts';
import { type Characters, Lines } from './lines.ts';
import type { Problem } from './problem.ts';
import type { Range } from './tree.ts';

/** One parsed text: a function of the text alone, so that it can be kept while the text stays the same. */
export interface SourceFile {
  readonly uri: string;
  readonly text: string;
  /** Its length in UTF-8, which is what a file has on disk. */
  readonly bytes: number;
  readonly lines: Lines;
  /** What of the text is read by itself, in its order, without a gap. */
  readonly blocks: readonly Block[];
  readonly groups: readonly Group[];
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

/** Parses a text. Never throws: what is wrong with it is in `problems`. */
export function parseFile(uri: string, text: string): SourceFile {
  const bytes = byteLength(text);
  if (bytes > MAX_BYTES) return refuse(uri, text, bytes);
  return made({ uri, bytes, lines: new Lines(text), ...parseBlocks(text) }, text);
}

/**
 * The file after a change, as `parseFile` would read the new text, which need not be put together for it; the file itself where nothing
 * has changed. What did not change is taken from the file before: its nodes move to their places in the new one, so that the older
 * version is of no use any more.
 */
export function changedFile(before: SourceFile, change: Difference | undefined): SourceFile {
  if (!change) return before;
  const { uri } = before;
  if (before.refused) return parseFile(uri, textAfter(before, change));
  const removed = sliceOf(before, change.start, change.oldEnd);
  const bytes = before.bytes - byteLength(removed) + byteLength(change.inserted);
  if (bytes > MAX_BYTES) return refuse(uri, textAfter(before, change), bytes);
  const { blocks, groups } = reparseBlocks(before, change);
  const lines = before.lines.changedTo(new BlocksText(blocks), change);
  return made({ uri, bytes, lines, blocks, groups });
}

const textAfter = ({ text }: SourceFile, { start, oldEnd, inserted }: Difference): string =>
  text.slice(0, start) + inserted + text.slice(oldEnd);

/** A file of its blocks; where its text is not given, it is put together when it is asked for. */
function made(file: Pick<SourceFile, 'uri' | 'bytes' | 'lines'> & Blocks, text?: string): SourceFile {
  const { blocks, groups } = file;
  const lost = groups.flatMap((group) => lostIn(group))[0];
  let whole = text;
  let elements: readonly Element[] | undefined;
  return {
    ...file,
    get text() {
      whole ??= blocks.map((block) => block.text).join('');
      return whole;
    },
    get elements() {
      elements ??= groups.flatMap((group) => elementsIn(group));
      return elements;
    },
    nodes: new Nodes(groups),
    problems: groups.flatMap((group) => problemsIn(group)).map(({ problem, block }) => moved(problem, block)),
    lostDeclaration: lost && moved(lost.problem, lost.block),
    refused: false,
  };
}

/** The text of some blocks, without putting it together; good for as long as no block has moved. */
class BlocksText implements Characters {
  private readonly blocks: readonly Block[];
  readonly length: number;

  constructor(blocks: readonly Block[]) {
    this.blocks = blocks;
    const last = blocks[blocks.length - 1];
    this.length = last ? last.start + last.text.length : 0;
  }

  charCodeAt(at: number): number {
    const block = this.blocks[lastFrom(this.blocks, at)];
    return block ? block.text.charCodeAt(at - block.start) : Number.NaN;
  }
}

/** What stands in a file from one offset to another. */
export function sliceOf({ blocks }: SourceFile, start: number, end: number): string {
  let slice = '';
  for (let i = lastFrom(blocks, start); i < blocks.length; i++) {
    const { start: at, text } = blocks[i] as Block;
    if (at >= end) break;
    slice += text.slice(Math.max(0, start - at), end - at);
  }
  return slice;
}

/** A problem, counted from the beginning of its block. */
export interface BlockProblem {
  readonly block: Block;
  readonly problem: Problem;
}

const elementsIn = ofGroup(({ elements }) => elements);
const problemsIn = ofGroup((block): readonly BlockProblem[] => block.problems.map((problem) => ({ block, problem })));
const lostIn = ofGroup((block): readonly BlockProblem[] =>
  block.lostDeclaration ? [{ block, problem: block.lostDeclaration }] : [],
);

/** True for a text over the limit: nothing is done with it. */
export const isTooLarge = (text: string): boolean => text.length > MAX_BYTES / 3 && byteLength(text) > MAX_BYTES;

/** A problem of a block at its place in the file. */
export const moved = <P extends Problem>(problem: P, { start }: Block): P => ({
  ...problem,
  start: problem.start + start,
  end: problem.end + start,
});

/** The block that an offset lies in; undefined in an empty file. */
export const blockAt = ({ blocks }: SourceFile, offset: number): Block | undefined => blocks[lastFrom(blocks, offset)];

/** From the beginning of the block that one place of a file lies in to the end of the one that another lies in. */
export function blocksAround({ blocks }: SourceFile, { start, end }: Range): Range {
  const [first, last] = [blocks[lastFrom(blocks, start)], blocks[lastFrom(blocks, end)]];
  return first && last ? { start: first.start, end: last.start + last.text.length } : { start, end };
}

/** The nodes of a file by their type, put together when a type is asked for. */
export class Nodes {
  private readonly groups: readonly Group[];
  private readonly known = new Map<string, readonly AstNode[]>();

  constructor(groups: readonly Group[]) {
    this.groups = groups;
  }

  /** All nodes of a type, in the order of the text. */
  get(type: string): readonly AstNode[] {
    let nodes = this.known.get(type);
    if (!nodes) {
      nodes = this.groups.flatMap((group) => nodesIn(group, type));
      this.known.set(type, nodes);
    }
    return nodes;
  }
}

const nodesOfGroup = remembered((_: Group) => new Map<string, readonly AstNode[]>());

function nodesIn(group: Group, type: string): readonly AstNode[] {
  const known = nodesOfGroup(group);
  let nodes = known.get(type);
  if (!nodes) {
    nodes = group.flatMap((block) => block.nodes.get(type) ?? NONE);
    known.set(type, nodes);
  }
  return nodes;
}

const NONE: readonly AstNode[] = [];

function refuse(uri: string, text: string, bytes: number): SourceFile {
  const firstLine = /^[^\r\n]{0,200}/.exec(text)?.[0].length ?? 0;
  const params = { bytes, limit: MAX_BYTES };
  const problems = [{ code: 'file-too-large', start: 0, end: firstLine, params }];
  return {
    uri,
    text,
    bytes,
    lines: new Lines(text),
    blocks: [],
    groups: [],
    elements: [],
    nodes: new Nodes([]),
    problems,
    lostDeclaration: problems[0],
    refused: true,
  };
}

/** Length in UTF-8; of half of a character half of its bytes. */
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
