import { readFileSync } from 'node:fs';
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
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(fileURLToPath(uri)));
  } catch {
    return undefined;
  }
}
