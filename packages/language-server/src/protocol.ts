/**
 * @file What of the protocol is a value and not a type, taken from its package in one place: a bundle copies all of its seven hundred
 * names wherever it is imported, which is felt at a start.
 */
export {
  BulkRegistration,
  CodeActionKind,
  CompletionItemKind,
  DiagnosticSeverity,
  DiagnosticTag,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentHighlightKind,
  FoldingRangeKind,
  InsertTextFormat,
  InsertTextMode,
  LSPErrorCodes,
  MarkupKind,
  PositionEncodingKind,
  ResponseError,
  SemanticTokenModifiers,
  SemanticTokenTypes,
  SymbolKind,
  TextDocumentSyncKind,
  TextDocuments,
  WatchKind,
} from 'vscode-languageserver';
