import type { FilesAround } from '@upsell/language/completion';
import { recordsAmong } from './listed-records.ts';
import type { WorkspaceIndex } from './workspace-index.ts';

/** What a file could name of the workspace, as far as the index knows it; `read` are the files that were read beside models. */
export const filesAround = (index: WorkspaceIndex, own: string, read: readonly string[]): FilesAround => ({
  libraries() {
    const importers = new Set(index.importersOf(own));
    return urisOf(index, false).filter((uri) => !importers.has(uri));
  },
  models: () => urisOf(index, true),
  actuals: () => recordsAround(index, read).actuals,
  plans: () => recordsAround(index, read).plans,
});

/** Where nothing can be listed, what was read. */
const recordsAround = (index: WorkspaceIndex, read: readonly string[]) =>
  recordsAmong(new Set([...index.recordFiles(), ...read]));

const urisOf = (index: WorkspaceIndex, areModels: boolean): readonly string[] =>
  [...index.all()].flatMap(([uri, { names }]) =>
    names.some(({ kind }) => kind === 'model') === areModels ? [uri] : [],
  );
