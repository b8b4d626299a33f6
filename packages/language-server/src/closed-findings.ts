import type { Month } from '@upsell/engine';
import type { CancellationToken, Diagnostic } from 'vscode-languageserver';
import { isAtOrBelow } from './disk.ts';
import type { Evaluation } from './evaluation.ts';
import { type DiagnosticForm, diagnosticsByFile } from './features/publish-diagnostics.ts';
import { Slices } from './slices.ts';

/** What files that are not open are analysed with. */
export interface ClosedHost {
  readonly evaluation: Evaluation;
  form(): DiagnosticForm;
  /** The current month, which numbers are judged by. */
  month(): Month;
  /** True while the user waits for something else. */
  isBusy(): boolean;
  /** What some work comes to; undefined where it has a bug, which is logged. */
  guarded<T>(what: string, work: () => T): T | undefined;
}

/** What each file that is not open says of itself and of others. It is kept until something changes that it was made of. */
export class ClosedFindings {
  private readonly host: ClosedHost;
  private readonly known = new Map<string, Known>();

  constructor(host: ClosedHost) {
    this.host = host;
  }

  /** Files or folders have changed, on the disk or in the editor. */
  change(changed: ReadonlySet<string>): void {
    for (const [root, { held }] of this.known)
      if (isAtOrBelow(root, changed) || held.some((uri) => isAtOrBelow(uri, changed))) this.known.delete(root);
  }

  /** What all are judged by has changed. */
  clear(): void {
    this.known.clear();
  }

  /**
   * What some files, and no others, find, by the file that it stands in; the event loop is free in between.
   * @throws ResponseError `RequestCancelled`
   */
  async of(roots: readonly string[], token: CancellationToken): Promise<ReadonlyMap<string, readonly Diagnostic[]>> {
    const wanted = new Set(roots);
    const { evaluation, form } = this.host;
    const month = this.host.month();
    for (const [root, known] of this.known) if (!wanted.has(root) || known.month !== month) this.known.delete(root);
    const analysisOf = evaluation.analyses();
    const slices = new Slices(token, () => this.host.isBusy());
    for (const root of roots) {
      if (this.known.has(root)) continue;
      await slices.next();
      const found = this.host.guarded(`diagnostics of ${root}`, () => {
        const of = analysisOf(root);
        return of && { held: of.held, files: diagnosticsByFile(of.analysis, form()) };
      });
      this.known.set(root, { month, held: found?.held ?? [], files: found?.files ?? new Map() });
    }
    const byFile = new Map<string, Diagnostic[]>();
    for (const { files } of this.known.values())
      for (const [uri, diagnostics] of files) byFile.set(uri, [...(byFile.get(uri) ?? []), ...diagnostics]);
    return byFile;
  }
}

interface Known {
  readonly month: Month;
  /** The URIs of what it was made of. */
  readonly held: readonly string[];
  readonly files: ReadonlyMap<string, readonly Diagnostic[]>;
}
