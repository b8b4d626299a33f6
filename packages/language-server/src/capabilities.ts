import { type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver';
import type { ClientAbilities } from './client-abilities.ts';
import { CODE_ACTION_KINDS } from './features/code-action.ts';
import { TOKENS_LEGEND } from './features/semantic-tokens.ts';

/** What the server can do for a client. */
export const capabilitiesFor = (client: ClientAbilities): ServerCapabilities => ({
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
  completionProvider: { triggerCharacters: [','] },
  hoverProvider: true,
  inlayHintProvider: client.hintResolve ? { resolveProvider: true } : true,
  ...(client.pull && {
    diagnosticProvider: { identifier: 'upsell', interFileDependencies: true, workspaceDiagnostics: true },
  }),
  codeActionProvider: { codeActionKinds: [...CODE_ACTION_KINDS] },
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
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
