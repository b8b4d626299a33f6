import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/browser';
import { CONNECTION_OPTIONS } from './cancelled.ts';
import { currentDay, currentMonth } from './current-month.ts';
import { filesOfClient } from './files-of-client.ts';
import { serve } from './server.ts';
import { sha256OfText } from './sha256.browser.ts';

// Workers have none, and a timer would wait for four milliseconds.
const turns: (() => void)[] = [];
const { port1, port2 } = new MessageChannel();
port1.onmessage = () => turns.shift()?.();
Object.assign(globalThis, {
  setImmediate: (turn: () => void) => {
    turns.push(turn);
    port2.postMessage(undefined);
  },
});

const connection = createConnection(
  ProposedFeatures.all,
  new BrowserMessageReader(self),
  new BrowserMessageWriter(self),
  CONNECTION_OPTIONS,
);
const files = filesOfClient(connection);
serve(connection, {
  read: (uri) => files.read(uri),
  readBeside: (uri) => files.readBeside(uri),
  real: (uri) => files.real(uri),
  reaches: (uri) => files.reaches(uri),
  list: (folder) => files.list(folder),
  sha256: sha256OfText,
  month: currentMonth,
  day: currentDay,
  arriving: files,
});

declare const MessageChannel: new () => {
  port1: { onmessage: () => void };
  port2: { postMessage(message: unknown): void };
};
declare const self: ConstructorParameters<typeof BrowserMessageReader>[0];
