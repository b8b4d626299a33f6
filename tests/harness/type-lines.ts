import {
  applyEdits,
  formatClosedBlock,
  formatFinishedLine,
  parseFile,
  type SourceFile,
  type TextEdit,
} from '@upsell/language';
import { expect } from 'vitest';

/** A text and where the cursor is in it. */
export interface Typing {
  readonly text: string;
  readonly cursor: number;
}

const parse = (text: string): SourceFile => parseFile('file:///workspace/model.upsell', text);

/** `volume 5/month¦` is a text with the cursor in it. */
export const typingOf = (marked: string): Typing => {
  expect(marked.split('¦')).toHaveLength(2);
  return { text: marked.replace('¦', ''), cursor: marked.indexOf('¦') };
};

export const marked = ({ text, cursor }: Typing): string => `${text.slice(0, cursor)}¦${text.slice(cursor)}`;

/** The edits that an editor is given for the character which stands before the cursor: a brace, or the end of the line above. */
export function editsOf({ text, cursor }: Typing, typed: '}' | '\n'): readonly TextEdit[] {
  const file = parse(text);
  return typed === '}' ? formatClosedBlock(file, cursor) : formatFinishedLine(file, file.lines.at(cursor).line - 1);
}

/** What an editor makes of them. Fails where one of them is around the cursor, or behind a line's end in the line of the cursor. */
export function afterTyping(typing: Typing, typed: '}' | '\n'): Typing {
  const { text, cursor } = typing;
  const edits = editsOf(typing, typed);
  const isBefore = (edit: TextEdit) => edit.end < cursor;
  for (const edit of edits) expect(isBefore(edit) || edit.start > cursor, 'beside the cursor').toBe(true);
  const moved = edits
    .filter(isBefore)
    .reduce((sum, { start, end, newText }) => sum + newText.length - (end - start), 0);
  const after = { text: applyEdits(text, edits), cursor: cursor + moved };
  expect(behindCursor(after), 'behind the cursor').toBe(behindCursor(typing));
  if (typed === '\n') expect(beforeCursor(after), 'before the cursor').toBe(beforeCursor(typing));
  return after;
}

const behindCursor = ({ text, cursor }: Typing): string => /^[^\r\n]*/.exec(text.slice(cursor))?.[0] ?? '';
const beforeCursor = ({ text, cursor }: Typing): string => /[^\r\n]*$/.exec(text.slice(0, cursor))?.[0] ?? '';

/** How an editor helps: it writes a brace that closes where one opens, and the cursor goes over it where that is typed. */
export interface Keyboard {
  readonly closesBraces: boolean;
  readonly lineEnd: string;
}

/** A text as it stands when its lines were typed one after the other, and each was formatted as it was finished. */
export function typeLines(lines: readonly string[], { closesBraces, lineEnd }: Keyboard): string {
  let now: Typing = { text: '', cursor: 0 };
  const insert = (before: string, behind = '') => {
    const [head, tail] = [now.text.slice(0, now.cursor), now.text.slice(now.cursor)];
    now = { text: head + before + behind + tail, cursor: now.cursor + before.length };
  };
  for (const line of lines) {
    const over = closesBraces && line.trim() === '}' ? /^\s*\}/.exec(now.text.slice(now.cursor)) : null;
    if (over) now = { text: now.text, cursor: now.cursor + over[0].length };
    else insert(line);
    if (line.endsWith('}')) now = afterTyping(now, '}');
    const opens = closesBraces && line.endsWith('{');
    insert(lineEnd, opens ? `${lineEnd}}` : '');
    now = afterTyping(now, '\n');
  }
  return now.text;
}
