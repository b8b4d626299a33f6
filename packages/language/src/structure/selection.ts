import type { CstNode } from 'langium';
import type { Block } from '../block.ts';
import { startWithComments } from '../edits.ts';
import { blockAt, type SourceFile } from '../source-file.ts';
import { type Range, rangeOf } from '../tree.ts';
import { isComment, placed, type Token, tokensIn } from './block-tokens.ts';
import { commentRuns } from './comments.ts';

/**
 * What one would select around an offset, each range inside the next one: the word or literal, the value with its unit, with its
 * provenance, all steps of the number, the field, what stands between the braces, the declaration, the same with the comments
 * above it, the file. Never empty; where nothing can be read, the word is followed by what is around it.
 */
export function selectionAt(file: SourceFile, offset: number): readonly Range[] {
  const all = { start: 0, end: file.text.length };
  const block = blockAt(file, offset);
  if (!block) return [all];
  const tokens = placed(tokensIn(block), block);
  const token = tokenAt(tokens, offset);
  const around: Range = token ?? { start: offset, end: offset };
  const found = [
    ...(token ? tokenRanges(token) : []),
    ...nodesAround(block, around),
    ...insides(tokens),
    ...commentRuns(file, [block]),
    ...declarations(file, block, offset),
    all,
  ];
  const isAround = ({ start, end }: Range) => start <= offset && offset <= end && start < end;
  return growing(found.filter((range) => isAround(range) && (isInside(range, around) || isInside(around, range))));
}

const isInside = (inner: Range, outer: Range): boolean => outer.start <= inner.start && inner.end <= outer.end;

/** The ranges by their lengths, without those that the next smaller one is not inside of or fills. */
function growing(ranges: readonly Range[]): readonly Range[] {
  const kept: Range[] = [];
  for (const { start, end } of ranges.toSorted((a, b) => a.end - a.start - (b.end - b.start))) {
    const last = kept.at(-1);
    if (!last || (isInside(last, { start, end }) && last.end - last.start < end - start)) kept.push({ start, end });
  }
  return kept;
}

/** The token that an offset lies in; between two of them the word or literal, and rather the second one. */
function tokenAt(tokens: readonly Token[], offset: number): Token | undefined {
  const touching = tokens.filter(({ start, end }) => start <= offset && offset <= end).reverse();
  return touching.find(({ kind }) => kind !== 'sign') ?? touching.find(({ start }) => start === offset) ?? touching[0];
}

/** Of a text in quotes first what is between them. */
function tokenRanges(token: Token): readonly Range[] {
  const { start, end, kind } = token;
  return kind === 'string' && end - start > 2 ? [{ start: start + 1, end: end - 1 }, token] : [token];
}

function nodesAround({ root }: Block, around: Range): readonly Range[] {
  const found: Range[] = [];
  const visit = (node: CstNode) => {
    const range = { start: node.offset, end: node.end };
    if (!isInside(around, range)) return;
    found.push(range);
    for (const child of 'content' in node ? (node.content as readonly CstNode[]) : []) visit(child);
  };
  for (const child of root?.content ?? []) visit(child);
  return found;
}

/** What stands between braces, from its first to its last token, comments among them. */
function insides(tokens: readonly Token[]): readonly Range[] {
  const found: Range[] = [];
  const open: number[] = [];
  const add = (from: number, to: number) => {
    const [first, last] = [tokens[from], tokens[to]];
    if (first && last && from <= to) found.push({ start: first.start, end: last.end });
  };
  for (const [i, { sign }] of tokens.entries()) {
    const opened = sign === '}' ? open.pop() : undefined;
    if (opened !== undefined) add(opened + 1, i - 1);
    if (sign === '{') open.push(i);
  }
  const last = tokens.findLastIndex((token) => !isComment(token));
  for (const opened of open) add(opened + 1, last);
  return found;
}

/** The declaration at an offset or behind it, with the comments above it; two of them where they touch. */
function declarations(file: SourceFile, block: Block, offset: number): readonly Range[] {
  const next = blockAt(file, block.start + block.text.length);
  const elements = next && next !== block ? [...block.elements, ...next.elements] : block.elements;
  const first = elements.findIndex((element) => rangeOf(element).end >= offset);
  return elements.slice(Math.max(first, 0), Math.max(first, 0) + 2).map((element) => {
    const { start, end } = rangeOf(element);
    return { start: startWithComments(file.text, start), end };
  });
}
