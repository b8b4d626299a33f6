import type { ClientCapabilities } from 'vscode-languageserver';
import type { HoverFormat } from './hover-format.ts';
import { DiagnosticTag, InsertTextMode, MarkupKind } from './protocol.ts';

/** What a client can do, as far as the server asks. */
export interface ClientAbilities {
  /** It answers what the settings are. */
  readonly configuration: boolean;
  /** It asks for hints again when it is told to. */
  readonly hintRefresh: boolean;
  /** It asks for the tooltip of a hint when it is pointed at. */
  readonly hintResolve: boolean;
  /** A click on a part of a hint goes to what it names, and it asks for that when it is pointed at. */
  readonly hintLinks: boolean;
  /** A click on a part of a hint can run a command, and it asks for that when it is pointed at. */
  readonly hintCommands: boolean;
  /** It asks for code lenses again when it is told to. */
  readonly lensRefresh: boolean;
  /** The commands that it can be asked to run, as it says under `experimental`. */
  readonly commands: ReadonlySet<string>;
  /** How it shows what stands under the cursor. */
  readonly hoverFormat: HoverFormat;
  /** It asks for the edit of a code action when that is chosen. */
  readonly actionResolve: boolean;
  /** An edit can have places to write over. */
  readonly snippets: boolean;
  /** An edit can say which version of a document it is of. */
  readonly versionedEdits: boolean;
  /** It opens the documents to the server that it is told to. */
  readonly opensMore: boolean;
  /** It watches the files that it is told to. */
  readonly watch: boolean;
  /** It tells of folders that come and go. */
  readonly folders: boolean;
  /** An edit can create a file. */
  readonly create: boolean;
  /** It asks for diagnostics, and wants none to be sent. */
  readonly pull: boolean;
  /** It asks for diagnostics again when it is told to. */
  readonly diagnosticRefresh: boolean;
  /** It takes diagnostics of files that it did not ask for. */
  readonly relatedDocuments: boolean;
  /** What it shows of a diagnostic besides its words. */
  readonly diagnostics: DiagnosticAbilities;
  /** It shows how the figures of a document stand (`upsell/status`). */
  readonly status: boolean;
  /** It reads files for the server (`upsell/readFile`, `upsell/listFiles`). */
  readonly files: boolean;
  /** It asks what can be renamed. */
  readonly prepareRename: boolean;
  /** It knows symbols inside of others. */
  readonly nestedSymbols: boolean;
  /** It folds whole lines alone. */
  readonly lineFolding: boolean;
  /** How many folds it takes of a document, where it says so. */
  readonly foldLimit: number | undefined;
  /** It shows the tooltip of a link. */
  readonly linkTooltip: boolean;
  /** It colours by the language's grammar, and lays semantic tokens over that. */
  readonly coloursByGrammar: boolean;
  /** It asks for semantic tokens again when it is told to. */
  readonly tokenRefresh: boolean;
  readonly completion: CompletionAbilities;
  readonly signature: SignatureAbilities;
}

/** What a client can do with an item of completion. */
export interface CompletionAbilities {
  /** It fills in the parts of a snippet one by one. */
  readonly snippets: boolean;
  /** It asks whether the rest of the word is to be kept. */
  readonly insertReplace: boolean;
  /** It leaves the lines of a text as deep as they are, where it is told to. */
  readonly asIs: boolean;
  /** It shows Markdown. */
  readonly markdown: boolean;
}

/** What a client can show of a signature: Markdown, and parts that are given by their places. */
export interface SignatureAbilities {
  readonly markdown: boolean;
  readonly offsets: boolean;
}

/** What a client shows of a diagnostic besides its words. */
export interface DiagnosticAbilities {
  /** Other places that it is about. */
  readonly related: boolean;
  /** That a text could go. */
  readonly unnecessary: boolean;
  /** A link from its code to the page of its rule. */
  readonly pages: boolean;
}

/** What a client may say besides its capabilities (`initializationOptions`). */
export interface ClientOptions {
  /** `push` where it could ask for diagnostics, and wants them to be sent all the same. */
  readonly diagnostics?: unknown;
  /** True where it shows how the figures of a document stand (`upsell/status`). */
  readonly status?: unknown;
  /** True where it answers `upsell/readFile` and `upsell/listFiles`, for files that are on no disk. */
  readonly files?: unknown;
  /** True where it colours by the language's grammar as well. Editors say that they colour by one for languages they know none of. */
  readonly grammar?: unknown;
  /** The URI of the folder with a page for each rule, with its slash. */
  readonly rulePages?: unknown;
  /** Its settings, for a client that sends none later. */
  readonly upsell?: unknown;
}

