import * as vscode from 'vscode';
import { State } from 'vscode-languageclient';
import type { Client, CreateClient } from './client.ts';
import type { ClientUser } from './client-user.ts';
import { createServerStatus } from './server-status.ts';
import { createTraceChannel } from './trace-channel.ts';

/** The language server over the life of the extension. No method throws: what went wrong stands in the status item. */
export interface ServerSession extends vscode.Disposable {
  start(): Promise<void>;
  stop(): Promise<void>;
  restart(): Promise<void>;
  /**
   * A request of the server, once it has started.
   * @throws Error where it does not run
   */
  ask<T>(method: string, params?: object): Promise<T>;
}

/** A session that has not been started, for the server in `module`. */
export function createServerSession(
  module: vscode.Uri,
  createClient: CreateClient,
  users: readonly ClientUser[],
): ServerSession {
  const channel = vscode.window.createOutputChannel('Upsell', { log: true });
  const trace = createTraceChannel(channel);
  const status = createServerStatus();

  let client: Client | undefined;
  let watch: vscode.Disposable | undefined;
  // One after the other: a restart in the middle of a start would leave two servers behind.
  let last = Promise.resolve();
  const enqueue = (job: () => Promise<void>) => {
    last = last.then(job);
    return last;
  };

  return {
    start: () => enqueue(start),
    stop: () => enqueue(stop),
    restart: () =>
      enqueue(async () => {
        await stop();
        await start();
      }),
    async ask(method, params = {}) {
      await last;
      if (!client?.isRunning()) throw new Error('The language server is not running: restart it, and try again.');
      return client.sendRequest(method, params);
    },
    dispose: () => {
      for (const part of [status, trace, channel]) part.dispose();
    },
  };

  /** A client whose start has failed can never be started again, so every start has a client of its own. */
  async function start(): Promise<void> {
    status.starting();
    try {
      await vscode.workspace.fs.stat(module);
    } catch {
      failed(`${module.fsPath} is missing: install the extension again, or run npm run build.`);
      return;
    }
    const started = createClient(module, channel, trace);
    client = started;
    for (const user of users) user.attach(started);
    watch = started.onDidChangeState(({ newState }) => {
      if (newState === State.Starting) status.starting();
      else if (newState === State.Running) {
        status.running();
        for (const user of users) user.running(started);
      } else failed(started.lastError ?? 'It has stopped; the Upsell output channel says more.');
    });
    try {
      await started.start();
    } catch (error) {
      failed(started.lastError ?? (error instanceof Error ? error.message : String(error)));
    }
  }

  function failed(reason: string): void {
    status.failed(reason);
    for (const user of users) user.failed(reason);
  }

  async function stop(): Promise<void> {
    const stopping = client;
    watch?.dispose();
    client = undefined;
    watch = undefined;
    try {
      await stopping?.dispose();
    } catch {
      // A server that never ran, or no longer answers, refuses to stop; the client ends its process all the same.
    }
  }
}
