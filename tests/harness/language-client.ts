import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';

const BIN = fileURLToPath(new URL('../../packages/cli/bin/upsell.mjs', import.meta.url));

export interface PublishedDiagnostic {
  readonly code: string;
  readonly severity: number;
  readonly message: string;
  readonly range: { start: Place; end: Place };
}
interface Place {
  readonly line: number;
  readonly character: number;
}
export interface Publication {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: readonly PublishedDiagnostic[];
}

/** A plain JSON-RPC client of `upsell lsp --stdio`, as any editor has one. */
export class LanguageClient {
  readonly connection: MessageConnection;
  readonly logged: string[] = [];
  /** All that was published, in the order in which it came. */
  readonly publications: Publication[] = [];
  private readonly child: ChildProcess;
  private readonly published = new Map<string, Publication>();
  private waiting: (() => void)[] = [];

  constructor() {
    this.child = spawn(process.execPath, [BIN, 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'pipe'] });
    const { stdin, stdout, stderr } = this.child;
    if (!stdin || !stdout || !stderr) throw new Error('the server has no pipes');
    stderr.on('data', (data) => this.logged.push(String(data)));
    this.connection = createMessageConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
    this.connection.onNotification('textDocument/publishDiagnostics', (publication: Publication) => {
      this.published.set(publication.uri, publication);
      this.publications.push(publication);
      for (const wake of this.waiting.splice(0)) wake();
    });
    this.connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      this.logged.push(message);
    });
    this.connection.listen();
  }

  async start(
    capabilities: object = {},
    folders: readonly string[] = [],
    initializationOptions: object = {},
  ): Promise<Record<string, unknown>> {
    const result = await this.connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: folders.map((folder) => ({ uri: pathToFileURL(folder).href, name: folder })),
      capabilities,
      initializationOptions,
    });
    await this.connection.sendNotification('initialized', {});
    return result as Record<string, unknown>;
  }

  open(uri: string, text: string, version = 1): Promise<void> {
    const textDocument = { uri, languageId: 'upsell', version, text };
    return this.connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  change(uri: string, text: string, version: number): Promise<void> {
    const params = { textDocument: { uri, version }, contentChanges: [{ text }] };
    return this.connection.sendNotification('textDocument/didChange', params);
  }

  close(uri: string): Promise<void> {
    return this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  async hints(uri: string): Promise<readonly { label: string; position: Place; tooltip: { value: string } }[]> {
    const range = { start: { line: 0, character: 0 }, end: { line: 100_000, character: 0 } };
    return this.connection.sendRequest('textDocument/inlayHint', { textDocument: { uri }, range });
  }

  /** Waits until what is published for a file passes a test; the last publication is in the error. */
  async diagnostics(
    uri: string,
    test: (publication: Publication) => boolean = () => true,
  ): Promise<readonly PublishedDiagnostic[]> {
    const end = Date.now() + 20_000;
    for (;;) {
      const publication = this.published.get(uri);
      if (publication && test(publication)) return publication.diagnostics;
      if (Date.now() > end) throw new Error(`no such diagnostics; the last were ${JSON.stringify(publication)}`);
      await new Promise<void>((resolve) => {
        this.waiting.push(resolve);
        setTimeout(resolve, 200);
      });
    }
  }

  /** The errors of what is published: what a model may be warned of changes with its date. */
  async errors(uri: string, test?: (publication: Publication) => boolean): Promise<readonly PublishedDiagnostic[]> {
    return (await this.diagnostics(uri, test)).filter(({ severity }) => severity === 1);
  }

  /** Ends the server as an editor does; resolves with its exit code. */
  async stop(): Promise<number | null> {
    const exited = new Promise<number | null>((resolve) => this.child.once('exit', resolve));
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    return exited;
  }
}
