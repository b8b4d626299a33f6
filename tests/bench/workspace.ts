import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { Bench, BenchOptions } from './bench.ts';
import { upsellServer } from './contestants.ts';
import { MeasuredServer, type OpenDocument } from './measured-server.ts';
import { median, ms, quantile, section, whole } from './statistics.ts';
import { IMPORTED_BY, workspaceFiles } from './workspace-files.ts';

const OPEN_MODELS = 10;

/** A folder of a thousand files, and a library that half of the models import. */
export const workspace: Bench = {
  name: 'workspace',
  about: '1,000 files on disk: to the first symbol, to an opened file, and an edit of a library that 500 models import',
  async run(options) {
    const folder = mkdtempSync(path.join(tmpdir(), 'upsell-bench-'));
    try {
      const texts = workspaceFiles();
      for (const [name, text] of texts) {
        mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
        writeFileSync(path.join(folder, name), text);
      }
      return await measure(options, pathToFileURL(folder).href, texts);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

async function measure(
  { root, quick, progress }: BenchOptions,
  folder: string,
  texts: ReadonlyMap<string, string>,
): Promise<string> {
  const uriOf = (name: string) => `${folder}/${name}`;
  const rows = [['what', 'p50', 'p95']];
  const row = (what: string, times: readonly number[]) =>
    rows.push([what, ms(median(times)), times.length < 20 ? '–' : ms(quantile(times, 0.95))]);
  const rounds = quick ? 2 : 7;

  progress(`workspace: ${whole(texts.size)} files, started ${rounds} times`);
  const [toSymbol, toFile]: [number[], number[]] = [[], []];
  let [offered, memory] = [true, 0];
  for (let round = 0; round < rounds; round++) {
    const name = `models/model-${round}.upsell`;
    await withServer(root, folder, async (server) => {
      const start = performance.now();
      await server.open(uriOf(name), texts.get(name) ?? '');
      toFile.push(performance.now() - start);
    });
    await withServer(root, folder, async (server) => {
      const start = performance.now();
      offered = Boolean(server.capabilities['workspaceSymbolProvider']);
      while (offered) {
        // The last library's: nothing is known of the folder before it is known.
        const found = await server.request<readonly unknown[] | null>('workspace/symbol', { query: 'library_99_0' });
        if (found?.length) break;
      }
      if (offered) toSymbol.push(performance.now() - start);
      memory = server.memory();
    });
  }
  row('`initialized` to the diagnostics of an opened model', toFile);
  if (offered) {
    row('`initialized` to a symbol of the workspace', toSymbol);
    rows.push(['memory then, MB', whole(memory), '–']);
  } else rows.push(['`initialized` to a symbol of the workspace', 'not offered', '–']);

  progress('workspace: edits of a library');
  await withServer(root, folder, async (server) => {
    const open = async (name: string) => (await server.open(uriOf(name), texts.get(name) ?? '')).document;
    const models: OpenDocument[] = [];
    for (let i = 0; i < OPEN_MODELS; i++) models.push(await open(`models/model-${i}.upsell`));
    const library = await open('libraries/library-0.upsell');
    const edits = quick ? 6 : 40;
    row("a number of a library to a model's hints", await numberEdits(library, models, edits));
    const renamed = await nameEdits(library, models, edits);
    row(`a name of a library to the diagnostics of the ${OPEN_MODELS} open models`, renamed);
    rows.push(['memory then, MB', whole(server.memory()), '–']);
    const edited: number[] = [];
    for (let round = 0; round < rounds; round++) edited.push(await rename(server, library, `renamed_${round}`));
    row(`a rename of that name in all ${IMPORTED_BY} models`, edited);
  });
  const note = `${OPEN_MODELS} of the ${IMPORTED_BY} models that import the library are open.`;
  return section(`A workspace of ${whole(texts.size)} files, ms`, rows, [note]);
}

async function withServer(
  root: string,
  folder: string,
  work: (server: MeasuredServer) => Promise<void>,
): Promise<void> {
  const server = new MeasuredServer(upsellServer(root));
  await server.start(folder);
  await work(server);
  await server.stop();
}

/** Changes a digit of the driver that all models use; until the hints of one of them are there. */
async function numberEdits(library: OpenDocument, models: readonly OpenDocument[], count: number): Promise<number[]> {
  const start = driverPlace(library, 'library_0_0 '.length);
  const range = { start, end: { ...start, character: start.character + 1 } };
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const model = models[i % models.length] as OpenDocument;
    const begin = performance.now();
    void library.send({ range, text: String(1 + (i % 9)) });
    await model.hints(30);
    times.push(performance.now() - begin);
    await sleep(50); // The diagnostics of the other models are still to come
  }
  return times;
}

/** Adds a letter to that driver's name and takes it away; until every open model says that the name is unknown, or no longer. */
async function nameEdits(library: OpenDocument, models: readonly OpenDocument[], count: number): Promise<number[]> {
  const start = driverPlace(library, 'library_0_0'.length);
  const end = { ...start, character: start.character + 1 };
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const wrong = i % 2 === 0;
    const told = models.map(({ uri, server }) =>
      server.published(
        (one) => one.uri === uri && one.diagnostics.some(({ code }) => code === 'unknown-name') === wrong,
      ),
    );
    const begin = performance.now();
    void library.send({ range: { start, end: wrong ? start : end }, text: wrong ? 'x' : '' });
    const arrivals = await Promise.all(told);
    times.push(Math.max(...arrivals.map(({ at }) => at)) - begin);
  }
  return times;
}

/** Asks for another name of that driver, and does not take it; until all edits are there. */
async function rename(server: MeasuredServer, { uri, text }: OpenDocument, newName: string): Promise<number> {
  const position = driverPlace({ text }, 0);
  const start = performance.now();
  const edit = await server.request<{ changes: Record<string, unknown> }>('textDocument/rename', {
    textDocument: { uri },
    position,
    newName,
  });
  const files = Object.keys(edit.changes).length;
  if (files !== IMPORTED_BY + 1) throw new Error(`the rename edits ${files} files`);
  return performance.now() - start;
}

function driverPlace({ text }: Pick<OpenDocument, 'text'>, after: number): { line: number; character: number } {
  const line = text.split('\n').findIndex((content) => content.startsWith('driver library_0_0 '));
  return { line, character: 'driver '.length + after };
}
