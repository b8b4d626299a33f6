import { applyEdits, parseFile } from '@upsell/language';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TextEdit } from 'vscode-languageserver';
import { formatted, rangeFormatted } from '../harness/check-format.ts';
import { LanguageClient } from '../harness/language-client.ts';

const URI = 'untitled:Untitled-1';
const OPTIONS = { tabSize: 8, insertSpaces: false };
const TEXT = `owner  ann "Ann"\r
owner   bob   "Bob"   // 😀   \r
channel c  {   \r
\r
 season May 5%\r
volume 5/month,6/month from 2026-05 }\r
driver  x  %`;

let client: LanguageClient;
beforeEach(async () => {
  client = new LanguageClient();
});
afterEach(async () => {
  expect(await client.stop()).toBe(0);
  expect(client.logged.filter((line) => /error|exception/i.test(line))).toEqual([]);
});

/** What an editor makes of the edits. */
function applied(text: string, edits: readonly TextEdit[]): string {
  const { lines } = parseFile(URI, text);
  const asOffsets = edits.map(({ range: { start, end }, newText }) => {
    for (const place of [start, end]) expect(lines.at(lines.offsetAt(place)), 'a place in the text').toEqual(place);
    return { start: lines.offsetAt(start), end: lines.offsetAt(end), newText };
  });
  return applyEdits(text, asOffsets);
}

const request = (method: string, more: object = {}, uri = URI): Promise<TextEdit[] | null> =>
  client.connection.sendRequest(`textDocument/${method}`, { textDocument: { uri }, options: OPTIONS, ...more });

describe('textDocument/formatting', () => {
  it('lays a document out as the language does, whatever the editor wants', async () => {
    const { capabilities } = await client.start();
    expect(capabilities).toMatchObject({ documentFormattingProvider: true, documentRangeFormattingProvider: true });
    await client.open(URI, TEXT);
    const edits = (await request('formatting')) ?? [];
    const written = applied(TEXT, edits);
    expect(written).toBe(formatted(TEXT));
    expect(written).toContain('  volume 5/month,\r\n         6/month from 2026-05\r\n}\r\n\r\ndriver  x  %');
    await client.change(URI, written, 2);
    expect(await request('formatting')).toEqual([]);
  });

  it('says nothing of what is not open', async () => {
    await client.start();
    expect(await request('formatting', {}, 'file:///nowhere/a.upsell')).toBeNull();
  });
});

describe('textDocument/rangeFormatting', () => {
  it('lays out the lines of a range', async () => {
    await client.start();
    await client.open(URI, TEXT);
    const range = { start: { line: 1, character: 9 }, end: { line: 2, character: 1 } };
    const edits = (await request('rangeFormatting', { range })) ?? [];
    const offsets = [TEXT.indexOf('bob'), TEXT.indexOf('channel') + 1] as const;
    expect(applied(TEXT, edits)).toBe(rangeFormatted(TEXT, ...offsets));
    expect(applied(TEXT, edits)).toMatch(
      /^owner {2}ann "Ann"\r\nowner bob "Bob" \/\/ 😀\r\n\r\nchannel c \{\r\n {2}season May 5%\r\nvolume/,
    );
  });

  it('takes a range beyond the text as its end', async () => {
    await client.start();
    await client.open(URI, TEXT);
    const range = { start: { line: 0, character: 0 }, end: { line: 1_000, character: 1_000 } };
    expect(await request('rangeFormatting', { range })).toEqual(await request('formatting'));
  });
});
