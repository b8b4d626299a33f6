import { createHash } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { monthOf } from '@upsell/engine';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import { createConnection } from 'vscode-languageserver/node';
import { CONNECTION_OPTIONS } from '../../packages/language-server/src/cancelled.ts';
import { serve } from '../../packages/language-server/src/server.ts';

interface Publication {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: readonly { readonly code: string; readonly severity: number }[];
}

/** The language server in this process, in January 2026, on files that are only in memory, and a client of it. */
export class InProcessClient {
  readonly connection: MessageConnection;
  /** The errors in its log. */
  readonly logged: string[] = [];
  /** What was published of each file last. */
  readonly published = new Map<string, Publication>();

  /** `files` are texts by their URIs; a folder's are listed when `listed` is there. */
  constructor(
    files: ReadonlyMap<string, string> = new Map(),
    listed: () => Promise<void> = async () => {},
    onStarted: () => void = () => {},
  ) {
    const [toServer, toClient] = [new PassThrough(), new PassThrough()];
    const server = createConnection(
      new StreamMessageReader(toServer),
      new StreamMessageWriter(toClient),
      CONNECTION_OPTIONS,
    );
    serve(server, {
      read: (uri) => files.get(uri),
      list: async (folder) => {
        await listed();
        return [...files.keys()].filter((uri) => uri.startsWith(folder) && uri.endsWith('.upsell'));
      },
      readBeside: (uri) => files.get(uri),
      reaches: () => true,
      real: (uri) => uri,
      sha256: (text) => createHash('sha256').update(text, 'utf8').digest('hex'),
      month: () => monthOf(2026, 1),
      onStarted,
    });
    this.connection = createMessageConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
    this.connection.onNotification('textDocument/publishDiagnostics', (publication: Publication) => {
      this.published.set(publication.uri, publication);
    });
    this.connection.onNotification('window/logMessage', ({ type, message }: { type: number; message: string }) => {
      if (type === 1) this.logged.push(message);
    });
    this.connection.onRequest('client/registerCapability', () => null);
    this.connection.listen();
  }

  async start(capabilities: object = {}, folder?: string): Promise<void> {
    const workspaceFolders = folder === undefined ? null : [{ uri: folder, name: 'workspace' }];
    await this.ask('initialize', { processId: null, rootUri: null, workspaceFolders, capabilities });
    await this.connection.sendNotification('initialized', {});
  }

  ask<T>(method: string, params: object): Promise<T> {
    return this.connection.sendRequest(method, params);
  }

  open(uri: string, text: string): Promise<void> {
    const textDocument = { uri, languageId: 'upsell', version: 1, text };
    return this.connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  change(uri: string, version: number, contentChanges: readonly object[]): Promise<void> {
    return this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges,
    });
  }
}
