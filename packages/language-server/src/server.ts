import type { Month } from '@upsell/engine';
import { type Analysis, CONFIG_FILE } from '@upsell/language';
import {
  type Connection,
  DidChangeWatchedFilesNotification,
  type InlayHint,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Evaluation } from './evaluation.ts';
import { CODE_ACTION_KINDS, codeActions } from './features/code-action.ts';
import { definition } from './features/definition.ts';
import { documentHighlight } from './features/document-highlight.ts';
import { formatting, rangeFormatting } from './features/formatting.ts';
import { inlayHints } from './features/inlay-hint.ts';
import { diagnosticsByFile, Publications } from './features/publish-diagnostics.ts';
import { references } from './features/references.ts';
import { prepareRename, rename } from './features/rename.ts';
import { DEFAULTS, readSettings, type Settings } from './settings.ts';

/** What the host of the server supplies. */
export interface ServerHost {
  /** The text of a file on disk; undefined where it cannot be read. */
  read(uri: string): string | undefined;
  /** The current month, as `Month` of the engine. */
  month(): Month;
}

/** Wires the features to a connection. Wrong input is answered; only a bug throws, and it is logged and answered with nothing. */
export function serve(connection: Connection, host: ServerHost): void {
  const documents = new TextDocuments(TextDocument);
  const evaluation = new Evaluation({ ...host, open: (uri) => documents.get(uri) });
  const publications = new Publications();
  let settings: Settings = DEFAULTS;
  let client = { configuration: false, refresh: false, watch: false, create: false };

  connection.onInitialize(({ capabilities, workspaceFolders }) => {
    evaluation.setWorkspace((workspaceFolders ?? []).map(({ uri }) => uri));
    client = {
      configuration: capabilities.workspace?.configuration === true,
      refresh: capabilities.workspace?.inlayHint?.refreshSupport === true,
      watch: capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
      create: capabilities.workspace?.workspaceEdit?.resourceOperations?.includes('create') === true,
    };
    return {
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        inlayHintProvider: true,
        codeActionProvider: { codeActionKinds: [...CODE_ACTION_KINDS] },
        documentFormattingProvider: true,
        documentRangeFormattingProvider: true,
        definitionProvider: true,
        referencesProvider: true,
        documentHighlightProvider: true,
        renameProvider: capabilities.textDocument?.rename?.prepareSupport ? { prepareProvider: true } : true,
      },
      serverInfo: { name: 'upsell', version: VERSION },
    };
  });

  connection.onInitialized(async () => {
    if (client.watch) {
      await connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [{ globPattern: '**/*.upsell' }, { globPattern: `**/${CONFIG_FILE}` }],
      });
    }
    await fetchSettings();
  });

  connection.onDidChangeConfiguration(async ({ settings: sent }) => {
    if (client.configuration) await fetchSettings();
    else settings = readSettings((sent as { upsell?: unknown } | undefined)?.upsell);
    if (client.refresh) void connection.languages.inlayHint.refresh();
  });

  async function fetchSettings(): Promise<void> {
    if (!client.configuration) return;
    const before = settings;
    settings = readSettings(await connection.workspace.getConfiguration('upsell'));
    if (client.refresh && JSON.stringify(before) !== JSON.stringify(settings))
      void connection.languages.inlayHint.refresh();
  }

  /** Analyses a document and publishes what changed; the one that the user types in comes first. */
  function publish(root: string): void {
    const document = documents.get(root);
    const analysis = document && guarded(`analysis of ${root}`, () => evaluation.of(root));
    if (document && !analysis) return;
    for (const uri of publications.update(root, analysis && diagnosticsByFile(analysis)))
      void connection.sendDiagnostics({ uri, version: documents.get(uri)?.version, diagnostics: publications.of(uri) });
  }

  const changed = new Set<string>();
  /** Turns of the event loop that publishing has waited for, and whether the last one brought another change. */
  let waited = 0;
  let again = false;
  function schedule(uri: string): void {
    if (changed.size === 0) setImmediate(publishChanged);
    else again = true;
    changed.add(uri);
  }
  /** Messages are taken one a turn: while each turn brings another change, as a burst of keystrokes does, only the last counts. */
  function publishChanged(): void {
    if (waited === 0 || (again && waited < MOST_TURNS)) {
      waited++;
      again = false;
      setImmediate(publishChanged);
      return;
    }
    waited = 0;
    again = false;
    const uris = [...changed];
    changed.clear();
    const open = documents.keys();
    const dependents = open.filter((uri) => !uris.includes(uri) && uris.some((one) => evaluation.dependsOn(uri, one)));
    for (const uri of [...uris, ...dependents]) publish(uri);
  }

  documents.onDidChangeContent(({ document }) => schedule(document.uri));
  documents.onDidClose(({ document }) => {
    evaluation.forget(document.uri);
    schedule(document.uri);
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const { uri } of changes) {
      if (uri.endsWith(`/${CONFIG_FILE}`)) {
        evaluation.forgetConfigs();
        for (const open of documents.keys()) schedule(open);
        continue;
      }
      evaluation.forgetDisk(uri);
      if (!documents.get(uri)) schedule(uri);
    }
  });

  connection.languages.inlayHint.on(({ textDocument, range }): InlayHint[] => {
    const hints = guarded('inlay hints', () => {
      const analysis = evaluation.of(textDocument.uri);
      return analysis ? inlayHints(analysis, range, settings) : [];
    });
    return hints ?? [];
  });

  connection.onDocumentFormatting(({ textDocument }) =>
    answered('formatting', textDocument.uri, ({ files }) => files[0] && formatting(files[0])),
  );
  connection.onDocumentRangeFormatting(({ textDocument, range }) =>
    answered('range formatting', textDocument.uri, ({ files }) => files[0] && rangeFormatting(files[0], range)),
  );

  connection.onCodeAction(({ textDocument: { uri }, range, context }) =>
    answered('code actions', uri, (own) => {
      const others = openAnalyses().filter((one) => one !== own && one.files.some((file) => file.uri === uri));
      return codeActions({ uri, range, context, canCreate: client.create }, [own, ...others]);
    }),
  );

  connection.onDefinition(({ textDocument, position }) =>
    answered('definition', textDocument.uri, (analysis) => definition(analysis, position)),
  );
  connection.onReferences(({ textDocument, position, context }) =>
    answered('references', textDocument.uri, (analysis) =>
      references(analysis, position, context.includeDeclaration, openAnalyses()),
    ),
  );
  connection.onDocumentHighlight(({ textDocument, position }) =>
    answered('highlights', textDocument.uri, (analysis) => documentHighlight(analysis, position)),
  );
  connection.onPrepareRename(({ textDocument, position }) =>
    answered('prepare rename', textDocument.uri, (analysis) => prepareRename(analysis, position)),
  );
  connection.onRenameRequest(({ textDocument, position, newName }) =>
    answered('rename', textDocument.uri, (analysis) => rename(analysis, position, newName, openAnalyses())),
  );

  const openAnalyses = (): readonly Analysis[] => documents.keys().flatMap((uri) => evaluation.of(uri) ?? []);

  /** What a feature says of an open document; null where it is not open, or where the feature has a bug. */
  function answered<T>(what: string, uri: string, feature: (analysis: Analysis) => T): T | null {
    const answer = guarded(what, () => {
      const analysis = evaluation.of(uri);
      return analysis ? feature(analysis) : null;
    });
    return answer ?? null;
  }

  function guarded<T>(what: string, work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      connection.console.error(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return undefined;
    }
  }

  documents.listen(connection);
  connection.listen();
}

/** Somebody who types without a pause still sees what is wrong. */
const MOST_TURNS = 100;

declare const VERSION: string;
declare const setImmediate: (callback: () => void) => void;
