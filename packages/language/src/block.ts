import { work } from '@upsell/engine';
import type { AstNode, LexerResult, RootCstNode } from 'langium';
import type { Element } from './generated/ast.ts';
import type { Cut, TextEnd, TokenReport } from './parser/lexer.ts';
import { findLostDeclaration } from './parser/lost-declaration.ts';
import type { Origin } from './parser/moving-leaf.ts';
import { parseTree } from './parser/parser.ts';
import { findSyntaxErrors } from './parser/syntax-errors.ts';
import { isBrace } from './parser/token-context.ts';
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
  /** Where its numbers stand, years among them, counted from its beginning: start and end of each, in the order of the text. */
  readonly numbers: readonly number[];
  /** A comment that is never closed: whether it is depends on all that follows. */
  readonly hasOpenComment: boolean;
  /** A brace stands in it: up to the next one it depends on what follows whether `sources` before it are closed. */
  readonly hasBrace: boolean;
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

/** Reads a piece of a file; `cut` is where it was cut from what stands before it, and `lexed` are its tokens, where they are known. */
export function parseBlock(piece: string, cut: Pick<Cut, 'endsBlocks'> | undefined, lexed?: LexerResult): Block {
  work.blocks++;
  const text = ownCopy(piece);
  const origin: Origin = { start: 0 };
  const { value: tree, lexerErrors, lexerReport, parserErrors } = parseTree(text, origin, lexed);
  const report = lexerReport as TokenReport;
  const elements = tree.elements.filter((element) => element.$cstNode);
  const nodes = nodesByType(elements);
  const problems = findSyntaxErrors({ text, nodes, lexerErrors, lexerReport, parserErrors });
  return Object.assign(origin, {
    text,
    endsBlocks: cut?.endsBlocks ?? false,
    end: report.end,
    numbers: report.tokens.flatMap(({ tokenType, startOffset, image }) =>
      NUMBERS.has(tokenType.name) ? [startOffset, startOffset + image.length] : [],
    ),
    hasOpenComment: report.hasOpenComment,
    hasBrace: report.tokens.some(isBrace),
    elements,
    nodes,
    root: tree.$cstNode?.root,
    problems,
    lostDeclaration: findLostDeclaration(text, elements.map(rangeOf), problems, report),
  });
}

const NUMBERS: ReadonlySet<string> = new Set(['NUMBER', 'PERCENT', 'MONEY']);

/**
 * True where two blocks without a problem are the same but for their numbers, so that everything in them has the same name. What a part
 * of a portfolio is worth is no such number: whether it may be said at all depends on it.
 */
export function isSameButNumbers(a: Block, b: Block): boolean {
  if (a === b) return true;
  if (a.nodes.has('ExchangeRate')) return false;
  if (a.endsBlocks !== b.endsBlocks || a.numbers.length !== b.numbers.length || !isWell(a) || !isWell(b)) return false;
  let [fromA, fromB] = [0, 0];
  for (let i = 0; i <= a.numbers.length; i += 2) {
    const [toA, toB] = [a.numbers[i] ?? a.text.length, b.numbers[i] ?? b.text.length];
    if (toA - fromA !== toB - fromB || a.text.slice(fromA, toA) !== b.text.slice(fromB, toB)) return false;
    [fromA, fromB] = [a.numbers[i + 1] ?? toA, b.numbers[i + 1] ?? toB];
    if (!haveSameShape(a.text.slice(toA, fromA), b.text.slice(toB, fromB))) return false;
  }
  return true;
}

/** Where something of a block stands in one that is the same but for its numbers; both are counted from their beginnings. */
export function movedIn(a: Block, b: Block, offset: number): number {
  let last = -1;
  for (let i = 1; i < a.numbers.length && (a.numbers[i] as number) <= offset; i += 2) last = i;
  return last < 0 ? offset : offset + (b.numbers[last] as number) - (a.numbers[last] as number);
}

/** True where nothing of a block is wrong, or may be lost. */
export const isWell = ({ problems, lostDeclaration, hasOpenComment }: Block): boolean =>
  problems.length === 0 && !lostDeclaration && !hasOpenComment;

const haveSameShape = (a: string, b: string): boolean => a === b || shapeOf(a) === shapeOf(b);

/** A number with other digits and decimals: whatever else it has may make it another kind of number. */
const shapeOf = (number: string): string => number.replaceAll(/\d+(?:\.\d+)?/g, '0');

/** The nodes of one type in a block, in the order of the text. */
export const nodesIn = <T extends AstNode>({ nodes }: Block, type: T['$type']): readonly T[] =>
  (nodes.get(type) as readonly T[] | undefined) ?? [];

/** What stands at a place in a block. */
export const textIn = ({ text, start: from }: Block, { start, end }: Range): string =>
  text.slice(start - from, end - from);

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
