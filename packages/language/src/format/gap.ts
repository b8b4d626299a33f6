import type { Range } from '../tree.ts';

/** A comment, and how many line ends stand between it and what is before it. A line's comment ends before its trailing space. */
export interface Comment extends Range {
  readonly toLineEnd: boolean;
  readonly breaksBefore: number;
}

/** What stands between two words: comments, and how many line ends follow the last of them. */
export interface Gap {
  readonly comments: readonly Comment[];
  readonly breaksAfter: number;
}

/** The gap from one offset to another; undefined where something else than comments and white space stands there. */
export function readGap(text: string, start: number, end: number): Gap | undefined {
  const comments: Comment[] = [];
  let breaks = 0;
  for (let at = start; at < end; ) {
    const next = text.charCodeAt(at);
    if (next === SLASH) {
      const comment = readComment(text, at, breaks);
      if (!comment || comment.end > end) return undefined;
      comments.push(comment);
      at = comment.end;
      breaks = 0;
    } else if (/\s/.test(text.charAt(at))) {
      if (next === LF || (next === CR && text.charCodeAt(at + 1) !== LF)) breaks++;
      at++;
    } else return undefined;
  }
  return { comments, breaksAfter: breaks };
}

const LF = 10;
const CR = 13;
const SLASH = 47;

function readComment(text: string, start: number, breaksBefore: number): Comment | undefined {
  const second = text[start + 1];
  if (second === '/') return { start, end: lineCommentEnd(text, start), toLineEnd: true, breaksBefore };
  const closed = second === '*' ? text.indexOf('*/', start + 2) : -1;
  return closed < 0 ? undefined : { start, end: closed + 2, toLineEnd: false, breaksBefore };
}

function lineCommentEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && text.charCodeAt(end) !== LF && text.charCodeAt(end) !== CR) end++;
  while (/\s/.test(text.charAt(end - 1))) end--;
  return end;
}
