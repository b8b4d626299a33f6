import type { Month } from '@upsell/engine';
import { type Analysis, normalUri } from '@upsell/language';
import type {
  Connection,
  DocumentDiagnosticReport,
  WorkspaceDiagnosticReport,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { guarded } from './answers.ts';
import { askAgain } from './ask-again.ts';
import type { ClientAbilities } from './client-abilities.ts';
import { ClosedFindings } from './closed-findings.ts';
import { type Evaluation, standsBeside } from './evaluation.ts';
import { diagnosticReport, workspaceReport } from './features/diagnostic.ts';
import { type DiagnosticForm, eachOnce, Publications } from './features/publish-diagnostics.ts';
import type { OpenDocuments } from './open-documents.ts';
import type { Publisher } from './publisher.ts';
import { Slices } from './slices.ts';
import type { WorkspaceIndex } from './workspace-index.ts';

/** What diagnostics are served with. */
export interface DiagnosticsHost {
  readonly connection: Connection;
  readonly documents: OpenDocuments;
  readonly evaluation: Evaluation;
  readonly index: WorkspaceIndex;
  /** The current month, which numbers are judged by. */
  month(): Month;
  /** The SHA-256 of a text in UTF-8, as hexadecimal digits. */
  sha256(text: string): string;
  client(): ClientAbilities;
  form(): DiagnosticForm;
  publisher(): Publisher;
}

/** Diagnostics as the server tells of them: sent, or kept for a client that asks. */
export interface DiagnosticsService {
  /** Takes what a root says now (undefined: it is closed). `isOwn` where the client has changed the root itself, and asks again. */
  update(root: string, analysis: Analysis | undefined, isOwn: boolean): void;
  /** All roots have said what they say: the files that they share are told of. */
  settled(): void;
  /** Files or folders have changed, on the disk or in the editor. */
  change(changed: ReadonlySet<string>): void;
  /** What all are judged by has changed. */
  clear(): void;
}

/** Serves diagnostics on a connection: pushed to a client that asks for none, pulled by one that does. */
export function serveDiagnostics(host: DiagnosticsHost): DiagnosticsService {
  const { connection, documents, evaluation, index, client, form, sha256 } = host;
  const publications = new Publications(form);
  const closed = new ClosedFindings({
    evaluation,
    form,
    month: host.month,
    isBusy: () => host.publisher().isBusy,
    guarded: (what, work) => guarded(connection, what, work),
  });
  /** Files that published documents import: what is said of them is whole when all are published. */
  const others = new Set<string>();
  /** Something is said that a client which asks does not know of. */
  let isOld = false;

  connection.languages.diagnostics.on(
    ({ textDocument, previousResultId: before }): DocumentDiagnosticReport =>
      guarded(connection, 'diagnostics', () => report(normalUri(textDocument.uri), before)) ?? unknown(before),
  );

  connection.languages.diagnostics.onWorkspace(
    async ({ previousResultIds }, token): Promise<WorkspaceDiagnosticReport> => {
      await index.ready(token);
      const slices = new Slices(token, () => host.publisher().isBusy);
      await slices.next();
      // Nobody tells of what changes on the disk.
      if (!client().watch) closed.clear();
      const roots = [...index.all().keys()];
      const ofClosed = await closed.of(
        roots.filter((uri) => !documents.get(uri)),
        token,
      );
      const before = new Map(previousResultIds.map(({ uri, value }) => [normalUri(uri), value]));
      const items: WorkspaceDocumentDiagnosticReport[] = [];
      for (const uri of new Set([...roots, ...publications.files(), ...ofClosed.keys()])) {
        await slices.next();
        const item = guarded(connection, `diagnostics of ${uri}`, () => {
          const said = eachOnce([...publications.of(uri), ...(ofClosed.get(uri) ?? [])]);
          const version = documents.get(uri)?.version ?? null;
          return documents.named(workspaceReport(uri, version, said, before.get(uri), sha256));
        });
        if (item) items.push(item);
      }
      return { items };
    },
  );

  return {
    update(root, analysis, isOwn) {
      for (const uri of publications.update(root, analysis)) others.add(uri);
      tell(root, isOwn);
    },
    settled() {
      for (const uri of others) tell(uri, false);
      others.clear();
      if (isOld && client().diagnosticRefresh) askAgain(connection.languages.diagnostics.refresh());
      isOld = false;
    },
    change: (changed) => closed.change(changed),
    clear: () => closed.clear(),
  };

  function tell(uri: string, isOwn: boolean): void {
    const document = documents.get(uri);
    const diagnostics = publications.next(uri, document);
    if (!diagnostics) return;
    if (client().pull) isOld ||= !isOwn;
    else void connection.sendDiagnostics(documents.named({ uri, version: document?.version, diagnostics }));
  }

  function report(uri: string, before: string | undefined): DocumentDiagnosticReport {
    host.publisher().touch(uri);
    const analysis = standsBeside(uri) ? undefined : evaluation.of(uri);
    if (analysis) for (const other of publications.update(uri, analysis)) others.add(other);
    publications.next(uri, documents.get(uri));
    const related = new Map<string, ReturnType<Publications['of']>>();
    for (const file of client().relatedDocuments ? (analysis?.files ?? []) : [])
      if (file.uri !== uri && !documents.get(file.uri)) related.set(file.uri, publications.of(file.uri));
    return diagnosticReport(publications.of(uri), before, sha256, related);
  }
}

/** Where there is a bug, what was said stands. */
const unknown = (before: string | undefined): DocumentDiagnosticReport =>
  before === undefined ? { kind: 'full', items: [] } : { kind: 'unchanged', resultId: before };
