import type { FilesAround } from '@upsell/language/completion';
import type { WorkspaceIndex } from './workspace-index.ts';

/** What a file could name of the workspace, as far as the index knows it. */
export const filesAround = (index: WorkspaceIndex, own: string): FilesAround => ({
  libraries() {
    const importers = new Set(index.importersOf(own));
    return urisOf(index, false).filter((uri) => !importers.has(uri));
  },
  models: () => urisOf(index, true),
  actuals: () => [...new Set([...index.all().values()].flatMap(({ actuals }) => actuals))],
});

const urisOf = (index: WorkspaceIndex, areModels: boolean): readonly string[] =>
  [...index.all()].flatMap(([uri, { names }]) =>
    names.some(({ kind }) => kind === 'model') === areModels ? [uri] : [],
  );
