import type { Month } from '@upsell/engine';
import { type Analysis, CONFIG_FILE, namesActuals, normalUri, type Program } from '@upsell/language';
import {
  type CancellationToken,
  type Connection,
  DidChangeWatchedFilesNotification,
  type InlayHint,
  type Position,
  ResponseError,
  TextDocumentSyncKind,
  WatchKind,
} from 'vscode-languageserver';
import { actualsFile } from './actuals-cell.ts';
import type { DiskHost } from './disk.ts';
import { Evaluation, standsBeside } from './evaluation.ts';
import { CODE_ACTION_KINDS, codeActions } from './features/code-action.ts';
import { type ActualsRequest, actualsCompletion } from './features/completion.ts';
import { definition } from './features/definition.ts';
import { documentHighlight } from './features/document-highlight.ts';
import { formatting, rangeFormatting } from './features/formatting.ts';
import { actualsHover } from './features/hover.ts';
import { bareInlayHints, documentOf, inlayHints, resolveInlayHint } from './features/inlay-hint.ts';
import { Publications } from './features/publish-diagnostics.ts';
import { references } from './features/references.ts';
import { prepareRename, rename } from './features/rename.ts';
import { workspaceSymbols } from './features/workspace-symbol.ts';
import { indexProgress } from './index-progress.ts';
import { modified, onlookersFor } from './onlookers.ts';
import { OpenDocuments } from './open-documents.ts';
import { Publisher } from './publisher.ts';
import { servePreviews } from './serve-previews.ts';
import { DEFAULTS, readSettings, type Settings } from './settings.ts';
import type { Onlookers } from './symbols.ts';
import { WorkspaceIndex } from './workspace-index.ts';

/** What the host of the server supplies. */
export interface ServerHost extends DiskHost {
  /** The URIs of the `.upsell` files in a folder and below, as far as `isLookedInto` goes; none where it cannot be listed. */
  list(folder: string): Promise<readonly string[]>;
  /** True for a URI at which files can be looked up. */
  reaches(uri: string): boolean;
  /** The SHA-256 of a text in UTF-8, as hexadecimal digits. */
  sha256(text: string): string;
  /** The current month, as `Month` of the engine. */
  month(): Month;
}

