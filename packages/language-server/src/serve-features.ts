import type { Month } from '@upsell/engine';
import { type Analysis, normalUri } from '@upsell/language';
import type { Connection, InlayHint } from 'vscode-languageserver';
import type { Answers } from './answers.ts';
import { askAgain } from './ask-again.ts';
import { BesideModels } from './beside-models.ts';
import type { ClientAbilities } from './client-abilities.ts';
import type { Evaluation } from './evaluation.ts';
import { actualsCompletion } from './features/actuals-completion.ts';
import { actualsHover } from './features/actuals-hover.ts';
import { incomingCalls, outgoingCalls, prepareCallHierarchy, rootOf } from './features/call-hierarchy.ts';
import { codeLenses, lensData, resolveCodeLens } from './features/code-lens.ts';
import { completion } from './features/completion.ts';
import { definition } from './features/definition.ts';
import { documentHighlight } from './features/document-highlight.ts';
import { formatting, rangeFormatting } from './features/formatting.ts';
import { hover } from './features/hover.ts';
import {
  bareInlayHints,
  documentOf,
  type HintRequest,
  inlayHints,
  resolveInlayHint,
  SHOW_PLACE,
} from './features/inlay-hint.ts';
import { onTypeFormatting } from './features/on-type-formatting.ts';
import type { DiagnosticForm } from './features/publish-diagnostics.ts';
import { references } from './features/references.ts';
import { prepareRename, rename } from './features/rename.ts';
import { signatureHelp } from './features/signature-help.ts';
import { workspaceSymbols } from './features/workspace-symbol.ts';
import { filesAround } from './files-around.ts';
import { KeptHints } from './kept-hints.ts';
import type { OpenDocuments } from './open-documents.ts';
import { ResponseError } from './protocol.ts';
import type { Publisher } from './publisher.ts';
import { serveCodeActions } from './serve-code-actions.ts';
import type { Settings } from './settings.ts';
import { TypingClock } from './typing-clock.ts';
import type { WorkspaceIndex } from './workspace-index.ts';

/** What the features are served with. */
export interface FeaturesHost {
  readonly connection: Connection;
  readonly documents: OpenDocuments;
  readonly evaluation: Evaluation;
  readonly publisher: Publisher;
  readonly index: WorkspaceIndex;
  readonly answers: Answers;
  /** As they are now. */
  client(): ClientAbilities;
  settings(): Settings;
  form(): DiagnosticForm;
  /** The current month, as `Month` of the engine. */
  month(): Month;
  /** The text of a file on the disk; undefined where it cannot be read. */
  read(uri: string): string | undefined;
  /** The folders that the editor works in, by their normal URIs. */
  folders(): readonly string[];
}

