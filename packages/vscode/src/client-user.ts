import type { Client } from './client.ts';

/** A part of the extension that talks to the language server, for as long as there is one. */
export interface ClientUser {
  /** Before a client starts: what the server sends is taken. */
  attach(client: Client): void;
  /** The client runs. */
  running(client: Client): void;
  /** No client runs; `reason` says in one line why. */
  failed(reason: string): void;
}
