import type * as vscode from 'vscode';
import {
  type BaseLanguageClient,
  CloseAction,
  type ErrorHandler,
  type LanguageClientOptions,
  State,
  type StaticFeature,
} from 'vscode-languageclient';
import { RENAME_NEW } from './commands/rename-new.ts';
import { SHOW_PLACE } from './commands/show-place.ts';
import { withRules } from './commands/show-rule.ts';

/** The name under which the client looks for its settings, such as `upsell.trace.server`. */
export const SECTION = 'upsell';

/** The commands that the server may name, which another editor does not have. */
const OWN_COMMANDS = ['upsell.showPreviewToSide', 'upsell.runExpectation', RENAME_NEW, SHOW_PLACE];

/** Tells the server which commands its code lenses, code actions and hints may have. */
export const COMMANDS: StaticFeature = {
  fillClientCapabilities: (capabilities) => {
    capabilities.experimental = { commands: { commands: OWN_COMMANDS } };
  },
  initialize: () => undefined,
  getState: () => ({ kind: 'static' }),
  clear: () => undefined,
};

/** A language client that logs its errors and shows no notification: the status item says what went wrong. */
export interface Client extends BaseLanguageClient {
  /** The latest error that the server threw, in one line, if it threw any. */
  lastError: string | undefined;
}

/** Makes a client, not yet started, for the server in `module`. The channels belong to the caller and outlive the client. */
export type CreateClient = (
  module: vscode.Uri,
  outputChannel: vscode.LogOutputChannel,
  traceOutputChannel: vscode.LogOutputChannel,
) => Client;

/**
 * What clients have in common wherever they run. They serve documents of every scheme, so that untitled ones and both sides of a diff
 * editor have their figures too, and files of actuals, which may be open and not saved. `client` is the one that the options are for.
 */
export function clientOptions(
  outputChannel: vscode.LogOutputChannel,
  traceOutputChannel: vscode.LogOutputChannel,
  client: () => Client,
): LanguageClientOptions {
  let handler: ErrorHandler | undefined;
  const usual = (): ErrorHandler => {
    handler ??= client().createDefaultErrorHandler();
    return handler;
  };
  return {
    documentSelector: [{ language: 'upsell' }, { pattern: '**/{months,quarters,cohorts}.csv' }],
    // What is sent is there before the editor would have asked for it.
    initializationOptions: { diagnostics: 'push', status: true, grammar: true, files: true },
    // The server itself asks for the files that it wants to be watched.
    synchronize: { configurationSection: SECTION },
    middleware: { handleDiagnostics: (uri, diagnostics, next) => next(uri, withRules(diagnostics)) },
    outputChannel,
    traceOutputChannel,
    // Without a handler the client shows its own message box.
    initializationFailedHandler: () => false,
    errorHandler: {
      error: (error, message, count) => usual().error(error, message, count),
      // What cannot start will not start the next time either: only a server that once ran is started again.
      closed: () =>
        client().state === State.Starting ? { action: CloseAction.DoNotRestart, handled: true } : usual().closed(),
    },
  };
}
