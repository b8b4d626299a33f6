import { work } from '@upsell/engine';
import { type Outline, outlineOf } from '@upsell/language';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CancellationToken, CancellationTokenSource, LSPErrorCodes } from 'vscode-languageserver';
import { WorkspaceIndex } from '../../packages/language-server/src/workspace-index.ts';

const FOLDER = 'file:///workspace';
const uriOf = (i: number): string => `${FOLDER}/model-${i}.upsell`;
const FILES = 1_000;

let clock: number;
/** How often each file was read. */
let reads: Map<string, number>;
let open: Map<string, Outline>;
let busy: boolean;
let progress: [read: number, all: number][];
let index: WorkspaceIndex;

beforeEach(() => {
  [clock, reads, open, busy, progress] = [0, new Map(), new Map(), false, []];
  vi.spyOn(performance, 'now').mockImplementation(() => clock);
  index = new WorkspaceIndex({
    list: async () => Array.from({ length: FILES }, (_, i) => uriOf(i)),
    read: (uri) => {
      clock += 4; // Three files a slice
      reads.set(uri, (reads.get(uri) ?? 0) + 1);
      return `driver from_${reads.get(uri)} 5 by ann\n`;
    },
    outline: (uri) => open.get(uri),
    open: () => [...open.keys()],
    isBusy: () => busy,
    guarded: (_what, work) => work(),
    progress: (...one) => progress.push(one),
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the index of a workspace', () => {
  it('reads each file once but those that are open, and makes no tree', async () => {
    for (const i of [3, 5]) open.set(uriOf(i), outlineOf(uriOf(i), 'driver typed 5 by ann\n'));
    const before = { ...work };
    await index.follow([FOLDER]);
    await index.ready(CancellationToken.None);
    expect(reads.size).toBe(FILES - 2);
    expect(Math.max(...reads.values())).toBe(1);
    expect(work).toEqual(before);
    expect(index.all().size).toBe(FILES);
    expect(progress.at(-1)).toEqual([FILES, FILES]);
    await index.follow([FOLDER]);
    await index.ready(CancellationToken.None);
    expect(Math.max(...reads.values())).toBe(1);
  });

  it('leaves the event loop free every ten milliseconds', async () => {
    await index.follow([FOLDER]);
    for (let turns = 1; turns <= 50; turns++) {
      await turn();
      expect(reads.size).toBeLessThanOrEqual(3 * turns);
    }
    expect(reads.size).toBeGreaterThan(100);
    await index.ready(CancellationToken.None);
  });

  it('stands back while the user waits for something else', async () => {
    await index.follow([FOLDER]);
    for (let i = 0; i < 5; i++) await turn();
    const before = reads.size;
    busy = true;
    for (let i = 0; i < 5; i++) await turn();
    expect(reads.size).toBe(before);
    busy = false;
    await index.ready(CancellationToken.None);
    expect(reads.size).toBe(FILES);
  });

  it('knows who names a folder of actuals, itself or through a library', async () => {
    open.set(uriOf(3), outlineOf(uriOf(3), 'actuals "actuals"\n'));
    open.set(uriOf(5), outlineOf(uriOf(5), 'import "model-3.upsell"\n'));
    open.set(uriOf(7), outlineOf(uriOf(7), 'actuals "actuals/below"\n'));
    await index.follow([FOLDER]);
    await index.ready(CancellationToken.None);
    expect(index.namingActuals(`${FOLDER}/actuals`)).toEqual([uriOf(3), uriOf(5)]);
    expect(index.namingActuals(`${FOLDER}/other`)).toEqual([]);
  });

  it('reads a file anew that changes, and no other', async () => {
    await index.follow([FOLDER]);
    await index.ready(CancellationToken.None);
    index.change(new Set([uriOf(7)]));
    index.change(new Set(['file:///elsewhere/model.upsell']));
    index.change(new Set([`${FOLDER}/notes.txt`]));
    await index.ready(CancellationToken.None);
    expect([...reads].filter(([, count]) => count > 1)).toEqual([[uriOf(7), 2]]);
    expect(index.all().get(uriOf(7))?.names[0]?.name).toBe('from_2');
    expect(reads.size).toBe(FILES);
  });

  it('forgets the files of a folder that is removed, also while they are listed', async () => {
    const listed = index.follow([FOLDER]);
    await index.follow([]);
    await listed;
    await index.ready(CancellationToken.None);
    expect(reads.size).toBe(0);
    await index.follow([FOLDER]);
    await turn();
    await index.follow([]);
    await index.ready(CancellationToken.None);
    expect(index.all().size).toBe(0);
  });

  it('lets go of whoever does not wait any more', async () => {
    const source = new CancellationTokenSource();
    busy = true;
    await index.follow([FOLDER]);
    const waiting = index.ready(source.token);
    source.cancel();
    await expect(waiting).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
    busy = false;
    await index.ready(CancellationToken.None);
    expect(index.all().size).toBe(FILES);
  });
});
