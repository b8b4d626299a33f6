import { PassThrough } from 'node:stream';
import { monthOf } from '@upsell/engine';
import { createConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { serve } from '../../packages/language-server/src/server.ts';

interface Message {
  readonly jsonrpc: '2.0';
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly uri?: string; readonly version?: number };
  readonly error?: { readonly message: string };
}

/** The language server in this process, without a disk, in January 2026, and a client that weighs what it sends. */
export class InProcessServer {
  private readonly reader: StreamMessageReader;
  private readonly writer: StreamMessageWriter;
  private heard: (message: Message, bytes: number) => void = () => {};
  private readonly answers = new Map<number, (answer: Message, bytes: number) => void>();
  private requests = 0;

  constructor() {
    const [toServer, toClient] = [new PassThrough(), new PassThrough()];
    const connection = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient));
    serve(connection, {
      read: () => undefined,
      list: async () => [],
      readBeside: () => undefined,
      reaches: () => true,
      real: (uri) => uri,
      sha256: () => '',
      month: () => monthOf(2026, 1),
    });
    this.reader = new StreamMessageReader(toClient);
    this.writer = new StreamMessageWriter(toServer);
    this.reader.listen((message) => {
      const one = message as Message;
      const bytes = Buffer.byteLength(JSON.stringify(message));
      if (one.id !== undefined && one.method === undefined) this.answers.get(one.id)?.(one, bytes);
      else this.heard(one, bytes);
    });
  }

  notify(method: string, params: object): void {
    void this.writer.write({ jsonrpc: '2.0', method, params } as Message);
  }

  /** Resolves with the bytes of the answer; rejects where it is an error. */
  request(method: string, params: object): Promise<number> {
    const id = this.requests++;
    void this.writer.write({ jsonrpc: '2.0', id, method, params } as Message);
    return new Promise((resolve, reject) =>
      this.answers.set(id, ({ error }, bytes) => (error ? reject(new Error(error.message)) : resolve(bytes))),
    );
  }

  /** Weighs what comes from now on: the diagnostics of a document's version, and all that is neither these nor an answer. */
  weigh(uri: string, version: number): { readonly diagnostics: Promise<number>; others(): number } {
    let others = 0;
    const diagnostics = new Promise<number>((resolve) => {
      this.heard = ({ method, params }, bytes) => {
        const awaited =
          method === 'textDocument/publishDiagnostics' && params?.uri === uri && params.version === version;
        if (awaited) resolve(bytes);
        else others += bytes;
      };
    });
    return { diagnostics, others: () => others };
  }
}
