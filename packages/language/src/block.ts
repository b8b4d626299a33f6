import { work } from '@upsell/engine';
import type { AstNode, RootCstNode } from 'langium';
import type { Element } from './generated/ast.ts';
import type { Cut, TextEnd, TokenReport } from './parser/lexer.ts';
import { findLostDeclaration } from './parser/lost-declaration.ts';
import { type Origin, parseTree } from './parser/parser.ts';
import { findSyntaxErrors } from './parser/syntax-errors.ts';
import type { Problem } from './problem.ts';
import { type Range, rangeOf, walk } from './tree.ts';

/**
 * A piece of a file that is read by itself: mostly one declaration with what follows it, up to the next one. All but its place is
 * a function of its text, so that it is read once, in whatever version of the file it stands.
 */
export interface Block extends Origin {
  /** Where it begins in the newest version of its file; the ranges of its nodes move with it. */
  start: number;
  readonly text: string;
  /** True where it begins with a word that ends what is open before it. */
  readonly endsBlocks: boolean;
  /** How its text ends, and so what may follow it. */
  readonly end: TextEnd;
  /** A comment that is never closed: whether it is depends on all that follows. */
  readonly hasOpenComment: boolean;
  /** Declarations that have a place in the text, in its order. */
  readonly elements: readonly Element[];
  /** Every node by its type, each list in the order of the text. */
  readonly nodes: ReadonlyMap<string, readonly AstNode[]>;
  readonly root: RootCstNode | undefined;
  /** `syntax-error` and the limits, in the order of the text, counted from the block's beginning. */
  readonly problems: readonly Problem[];
  /** The first place where a declaration may be lost, counted from the block's beginning. */
  readonly lostDeclaration?: Problem;
}

/** Reads a piece of a file; `cut` is where it was cut from what stands before it. */
export function parseBlock(piece: string, cut: Pick<Cut, 'endsBlocks'> | undefined): Block {
  work.blocks++;
  const text = ownCopy(piece);
  const origin: Origin = { start: 0 };
  const { value: tree, lexerErrors, lexerReport, parserErrors } = parseTree(text, origin);
  const report = lexerReport as TokenReport;
  const elements = tree.elements.filter((element) => element.$cstNode);
  const nodes = nodesByType(elements);
  const problems = findSyntaxErrors({ text, nodes, lexerErrors, lexerReport, parserErrors });
  return Object.assign(origin, {
    text,
    endsBlocks: cut?.endsBlocks ?? false,
    end: report.end,
    hasOpenComment: report.tokens.some(isOpenComment),
    elements,
    nodes,
    root: tree.$cstNode?.root,
    problems,
    lostDeclaration: findLostDeclaration(text, elements.map(rangeOf), problems, report),
  });
}

/** The nodes of one type in a block, in the order of the text. */
export const nodesIn = <T extends AstNode>({ nodes }: Block, type: T['$type']): readonly T[] =>
  (nodes.get(type) as readonly T[] | undefined) ?? [];

/** What stands at a place in a block. */
export const textIn = ({ text, start: from }: Block, { start, end }: Range): string =>
  text.slice(start - from, end - from);

export const isOpenComment = ({ tokenType }: { tokenType: { name: string } }): boolean =>
  tokenType.name === 'OPEN_COMMENT';

/** A copy that does not keep the whole file's text alive, as a part of a string does. */
export const ownCopy = (part: string): string => JSON.parse(JSON.stringify(part)) as string;

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
