import { remembered } from '@upsell/engine';
import { type Block, ownCopy, parseBlock } from './block.ts';
import type { Difference } from './difference.ts';
import { type Group, groupsOf, regrouped } from './group.ts';
import type { Cut, TextEnd, TokenReport } from './parser/lexer.ts';
import { lexedPieces, tokensOf } from './parser/parser.ts';
import { isBrace } from './parser/token-context.ts';

/** What a text is made of. */
export interface Blocks {
  readonly blocks: readonly Block[];
  /** The same by groups. */
  readonly groups: readonly Group[];
}

/** Cuts a text into blocks, and reads each. */
export function parseBlocks(text: string): Blocks {
  const blocks = placed(read(text, cutsOf(text, tokensOf(text)), []));
  return { blocks, groups: groupsOf(blocks) };
}

/**
 * The blocks of a text; those of an earlier version `before` that the change between the two cannot reach are taken from there, and
 * move. What is read anew are the touched blocks with as many around them as it takes for the cuts between them to hold.
 */
export function reparseBlocks(before: Blocks, change: Difference): Blocks {
  const { blocks } = before;
  const last = blocks.length - 1;
  let first = lastFrom(blocks, change.start - 1);
  let final = lastFrom(blocks, change.oldEnd);
  // Whether a comment is closed may depend on all that follows it.
  if (before.groups.some((group) => hasOpenComment(group))) [first, final] = [0, last];
  first = dependingOn(blocks, first);
  for (let step = 1; ; step *= 2) {
    const touched = blocks.slice(first, final + 1);
    const region = ownCopy(textAfter(touched, change));
    const report = tokensOf(region);
    if (report.hasOpenComment && (first > 0 || final < last)) {
      [first, final] = [0, last];
      continue;
    }
    const cuts = cutsOf(region, report);
    const above = first > 0 && !follows(cuts[0] as Piece, region, (blocks[first - 1] as Block).end);
    const below = final < last && (looksBeyond(report) || !precedes(blocks[final + 1] as Block, report, region));
    if (above) first = dependingOn(blocks, Math.max(0, first - step));
    if (below) final = Math.min(last, final + step);
    if (above || below) continue;
    const fresh = read(region, cuts, touched);
    return {
      blocks: placed([...blocks.slice(0, first), ...fresh, ...blocks.slice(final + 1)]),
      groups: regrouped(before.groups, { first, last: final }, fresh),
    };
  }
}

/** The first block that may be cut otherwise where a block is another one: that of `sources` which are closed by the next brace, or never. */
function dependingOn(blocks: readonly Block[], on: number): number {
  for (let i = on - 1; i >= 0; i--) {
    const { end, hasBrace } = blocks[i] as Block;
    if (end.inSources) return i;
    if (hasBrace) return on;
  }
  return on;
}

/** True where the next brace, which tells whether `sources` are closed, is yet to come. */
function looksBeyond({ cuts, tokens }: TokenReport): boolean {
  const open = cuts.findLast(({ before }) => before.inSources);
  return open !== undefined && !tokens.some((token) => token.startOffset >= open.offset && isBrace(token));
}

const hasOpenComment = remembered((group: Group) => group.some((block) => block.hasOpenComment));

/** What stands where some blocks stood, after a change within them: of a long text the rest is not touched. */
function textAfter(touched: readonly Block[], { start, oldEnd, inserted }: Difference): string {
  const from = touched[0]?.start ?? 0;
  const old = touched.map(({ text }) => text).join('');
  return old.slice(0, start - from) + inserted + old.slice(oldEnd - from);
}

/** A piece of a text: where it begins, and the cut there; none at the beginning of a text that begins with no declaration. */
interface Piece {
  readonly start: number;
  readonly cut?: Cut;
}

function cutsOf(text: string, { cuts }: TokenReport): readonly Piece[] {
  const pieces = cuts.map((cut) => ({ start: cut.offset, cut }));
  return cuts[0]?.offset === 0 || text === '' ? pieces : [{ start: 0 }, ...pieces];
}

/** True where a piece can follow what ends so: it begins where it was cut, and the cut holds. */
const follows = ({ cut }: Piece, text: string, end: TextEnd): boolean =>
  cut?.offset === 0 && !end.inSources && (cut.endsBlocks || end.isWhole) && !continues(text, end);

/** True for a text that is read together with what another one ends with. */
const continues = (text: string, { awaitsChannel, isMarred }: TextEnd): boolean =>
  isMarred || (awaitsChannel && /^channel(?!\w)/.test(text));

/** True where a block can follow a text: its first word still begins a line, and a declaration. */
function precedes(block: Block, { tokens, comments, end }: TokenReport, text: string): boolean {
  const comment = comments[comments.length - 1];
  // A comment that the text ends in goes on with whatever follows.
  if (comment?.image.startsWith('//') && comment.startOffset + comment.image.length === text.length) return false;
  const last = tokens[tokens.length - 1];
  const rest = last ? text.slice(last.startOffset + last.image.length) : '\n';
  const isCut = /[\r\n]/.test(rest) && !end.inSources && (block.endsBlocks || end.isWhole);
  return isCut && !continues(block.text, end);
}

/** Reads the pieces of a text; what stands among the `old` blocks as it is, from the first on or up to the last, is not read anew. */
function read(text: string, pieces: readonly Piece[], old: readonly Block[]): readonly Block[] {
  const textOf = (i: number) => text.slice(pieces[i]?.start, pieces[i + 1]?.start ?? text.length);
  const isSame = (i: number, block: Block | undefined) =>
    block !== undefined && block.endsBlocks === (pieces[i]?.cut?.endsBlocks ?? false) && block.text === textOf(i);
  let head = 0;
  while (head < pieces.length && isSame(head, old[head])) head++;
  let tail = 0;
  const more = Math.min(pieces.length, old.length) - head;
  while (tail < more && isSame(pieces.length - 1 - tail, old[old.length - 1 - tail])) tail++;
  const between = pieces.slice(head, pieces.length - tail);
  const lexed = lexedPieces(text);
  const fresh = between.map(({ cut }, i) => parseBlock(textOf(head + i), cut, lexed?.[head + i]));
  return [...old.slice(0, head), ...fresh, ...(tail > 0 ? old.slice(-tail) : [])];
}

/** Gives every block its place behind the ones before it. */
function placed(blocks: readonly Block[]): readonly Block[] {
  let start = 0;
  for (const block of blocks) {
    block.start = start;
    start += block.text.length;
  }
  return blocks;
}

/** The index of the last block that begins at or before an offset; 0 where none does. */
export function lastFrom(blocks: readonly Block[], offset: number): number {
  let [low, high] = [0, blocks.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((blocks[middle] as Block).start <= offset) low = middle;
    else high = middle;
  }
  return low;
}
