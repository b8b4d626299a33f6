import { type Month, remembered } from '@upsell/engine';
import { CONFIG_FILE, isOfAnotherTime, normalUri, starterModel } from '@upsell/language';
import type { Connection } from 'vscode-languageserver';
import { Answers, guarded } from './answers.ts';
import type { ArrivingFiles } from './arriving-files.ts';
import { capabilitiesFor } from './capabilities.ts';
import { abilitiesOf, type ClientAbilities, type DiagnosticAbilities, NO_ABILITIES } from './client-abilities.ts';
import { Evaluation } from './evaluation.ts';
import type { DiagnosticForm } from './features/publish-diagnostics.ts';
import { FigureRefresh } from './figure-refresh.ts';
import type { Files } from './files-by-place.ts';
import { followConfigs } from './follow-configs.ts';
import { indexProgress } from './index-progress.ts';
import { OpenDocuments } from './open-documents.ts';
import { DidChangeWatchedFilesNotification, WatchKind } from './protocol.ts';
import { Publisher } from './publisher.ts';
import { STARTER_MODEL, type StarterModelResult } from './requests.ts';
import { serveDiagnostics } from './serve-diagnostics.ts';
import { serveExpectations } from './serve-expectations.ts';
import { serveFeatures } from './serve-features.ts';
import { servePreviews } from './serve-previews.ts';
import { StatusFeed } from './serve-status.ts';
import { serveStructure } from './serve-structure.ts';
import { DEFAULTS, readSettings, type Settings } from './settings.ts';
import { WorkspaceIndex } from './workspace-index.ts';

/** What the host of the server supplies. */
export interface ServerHost extends Files {
  /** The SHA-256 of a text in UTF-8, as hexadecimal digits. */
  sha256(text: string): string;
  /** The URI of the folder with a page for each rule, with its slash; undefined where there is none. */
  readonly rulePages?: string;
  /** The current month, as `Month` of the engine. */
  month(): Month;
  /** The current day of that month, where it is known. */
  day?(): number;
  /** Present where reading takes its time. */
  readonly arriving?: ArrivingFiles;
  /** Told what the client can do, before anything is read. */
  readonly onClient?: (client: ClientAbilities) => void;
  /** Called whenever all is published, and where a text is long: what runs from then on runs often. */
  readonly onStarted?: () => void;
}

