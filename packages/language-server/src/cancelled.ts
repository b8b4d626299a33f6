import type { ConnectionOptions } from 'vscode-languageserver';
import { LSPErrorCodes, ResponseError } from './protocol.ts';

/** What is answered to whoever does not wait any more. */
export const cancelled = (): ResponseError => new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');

/**
 * Answers a request at once that is cancelled while others are worked on before it: somebody who types on asks again before the last
 * answer is there.
 */
export const CONNECTION_OPTIONS: ConnectionOptions = {
  connectionStrategy: {
    // Its number is filled in.
    cancelUndispatched: () => ({ jsonrpc: '2.0', id: null, error: cancelled().toJson() }),
  },
};
