/** A problem as it is shown: lines and characters count from 1, characters in UTF-16 units, `end` exclusive. */
export interface ShownDiagnostic {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'information';
  readonly message: string;
  readonly file: string;
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
}

/** `3 errors, 1 warning`, or what to say where there is nothing. */
export function diagnosticCounts(diagnostics: readonly ShownDiagnostic[]): string {
  const parts = (['error', 'warning', 'information'] as const).flatMap((severity) => {
    const n = diagnostics.filter((d) => d.severity === severity).length;
    if (n === 0) return [];
    return [severity === 'information' ? `${n} information` : `${n} ${severity}${n === 1 ? '' : 's'}`];
  });
  return parts.length > 0 ? parts.join(', ') : 'no problems';
}