/** Wires the features to a connection. Wrong input is answered; only a bug throws, and it is logged and answered with nothing. */
export function serve(connection: Connection, host: ServerHost): void {
  const documents = new OpenDocuments();
  const evaluation = new Evaluation({
    ...host,
    open: (uri) => documents.get(uri),
    changed: (uri) => publisher.change(uri),
  });
  const publications = new Publications();
  let settings: Settings = DEFAULTS;
  let client = { configuration: false, refresh: false, watch: false, create: false, folders: false, resolve: false };
  let folders: readonly string[] = [];

  connection.onInitialize(({ capabilities, workspaceFolders }) => {
    folders = urisOf(workspaceFolders ?? []);
    evaluation.setWorkspace(folders);
    client = {
      folders: capabilities.workspace?.workspaceFolders === true,
      configuration: capabilities.workspace?.configuration === true,
      resolve: capabilities.textDocument?.inlayHint?.resolveSupport?.properties.includes('tooltip') === true,
      refresh: capabilities.workspace?.inlayHint?.refreshSupport === true,
      watch: capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
      create: capabilities.workspace?.workspaceEdit?.resourceOperations?.includes('create') === true,
    };
    return {
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        completionProvider: { triggerCharacters: [','] },
        hoverProvider: true,
        inlayHintProvider: client.resolve ? { resolveProvider: true } : true,
        codeActionProvider: { codeActionKinds: [...CODE_ACTION_KINDS] },
        documentFormattingProvider: true,
        documentRangeFormattingProvider: true,
        definitionProvider: true,
        referencesProvider: true,
        documentHighlightProvider: true,
        workspaceSymbolProvider: true,
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
        renameProvider: capabilities.textDocument?.rename?.prepareSupport ? { prepareProvider: true } : true,
      },
      serverInfo: { name: 'upsell', version: VERSION },
    };
  });

  connection.onInitialized(async () => {
    void index.follow(folders);
    if (client.folders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = urisOf(removed);
        folders = [...folders.filter((uri) => !gone.includes(uri)), ...urisOf(added)];
        evaluation.setWorkspace(folders);
        void index.follow(folders);
        for (const uri of documents.keys()) publisher.change(uri);
      });
    }
    if (client.watch) {
      await connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: WATCHERS,
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

  /** Analyses a document and sends what is new; where that fails, what was said stands. */
  function publish(root: string, isDependent: boolean): void {
    const isOpen = documents.get(root) !== undefined;
    const analysis = isOpen ? guarded(`analysis of ${root}`, () => evaluation.of(root)) : undefined;
    if (isOpen && !analysis) return;
    if (analysis && isDependent && !published.has(analysis)) areHintsOld = true;
    if (analysis) published.add(analysis);
    for (const uri of publications.update(root, analysis)) others.add(uri);
    send(root);
  }

  /** The editor asks again for the hints of a document that it changed itself, and of no other. */
  const published = new WeakSet<Analysis>();
  let areHintsOld = false;

  /** Files that published documents import: what is said of them is whole when all are published. */
  const others = new Set<string>();
  function settled(): void {
    for (const uri of others) send(uri);
    others.clear();
    if (areHintsOld) refreshHints();
    areHintsOld = false;
    feed.settled();
  }

  function send(uri: string): void {
    const document = documents.get(uri);
    const diagnostics = publications.next(uri, document);
    if (diagnostics) void connection.sendDiagnostics(documents.named({ uri, version: document?.version, diagnostics }));
  }

  const publisher = new Publisher({
    open: () => documents.keys(),
    dependsOn: (uri, changed) => evaluation.dependsOn(uri, changed),
    publish,
    settled,
  });

  const feed = servePreviews({
    connection,
    documents,
    analysis: (uri) => guarded('preview', () => evaluation.of(uri)),
    guarded,
  });

  const index = new WorkspaceIndex({
    ...host,
    open: () => documents.keys(),
    outline: (uri) => evaluation.outline(uri),
    isBusy: () => publisher.isBusy,
    progress: indexProgress(connection),
  });

  documents.onChange((uri) => {
    publisher.touch(uri);
    publisher.change(uri);
  });
  documents.onSave((uri) => evaluation.lookAgain(uri));
  documents.onClose((uri) => {
    evaluation.forget(uri);
    publisher.forget(uri);
    publisher.change(uri);
    index.change(new Set([uri]));
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const changed = new Set(urisOf(changes));
    evaluation.changedOnDisk(changed);
    index.change(changed);
    if (![...changed].some((uri) => uri.endsWith(`/${CONFIG_FILE}`))) return;
    evaluation.forgetConfigs();
    for (const open of documents.keys()) publisher.change(open);
    refreshHints();
  });

  function refreshHints(): void {
    if (client.refresh) void connection.languages.inlayHint.refresh();
  }

  connection.languages.inlayHint.on(
    ({ textDocument, range }): InlayHint[] =>
      answered('inlay hints', textDocument.uri, (analysis) =>
        (client.resolve ? bareInlayHints : inlayHints)(analysis, range, settings),
      ) ?? [],
  );
  connection.languages.inlayHint.resolve((hint): InlayHint => {
    const uri = documentOf(hint);
    if (uri === undefined) return hint;
    return answered('inlay hint', uri, (analysis) => resolveInlayHint(hint, analysis, settings)) ?? hint;
  });

  connection.onDocumentFormatting(({ textDocument }) =>
    answered('formatting', textDocument.uri, ({ program: { files } }) => files[0] && formatting(files[0])),
  );
  connection.onDocumentRangeFormatting(({ textDocument, range }) =>
    answered(
      'range formatting',
      textDocument.uri,
      ({ program: { files } }) => files[0] && rangeFormatting(files[0], range),
    ),
  );

  connection.onCodeAction(({ textDocument, range, context }) => {
    const uri = normalUri(textDocument.uri);
    publisher.touch(uri);
    const actions = guarded('code actions', () => {
      const own = standsBeside(uri) ? readerOf(uri) : evaluation.of(uri);
      // A problem of one that is not yet analysed is not yet on the screen.
      const known = documents.keys().flatMap((open) => evaluation.current(open) ?? []);
      const others = known.filter((one) => one !== own && one.files.some((file) => file.uri === uri));
      const request = { uri, range, context, canCreate: client.create };
      return codeActions(request, own ? [own, ...others] : others).map((action) => ({
        ...action,
        edit: action.edit && documents.edit(action.edit),
      }));
    });
    return actions ?? null;
  });

  connection.onCompletion(
    ({ textDocument, position }) =>
      guarded('completion', () => {
        const asked = actualsRequest(normalUri(textDocument.uri), position);
        return asked && actualsCompletion(asked, host.month());
      }) ?? null,
  );
  connection.onHover(
    ({ textDocument, position }) =>
      guarded('hover', () => {
        const asked = actualsRequest(normalUri(textDocument.uri), position);
        return asked && actualsHover(asked, () => readerOf(asked.uri));
      }) ?? null,
  );

  /** What is asked of a file of actuals; undefined for another document. */
  function actualsRequest(uri: string, position: Position): ActualsRequest | undefined {
    const text = actualsFile(uri) && documents.get(uri)?.getText();
    return text === undefined ? undefined : { uri, text, position, program: () => programFor(uri) };
  }

  /** The open model that reads a file of actuals. */
  function readerOf(uri: string): Analysis | undefined {
    const folder = actualsFile(uri)?.folder;
    for (const open of folder === undefined ? [] : documents.keys()) {
      const analysis = evaluation.of(open);
      if (analysis?.records.actuals?.uri === folder) return analysis;
    }
    return undefined;
  }

  /** The program of the model that names the folder of a file of actuals: one that is open, else one of the workspace. */
  function programFor(uri: string): Program | undefined {
    const open = readerOf(uri);
    if (open) return open.program;
    const folder = actualsFile(uri)?.folder ?? '';
    const programs = evaluation.programs();
    for (const file of index.namingActuals(folder)) {
      const program = programs(file);
      if (program?.isModel && namesActuals(program, folder)) return program;
    }
    return undefined;
  }

  connection.onDefinition(({ textDocument, position }) =>
    answered('definition', textDocument.uri, (analysis) => definition(analysis, position).map(documents.named)),
  );
  connection.onReferences(({ textDocument, position, context }, token) =>
    answeredByAll('references', textDocument.uri, token, async (analysis, onlookers) =>
      (await references(analysis, position, context.includeDeclaration, onlookers)).map(documents.named),
    ),
  );
  connection.onDocumentHighlight(({ textDocument, position }) =>
    answered('highlights', textDocument.uri, (analysis) => documentHighlight(analysis, position)),
  );
  connection.onPrepareRename(({ textDocument, position }) =>
    answered('prepare rename', textDocument.uri, (analysis) => prepareRename(analysis, position)),
  );
  connection.onRenameRequest(({ textDocument, position, newName }, token) =>
    answeredByAll('rename', textDocument.uri, token, async (analysis, onlookers) => {
      const edit = await rename(analysis, position, newName, onlookers);
      return edit === null || edit instanceof ResponseError ? edit : documents.edit(edit);
    }),
  );
  connection.onWorkspaceSymbol(async ({ query }) => {
    await index.ready();
    const found = guarded('workspace symbols', () => workspaceSymbols(query, index.all())) ?? [];
    return found.map((symbol) => ({ ...symbol, location: documents.named(symbol.location) }));
  });

  /** What a feature says of an open document; null where it is not open, or where the feature has a bug. */
  function answered<T>(what: string, written: string, feature: (analysis: Analysis) => T): T | null {
    const uri = normalUri(written);
    publisher.touch(uri);
    const answer = guarded(what, () => {
      const analysis = evaluation.of(uri);
      return analysis ? feature(analysis) : null;
    });
    return answer ?? null;
  }

  /** What a feature says that asks files that are not open as well: it waits until they are known. */
  async function answeredByAll<T>(
    what: string,
    written: string,
    token: CancellationToken,
    feature: (analysis: Analysis, onlookers: Onlookers) => Promise<T>,
  ): Promise<T | ResponseError | null> {
    const uri = normalUri(written);
    publisher.touch(uri);
    const asked = documents.get(uri)?.version;
    await index.ready();
    if (documents.get(uri)?.version !== asked) return modified();
    try {
      const analysis = evaluation.of(uri);
      return analysis ? await feature(analysis, onlookersFor(everybody, token)) : null;
    } catch (error) {
      if (error instanceof ResponseError) return error;
      logBug(what, error);
      return null;
    }
  }
  const everybody = { index, evaluation, open: () => documents.keys(), changes: () => publisher.changes };

  function guarded<T>(what: string, work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      logBug(what, error);
      return undefined;
    }
  }

  function logBug(what: string, error: unknown): void {
    connection.console.error(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }

  documents.listen(connection);
  connection.listen();
}

const urisOf = (all: readonly { readonly uri: string }[]): readonly string[] => all.map(({ uri }) => normalUri(uri));

/**
 * Models; files of actuals, in whatever folder a model names; plans, which may have any name, and configurations; and of all else what is
 * made or removed, as a folder may be, of whose files nothing is told.
 */
const WATCHERS = [
  { globPattern: '**/*.upsell' },
  { globPattern: '**/{months,quarters,cohorts}.csv' },
  { globPattern: '**/*.json' },
  { globPattern: '**', kind: WatchKind.Create | WatchKind.Delete },
];

declare const VERSION: string;
