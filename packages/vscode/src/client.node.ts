import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { LanguageClient, type ServerOptions, TransportKind } from 'vscode-languageclient/node';
import { type Client, COMMANDS, type CreateClient, clientOptions, SECTION } from './client.ts';
import { serveFiles } from './serve-files.ts';

/** An uncaught error as Node prints it on the server's standard error. */
const THROWN = /^(?:Uncaught )?\w*Error\b.*/;

class NodeClient extends LanguageClient implements Client {
  lastError: string | undefined;

  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

/** A client of a server in a process of its own, for which it reads what is on no disk. */
export const createClient: CreateClient = (module, outputChannel, traceOutputChannel) => {
  const run = { module: module.fsPath, transport: TransportKind.ipc };
  const server: ServerOptions = { run, debug: { ...run, options: { execArgv: ['--nolazy', '--inspect=6009'] } } };
  const client: NodeClient = new NodeClient(SECTION, 'Upsell', server, {
    ...clientOptions(outputChannel, traceOutputChannel, () => client),
    stdioOptions: {
      stdout: (output) => eachLine(output, (line) => outputChannel.info(line)),
      stderr: (output) =>
        eachLine(output, (line) => {
          outputChannel.error(line);
          if (THROWN.test(line)) client.lastError = line;
        }),
    },
  });
  client.registerFeature(COMMANDS);
  serveFiles(client);
  return client;
};

function eachLine(input: Readable, take: (line: string) => void): void {
  createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY }).on('line', take);
}
