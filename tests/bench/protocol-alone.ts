import {
  createConnection,
  type Diagnostic,
  DiagnosticSeverity,
  type InlayHint,
  ProposedFeatures,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';

/*
 * The floor: what the protocol alone takes. Nothing is read, nothing is computed: the same diagnostics and hints at each keystroke, as many
 * as a model of a hundred lines has.
 */
const COUNT = 20;
const range = { start: { line: 1, character: 2 }, end: { line: 1, character: 9 } };
const same: Diagnostic[] = Array.from({ length: COUNT }, () => ({
  severity: DiagnosticSeverity.Warning,
  source: 'upsell',
  code: 'stale-estimate',
  message: 'This says what is wrong in a sentence of the usual length, and what to do about it.',
  range,
}));
const hints: InlayHint[] = Array.from({ length: COUNT }, () => ({
  position: range.end,
  label: '4.0 opened/mo · $144k in 12 mo',
  paddingLeft: true,
}));

const connection = createConnection(ProposedFeatures.all);
const documents = new TextDocuments(TextDocument);
connection.onInitialize(() => ({
  capabilities: { textDocumentSync: TextDocumentSyncKind.Incremental, inlayHintProvider: true },
}));
documents.onDidChangeContent(({ document }) => {
  const { uri, version } = document;
  const [first, ...others] = same as [Diagnostic, ...Diagnostic[]];
  // Whether a server finds an error is asked before it is measured.
  const isWrong = version === 1 && document.getText().includes('initiated for');
  const diagnostics = isWrong ? [{ ...first, severity: DiagnosticSeverity.Error }, ...others] : same;
  void connection.sendDiagnostics({ uri, version, diagnostics });
});
connection.languages.inlayHint.on(() => hints);
documents.listen(connection);
connection.listen();
