import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { monthOf } from '@upsell/engine';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from './server.ts';

/** Starts the server on the transport that the command line names; resolves when the client ends it. */
export function startServer(): Promise<void> {
  const connection = createConnection(ProposedFeatures.all);
  const ended = new Promise<void>((resolve) => connection.onExit(() => resolve()));
  serve(connection, { read, month });
  return ended;
}

/** Where the user is. */
function month(): number {
  const now = new Date();
  return monthOf(now.getFullYear(), now.getMonth() + 1);
}

function read(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    const file = fileURLToPath(uri);
    // Most of what is asked for is not there: an error is dear, and at a start so is the decoder.
    return existsSync(file) ? new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file)) : undefined;
  } catch {
    return undefined;
  }
}
