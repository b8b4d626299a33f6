import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';

/** How a language server is started, and which of the protocol's two ways to its diagnostics it goes. */
export interface ServerSpec {
  readonly name: string;
  /** Arguments of Node. */
  readonly command: readonly string[];
  readonly languageId: string;
  /** Diagnostics are asked for; else they are published. */
  readonly pull?: boolean;
  /** What `workspace/didChangeConfiguration` tells it at the start. */
  readonly settings?: object;
  /** What the client says that it can do with documents, in place of what is usual. */
  readonly documents?: object;
}

export interface Place {
  readonly line: number;
  readonly character: number;
}

export interface Change {
  readonly range: { readonly start: Place; readonly end: Place };
  readonly text: string;
}

type Diagnostics = readonly { readonly code?: string; readonly severity?: number; readonly source?: string }[];

interface Publication {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: Diagnostics;
}

/** Diagnostics, and when they arrived. */
interface Arrival {
  readonly at: number;
  readonly diagnostics: Diagnostics;
}

interface Waiter {
  accept(publication: Publication): boolean;
  resolve(arrival: Arrival): void;
}

const PATIENCE = 60_000;

/** A language server under measurement: a process, and a client that notes when its answers arrive. */
export class MeasuredServer {
  readonly connection: MessageConnection;
  /** What it offers; known after `start`. */
  capabilities: Readonly<Record<string, unknown>> = {};
  private readonly child: ChildProcess;
  private readonly exited: Promise<void>;
  private waiters: readonly Waiter[] = [];

  constructor(readonly spec: ServerSpec) {
    this.child = spawn(process.execPath, [...spec.command], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.exited = new Promise((resolve) => this.child.once('exit', () => resolve()));
    const { stdin, stdout } = this.child;
    if (!stdin || !stdout) throw new Error(`${spec.name} has no pipes`);
    this.connection = createMessageConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
    this.connection.onNotification('textDocument/publishDiagnostics', (publication: Publication) => {
      const at = performance.now();
      const served = this.waiters.filter((waiter) => waiter.accept(publication));
      this.waiters = this.waiters.filter((waiter) => !served.includes(waiter));
      for (const waiter of served) waiter.resolve({ at, diagnostics: publication.diagnostics });
    });
    this.connection.onRequest('client/registerCapability', () => null);
    this.connection.onRequest('workspace/configuration', ({ items }: { items: readonly unknown[] }) =>
      items.map(() => null),
    );
    this.connection.listen();
  }

  /** Initialises it; `folder` is the URI of the workspace, if there is one. */
  async start(folder?: string): Promise<void> {
    const { capabilities } = await this.connection.sendRequest<{ capabilities: Record<string, unknown> }>(
      'initialize',
      {
        processId: process.pid,
        rootUri: folder ?? null,
        workspaceFolders: folder ? [{ uri: folder, name: 'bench' }] : null,
        capabilities: {
          workspace: { didChangeWatchedFiles: { dynamicRegistration: true }, workspaceFolders: true, symbol: {} },
          textDocument: {
            publishDiagnostics: { versionSupport: true },
            // As VS Code does; what a hint is made of is asked for when it is pointed at.
            inlayHint: { resolveSupport: { properties: ['tooltip'] } },
            ...this.spec.documents,
            ...(this.spec.pull ? { diagnostic: {} } : {}),
          },
        },
      },
    );
    this.capabilities = capabilities;
    await this.connection.sendNotification('initialized', {});
    if (this.spec.settings)
      await this.connection.sendNotification('workspace/didChangeConfiguration', { settings: this.spec.settings });
  }

  /** Opens a document; resolves, when its diagnostics are there, with it and the milliseconds that they took. */
  async open(uri: string, text: string): Promise<Opened> {
    const document = new OpenDocument(this, uri, text);
    const start = performance.now();
    const { at, diagnostics } = await this.diagnosed(uri, document.version, () =>
      this.connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId: this.spec.languageId, version: document.version, text },
      }),
    );
    return { document, diagnostics, took: at - start };
  }

  /** Sends something; resolves with the diagnostics of that version of a document. */
  async diagnosed(uri: string, version: number, send: () => Promise<void>): Promise<Arrival> {
    if (!this.spec.pull) return this.published((one) => one.uri === uri && (one.version ?? version) === version, send);
    void send();
    const { items } = await this.request<{ items: Diagnostics }>('textDocument/diagnostic', { textDocument: { uri } });
    return { at: performance.now(), diagnostics: items };
  }

  /** Resolves with the next publication that is accepted; sends something first, if it is given. */
  published(accept: Waiter['accept'], send?: () => Promise<void>): Promise<Arrival> {
    const arrived = new Promise<Arrival>((resolve) => {
      this.waiters = [...this.waiters, { accept, resolve }];
    });
    void send?.();
    return this.withPatience('diagnostics', arrived);
  }

  request<T>(method: string, params: object): Promise<T> {
    return this.withPatience(method, this.connection.sendRequest<T>(method, params));
  }

  /** The resident memory of its process, in MB; NaN on Windows, which does not say. */
  memory(): number {
    const { pid } = this.child;
    if (process.platform === 'win32') return Number.NaN;
    const kilobytes =
      process.platform === 'linux'
        ? /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
        : execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
    return Number(kilobytes) / 1024;
  }

  /** Ends it as an editor does. */
  async stop(): Promise<void> {
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    await this.exited;
    this.connection.dispose();
  }

  private async withPatience<T>(what: string, answer: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, PATIENCE);
    });
    const failure = Promise.race([late, this.exited]).then((): never => {
      throw new Error(`${this.spec.name}: no ${what} within ${PATIENCE / 1000} s, or it has ended`);
    });
    try {
      return await Promise.race([answer, failure]);
    } finally {
      clearTimeout(timer);
      failure.catch(() => {}); // It has ended after its answer
    }
  }
}

