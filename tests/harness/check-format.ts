import { FLOWS, type Flows } from '@upsell/engine';
import { applyEdits, format, formatRange, parseFile, type SourceFile } from '@upsell/language';
import { expect } from 'vitest';
import { analyseFiles, type Files } from './analyse-text.ts';

/** A text as the formatter writes it. */
export const formatted = (text: string): string => applyEdits(text, format(parse(text)));

/** A text after its lines from one offset to another were formatted. */
export const rangeFormatted = (text: string, start: number, end: number): string =>
  applyEdits(text, formatRange(parse(text), { start, end }));

const parse = (text: string): SourceFile => parseFile('file:///workspace/model.upsell', text);

/**
 * What every formatting keeps, whatever the text says (spec: language, 8): formatting again changes nothing; the tree, the
 * diagnostics and the forecast are those of the text; all words and comments stand in their order; what has an error stays.
 * Returns the formatted text.
 */
export function checkFormat(text: string, others: Files = {}): string {
  const written = formatted(text);
  expect(wordsOf(written), 'words and comments').toEqual(wordsOf(text));
  expect(commentPlaces(written), 'places of comments').toEqual(commentPlaces(text));
  expect(treeOf(written), 'tree').toBe(treeOf(text));
  expect(meaningOf(written, others), 'meaning').toEqual(meaningOf(text, others));
  expect(formatted(written), 'formatted twice').toBe(written);
  for (const part of brokenParts(text)) expect(written.includes(part), `left alone: ${part}`).toBe(true);
  return written;
}

/** Fails unless two texts differ in white space, and in the case of months' names, alone: words, tree and figures are the same. */
export function checkSame(text: string, other: string): void {
  expect(wordsOf(text), 'words and comments').toEqual(wordsOf(other));
  expect(treeOf(text), 'tree').toBe(treeOf(other));
  expect(meaningOf(text, {}), 'meaning').toEqual(meaningOf(other, {}));
}

/** What a whole text looks like once it is formatted, beyond what `checkFormat` looks at. */
export function checkLook(written: string): void {
  const code = written.replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/\s/g, '.'));
  expect(code).not.toMatch(/[ \t]$/m);
  expect(code).not.toMatch(/(\r?\n){3}/);
  expect(code).not.toMatch(/\{(\r?\n){2}|\n\r?\n\s*\}/);
  if (code !== '') expect(code).toMatch(/[^\n\r]\r?\n$/);
  expect(code).not.toMatch(/^\s*\r?\n/);
}

/** Words, signs, literals, strings and comments. */
const TOKEN = /"(?:\\[^\r\n]|[^"\\\r\n])*"?|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/|[A-Za-z_]\w*|\d(?:\w|[.,-](?=\d))*%?|[^\s]/g;
const tokensOf = (text: string): readonly RegExpExecArray[] => [...text.matchAll(TOKEN)];

const wordsOf = (text: string): readonly string[] => tokensOf(text).map(([token]) => small(token.trimEnd()));

const small = (word: string): string => (MONTH.test(word) ? word.toLowerCase() : word);
const MONTH = /^(January|February|March|April|May|June|July|August|September|October|November|December)$/;

/**
 * Fails unless formatting some lines does to them what formatting everything does, and leaves the others as they are: white
 * space between two words of those lines is that of the whole, and between two others that of the text.
 */
export function checkRange(text: string, start: number, end: number): void {
  const [whole, part] = [formatted(text), rangeFormatted(text, start, end)];
  const first = /[^\r\n]*$/.exec(text.slice(0, start))?.index ?? 0;
  // The end is exclusive.
  const within = Math.max(start, end - 1);
  const last = within + (/^[^\r\n]*/.exec(text.slice(within))?.[0].length ?? 0);
  const [before, full, ranged] = [tokensOf(text), tokensOf(whole), tokensOf(part)];
  expect(ranged.length).toBe(before.length);
  for (const [i, token] of before.entries()) {
    const next = before[i + 1];
    if (!next) break;
    const tokenEnd = token.index + token[0].trimEnd().length;
    const gap = spaceBehind(ranged, i, part);
    if (token.index >= first && next.index + next[0].length <= last)
      expect(gap, `behind ${token[0]}, ${i}`).toBe(spaceBehind(full, i, whole));
    if (next.index < first || tokenEnd > last) expect(gap).toBe(spaceBehind(before, i, text));
  }
}

/** The white space behind a token, with that at a comment's end. */
function spaceBehind(tokens: readonly RegExpExecArray[], i: number, text: string): string {
  const [token, next] = [tokens[i], tokens[i + 1]];
  return token ? text.slice(token.index + token[0].trimEnd().length, next?.index) : '';
}

/** Of each comment whether it has its lines for itself. */
function commentPlaces(text: string): readonly boolean[] {
  return tokensOf(text).flatMap((match) => {
    const [token] = match;
    if (!token.startsWith('//') && !token.startsWith('/*')) return [];
    const before = text.slice(0, match.index).replace(/^\uFEFF/, '');
    const after = text.slice(match.index + token.length);
    return [/(^|[\r\n])[^\S\r\n]*$/.test(before) && /^[^\S\r\n]*($|[\r\n])/.test(after)];
  });
}

/** The tree without places, in one string. */
const treeOf = (text: string): string =>
  JSON.stringify(parse(text).elements, (key, value: unknown) => {
    if (key === '$refText' || key === '$type' || !key.startsWith('$'))
      return key === 'month' ? small(`${value}`) : value;
    return undefined;
  });

/** The diagnostics by code, and the forecast without places. */
function meaningOf(text: string, others: Files): unknown {
  const { diagnostics, forecast } = analyseFiles({ 'model.upsell': text, ...others });
  const codes = diagnostics.map(({ code }) => code).sort();
  const { channels, total, ...rest } = forecast;
  // A channel computes its flows when it is asked for them.
  const flowsOf = (of: Flows) => [of.openAtStart, ...FLOWS.map((flow) => of[flow])];
  const ofChannels = channels.map((one) => [one.channel, one.parts, ...flowsOf(one)]);
  const figures = { ofChannels, total: flowsOf(total), ...rest };
  return { codes, figures: JSON.stringify(figures, (key, value) => (PLACE.has(key) ? undefined : value)) };
}

const PLACE = new Set(['start', 'end', 'span', 'fromSpan', 'broken']);

/** Declarations with a syntax error, each up to the start of the next one. */
function brokenParts(text: string): readonly string[] {
  const { elements, problems } = parse(text);
  const starts = [...elements.map((element) => element.$cstNode?.offset ?? 0), text.length];
  return starts.flatMap((start, i) => {
    const end = starts[i + 1];
    const isBroken = problems.some((problem) => problem.start >= start && end !== undefined && problem.start < end);
    return isBroken ? [text.slice(start, end)] : [];
  });
}
