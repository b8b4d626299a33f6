import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { libraryText, modelText } from '../bench/model-text.ts';
import { InProcessClient } from '../harness/in-process-client.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const LONG = Boolean(process.env['UPSELL_LONG']);
/** The long run is the goal's; in the short one, of fewer edits, less is warm that stays. */
const [FIRST, LAST] = LONG ? [1_000, 10_000] : [30, 120];
const MOST = 1.2;

const URI = 'file:///model.upsell';
const FILES = new Map([
  ['file:///library.upsell', libraryText(40, 'library')],
  ['file:///actuals/months.csv', 'month,source,touches,opened\n2025-11,from_0,240,2\n2025-12,from_0,250,3\n'],
]);
const textDocument = { uri: URI };
const WHOLE = { start: { line: 0, character: 0 }, end: { line: 400, character: 0 } };

/**
 * The i-th text: another number, another name of a driver that ten channels use, another channel with a goal of its own, and in some of
 * them what is only half typed.
 */
function textOf(i: number): string {
  const numbered = BASE.replace(/(?<=conversion )\d%/, `${1 + (i % 9)}%`);
  const named = numbered.replaceAll('accounts_0', `accounts_of_${i}`);
  const added = `${named}
expect "Goal ${i}" opened of channel_0 >= ${i}
scenario what_if_${i} "What if ${i}" {
  scale channel_0.conversion by 1.${i % 10}
}
`;
  return i % 7 === 3
    ? added.replace('  owner      success', '  owner      succ')
    : i % 7 === 5
      ? added.slice(0, -4)
      : added;
}

const BASE = `${modelText(300, { libraries: [{ path: './library.upsell', driver: 'library_0' }] })}actuals "actuals"\n`;

it('does not grow while somebody types', async () => {
  const client = new InProcessClient(FILES);
  await client.start({
    textDocument: {
      inlayHint: { resolveSupport: { properties: ['tooltip', 'label.location'] } },
      documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    },
  });
  await client.open(URI, textOf(0));
  await client.connection.sendNotification('upsell/watchPreview', textDocument);
  const line = BASE.split('\n').findIndex((text) => text.startsWith('  conversion'));
  const position = { line, character: 14 };
  let previousResultId = '';

  const edit = async (i: number) => {
    await client.change(URI, i + 1, [{ text: textOf(i) }]);
    const [, , tokens] = await Promise.all([
      client.ask('textDocument/inlayHint', { textDocument, range: WHOLE }),
      client.ask('textDocument/documentSymbol', { textDocument }),
      client.ask<{ resultId: string }>('textDocument/semanticTokens/full/delta', { textDocument, previousResultId }),
      client.ask('textDocument/hover', { textDocument, position }),
      client.ask('textDocument/completion', { textDocument, position }),
      client.ask('textDocument/codeLens', { textDocument }),
      client.ask('textDocument/diagnostic', { textDocument }),
    ]);
    previousResultId = tokens.resultId;
  };
  const used = async (): Promise<number> => {
    for (let round = 0; round < 3; round++) {
      await sleep(50);
      collectGarbage();
    }
    return process.memoryUsage().heapUsed;
  };

  let at = 1;
  for (; at <= FIRST; at++) await edit(at);
  const early = await used();
  for (; at <= LAST; at++) await edit(at);
  const late = await used();
  client.connection.dispose();
  expect(client.published.get(URI)?.diagnostics.map(({ code }) => code)).not.toContain('actuals-not-found');
  expect(late / early, `${early} bytes after ${FIRST} edits, ${late} after ${LAST}`).toBeLessThan(MOST);
  expect(client.logged).toEqual([]);
});
