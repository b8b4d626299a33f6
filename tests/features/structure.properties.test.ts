import {
  type Analysis,
  analyse,
  changedFile,
  differenceOf,
  type ImportHost,
  type Lines,
  parseFile,
  type SourceFile,
} from '@upsell/language';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DocumentSymbol, Position, Range, SelectionRange } from 'vscode-languageserver';
import { NO_ABILITIES } from '../../packages/language-server/src/client-abilities.ts';
import { documentLinks } from '../../packages/language-server/src/features/document-link.ts';
import { documentSymbols, flatDocumentSymbols } from '../../packages/language-server/src/features/document-symbol.ts';
import { foldingRanges } from '../../packages/language-server/src/features/folding-range.ts';
import { linkedEditingRange } from '../../packages/language-server/src/features/linked-editing-range.ts';
import { selectionRanges } from '../../packages/language-server/src/features/selection-range.ts';
import { semanticTokens, TOKENS_LEGEND } from '../../packages/language-server/src/features/semantic-tokens.ts';
import { analyseBeside } from '../fuzz/outcome.ts';
import { BASES, editedText, tokenSoup } from '../fuzz/random-text.ts';
import { semanticWords } from '../harness/semantic-words.ts';

// The same texts in every normal run, so that a red run is red again; the long run takes new ones.
const LONG = Boolean(process.env['UPSELL_LONG']);
const options = (usual: number) => ({
  numRuns: LONG ? 100 * usual : usual,
  ...(LONG ? {} : { seed: 20_260_401 }),
  endOnFailure: true,
});

/** What is half typed: a beginning of an example. */
const PREFIX = fc
  .record({ base: fc.constantFrom(...BASES), part: fc.double({ min: 0, max: 1, noNaN: true }) })
  .map(({ base, part }) => base.slice(0, Math.floor(part * base.length)));

const TEXT = fc
  .tuple(
    fc.oneof(
      PREFIX,
      editedText.map(({ edited }) => edited),
      tokenSoup,
    ),
    fc.constantFrom('\n', '\n', '\r\n', '\r'),
  )
  .map(([text, eol]) => (eol === '\n' ? text : text.replaceAll('\n', eol)));

/** A text as a client knows it. */
class Document {
  readonly analysis: Analysis;
  readonly text: string;
  readonly lines: Lines;

  constructor(text: string) {
    this.analysis = analyseBeside(text);
    this.text = text;
    this.lines = (this.analysis.files[0] as Analysis['files'][number]).lines;
  }

  get file() {
    return this.analysis.program.files[0] as Analysis['program']['files'][number];
  }

  /** The offset of a place that the text has. */
  at(position: Position): number {
    const offset = this.lines.offsetAt(position);
    expect(this.lines.at(offset)).toEqual(position);
    return offset;
  }

  of({ start, end }: Range): { start: number; end: number } {
    const range = { start: this.at(start), end: this.at(end) };
    expect(range.start).toBeLessThanOrEqual(range.end);
    return range;
  }
}

const isInside = (inner: { start: number; end: number }, outer: { start: number; end: number }) =>
  outer.start <= inner.start && inner.end <= outer.end;

function checkSymbols(document: Document): void {
  const check = (symbol: DocumentSymbol, outer: { start: number; end: number }) => {
    const range = document.of(symbol.range);
    expect(symbol.name.trim()).not.toBe('');
    expect(symbol.name).not.toMatch(/[\r\n]/);
    expect(isInside(range, outer), symbol.name).toBe(true);
    expect(isInside(document.of(symbol.selectionRange), range), symbol.name).toBe(true);
    for (const child of symbol.children ?? []) check(child, range);
  };
  const symbols = documentSymbols(document.analysis);
  for (const symbol of symbols) check(symbol, { start: 0, end: document.text.length });
  const count = (all: readonly DocumentSymbol[]): number =>
    all.reduce((sum, { children = [] }) => sum + 1 + count(children), 0);
  expect(flatDocumentSymbols(document.analysis)).toHaveLength(count(symbols));
}

function checkFolds(document: Document): void {
  const last = document.lines.at(document.text.length).line;
  const lines = foldingRanges(document.file, { ...NO_ABILITIES, lineFolding: true });
  for (const [i, fold] of lines.entries()) {
    expect(fold.endLine).toBeGreaterThan(fold.startLine);
    expect(fold.endLine).toBeLessThanOrEqual(last);
    for (const other of lines.slice(i + 1)) {
      expect(other.startLine).toBeGreaterThan(fold.startLine);
      if (other.startLine <= fold.endLine) expect(other.endLine).toBeLessThanOrEqual(fold.endLine);
    }
  }
  const exact = foldingRanges(document.file, NO_ABILITIES).map((fold) =>
    document.of({
      start: { line: fold.startLine, character: fold.startCharacter ?? -1 },
      end: { line: fold.endLine, character: fold.endCharacter ?? -1 },
    }),
  );
  expect(exact).toHaveLength(lines.length);
  for (const [i, fold] of exact.entries())
    for (const other of exact.slice(i + 1)) expect(other.start >= fold.end || isInside(other, fold)).toBe(true);
}

