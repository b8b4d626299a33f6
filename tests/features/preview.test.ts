import { readFileSync } from 'node:fs';
import { monthText } from '@upsell/engine';
import { type Board, boardOf, headlineOf, Unpacker } from '@upsell/report';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { currentMonth } from '../../packages/language-server/src/current-month.ts';
import {
  PREVIEW,
  type PreviewParams,
  UNWATCH_PREVIEW,
  WATCH_PREVIEW,
  WRITE_TURNS,
} from '../../packages/language-server/src/requests.ts';
import { analyseFiles } from '../harness/analyse-text.ts';
import { LanguageClient } from '../harness/language-client.ts';

/** The current month, which the server goes by, and the model of an example with a period around it. */
const NOW = currentMonth();
const MODEL = readFileSync(new URL('../../examples/canonical/canonical.upsell', import.meta.url), 'utf8').replace(
  'period 2026-01 to 2026-12',
  `period ${monthText(NOW - 3)} to ${monthText(NOW + 8)}`,
);
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

const SINCE = ` from ${monthText(NOW)}`;
const DECIDED = `decided ${monthText(NOW)}`;

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
      `scenario what_if {\n  scale tickets.conversion by 1.2${SINCE}\n  scale closing.deal_size by 0.9${SINCE}\n}`,
    );
    const [scenario] = analyseFiles({ 'model.upsell': text }).scenarios.slice(-1);
    const edited = analyseFiles({ 'model.upsell': (await written('edit')) ?? '' });
    expect(edited.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(edited.forecast.summary.revenue).toBeCloseTo(Number(scenario?.forecast.summary.revenue), 6);
  });

  it('writes a step from this month on, in the form of the number, behind what was counted', async () => {
    const text = (await written('edit')) ?? '';
    expect(text).toMatch(/conversion 0\.5% +estimated 2025-12,\n/);
    expect(text).toContain(`\n             0.6% from ${monthText(NOW)} ${DECIDED}\n`);
    expect(text).toMatch(/deal size \$12,000 +measured 2025-07 to 2025-12,\n/);
    expect(text).toContain(`$10,800 from ${monthText(NOW)} ${DECIDED}\n`);
  });

  const changed = async (before: string, after: string): Promise<string> => {
    const text = MODEL.replace(before, after);
    expect(text).not.toBe(MODEL);
    await client.change(URI, text, 2);
    return text;
  };
  const turned = async (factor: number, before: string, after: string) =>
    (await written('edit', [{ path: 'tickets.conversion', factor }], await changed(before, after))) ?? '';
  const OLD = '0.5%      estimated 2025-12';

  it('writes over a guess from that very month, and what begins later', async () => {
    const [now, next] = [monthText(NOW), monthText(NOW + 2)];
    const text = await turned(
      2,
      OLD,
      `0.5% counted 2025-12, 1% from ${now} estimated ${now}, 2% from ${next} decided ${now}`,
    );
    expect(text.replaceAll(/\s+/g, ' ')).toContain(
      `0.5% counted 2025-12, 2% from ${now} ${DECIDED}, 4% from ${next} ${DECIDED} }`,
    );
  });

  it('keeps what was counted before a period that has not begun', async () => {
    const period = /period .*/.exec(MODEL)?.[0] ?? '';
    const future = `period ${monthText(NOW + 2)} to ${monthText(NOW + 13)}`;
    const guessed = await turned(2, period, future);
    expect(guessed).toMatch(new RegExp(`conversion 1% +${DECIDED}\\n`));
    const before = await changed(period, future);
    const volume = [{ path: 'tickets.volume', factor: 2 }];
    const counted = (await written('edit', volume, before)) ?? '';
    expect(counted).toMatch(
      new RegExp(`800/month +counted .*,\\n +1,600/month from ${monthText(NOW + 2)} ${DECIDED}\\n`),
    );
  });

  it('goes on as the number would: grown, or half way up a rise', async () => {
    const first = monthText(NOW - 3);
    expect(await turned(2, OLD, `1% growing 10%/month measured ${first}`)).toContain(
      `2.662% from ${monthText(NOW)} growing 10%/month ${DECIDED}`,
    );
    expect(await turned(2, OLD, `1% rising to 3% by ${monthText(NOW + 1)} measured ${first}`)).toContain(
      `5% from ${monthText(NOW)} rising to 6% by ${monthText(NOW + 1)} ${DECIDED}`,
    );
    expect(await turned(2, OLD, `1% rising to 3% by ${monthText(NOW - 1)} measured ${first}`)).toContain(
      `6% from ${monthText(NOW)} ${DECIDED}`,
    );
  });

  it('changes no month of a period that is over', async () => {
    const period = /period .*/.exec(MODEL)?.[0] ?? '';
    const text = await changed(period, `period ${monthText(NOW - 12)} to ${monthText(NOW - 1)}`);
    expect(await written('edit', turns, text)).toBeUndefined();
    expect(await written('scenario', turns, text)).toContain('  scale tickets.conversion by 1.2\n');
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
    expect(after).toMatch(/\n +0% +from \d{4}-\d{2} decided \d{4}-\d{2}/);
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
