import type { CancellationToken } from 'vscode-languageserver';
import type { Evaluation } from './evaluation.ts';
import { LSPErrorCodes, ResponseError } from './protocol.ts';
import { Slices } from './slices.ts';
import type { Onlookers } from './symbols.ts';
import type { WorkspaceIndex } from './workspace-index.ts';

/** What onlookers are found with. */
export interface OnlookersHost {
  readonly index: WorkspaceIndex;
  readonly evaluation: Evaluation;
  /** The URIs of the open documents. */
  open(): readonly string[];
  /** A number that is another one after every change of a text. */
  changes(): number;
}

/**
 * The programs of the open documents and of all files of the workspace that import a library, one by one, with the event loop
 * free in between.
 * @throws ResponseError `RequestCancelled`, and `ContentModified` where a text changes meanwhile: what was found so far is no
 * longer true
 */
export const onlookersFor = (
  { index, evaluation, open, changes }: OnlookersHost,
  token: CancellationToken,
): Onlookers =>
  async function* (library) {
    const before = changes();
    const programOf = evaluation.programs();
    const slices = new Slices(token);
    for (const uri of new Set([...open(), ...index.importersOf(library.uri)])) {
      await slices.next();
      if (changes() !== before) throw modified();
      const program = programOf(uri);
      if (program) yield program;
    }
  };

/** What is answered where a text has changed since it was asked about. */
export const modified = (): ResponseError =>
  new ResponseError(LSPErrorCodes.ContentModified, 'A file has changed meanwhile: ask again.');
