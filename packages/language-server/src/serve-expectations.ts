import { normalUri } from '@upsell/language';
import type { CancellationToken, Connection } from 'vscode-languageserver';
import { guarded } from './answers.ts';
import type { Evaluation } from './evaluation.ts';
import { modelExpectations } from './features/expectations.ts';
import type { OpenDocuments } from './open-documents.ts';
import { EXPECTATIONS, type ExpectationsParams, type ModelExpectations } from './requests.ts';
import { Slices } from './slices.ts';
import type { WorkspaceIndex } from './workspace-index.ts';

/** What expectations are tested with. */
export interface ExpectationsHost {
  readonly connection: Connection;
  readonly documents: OpenDocuments;
  readonly evaluation: Evaluation;
  readonly index: WorkspaceIndex;
  /** True while the user waits for something else. */
  isBusy(): boolean;
}

/** Tests the expectations of models, open or not, in one request however many there are; the event loop is free in between. */
export function serveExpectations({ connection, documents, evaluation, index, isBusy }: ExpectationsHost): void {
  connection.onRequest(EXPECTATIONS, async ({ uris }: ExpectationsParams, token: CancellationToken) => {
    await index.ready(token);
    const asked = uris?.map(normalUri) ?? [...index.all()].flatMap(([uri, { names }]) => (isModel(names) ? uri : []));
    const closed = evaluation.analyses();
    const found: ModelExpectations[] = [];
    const slices = new Slices(token, isBusy);
    for (const uri of asked) {
      await slices.next();
      const model = guarded(connection, `expectations of ${uri}`, () => {
        const analysis = documents.get(uri) ? evaluation.of(uri) : closed(uri)?.analysis;
        return analysis && modelExpectations(analysis);
      });
      if (model) found.push(documents.named(model));
    }
    return found;
  });
}

const isModel = (names: readonly { readonly kind: string }[]): boolean => names.some(({ kind }) => kind === 'model');
