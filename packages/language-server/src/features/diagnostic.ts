import type {
  Diagnostic,
  DocumentDiagnosticReport,
  FullDocumentDiagnosticReport,
  UnchangedDocumentDiagnosticReport,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';

/** The SHA-256 of a text, as hexadecimal digits. */
type Digest = (text: string) => string;

/**
 * textDocument/diagnostic: what is said of a document, or that it is what the client has been told before. `related` is what its analysis
 * says of files that are not open, by their URIs.
 */
export function diagnosticReport(
  diagnostics: readonly Diagnostic[],
  before: string | undefined,
  digest: Digest,
  related: ReadonlyMap<string, readonly Diagnostic[]> = new Map(),
): DocumentDiagnosticReport {
  const own = report(diagnostics, before, digest);
  if (related.size === 0) return own;
  const others = [...related].map(([uri, its]) => [uri, report(its, undefined, digest)] as const);
  return { ...own, relatedDocuments: Object.fromEntries(others) };
}

/** workspace/diagnostic: the same of one of many files. `version` is null where it is not open. */
export const workspaceReport = (
  uri: string,
  version: number | null,
  diagnostics: readonly Diagnostic[],
  before: string | undefined,
  digest: Digest,
): WorkspaceDocumentDiagnosticReport => ({ uri, version, ...report(diagnostics, before, digest) });

/** A result is known by what it says, so that a server that has started again knows those of the one before. */
function report(
  items: readonly Diagnostic[],
  before: string | undefined,
  digest: Digest,
): FullDocumentDiagnosticReport | UnchangedDocumentDiagnosticReport {
  const resultId = digest(JSON.stringify(items)).slice(0, 16);
  return resultId === before ? { kind: 'unchanged', resultId } : { kind: 'full', resultId, items: [...items] };
}
