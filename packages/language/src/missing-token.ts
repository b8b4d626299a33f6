import { nearest } from './nearest.ts';
import type { Problem } from './problem.ts';
import { parseFile, type SourceFile } from './source-file.ts';
import { applyEdits, type TextEdit } from './text-edit.ts';
import { rangeOf } from './tree.ts';

/** What a syntax error lacks, or what a word was meant to be, as an edit that mends it. */
export interface MissingToken {
  readonly token: string;
  readonly edit: TextEdit;
}

/**
 * The one token that is missing or mistyped where a syntax error stands. Undefined where the declaration would have as many
 * errors with it.
 */
export function missingToken(source: SourceFile, problem: Problem): MissingToken | undefined {
  const { start, end } = extentOf(source, problem.start);
  const text = source.text.slice(start, end);
  if (text.length > LONGEST) return undefined;
  const isLast = end === source.text.length;
  const before = source.problems.filter((one) => one.start >= start && (one.start < end || isLast)).length;
  if (before > MOST) return undefined;
  const errors = (of: string) => parseFile('', of).problems.length;
  return candidates(source.text, problem).find(({ edit }) => {
    const within = { ...edit, start: edit.start - start, end: edit.end - start };
    return within.start >= 0 && errors(applyEdits(text, [within])) < before;
  });
}

/** A declaration that is longer is parsed too slowly for a list of quick fixes. */
const LONGEST = 20_000;
/** With more errors in a declaration than that it is not one token that is missing, and each would have it parsed again. */
const MOST = 50;

/** From the declaration that an offset stands in, or behind, to the start of the next one. */
function extentOf({ elements, text }: SourceFile, offset: number): { start: number; end: number } {
  const i = elements.findLastIndex((element) => rangeOf(element).start <= offset);
  const [own, next] = [elements[i], elements[i + 1]];
  return { start: own ? rangeOf(own).start : 0, end: next ? rangeOf(next).start : text.length };
}

/** What the parser expected, before what it found and behind what it had read. */
function candidates(text: string, { start, end, params }: Problem): readonly MissingToken[] {
  const insert = (token: string, at: number, newText: string): MissingToken => ({
    token,
    edit: { start: at, end: at, newText },
  });
  const image = text.slice(start, end);
  const { instead, back = 0, on = 0 } = params;
  if (typeof instead === 'string')
    return [{ token: instead, edit: { start: start - Number(back), end: end + Number(on), newText: instead } }];
  const [, curly] = /^[“”„](.*?)[“”]?$/.exec(image) ?? [];
  if (curly !== undefined) return [{ token: `"${curly}"`, edit: { start, end, newText: `"${curly}"` } }];
  const message = String(params['message']);
  const [, closing] = / is not closed(?: on its line)?: end it with `(.+)`\.$/.exec(message) ?? [];
  if (closing !== undefined) return [insert(closing, end, closing === '"' ? closing : ` ${closing}`)];
  const [, joined] = / its number: write `(.+)`\.$/.exec(message) ?? [];
  if (joined !== undefined) return [{ token: joined, edit: aroundSign(text, start, joined) }];
  const [, whole] = / its point: write `(\d[^`]*)` or /.exec(message) ?? [];
  if (whole !== undefined) return [{ token: whole, edit: { start: start - whole.length, end, newText: whole } }];
  const [, led] = / its point: write `(0\.[^`]*)`\.$/.exec(message) ?? [];
  if (led !== undefined) return [{ token: led, edit: { start, end: start + led.length - 1, newText: led } }];
  const meant = / Did you mean `(.+)`\?$/.exec(message)?.[1];
  if (meant !== undefined) return [{ token: meant, edit: { start, end, newText: meant } }];
  const [, expected, found] = /^Expected `([^`]+)`, found (?:`(.*)`|.*)\.$/s.exec(message) ?? [];
  if (expected !== undefined) {
    const isBefore = found === image;
    const at = isBefore ? text.slice(0, start).trimEnd().length : end;
    const inserted = insert(expected, at, TIGHT.has(expected) ? expected : ` ${expected}`);
    const isMistyped = isBefore && /^\w/.test(image) && nearest(image, [expected]) !== undefined;
    return isMistyped ? [{ token: expected, edit: { start, end, newText: expected } }, inserted] : [inserted];
  }
  if (message.endsWith('is not closed: add `}`.')) return [insert('}', ...braceAt(text, end))];
  // Two values side by side: what else does not belong in a block does not parse with a comma either.
  return [insert(',', endBefore(text, start), ',')];
}

/** Where what stands before an offset ends, but for the comment of its line. */
function endBefore(text: string, offset: number): number {
  const before = text.slice(0, offset).trimEnd();
  const line = before.slice(Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1);
  const written = /^(?:"(?:\\.|[^"\\])*"|\/(?!\/)|[^"/])*(?=\/\/)/.exec(line)?.[0];
  return written === undefined ? before.length : before.length - line.length + written.trimEnd().length;
}

/** A number and its sign, which stand apart, as one. */
function aroundSign(text: string, sign: number, newText: string): TextEdit {
  const number = newText.replace(text[sign] as string, () => '');
  const before = text.slice(0, sign).trimEnd();
  if (before.endsWith(number)) return { start: before.length - number.length, end: sign + 1, newText };
  return { start: sign, end: text.indexOf(number, sign) + number.length, newText };
}

const TIGHT: ReadonlySet<string> = new Set([',', ')', '.']);

/** A line of its own for a brace that closes a block, behind the line that an offset stands on. */
function braceAt(text: string, offset: number): readonly [at: number, newText: string] {
  const at = offset + (/^[^\r\n]*/.exec(text.slice(offset))?.[0].trimEnd().length ?? 0);
  const eol = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
  return [at, `${eol}}`];
}