/** Wires the features to a connection. Wrong input is answered; only a bug throws, and it is logged and answered with nothing. */
export function serve(connection: Connection, host: ServerHost): void {
  const documents = new OpenDocuments();
  const evaluation = new Evaluation({
    ...host,
    open: (uri) => documents.get(uri),
    changed: (uri) => publisher.change(uri),
  });
  let settings: Settings = DEFAULTS;
  /** What a client gave at the start, which stands for as long as it says nothing else. */
  let given: unknown;
  let client = NO_ABILITIES;
  let { rulePages } = host;
  let folders: readonly string[] = [];

  connection.onInitialize(({ capabilities, workspaceFolders, rootUri, initializationOptions: options }) => {
    folders = urisOf(workspaceFolders ?? (rootUri ? [{ uri: rootUri }] : []));
    evaluation.setWorkspace(folders);
    client = abilitiesOf(capabilities, options);
    host.onClient?.(client);
    if (typeof options?.rulePages === 'string') rulePages = options.rulePages;
    given = options?.upsell;
    settings = readSettings(given);
    return { capabilities: capabilitiesFor(client), serverInfo: { name: 'upsell', version: VERSION } };
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
      const watched = connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: WATCHERS });
      // Where the client offers it and then refuses, nobody tells of what changes on the disk.
      watched.catch(() => {
        client = { ...client, watch: false };
      });
    }
    if (client.opensMore) followConfigs(connection);
    await fetchSettings();
  });

  connection.onDidChangeConfiguration(async ({ settings: sent }) => {
    if (client.configuration) await fetchSettings();
    else takeSettings((sent as { upsell?: unknown } | null | undefined)?.upsell);
  });

  async function fetchSettings(): Promise<void> {
    if (!client.configuration) return;
    const asked = connection.workspace.getConfiguration('upsell');
    // One that refuses says nothing.
    takeSettings(await asked.catch(() => undefined));
  }

  function takeSettings(sent: unknown): void {
    const before = settings;
    settings = readSettings(sent ?? given);
    refresh.onSettings(before, settings);
  }

  /** Analyses a document and sends what is new; where that fails, what was said stands. */
  function publish(root: string, isDependent: boolean): void {
    const isOpen = documents.get(root) !== undefined;
    const analysis = isOpen ? guarded(connection, `analysis of ${root}`, () => evaluation.of(root)) : undefined;
    if (isOpen && !analysis) return;
    if (isOpen && host.arriving?.isReading()) {
      withheld.add(root);
      return;
    }
    const isOwn = !late.delete(root) && !isDependent;
    each(`publishing of ${root}`, [
      () => refresh.onPublished(root, analysis, !isOwn),
      () => diagnostics.update(root, analysis, isOwn),
      () => status.update(root, analysis),
      () => structure.update(root, analysis, isOwn),
    ]);
  }

  /** A bug in one of them costs none of the others, nor the documents that are still to be published. */
  function each(what: string, steps: readonly (() => void)[]): void {
    for (const step of steps) guarded(connection, what, step);
  }

  const refresh = new FigureRefresh(connection, () => client);
  /** The documents of which nothing was said, as something that they may be made of is still being read. */
  const withheld = new Set<string>();
  /** Those that something has arrived for: the editor may have asked before. */
  const late = new Set<string>();

  function settled(): void {
    each('publishing', [
      () => diagnostics.settled(),
      () => structure.settled(),
      () => refresh.onSettled(),
      () => feed.settled(),
    ]);
    host.onStarted?.();
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
    analysis: (uri) => {
      const analysis = guarded(connection, 'preview', () => evaluation.of(uri));
      return host.arriving?.isReading() ? undefined : analysis;
    },
  });

  const index = new WorkspaceIndex({
    ...host,
    open: () => documents.keys(),
    outline: (uri) => evaluation.outline(uri),
    isBusy: () => publisher.isBusy,
    guarded: (what, work) => guarded(connection, what, work),
    progress: indexProgress(connection),
  });

  const form = (): DiagnosticForm => formOf(client.diagnostics, rulePages);
  const diagnostics = serveDiagnostics({
    connection,
    documents,
    evaluation,
    index,
    sha256: host.sha256,
    month: host.month,
    client: () => client,
    form,
    publisher: () => publisher,
  });

  const status = new StatusFeed({
    connection,
    documents,
    analysis: (uri) => (documents.get(uri) ? evaluation.of(uri) : undefined),
    typingPlace: (analysis) => evaluation.typingPlaceOf(analysis),
    isShown: () => client.status,
  });
  serveExpectations({ connection, documents, evaluation, index, isBusy: () => publisher.isBusy });

  connection.onRequest(STARTER_MODEL, (): StarterModelResult => {
    const model = () => starterModel({ title: 'Expansion', start: host.month(), currency: 'USD' });
    return { text: guarded(connection, 'new model', model) ?? '' };
  });

  const answers = new Answers({ connection, documents, evaluation, publisher, index, arriving: host.arriving });
  serveFeatures({
    connection,
    documents,
    evaluation,
    publisher,
    index,
    answers,
    client: () => client,
    form,
    settings: () => settings,
    month: host.month,
    read: (uri) => host.read(uri),
    folders: () => folders,
  });

  const structure = serveStructure({ connection, documents, answers, client: () => client });

  documents.onChange((uri) => {
    if ((documents.get(uri)?.pieces.length ?? 0) > MANY_PIECES) host.onStarted?.();
    diagnostics.change(new Set([uri]));
    publisher.touch(uri);
    publisher.change(uri);
  });
  documents.onSave((uri) => {
    if (host.arriving?.brings(uri)) host.arriving.lookAgain(new Set(evaluation.madeOf(uri)));
    else evaluation.lookAgain(uri);
  });
  documents.onClose((uri) => {
    // Another commit may be checked out by the time that the difference is looked at again, and nobody tells of it.
    if (isOfAnotherTime(uri)) host.arriving?.forget(evaluation.madeOf(uri));
    evaluation.forget(uri);
    publisher.forget(uri);
    publisher.change(uri);
    index.change(new Set([uri]));
    diagnostics.change(new Set([uri]));
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const changed = urisOf(changes);
    const isArriving = (uri: string) => host.arriving?.brings(uri) === true;
    host.arriving?.lookAgain(new Set(changed.filter(isArriving)));
    changedOnDisk(new Set(changed.filter((uri) => !isArriving(uri))));
  });
  host.arriving?.follow((changed, absent) => {
    changedOnDisk(changed);
    for (const root of evaluation.doubt(new Set([...changed, ...absent]))) late.add(root);
    for (const root of new Set([...withheld, ...late])) publisher.change(root);
    withheld.clear();
    feed.settled();
  });

  function changedOnDisk(changed: ReadonlySet<string>): void {
    guarded(connection, 'files on the disk', () => evaluation.changedOnDisk(changed));
    index.change(changed);
    diagnostics.change(changed);
    if (![...changed].some((uri) => uri.endsWith(`/${CONFIG_FILE}`))) return;
    evaluation.forgetConfigs();
    diagnostics.clear();
    for (const open of documents.keys()) publisher.change(open);
    refresh.all();
  }

  documents.listen(connection);
  connection.listen();
}

/** The same object as long as neither is another: what was made in its form is known by it. */
const formOf = remembered(
  (abilities: DiagnosticAbilities, rulePages: string | undefined): DiagnosticForm => ({ ...abilities, rulePages }),
);

/** Of a text, some kilobytes each. */
const MANY_PIECES = 100;

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
