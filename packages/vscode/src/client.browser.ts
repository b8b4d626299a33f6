import * as vscode from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type MessageTransports,
  State,
} from 'vscode-languageclient/browser';
import { type Client, COMMANDS, type CreateClient, clientOptions, SECTION } from './client.ts';
import { serveFiles } from './serve-files.ts';

/** A client of a server in a worker, which ends with the client. */
class BrowserClient extends LanguageClient implements Client {
  lastError: string | undefined;
  /** Ends the worker. */
  end = (): void => {};

  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }

  override async stop(timeout?: number): Promise<void> {
    try {
      await super.stop(timeout);
    } finally {
      this.end();
    }
  }
}

/** A client of a server in a worker, whose files it reads. */
export const createClient: CreateClient = (module, outputChannel, traceOutputChannel) => {
  const { initializationOptions, ...options } = clientOptions(outputChannel, traceOutputChannel, () => client);
  const rulePages = `${vscode.Uri.joinPath(module, '../../../docs/rules')}/`;
  const client: BrowserClient = new BrowserClient(SECTION, 'Upsell', startWorker, {
    ...options,
    initializationOptions: { ...initializationOptions, rulePages },
  });
  client.registerFeature(COMMANDS);
  serveFiles(client);
  return client;

  /** The extension may stand where no worker can be started from: its text is read, and started. */
  async function startWorker(): Promise<MessageTransports> {
    const text = await vscode.workspace.fs.readFile(module);
    const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
    const worker = new Worker(url);
    client.end = () => {
      worker.terminate();
      URL.revokeObjectURL(url);
    };
    const reader = new WorkerReader(worker);
    worker.addEventListener('error', ({ message }) => {
      client.lastError = message;
      outputChannel.error(message);
      // A server that did not load answers nothing.
      if (client.state === State.Starting) reader.close();
    });
    return { reader, writer: new BrowserMessageWriter(worker) };
  }
};

class WorkerReader extends BrowserMessageReader {
  /** Tells that nothing more is to come. */
  close(): void {
    this.fireClose();
  }
}

declare class Worker {
  constructor(url: string);
  terminate(): void;
  addEventListener(type: 'error', listener: (event: { readonly message: string }) => void): void;
}