/** Answers what is asked about a document, one handler a method. */
export function serveFeatures(host: FeaturesHost): void {
  const { connection, documents, evaluation, index, answers, client, settings } = host;
  const beside = new BesideModels(host);

  const keptHints = new Map<string, KeptHints>();
  documents.onClose((uri) => keptHints.delete(uri));
  const clock = new TypingClock(() => askAgain(connection.languages.inlayHint.refresh()));
  documents.onChange(() => clock.change());
  const hintRequest = (analysis: Analysis): HintRequest => {
    const asked = { settings: settings(), links: hintLinksOf(client()), named: documents.named };
    // Who does not ask again would look at values of before for good.
    if (!client().hintRefresh) return asked;
    const { uri } = analysis.files[0] as Analysis['files'][number];
    const hints = keptHints.get(uri) ?? new KeptHints();
    if (documents.get(uri)) keptHints.set(uri, hints);
    const isOpen = (file: string) => documents.get(file) !== undefined;
    const { isRunning } = clock;
    const typing = { isRunning, place: evaluation.typingPlaceOf(analysis), isOpen, keep: () => clock.keep() };
    return { ...asked, kept: { hints, typing } };
  };
  connection.languages.inlayHint.on(
    ({ textDocument, range }): InlayHint[] =>
      answers.of('inlay hints', textDocument.uri, (analysis) =>
        (client().hintResolve ? bareInlayHints : inlayHints)(analysis, range, hintRequest(analysis)),
      ) ?? [],
  );
  connection.languages.inlayHint.resolve((hint): InlayHint => {
    const uri = documentOf(hint);
    if (uri === undefined) return hint;
    return answers.of('inlay hint', uri, (analysis) => resolveInlayHint(hint, analysis, hintRequest(analysis))) ?? hint;
  });

  connection.onDocumentFormatting(({ textDocument }) =>
    answers.of('formatting', textDocument.uri, ({ program: { files } }) => files[0] && formatting(files[0])),
  );
  connection.onDocumentRangeFormatting(({ textDocument, range }) =>
    answers.of(
      'range formatting',
      textDocument.uri,
      ({ program: { files } }) => files[0] && rangeFormatting(files[0], range),
    ),
  );

  connection.onDocumentOnTypeFormatting(({ textDocument, position, ch }) =>
    answers.of(
      'on-type formatting',
      textDocument.uri,
      ({ program: { files } }) => files[0] && onTypeFormatting(files[0], position, ch),
    ),
  );

  serveCodeActions({ ...host, beside });

  connection.onCompletion(
    ({ textDocument, position, context }) =>
      answers.guarded('completion', () => {
        const asked = beside.request(textDocument.uri, position);
        if (asked) return actualsCompletion(asked, host.month());
        // A comma asks in files of actuals only: in a model a number follows it.
        if (context?.triggerCharacter === ',') return null;
        const files = filesAround(index, normalUri(textDocument.uri), evaluation.besideModels());
        const request = { position, asOf: host.month(), files };
        return answers.of('completion', textDocument.uri, (analysis) =>
          completion(analysis, request, client().completion),
        );
      }) ?? null,
  );
  connection.onSignatureHelp(({ textDocument, position }) =>
    answers.of('signature help', textDocument.uri, (analysis) => signatureHelp(analysis, position, client().signature)),
  );
  connection.onHover(
    ({ textDocument, position }) =>
      answers.guarded('hover', () => {
        const asked = beside.request(textDocument.uri, position);
        return asked && actualsHover(asked, () => beside.readerOf(asked.uri), client().hoverFormat);
      }) ??
      answers.of('hover', textDocument.uri, (analysis) =>
        hover(analysis, position, { format: client().hoverFormat, written: (uri) => documents.named({ uri }).uri }),
      ),
  );

  connection.onCodeLens(({ textDocument }) =>
    answers.of('code lenses', textDocument.uri, (analysis) =>
      codeLenses(analysis, { uri: textDocument.uri, settings: settings().codeLens, client: client() }),
    ),
  );
  connection.onCodeLensResolve((lens) => {
    const of = lensData(lens);
    return (of && answers.of('code lens', of.uri, (analysis) => resolveCodeLens(lens, analysis))) ?? lens;
  });

  connection.languages.callHierarchy.onPrepare(({ textDocument, position }) =>
    answers.of(
      'call hierarchy',
      textDocument.uri,
      ({ program }) => prepareCallHierarchy(program, position)?.map(documents.named) ?? null,
    ),
  );
  connection.languages.callHierarchy.onIncomingCalls(({ item }, token) =>
    answers.ofProgram('incoming calls', rootOf(item) ?? item.uri, token, async (program, onlookers) =>
      (await incomingCalls(program, item, onlookers)).map((call) => ({ ...call, from: documents.named(call.from) })),
    ),
  );
  connection.languages.callHierarchy.onOutgoingCalls(({ item }, token) =>
    answers.ofProgram('outgoing calls', rootOf(item) ?? item.uri, token, async (program) =>
      outgoingCalls(program, item).map((call) => ({ ...call, to: documents.named(call.to) })),
    ),
  );

  connection.onDefinition(({ textDocument, position }) =>
    answers.of('definition', textDocument.uri, (analysis) => definition(analysis, position).map(documents.named)),
  );
  connection.onReferences(({ textDocument, position, context }, token) =>
    answers.ofAll('references', textDocument.uri, token, async (analysis, onlookers) =>
      (await references(analysis, position, context.includeDeclaration, onlookers)).map(documents.named),
    ),
  );
  connection.onDocumentHighlight(({ textDocument, position }) =>
    answers.of('highlights', textDocument.uri, (analysis) => documentHighlight(analysis, position)),
  );
  connection.onPrepareRename(({ textDocument, position }) =>
    answers.of('prepare rename', textDocument.uri, (analysis) => prepareRename(analysis, position)),
  );
  connection.onRenameRequest(({ textDocument, position, newName }, token) =>
    answers.ofAll('rename', textDocument.uri, token, async (analysis, onlookers) => {
      const edit = await rename(analysis, position, newName, onlookers);
      return edit === null || edit instanceof ResponseError ? edit : documents.edit(edit);
    }),
  );
  connection.onWorkspaceSymbol(async ({ query }, token) => {
    await index.ready(token);
    const found = answers.guarded('workspace symbols', () => workspaceSymbols(query, index.all())) ?? [];
    return found.map((symbol) => ({ ...symbol, location: documents.named(symbol.location) }));
  });
}

/**
 * How a part of a hint leads to its place. VS Code takes a location as a word to go to the definition of, so that nothing happens where
 * it is none, and shows what a hover says of it: its client has a command.
 */
const hintLinksOf = ({ hintCommands, hintLinks, commands }: ClientAbilities): HintRequest['links'] =>
  hintCommands && commands.has(SHOW_PLACE) ? 'command' : hintLinks ? 'location' : undefined;
