import { parseFile } from '@upsell/language';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Position, TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { LanguageClient } from '../harness/language-client.ts';
import { typingOf } from '../harness/type-lines.ts';

const URI = 'untitled:Untitled-1';
const OPTIONS = { tabSize: 8, insertSpaces: false };

let client: LanguageClient;
beforeEach(() => {
  client = new LanguageClient();
});
afterEach(async () => {
  expect(await client.stop()).toBe(0);
  expect(client.logged.filter((line) => /error|exception/i.test(line))).toEqual([]);
});

const ask = (position: Position, ch: string, uri = URI): Promise<TextEdit[] | null> =>
  client.connection.sendRequest('textDocument/onTypeFormatting', {
    textDocument: { uri },
    position,
    ch,
    options: OPTIONS,
  });

/** The text after what was typed before the cursor. */
async function typed(text: string, ch: string): Promise<string> {
  const typing = typingOf(text);
  await client.open(URI, typing.text);
  const edits = await ask(parseFile(URI, typing.text).lines.at(typing.cursor), ch);
  return TextDocument.applyEdits(TextDocument.create(URI, 'upsell', 1, typing.text), edits ?? []);
}

describe('textDocument/onTypeFormatting', () => {
  it('is asked for at braces and at line ends', async () => {
    const { capabilities } = await client.start();
    expect(capabilities).toMatchObject({
      documentOnTypeFormattingProvider: { firstTriggerCharacter: '}', moreTriggerCharacter: ['\n'] },
    });
  });

  it('lays out the line that was finished, as the language does, whatever the editor wants', async () => {
    await client.start();
    expect(
      await typed('// \u{1f600}\r\nchannel c {\r\n\tsource\tticket\r\n\tconversion 3%\r\n\t¦\r\n}\r\n', '\n'),
    ).toBe('// \u{1f600}\r\nchannel c {\r\n  source     ticket\r\n  conversion 3%\r\n\t\r\n}\r\n');
  });

  it('lays out the block that was closed', async () => {
    await client.start();
    expect(await typed('driver  x  5\nsources  { a\n b }¦', '}')).toBe('driver  x  5\n\nsources {\n  a\n  b\n}');
  });

  it('says nothing of another character, of the first line, of tables, and of what is not open', async () => {
    await client.start();
    expect(await typed('driver  x  5\n¦', ';')).toBe('driver  x  5\n');
    expect(await ask({ line: 0, character: 0 }, '\n')).toEqual([]);
    expect(await ask({ line: 9, character: 0 }, '\n')).toEqual([]);
    const table = 'file:///x/months.csv';
    await client.open(table, 'month , source\n');
    expect(await ask({ line: 1, character: 0 }, '\n', table)).toBeNull();
    expect(await ask({ line: 1, character: 0 }, '\n', 'file:///nowhere/a.upsell')).toBeNull();
  });
});
