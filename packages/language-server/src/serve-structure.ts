import { type Analysis, normalUri, type Program } from '@upsell/language';
import type { Connection, Range, SemanticTokens } from 'vscode-languageserver';
import type { Answers } from './answers.ts';
import { askAgain } from './ask-again.ts';
import type { ClientAbilities } from './client-abilities.ts';
import { documentLinks } from './features/document-link.ts';
import { documentSymbols, flatDocumentSymbols } from './features/document-symbol.ts';
import { foldingRanges } from './features/folding-range.ts';
import { linkedEditingRange } from './features/linked-editing-range.ts';
import { selectionRanges } from './features/selection-range.ts';
import { SentTokens, semanticTokens } from './features/semantic-tokens.ts';
import type { OpenDocuments } from './open-documents.ts';

/** What the make-up of documents is served with. */
export interface StructureHost {
  readonly connection: Connection;
  readonly documents: OpenDocuments;
  readonly answers: Answers;
  client(): ClientAbilities;
}

/** What has to be told of analyses, so that the editor asks again for what they change. */
export interface StructureService {
  /** Takes what a root says now (undefined: it is closed). `isOwn` where the client has changed the root itself, and asks again. */
  update(root: string, analysis: Analysis | undefined, isOwn: boolean): void;
  /** All roots have said what they say. */
  settled(): void;
}

/** Answers what is asked about the make-up of a document: its outline, what folds, what is selected, linked and coloured. */
export function serveStructure({ connection, documents, answers, client }: StructureHost): StructureService {
  connection.onDocumentSymbol(({ textDocument }) =>
    answers.ofWhole('document symbols', textDocument.uri, (analysis) =>
      client().nestedSymbols
        ? documentSymbols(analysis)
        : flatDocumentSymbols(analysis).map((one) => ({ ...one, location: documents.named(one.location) })),
    ),
  );
  connection.onFoldingRanges(({ textDocument }) =>
    answers.of(
      'folding ranges',
      textDocument.uri,
      ({ program: { files } }) => files[0] && foldingRanges(files[0], client()),
    ),
  );
  connection.onSelectionRanges(({ textDocument, positions }) =>
    answers.of(
      'selection ranges',
      textDocument.uri,
      ({ program: { files } }) => files[0] && selectionRanges(files[0], positions),
    ),
  );
  connection.onDocumentLinks(({ textDocument }) =>
    answers.ofWhole('links', textDocument.uri, (analysis) =>
      documentLinks(analysis, client().linkTooltip).map((link) => ({
        ...link,
        target: documents.named({ uri: link.target }).uri,
      })),
    ),
  );
  connection.languages.onLinkedEditingRange(({ textDocument, position }) =>
    answers.of('linked editing', textDocument.uri, (analysis) => linkedEditingRange(analysis, position)),
  );
  return serveTokens({ connection, documents, answers, client });
}

/** The editor asks again for the tokens of a document that it changed itself, and is told of one whose library has other names. */
function serveTokens({ connection, documents, answers, client }: StructureHost): StructureService {
  const sent = new SentTokens();
  documents.onClose((uri) => sent.forget(uri));
  const tokens = <T>(uri: string, answer: (tokens: SemanticTokens) => T, range?: Range): T | null =>
    answers.of('semantic tokens', uri, (analysis) =>
      answer(semanticTokens(analysis, client().coloursByGrammar, range)),
    );
  const { semanticTokens: requests } = connection.languages;
  requests.on(({ textDocument: { uri } }) => tokens(uri, (all) => sent.whole(normalUri(uri), all)));
  requests.onDelta(({ textDocument: { uri }, previousResultId }) =>
    tokens(uri, (all) => sent.since(previousResultId, normalUri(uri), all)),
  );
  requests.onRange(({ textDocument: { uri }, range }) => tokens(uri, (some) => some, range));

  /** By the URI of a document, which names are seen from where. */
  const seen = new Map<string, Program['scope']>();
  let areOld = false;
  return {
    update(root, analysis, isOwn) {
      if (analysis && !isOwn && seen.get(root) !== analysis.program.scope) areOld = true;
      if (analysis) seen.set(root, analysis.program.scope);
      else seen.delete(root);
    },
    settled() {
      if (areOld && client().tokenRefresh) askAgain(requests.refresh());
      areOld = false;
    },
  };
}
