import type { Difference } from './difference.ts';

/** A place in a text, counted from 0; characters in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** What lines are read off: a string, or what a text is made of. */
export type Characters = Pick<string, 'length' | 'charCodeAt'>;

/** Where the lines of a text start; a line ends at LF, CRLF or a lone CR, as editors have it. */
export class Lines {
  private readonly starts: Uint32Array;
  private readonly text: Characters;

  constructor(text: Characters, starts: Uint32Array = Uint32Array.from([0].concat(startsIn(text, 1, text.length)))) {
    this.text = text;
    this.starts = starts;
  }

  get count(): number {
    return this.starts.length;
  }

  /** The lines of another version of the text: what stands before and behind the change is not read anew. */
  changedTo(text: Characters, change: Difference): Lines {
    const { starts } = this;
    const shift = change.newEnd - change.oldEnd;
    // Whether a line begins at a place is seen from the characters on both sides of it.
    const kept = Math.max(1, firstAbove(starts, change.start - 1));
    const rest = firstAbove(starts, change.oldEnd);
    const between = startsIn(text, Math.max(1, change.start), change.newEnd);
    const all = new Uint32Array(kept + between.length + starts.length - rest);
    all.set(starts.subarray(0, kept));
    all.set(between, kept);
    for (let i = rest; i < starts.length; i++) all[kept + between.length + i - rest] = (starts[i] as number) + shift;
    return new Lines(text, all);
  }

  at(offset: number): Position {
    let [low, high] = [0, this.starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] as number) <= offset) low = middle;
      else high = middle;
    }
    return { line: low, character: offset - (this.starts[low] as number) };
  }

  /** The offset of a place; behind a line's end it is that end, as editors have it. */
  offsetAt({ line, character }: Position): number {
    const start = this.starts[line];
    if (start === undefined) return line < 0 ? 0 : this.text.length;
    return start + Math.max(0, Math.min(character, this.endOf(line).character));
  }

  /** The end of a line, before its line break. */
  endOf(line: number): Position {
    const start = this.starts[line] ?? this.text.length;
    let end = this.starts[line + 1] ?? this.text.length;
    while (end > start && isLineBreak(this.text.charCodeAt(end - 1))) end--;
    return { line, character: end - start };
  }
}

/** The places from one to another, both inclusive, at which a line begins. */
function startsIn(text: Characters, from: number, to: number): number[] {
  if (typeof text === 'string' && !text.includes('\r')) return startsBehindFeeds(text, from, to);
  const starts: number[] = [];
  for (let at = from; at <= to; at++) {
    const before = text.charCodeAt(at - 1);
    if (before === LF || (before === CR && text.charCodeAt(at) !== LF)) starts.push(at);
  }
  return starts;
}

/** The same where nothing but a line feed ends a line, which is found in long steps. */
function startsBehindFeeds(text: string, from: number, to: number): number[] {
  const starts: number[] = [];
  for (let at = text.indexOf('\n', from - 1) + 1; at > 0 && at <= to; at = text.indexOf('\n', at) + 1) starts.push(at);
  return starts;
}

const LF = 10;
const CR = 13;
const isLineBreak = (code: number): boolean => code === LF || code === CR;

/** The index of the first of some ascending numbers that is greater than another. */
function firstAbove(numbers: Uint32Array, value: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