/** A client of which nothing is known. */
export const NO_ABILITIES: ClientAbilities = abilitiesOf({});

/** What a client says that it can do. Some write null for what they do not have. */
export function abilitiesOf(capabilities: ClientCapabilities, said?: ClientOptions | null): ClientAbilities {
  const { workspace, textDocument, experimental } = withoutNulls(capabilities);
  const options = said ?? {};
  const resolved = textDocument?.inlayHint?.resolveSupport?.properties ?? [];
  const pulled = textDocument?.diagnostic;
  const item = textDocument?.completion?.completionItem;
  const signature = textDocument?.signatureHelp?.signatureInformation;
  const pull = pulled !== undefined && options.diagnostics !== 'push';
  const shown = pull ? { ...textDocument?.publishDiagnostics, ...pulled } : textDocument?.publishDiagnostics;
  return {
    pull,
    relatedDocuments: pulled?.relatedDocumentSupport === true,
    diagnosticRefresh: workspace?.diagnostics?.refreshSupport === true,
    diagnostics: {
      related: shown?.relatedInformation === true,
      // In a draft of the protocol it was `true`.
      unnecessary: shown?.tagSupport?.valueSet?.includes(DiagnosticTag.Unnecessary) === true,
      pages: shown?.codeDescriptionSupport === true,
    },
    configuration: workspace?.configuration === true,
    hintRefresh: workspace?.inlayHint?.refreshSupport === true,
    hintResolve: resolved.includes('tooltip'),
    hintLinks: resolved.includes('tooltip') && resolved.includes('label.location'),
    hintCommands: resolved.includes('tooltip') && resolved.includes('label.command'),
    lensRefresh: workspace?.codeLens?.refreshSupport === true,
    commands: new Set(commandsOf(experimental)),
    // In the order in which it prefers them.
    hoverFormat: textDocument?.hover?.contentFormat?.[0] ?? 'plaintext',
    actionResolve:
      textDocument?.codeAction?.dataSupport === true &&
      textDocument.codeAction.resolveSupport?.properties.includes('edit') === true,
    snippets: workspace?.workspaceEdit?.snippetEditSupport === true && workspace.workspaceEdit.documentChanges === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    opensMore: textDocument?.synchronization?.dynamicRegistration === true,
    watch: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    folders: workspace?.workspaceFolders === true,
    create: workspace?.workspaceEdit?.resourceOperations?.includes('create') === true,
    status: options.status === true,
    files: options.files === true,
    prepareRename: textDocument?.rename?.prepareSupport === true,
    nestedSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    lineFolding: textDocument?.foldingRange?.lineFoldingOnly === true,
    foldLimit: textDocument?.foldingRange?.rangeLimit,
    linkTooltip: textDocument?.documentLink?.tooltipSupport === true,
    coloursByGrammar: textDocument?.semanticTokens?.augmentsSyntaxTokens === true && options.grammar === true,
    tokenRefresh: workspace?.semanticTokens?.refreshSupport === true,
    completion: {
      snippets: item?.snippetSupport === true,
      insertReplace: item?.insertReplaceSupport === true,
      asIs: item?.insertTextModeSupport?.valueSet?.includes(InsertTextMode.asIs) === true,
      markdown: item?.documentationFormat?.includes(MarkupKind.Markdown) === true,
    },
    signature: {
      markdown: signature?.documentationFormat?.includes(MarkupKind.Markdown) === true,
      offsets: signature?.parameterInformation?.labelOffsetSupport === true,
    },
  };
}

function withoutNulls<T>(said: T): T {
  return JSON.parse(JSON.stringify(said, (_, value: unknown) => (value === null ? undefined : value)));
}

/** `{ commands: { commands: ["upsell.showPreviewToSide"] } }`, as clients of other servers say it. */
function commandsOf(experimental: unknown): readonly string[] {
  const commands = (experimental as { commands?: { commands?: unknown } } | null | undefined)?.commands?.commands;
  return Array.isArray(commands) ? commands.filter((one): one is string => typeof one === 'string') : [];
}
