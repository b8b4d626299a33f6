import type { Range } from './tree.ts';

/** A member of a JSON object: where its name stands, with its quotes, and where its value. */
export interface JsonMember {
  readonly name: string;
  readonly at: Range;
  readonly value: Range;
}

/** An object in a JSON text: from its brace to behind the other one, with its members. */
export interface JsonObject extends Range {
  readonly members: readonly JsonMember[];
}

/** The object that begins at an offset of a JSON text, or behind the white space there; undefined where none does. */
export function jsonObjectAt(text: string, offset: number): JsonObject | undefined {
  const start = behindSpace(text, offset);
  if (text[start] !== '{') return undefined;
  const members: JsonMember[] = [];
  let at = behindSpace(text, start + 1);
  while (text[at] === '"') {
    const name = { start: at, end: endOfText(text, at) };
    const from = behindSpace(text, behindSpace(text, name.end) + 1);
    const value = { start: from, end: endOfValue(text, from) };
    members.push({ name: text.slice(name.start + 1, name.end - 1), at: name, value });
    at = behindSpace(text, value.end);
    if (text[at] === ',') at = behindSpace(text, at + 1);
  }
  return text[at] === '}' ? { start, end: at + 1, members } : undefined;
}

function behindSpace(text: string, offset: number): number {
  SPACE.lastIndex = offset;
  SPACE.exec(text);
  return SPACE.lastIndex;
}

const SPACE = /[\s\uFEFF]*/y;

/** Behind the quote that ends a text. */
function endOfText(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

/** Behind a value, whatever it is. */
function endOfValue(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; ) {
    const character = text[at] as string;
    if (character === '"') at = endOfText(text, at);
    else if (depth === 0 && /[,}\]\s]/.test(character)) return at;
    else {
      if (character === '{' || character === '[') depth++;
      if (character === '}' || character === ']') depth--;
      at++;
    }
    if (depth === 0 && /["}\]]/.test(character)) return at;
  }
  return text.length;
}
