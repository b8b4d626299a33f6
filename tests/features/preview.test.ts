import { readFileSync } from 'node:fs';
import { type Board, boardOf, headlineOf, Unpacker } from '@upsell/report';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import {
  PREVIEW,
  type PreviewParams,
  UNWATCH_PREVIEW,
  WATCH_PREVIEW,
  WRITE_TURNS,
} from '../../packages/language-server/src/requests.ts';
import { analyseFiles } from '../harness/analyse-text.ts';
import { LanguageClient } from '../harness/language-client.ts';

const MODEL = readFileSync(new URL('../../examples/canonical/canonical.upsell', import.meta.url), 'utf8');
const URI = 'untitled:model.upsell';

let client: LanguageClient;
let sent: PreviewParams[];
beforeEach(async () => {
  client = new LanguageClient();
  sent = [];
  client.connection.onNotification(PREVIEW, (params: PreviewParams) => {
    sent.push(params);
  });
  await client.start();
  await client.open(URI, MODEL);
});
afterEach(async () => {
  expect(await client.stop()).toBe(0);
  expect(client.logged.filter((line) => /error|exception/i.test(line))).toEqual([]);
});

const watch = (uri = URI) => client.connection.sendNotification(WATCH_PREVIEW, { uri });
const arrived = async (count: number): Promise<PreviewParams> => {
  await expect.poll(() => sent.length, { timeout: 5_000 }).toBe(count);
  return sent.at(-1) as PreviewParams;
};

/** What a preview makes of all that was sent. */
function boardIn(all: readonly PreviewParams[]): Board {
  const unpacker = new Unpacker();
  let board: Board | undefined;
  for (const one of all) if ('input' in one) board = boardOf(unpacker.unpack(one.input), board);
  if (!board) throw new Error('nothing was sent');
  return board;
}

const revenueOf = (text: string): number => {
  const { revenue } = analyseFiles({ 'model.upsell': text }).forecast.summary;
  if (typeof revenue !== 'number') throw new Error('withheld');
  return revenue;
};

describe('upsell/preview', () => {
  it('is sent to a preview that is open, and to no other', async () => {
    await client.change(URI, MODEL.replace('0.5%', '0.6%'), 2);
    await client.hints(URI);
    expect(sent).toEqual([]);
    await watch();
    const first = await arrived(1);
    expect(first).toMatchObject({ uri: URI, count: 1, isWhole: true, files: [URI] });
    expect(headlineOf(boardIn(sent)).revenue).toBe(revenueOf(MODEL.replace('0.5%', '0.6%')));
    await client.connection.sendNotification(UNWATCH_PREVIEW, { uri: URI });
    await client.change(URI, MODEL, 3);
    await client.hints(URI);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(sent).toHaveLength(1);
  });

  it('goes on with what has changed, once for a burst of keystrokes, and ends on the last of them', async () => {
    await watch();
    const first = await arrived(1);
    const texts = Array.from({ length: 20 }, (_, i) => MODEL.replace('0.5%', `0.${i + 10}%`));
    for (const [i, text] of texts.entries()) void client.change(URI, text, i + 2);
    await expect
      .poll(() => headlineOf(boardIn(sent)).revenue, { timeout: 5_000 })
      .toBe(revenueOf(texts.at(-1) as string));
    expect(sent.length).toBeLessThan(6);
    const last = sent.at(-1) as PreviewParams;
    expect(last).toMatchObject({ isWhole: false, count: sent.length });
    expect(JSON.stringify(last).length).toBeLessThan(JSON.stringify(first).length / 2);
  });

  it('is sent whole again to a preview that asks for it again', async () => {
    await watch();
    await arrived(1);
    await client.change(URI, MODEL.replace('0.5%', '0.6%'), 2);
    await arrived(2);
    await watch();
    const again = await arrived(3);
    expect(again).toMatchObject({ isWhole: true, count: 3 });
    expect(headlineOf(boardIn([again])).revenue).toBe(revenueOf(MODEL.replace('0.5%', '0.6%')));
  });

  it('says nothing of an edit that changes nothing, and comes behind the hints of one that does', async () => {
    await watch();
    await arrived(1);
    let hadHints = false;
    client.connection.onNotification(PREVIEW, (params: PreviewParams) => {
      sent.push(params);
      expect(hadHints).toBe(true);
    });
    await client.change(URI, MODEL.replace('0.5%', '0.6%'), 2);
    await client.hints(URI);
    hadHints = true;
    await arrived(2);
  });

  it('says of a library that there is nothing to show', async () => {
    const library = 'untitled:library.upsell';
    await client.open(library, 'owner support "Support"\n');
    await watch(library);
    expect(await arrived(1)).toEqual({ uri: library, reason: expect.stringContaining('is a library') });
  });
});

