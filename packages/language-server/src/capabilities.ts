import type { ServerCapabilities } from 'vscode-languageserver';
import type { ClientAbilities } from './client-abilities.ts';
import { CODE_ACTION_KINDS } from './features/code-action.ts';
import { ON_TYPE } from './features/on-type-formatting.ts';
import { TOKENS_LEGEND } from './features/semantic-tokens.ts';
import { PositionEncodingKind, TextDocumentSyncKind } from './protocol.ts';

/**
 * What is typed where something is offered without a word: a comma in a file of actuals, the quote of a path, the point of what a
 * scenario changes, the slash of a unit. A space is none of them: most are followed by a number that nobody can guess.
 */
const COMPLETION_TRIGGERS: readonly string[] = [',', '"', '.', '/'];

/** What the server can do for a client. */
export const capabilitiesFor = (client: ClientAbilities): ServerCapabilities => ({
  // The only one that every client has.
  positionEncoding: PositionEncodingKind.UTF16,
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
  completionProvider: { triggerCharacters: [...COMPLETION_TRIGGERS] },
  signatureHelpProvider: { triggerCharacters: ['(', ','] },
  hoverProvider: true,
  inlayHintProvider: client.hintResolve ? { resolveProvider: true } : true,
  ...(client.pull && {
    diagnosticProvider: { identifier: 'upsell', interFileDependencies: true, workspaceDiagnostics: true },
  }),
  codeActionProvider: {
    codeActionKinds: [...CODE_ACTION_KINDS],
    ...(client.actionResolve && { resolveProvider: true }),
  },
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  documentOnTypeFormattingProvider: ON_TYPE,
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  documentSymbolProvider: true,
  foldingRangeProvider: true,
  selectionRangeProvider: true,
  semanticTokensProvider: { legend: TOKENS_LEGEND, range: true, full: { delta: true } },
  documentLinkProvider: {},
  linkedEditingRangeProvider: true,
  workspaceSymbolProvider: true,
  callHierarchyProvider: true,
  codeLensProvider: { resolveProvider: true },
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  renameProvider: client.prepareRename ? { prepareProvider: true } : true,
});
