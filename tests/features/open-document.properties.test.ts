import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TextDocument, type TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import { differenceOfPieces, OpenDocument } from '../../packages/language-server/src/open-document.ts';

const line = fc.oneof(
  { weight: 6, arbitrary: fc.string({ maxLength: 40 }) },
  { weight: 1, arbitrary: fc.nat(9_000).map((length) => 'x'.repeat(length)) },
);
const lineBreak = fc.constantFrom('\n', '\n', '\n', '\r\n', '\r', '');
const lines = (maxLength: number) =>
  fc.array(fc.tuple(line, lineBreak), { maxLength, size: 'max' }).map((all) => all.flat().join(''));
const position = fc.record({ line: fc.integer({ min: 0, max: 700 }), character: fc.nat(60) });
const change = fc.oneof(
  { weight: 20, arbitrary: fc.record({ range: fc.record({ start: position, end: position }), text: lines(3) }) },
  {
    weight: 40,
    arbitrary: fc.tuple(position, fc.nat(3), fc.nat(9), lines(1)).map(([start, down, right, text]) => ({
      range: { start, end: { line: start.line + down, character: start.character + right } },
      text,
    })),
  },
  { weight: 1, arbitrary: fc.record({ text: lines(400) }) },
);

/** A document of its own for each change: one that is updated counts a carriage return and a line feed that meet as two lines. */
function changed(text: string, change: TextDocumentContentChangeEvent): string {
  return TextDocument.update(TextDocument.create('file:///a', 'upsell', 1, text), [change], 2).getText();
}

it('holds the text that one document in one piece holds, whatever is changed', () => {
  fc.assert(
    fc.property(
      lines(700),
      fc.array(fc.array(change, { minLength: 1, maxLength: 4 }), { maxLength: 30 }),
      (text, all) => {
        const pieces = new OpenDocument('file:///a', 1, text);
        let expected = text;
        let last = { pieces: pieces.pieces, text };
        for (const [i, changes] of all.entries()) {
          for (const change of changes) expected = changed(expected, change);
          pieces.update(changes, i + 2);
          const difference = differenceOfPieces(last.pieces, pieces.pieces);
          expect(difference === undefined).toBe(last.text === expected);
          if (difference) {
            const { start, oldEnd, newEnd, inserted } = difference;
            expect(newEnd - start).toBe(inserted.length);
            expect(last.text.slice(0, start) + inserted + last.text.slice(oldEnd) === expected).toBe(true);
            // No more than has changed.
            expect(oldEnd - start === 0 || inserted[0] !== last.text[start]).toBe(true);
          }
          // Of some changes in a row as well.
          if (i % 3 === 0) last = { pieces: pieces.pieces, text: expected };
          // Seldom: what is put together is kept, and a fault in it would be.
          if (i % 5 === 0) expect(pieces.getText() === expected).toBe(true);
        }
        expect(pieces.getText() === expected).toBe(true);
        expect(pieces.version).toBe(all.length + 1);
      },
    ),
    { numRuns: 300 },
  );
});

it('counts the changes of one message each in what the ones before it leave', () => {
  const document = new OpenDocument('file:///a', 1, 'one\ntwo\n');
  const at = (line: number, character: number) => ({ start: { line, character }, end: { line, character } });
  document.update(
    [
      { range: at(0, 0), text: 'zero\n' },
      { range: at(1, 0), text: '1: ' },
    ],
    2,
  );
  expect(document.getText()).toBe('zero\n1: one\ntwo\n');
});