describe('upsell/writeTurns', () => {
  const turns = [
    { path: 'tickets.conversion', factor: 1.2 },
    { path: 'closing.deal_size', factor: 0.9 },
  ];

  /** The model after what the server asks the client to edit. */
  async function written(
    as: 'edit' | 'scenario',
    what: readonly object[] = turns,
    before = MODEL,
  ): Promise<string | undefined> {
    let text: string | undefined;
    client.connection.onRequest('workspace/applyEdit', ({ edit }: { edit: WorkspaceEdit }) => {
      text = applied(before, edit);
      return { applied: true };
    });
    const result = await client.connection.sendRequest(WRITE_TURNS, { uri: URI, as, turns: what });
    // Where a new scenario begins, so that it can be brought into sight.
    const line = text?.split('\n').findIndex((one) => one.startsWith('scenario what_if'));
    const place = as === 'scenario' ? { line } : {};
    expect(result).toEqual(
      text === undefined ? { isWritten: false, reason: expect.any(String) } : { isWritten: true, ...place },
    );
    return text;
  }

  it('writes a scenario that comes to what was shown', async () => {
    const text = (await written('scenario')) ?? '';
    expect(text).toContain(
      'scenario what_if {\n  scale tickets.conversion by 1.2\n  scale closing.deal_size by 0.9\n}',
    );
    const [scenario] = analyseFiles({ 'model.upsell': text }).scenarios.slice(-1);
    const edited = analyseFiles({ 'model.upsell': (await written('edit')) ?? '' });
    expect(edited.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(edited.forecast.summary.revenue).toBeCloseTo(Number(scenario?.forecast.summary.revenue), 6);
  });

  it('writes numbers in their own form, decided this month', async () => {
    const text = (await written('edit')) ?? '';
    expect(text).toMatch(/conversion 0\.6%\s+decided \d{4}-\d{2}/);
    expect(text).toMatch(/deal size \$10,800\s+decided \d{4}-\d{2}/);
  });

  it('refuses a number that is not there', async () => {
    const nothing = [{ path: 'nothing.conversion', factor: 2 }];
    expect(await written('edit', nothing)).toBeUndefined();
    expect(await written('scenario', nothing)).toBeUndefined();
  });

  it('leaves one end of a range that is turned to nothing', async () => {
    const text = MODEL.replace('0.5% ', '0.4% to 0.6% ');
    expect(text).not.toBe(MODEL);
    await client.change(URI, text, 2);
    const after = (await written('edit', [{ path: 'tickets.conversion', factor: 0 }], text)) ?? '';
    expect(after).toMatch(/conversion 0%\s+decided \d{4}-\d{2}/);
    expect(analyseFiles({ 'model.upsell': after }).diagnostics.filter(({ severity }) => severity === 'error')).toEqual(
      [],
    );
  });

  it('says so where the model is not open', async () => {
    await client.close(URI);
    const result = await client.connection.sendRequest(WRITE_TURNS, { uri: URI, as: 'edit', turns });
    expect(result).toEqual({
      isWritten: false,
      reason: 'The model is not open in the editor: open it, and write again.',
    });
  });

  it('is made in the version that it was computed from', async () => {
    await client.change(URI, MODEL, 7);
    const versions: unknown[] = [];
    client.connection.onRequest('workspace/applyEdit', ({ edit }: { edit: WorkspaceEdit }) => {
      for (const change of edit.documentChanges ?? [])
        if ('textDocument' in change) versions.push(change.textDocument.version);
      return { applied: false };
    });
    await client.connection.sendRequest(WRITE_TURNS, { uri: URI, as: 'edit', turns });
    expect(versions).toEqual([7]);
  });
});

/** A text after a workspace edit of it. */
function applied(text: string, { changes, documentChanges }: WorkspaceEdit): string {
  const edits: readonly TextEdit[] =
    changes?.[URI] ??
    ((documentChanges?.[0] as TextDocumentEdit | undefined)?.edits as readonly TextEdit[] | undefined) ??
    [];
  const lines = text.split('\n');
  const offset = ({ line, character }: TextEdit['range']['start']) =>
    lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + character;
  return [...edits]
    .sort((a, b) => offset(b.range.start) - offset(a.range.start))
    .reduce((so, { range, newText }) => so.slice(0, offset(range.start)) + newText + so.slice(offset(range.end)), text);
}
