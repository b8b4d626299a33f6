import type { AstNode, CompositeCstNode, CstNode, GrammarAST } from 'langium';

/** UTF-16 offsets in one file, `end` exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Where a node of the tree stands: from its first word to its last one. */
export function rangeOf({ $cstNode }: AstNode): Range {
  let [first, last] = [$cstNode as CstNode, $cstNode as CstNode];
  // Langium's own way down asks at each step which words are comments; these are not in the tree.
  while ('content' in first) {
    const inner: CstNode | undefined = (first as CompositeCstNode).content[0];
    if (!inner) break;
    first = inner;
  }
  while ('content' in last) {
    const { content } = last as CompositeCstNode;
    const inner: CstNode | undefined = content[content.length - 1];
    if (!inner) break;
    last = inner;
  }
  return { start: first.offset, end: last.end };
}

/** Where a property of a node stands; the node itself where the property has no text. */
export function propertyRange(node: AstNode, property: string, index?: number): Range {
  const cst = propertyNode(node, property, index);
  return cst ? { start: cst.offset, end: cst.end } : rangeOf(node);
}

/**
 * What of a node's text is read into a property; of a list one of its items, the last one for an index beyond it. Langium's own question
 * goes up and down the grammar for each word of the node, and rules ask it at each keystroke.
 */
function propertyNode({ $cstNode: cst }: AstNode, property: string, index = 0): CstNode | undefined {
  const found: CstNode[] = [];
  if (cst && 'content' in cst) collectOf(property, cst as CompositeCstNode, cst.astNode, found, index + 1);
  return found[found.length - 1];
}

/** Finds as many as are asked for, in the order of the text. */
function collectOf(property: string, cst: CompositeCstNode, node: AstNode, found: CstNode[], most: number): void {
  for (const child of cst.content) {
    if (found.length === most) return;
    if (propertyOf(child.grammarSource) === property) found.push(child);
    else if ('content' in child && child.astNode === node)
      collectOf(property, child as CompositeCstNode, node, found, most);
  }
}

const properties = new WeakMap<GrammarAST.AbstractElement, string>();

/** The property that an element of the grammar is read into; empty where it is read into none. */
function propertyOf(element: GrammarAST.AbstractElement | undefined): string {
  if (!element) return '';
  let property = properties.get(element);
  if (property === undefined) {
    let around: AstNode | undefined = element;
    while (around && around.$type !== 'Assignment') around = around.$container;
    property = (around as GrammarAST.Assignment | undefined)?.feature ?? '';
    properties.set(element, property);
  }
  return property;
}

/** From the start of a node to the end of the last of some of its properties: a block's header without its brace. */
export function headerRange(node: AstNode, ...properties: readonly string[]): Range {
  const { start } = rangeOf(node);
  let end = start;
  for (const property of properties) {
    const cst = propertyNode(node, property);
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