function checkSelections(document: Document, offsets: readonly number[]): void {
  const positions = offsets.map((offset) => document.lines.at(offset));
  const selections = selectionRanges(document.file, positions);
  expect(selections).toHaveLength(positions.length);
  for (const [i, selection] of selections.entries()) {
    const offset = offsets[i] as number;
    let inner = { start: offset, end: offset };
    for (let at: SelectionRange | undefined = selection; at; at = at.parent) {
      const range = document.of(at.range);
      expect(isInside(inner, range)).toBe(true);
      if (at !== selection) expect(range).not.toEqual(inner);
      inner = range;
    }
    expect(inner).toEqual({ start: 0, end: document.text.length });
  }
}

function checkTokens({ analysis, lines, text }: Document): void {
  const words = semanticWords(analysis, semanticTokens(analysis, false));
  let before = { line: 0, end: 0 };
  for (const word of words) {
    const { line, start, end } = word;
    expect(end).toBeGreaterThan(start);
    expect(line > before.line || (line === before.line && start >= before.end), `${line}:${start}`).toBe(true);
    expect(end).toBeLessThanOrEqual(lines.endOf(line).character);
    expect(TOKENS_LEGEND.tokenTypes).toContain(word.type);
    before = word;
  }
  const middle = lines.at(Math.floor(text.length / 2));
  const parts = [
    { start: { line: 0, character: 0 }, end: middle },
    { start: middle, end: lines.at(text.length) },
  ].flatMap((range) => semanticWords(analysis, semanticTokens(analysis, false, range)));
  const keys = new Set(parts.map((word) => JSON.stringify(word)));
  expect([...keys]).toEqual(words.map((word) => JSON.stringify(word)));
}

function checkLinks(document: Document, offsets: readonly number[]): void {
  for (const { range, target } of documentLinks(document.analysis, true)) {
    document.of(range);
    expect(target).toMatch(/^file:\/\/\/workspace\//);
  }
  for (const offset of offsets) {
    const { ranges = [] } = linkedEditingRange(document.analysis, document.lines.at(offset)) ?? {};
    const texts = ranges.map((range) => {
      const { start, end } = document.of(range);
      return document.text.slice(start, end);
    });
    expect(new Set(texts).size).toBeLessThanOrEqual(1);
  }
}

describe('what an editor is told of the make-up of any text', () => {
  it('has its places in the text, in order, and one inside the other', () => {
    fc.assert(
      fc.property(TEXT, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 }), (text, parts) => {
        const document = new Document(text);
        // Between the two characters of a line's end there is no place.
        const offsets = parts
          .map((part) => document.lines.offsetAt(document.lines.at(Math.floor(part * text.length))))
          .concat(0, text.length);
        checkSymbols(document);
        checkFolds(document);
        checkSelections(document, offsets);
        checkTokens(document);
        checkLinks(document, offsets);
      }),
      options(80),
    );
  }, 600_000);

  it('is after an edit what it would be of the text read anew', () => {
    fc.assert(
      fc.property(editedText, ({ base, edited }) => {
        const before = analyseBeside(base);
        answersOf(before);
        const root = changedFile(before.program.files[0] as SourceFile, differenceOf(base, edited));
        const host: ImportHost = { load: (uri) => before.program.files.find((file) => file.uri === uri) };
        const after = analyse(root, host, { asOf: before.asOf }, [], before);
        const anew = analyse(parseFile(root.uri, edited), host, { asOf: before.asOf });
        expect(answersOf(after)).toEqual(answersOf(anew));
      }),
      options(30),
    );
  }, 600_000);
});

function answersOf(analysis: Analysis) {
  const [file] = analysis.program.files as [SourceFile];
  return {
    symbols: documentSymbols(analysis),
    folds: foldingRanges(file, NO_ABILITIES),
    selections: selectionRanges(
      file,
      Array.from({ length: 12 }, (_, i) => ({ line: 7 * i, character: 3 * i })),
    ),
    tokens: semanticTokens(analysis, false),
    links: documentLinks(analysis, true),
  };
}
