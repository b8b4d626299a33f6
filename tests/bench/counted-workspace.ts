import { setTimeout as sleep } from 'node:timers/promises';
import { work } from '@upsell/engine';
import { InProcessClient } from '../harness/in-process-client.ts';
import { IMPORTED_BY, workspaceFiles } from './workspace-files.ts';

/** How often something was done, by what it is. */
export type Counts = Readonly<Record<string, number>>;

const FOLDER = 'file:///workspace';
/** Half of the open models import the first library. */
const OPEN_MODELS = 6;

/**
 * How many files are analysed when one of the thousand files of a workspace is edited, until nothing more is done: a model and a library,
 * with some models open, and a library on the disk, where the diagnostics of all files are asked for.
 */
export async function countedWorkspace(): Promise<{
  readonly opening: Counts;
  readonly edits: Readonly<Record<string, Counts>>;
}> {
  const files = new Map([...workspaceFiles()].map(([name, text]) => [`${FOLDER}/${name}`, text]));
  const client = new InProcessClient(files);
  const capabilities = { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } };
  const told = async (uri: string, version: number) => {
    while (client.published.get(uri)?.version !== version) await sleep(5);
  };
  const open = async (uri: string) => {
    await client.open(uri, files.get(uri) ?? '');
    await told(uri, 1);
  };
  const edit = async (uri: string, digit: RegExp) => {
    await client.change(uri, 2, [{ text: (files.get(uri) ?? '').replace(digit, (one) => (one === '9' ? '8' : '9')) }]);
    await told(uri, 2);
  };
  const pull = () => client.ask('workspace/diagnostic', { previousResultIds: [] });

  const opening = await analysesOf(async () => {
    await client.start(capabilities, FOLDER);
    for (let i = 0; i < OPEN_MODELS; i++) await open(modelUri(IMPORTED_BY - OPEN_MODELS / 2 + i));
    await open(libraryUri(0));
  });
  const model = await analysesOf(() => edit(modelUri(IMPORTED_BY), /(?<=conversion +)\d(?=%)/));
  const library = await analysesOf(() => edit(libraryUri(0), /(?<=driver \w+ )\d/));
  await pull();
  const onDisk = await analysesOf(async () => {
    const uri = libraryUri(CLOSED);
    files.set(uri, `${files.get(uri)}// Nothing else.\n`);
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] });
    await pull();
  });
  client.connection.dispose();
  const edits = {
    'a model of a workspace': model,
    'a library of three open models': library,
    'a library of nine closed models': onDisk,
  };
  return { opening, edits };
}

/** A library that no open model imports, and nine of the others. */
const CLOSED = 50;

const modelUri = (i: number): string => `${FOLDER}/models/model-${i}.upsell`;
const libraryUri = (i: number): string => `${FOLDER}/libraries/library-${i}.upsell`;

async function analysesOf(send: () => Promise<unknown>): Promise<Counts> {
  const before = work.analyses;
  await send();
  await idle();
  return { analyses: work.analyses - before };
}

/** Resolves when nothing is counted any more: what a server puts off is work as well. */
export async function idle(): Promise<void> {
  let before: string;
  do {
    before = JSON.stringify(work);
    await sleep(20);
  } while (JSON.stringify(work) !== before);
}