interface Opened {
  readonly document: OpenDocument;
  readonly diagnostics: Diagnostics;
  readonly took: number;
}

/** A document that is open in a server under measurement. */
export class OpenDocument {
  version = 1;

  constructor(
    readonly server: MeasuredServer,
    readonly uri: string,
    readonly text: string,
  ) {}

  /**
   * Makes a change; resolves with the milliseconds until all on the screen is up to date: the diagnostics of that version, and
   * where the server has hints those of 60 lines around it, asked for right behind the change.
   */
  async edit(change: Change): Promise<number> {
    const start = performance.now();
    const { uri, server } = this;
    const diagnosed = server.diagnosed(uri, this.version + 1, () => this.send(change)).then(({ at }) => at);
    const { line } = change.range.start;
    const hinted = server.capabilities['inlayHintProvider'] ? this.hints(line).then(() => performance.now()) : start;
    return Math.max(...(await Promise.all([diagnosed, hinted]))) - start;
  }

  /** Makes all changes at once, without waiting; the milliseconds from the last one until all is up to date. */
  burst(changes: readonly Change[]): Promise<number> {
    const [last, ...before] = [...changes].reverse();
    if (!last) throw new Error('no change');
    for (const change of before.reverse()) void this.send(change);
    return this.edit(last);
  }

  /** The hints of 60 lines around one. */
  hints(line: number): Promise<readonly unknown[]> {
    const range = { start: { line: Math.max(0, line - 30), character: 0 }, end: { line: line + 30, character: 0 } };
    return this.server.request('textDocument/inlayHint', { textDocument: { uri: this.uri }, range });
  }

  async close(): Promise<void> {
    await this.server.connection.sendNotification('textDocument/didClose', { textDocument: { uri: this.uri } });
  }

  /** Sends a change without waiting for anything. */
  send(change: Change): Promise<void> {
    return this.server.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: this.uri, version: ++this.version },
      contentChanges: [change],
    });
  }
}
