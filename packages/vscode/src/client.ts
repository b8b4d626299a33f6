import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type * as vscode from 'vscode';
import {
  CloseAction,
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  State,
  type StaticFeature,
  TransportKind,
} from 'vscode-languageclient/node';

/** The name under which the client looks for its settings, such as `upsell.trace.server`. */
const SECTION = 'upsell';

/** Tells the server which commands its code lenses may have: another editor does not have them. */
const COMMANDS: StaticFeature = {
  fillClientCapabilities: (capabilities) => {
    capabilities.experimental = { commands: { commands: ['upsell.showPreviewToSide', 'upsell.runExpectation'] } };
  },
  initialize: () => undefined,
  getState: () => ({ kind: 'static' }),
  clear: () => undefined,
};

/** An uncaught error as Node prints it on the server's standard error. */
const THROWN = /^(?:Uncaught )?\w*Error\b.*/;

/** A language client that logs its errors and shows no notification: the status item says what went wrong. */
export class Client extends LanguageClient {
  /** The latest error that the server threw, in one line, if it threw any. */
  lastError: string | undefined;

  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

/**
 * A client, not yet started, for the server in `module`. It serves documents of every scheme, so that untitled ones and
 * both sides of a diff editor have their figures too, and files of actuals, which may be open and not saved. The channels belong to the caller and outlive the client.
 */
export function createClient(
  module: vscode.Uri,
  outputChannel: vscode.LogOutputChannel,
  traceOutputChannel: vscode.LogOutputChannel,
): Client {
  const run = { module: module.fsPath, transport: TransportKind.ipc };
  const server: ServerOptions = { run, debug: { ...run, options: { execArgv: ['--nolazy', '--inspect=6009'] } } };
  const options: LanguageClientOptions = {
    documentSelector: [{ language: 'upsell' }, { pattern: '**/{months,quarters,cohorts}.csv' }],
    // What is sent is there before the editor would have asked for it.
    initializationOptions: { diagnostics: 'push', status: true },
    // The server itself asks for the files that it wants to be watched.
    synchronize: { configurationSection: SECTION },
    outputChannel,
    traceOutputChannel,
    // Without a handler the client shows its own message box.
    initializationFailedHandler: () => false,
    errorHandler: {
      error: (error, message, count) => usual.error(error, message, count),
      // What cannot start will not start the next time either: only a server that once ran is started again.
      closed: () =>
        client.state === State.Starting ? { action: CloseAction.DoNotRestart, handled: true } : usual.closed(),
    },
    stdioOptions: {
      stdout: (output) => eachLine(output, (line) => outputChannel.info(line)),
      stderr: (output) =>
        eachLine(output, (line) => {
          outputChannel.error(line);
          if (THROWN.test(line)) client.lastError = line;
        }),
    },
  };
  const client = new Client(SECTION, 'Upsell', server, options);
  client.registerFeature(COMMANDS);
  const usual = client.createDefaultErrorHandler();
  return client;
}

function eachLine(input: Readable, take: (line: string) => void): void {
  createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY }).on('line', take);
}
