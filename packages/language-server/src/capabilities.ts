import { type ClientCapabilities, type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver';
import { CODE_ACTION_KINDS } from './features/code-action.ts';

/** What a client can do, as far as the server asks. */
export interface ClientAbilities {
  /** It answers what the settings are. */
  readonly configuration: boolean;
  /** It asks for hints again when it is told to. */
  readonly hintRefresh: boolean;
  /** It asks for the tooltip of a hint when it is pointed at. */
  readonly hintResolve: boolean;
  /** It watches the files that it is told to. */
  readonly watch: boolean;
  /** It tells of folders that come and go. */
  readonly folders: boolean;
  /** An edit can create a file. */
  readonly create: boolean;
  /** It asks what can be renamed. */
  readonly prepareRename: boolean;
}

/** A client of which nothing is known. */
export const NO_ABILITIES: ClientAbilities = abilitiesOf({});

/** What a client says that it can do. */
export function abilitiesOf({ workspace, textDocument }: ClientCapabilities): ClientAbilities {
  return {
    configuration: workspace?.configuration === true,
    hintRefresh: workspace?.inlayHint?.refreshSupport === true,
    hintResolve: textDocument?.inlayHint?.resolveSupport?.properties.includes('tooltip') === true,
    watch: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    folders: workspace?.workspaceFolders === true,
    create: workspace?.workspaceEdit?.resourceOperations?.includes('create') === true,
    prepareRename: textDocument?.rename?.prepareSupport === true,
  };
}

/** What the server can do for a client. */
export const capabilitiesFor = (client: ClientAbilities): ServerCapabilities => ({
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
  completionProvider: { triggerCharacters: [','] },
  hoverProvider: true,
  inlayHintProvider: client.hintResolve ? { resolveProvider: true } : true,
  codeActionProvider: { codeActionKinds: [...CODE_ACTION_KINDS] },
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  workspaceSymbolProvider: true,
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  renameProvider: client.prepareRename ? { prepareProvider: true } : true,
});
