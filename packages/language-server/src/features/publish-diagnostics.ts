import type { Analysis, Diagnostic as FoundDiagnostic, SourceFile } from '@upsell/language';
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';

const SEVERITY = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
} as const;

/** textDocument/publishDiagnostics: the problems of one analysis by the file that they stand in. */
export function diagnosticsByFile(analysis: Analysis): ReadonlyMap<string, readonly Diagnostic[]> {
  const byFile = new Map<string, Diagnostic[]>(analysis.files.map((file) => [file.uri, []]));
  for (const diagnostic of analysis.diagnostics)
    byFile.get((analysis.files[diagnostic.file] as SourceFile).uri)?.push(asPublished(analysis, diagnostic));
  return byFile;
}

/** A diagnostic of an analysis as the protocol has it. */
export function asPublished(
  { files }: Analysis,
  { code, severity, message, file, start, end }: FoundDiagnostic,
): Diagnostic {
  const { lines } = files[file] as SourceFile;
  const range = { start: lines.at(start), end: lines.at(end) };
  return { range, severity: SEVERITY[severity], code, source: 'upsell', message };
}

/**
 * What all open roots say of each file. A library that is open by itself and imported by open models gets the union: each
 * problem once.
 */
export class Publications {
  private readonly byRoot = new Map<string, ReadonlyMap<string, readonly Diagnostic[]>>();

  /** Takes a root's findings (none: the root is closed); returns the files whose list may have changed. */
  update(root: string, found: ReadonlyMap<string, readonly Diagnostic[]> | undefined): ReadonlySet<string> {
    const before = this.byRoot.get(root);
    if (found) this.byRoot.set(root, found);
    else this.byRoot.delete(root);
    return new Set([root, ...(before?.keys() ?? []), ...(found?.keys() ?? [])]);
  }

  of(uri: string): Diagnostic[] {
    const lists = [...this.byRoot.values()].map((files) => files.get(uri) ?? []).filter((list) => list.length > 0);
    if (lists.length < 2) return [...(lists[0] ?? [])];
    return [...new Map(lists.flat().map((diagnostic) => [JSON.stringify(diagnostic), diagnostic])).values()];
  }
}
