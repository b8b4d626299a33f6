import { type Difference, differenceOf, Lines } from '@upsell/language';
import type { Position, Range, TextDocumentContentChangeEvent } from 'vscode-languageserver';

/**
 * An open document, kept in pieces of some kilobytes, each of which ends with a line feed, except for the last one. A change is made
 * in its piece: to put a long text together again takes longer than all else that a keystroke does, and in a burst of keystrokes
 * only the last text is asked for.
 */
export class OpenDocument {
  readonly uri: string;
  version: number;
  /** Another list after each change, with the same pieces wherever nothing was changed. */
  pieces: Pieces;
  private text: string | undefined;

  constructor(uri: string, version: number, text: string) {
    this.uri = uri;
    this.version = version;
    this.pieces = piecesOf(text);
    this.text = text;
  }

  getText(): string {
    this.text ??= textOf(this.pieces);
    return this.text;
  }

  /** Makes changes one after the other, as the protocol has them: each is counted in what the ones before it leave. */
  update(changes: readonly TextDocumentContentChangeEvent[], version: number): this {
    this.version = version;
    this.text = undefined;
    for (const change of changes) {
      if ('range' in change) this.replace(forward(change.range), change.text);
      else this.pieces = piecesOf(change.text);
    }
    return this;
  }

  private replace({ start, end }: Range, text: string): void {
    const { pieces } = this;
    const first = this.pieceAt(start.line);
    const last = this.pieceAt(end.line);
    const touched = pieces.slice(first.index, last.index + 1);
    const lines = (at: Position): Position => ({ line: at.line - first.line, character: at.character });
    const range = { start: lines(start), end: lines(end) };
    const piece = touched.length === 1 ? (touched[0] as Piece) : pieceOf(textOf(touched));
    // A piece keeps its last line feed: what ends behind it ends in the next piece.
    this.pieces = pieces.toSpliced(first.index, touched.length, ...replaced(piece, range, text));
  }

  /** The piece in which a line begins, and the line that the piece begins with; the last piece for what lies behind it. */
  private pieceAt(line: number): { readonly index: number; readonly line: number } {
    let from = 0;
    for (let index = 0; ; index++) {
      const to = from + (this.pieces[index] as Piece).lines.count - 1;
      if (line < to || index === this.pieces.length - 1) return { index, line: from };
      from = to;
    }
  }
}

/** What the text of some pieces has instead of that of others before it; undefined where they are equal. */
export function differenceOfPieces(before: Pieces, pieces: Pieces): Difference | undefined {
  const most = Math.min(before.length, pieces.length);
  let head = 0;
  while (head < most && before[head] === pieces[head]) head++;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === pieces[pieces.length - 1 - tail]) tail++;
  const between = (all: Pieces) => textOf(all.slice(head, all.length - tail));
  const difference = differenceOf(between(before), between(pieces));
  if (!difference) return undefined;
  const from = pieces.slice(0, head).reduce((sum, { text }) => sum + text.length, 0);
  const { start, oldEnd, newEnd, inserted } = difference;
  return { start: from + start, oldEnd: from + oldEnd, newEnd: from + newEnd, inserted };
}

export type Pieces = readonly Piece[];

/** A text, and where its lines begin. */
interface Piece {
  readonly text: string;
  readonly lines: Lines;
}

const pieceOf = (text: string): Piece => ({ text, lines: new Lines(text) });

const textOf = (pieces: Pieces): string => pieces.map(({ text }) => text).join('');

/** A piece with another text in a range of it: in as many pieces as it has become too long for. */
function replaced({ text, lines }: Piece, { start, end }: Range, inserted: string): Piece[] {
  const [from, to] = [lines.offsetAt(start), lines.offsetAt(end)];
  const changed = text.slice(0, from) + inserted + text.slice(to);
  if (changed.length > MOST) return piecesOf(changed);
  const change = { start: from, oldEnd: to, newEnd: from + inserted.length, inserted };
  return [{ text: changed, lines: lines.changedTo(changed, change) }];
}

/** Characters of a new piece, and how many it may grow to. */
const SIZE = 4_096;
const MOST = 2 * SIZE;

function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  for (let from = 0; from < text.length || pieces.length === 0; ) {
    const feed = text.length - from > MOST ? text.indexOf('\n', from + SIZE) : -1;
    const to = feed < 0 ? text.length : feed + 1;
    pieces.push(pieceOf(text.slice(from, to)));
    from = to;
  }
  return pieces;
}

/** A client may send a range that ends before it begins. */
const forward = ({ start, end }: Range): Range =>
  start.line > end.line || (start.line === end.line && start.character > end.character)
    ? { start: end, end: start }
    : { start, end };
