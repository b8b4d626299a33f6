import {
  type Connection,
  DidChangeWatchedFilesNotification,
  type InlayHint,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Evaluation } from './evaluation.ts';
import { inlayHints } from './features/inlay-hint.ts';
import { diagnosticsByFile, Publications } from './features/publish-diagnostics.ts';
import { DEFAULTS, readSettings, type Settings } from './settings.ts';

/** What the host of the server supplies. */
export interface ServerHost {
  /** The text of a file on disk; undefined where it cannot be read. */
  read(uri: string): string | undefined;
}

/** Wires the features to a connection. Wrong input is answered; only a bug throws, and it is logged and answered with nothing. */
export function serve(connection: Connection, host: ServerHost): void {
  const documents = new TextDocuments(TextDocument);
  const evaluation = new Evaluation({ open: (uri) => documents.get(uri), read: host.read });
  const publications = new Publications();
  let settings: Settings = DEFAULTS;
  let client = { configuration: false, refresh: false, watch: false };

  connection.onInitialize(({ capabilities }) => {
    client = {
      configuration: capabilities.workspace?.configuration === true,
      refresh: capabilities.workspace?.inlayHint?.refreshSupport === true,
      watch: capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    };
    return {
      capabilities: { textDocumentSync: TextDocumentSyncKind.Incremental, inlayHintProvider: true },
      serverInfo: { name: 'upsell', version: VERSION },
    };
  });

  connection.onInitialized(async () => {
    if (client.watch) {
      await connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [{ globPattern: '**/*.upsell' }],
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
  function schedule(uri: string): void {
    if (changed.size === 0) setImmediate(publishChanged);
    changed.add(uri);
  }
  function publishChanged(): void {
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

declare const VERSION: string;
declare const setImmediate: (callback: () => void) => void;
