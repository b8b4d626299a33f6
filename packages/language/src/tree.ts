import type { AstNode, CstNode } from 'langium';
import { GrammarUtils } from 'langium';

/** UTF-16 offsets in one file, `end` exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Where a node of the tree stands, without the comments before it. */
export function rangeOf(node: AstNode): Range {
  const cst = node.$cstNode as CstNode;
  return { start: cst.offset, end: cst.end };
}

/** Where a property of a node stands; the node itself where the property has no text. */
export function propertyRange(node: AstNode, property: string, index?: number): Range {
  const cst = GrammarUtils.findNodeForProperty(node.$cstNode, property, index);
  return cst ? { start: cst.offset, end: cst.end } : rangeOf(node);
}

/** From the start of a node to the end of the last of some of its properties: a block's header without its brace. */
export function headerRange(node: AstNode, ...properties: readonly string[]): Range {
  const { start } = rangeOf(node);
  let end = start;
  for (const property of properties) {
    const cst = GrammarUtils.findNodeForProperty(node.$cstNode, property);
    if (cst) end = Math.max(end, cst.end);
  }
  return end > start ? { start, end } : keywordRange(node);
}

/** The first word of a node. */
export function keywordRange(node: AstNode): Range {
  let cst = node.$cstNode as CstNode;
  while ('content' in cst) {
    const inner: CstNode | undefined = (cst.content as CstNode[]).find((child) => !child.hidden);
    if (!inner) break;
    cst = inner;
  }
  return { start: cst.offset, end: cst.end };
}

/** A name that stands for a declaration, as the parser leaves it. */
export interface Link {
  readonly $refText: string;
  readonly $refNode?: CstNode;
}

export const linkRange = (link: Link): Range => {
  const cst = link.$refNode as CstNode;
  return { start: cst.offset, end: cst.end };
};

/** Calls `visit` on a node and everything below it, in the order of the text. */
export function walk(node: AstNode, visit: (node: AstNode) => void): void {
  visit(node);
  const properties = node as unknown as Readonly<Record<string, unknown>>;
  for (const key in properties) {
    if (key.charCodeAt(0) === DOLLAR) continue;
    const value = properties[key];
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) walk(item, visit);
    } else if (isNode(value)) walk(value, visit);
  }
}

const DOLLAR = 36;

const isNode = (value: unknown): value is AstNode =>
  typeof value === 'object' && value !== null && (value as { $type?: unknown }).$type !== undefined;
