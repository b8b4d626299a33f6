import { type Analysis, normalUri, type Program } from '@upsell/language';
import type { CancellationToken, Connection } from 'vscode-languageserver';
import type { ArrivingFiles } from './arriving-files.ts';
import type { Evaluation } from './evaluation.ts';
import { modified, onlookersFor } from './onlookers.ts';
import type { OpenDocuments } from './open-documents.ts';
import { ResponseError } from './protocol.ts';
import type { Publisher } from './publisher.ts';
import type { Onlookers } from './symbols.ts';
import type { WorkspaceIndex } from './workspace-index.ts';

/** What requests are answered from. */
export interface AnswersHost {
  readonly connection: Connection;
  readonly documents: OpenDocuments;
  readonly evaluation: Evaluation;
  readonly publisher: Publisher;
  readonly index: WorkspaceIndex;
  readonly arriving?: ArrivingFiles;
}

/** Answers to requests about documents. A bug in a feature is logged, and costs its own answer and nothing else. */
export class Answers {
  private readonly host: AnswersHost;

  constructor(host: AnswersHost) {
    this.host = host;
  }

  /** What a feature says of an open document; null where it is not open, or where the feature has a bug. */
  of<T>(what: string, written: string, feature: (analysis: Analysis) => T): T | null {
    const uri = normalUri(written);
    this.host.publisher.touch(uri);
    const answer = guarded(this.host.connection, what, () => {
      const analysis = this.host.evaluation.of(uri);
      return analysis ? feature(analysis) : null;
    });
    return answer ?? null;
  }

  /** The same where no editor asks again for what it has asked once: it waits until all is read that the document is made of. */
  ofWhole<T>(what: string, written: string, feature: (analysis: Analysis) => T): T | null | Promise<T | null> {
    const { arriving } = this.host;
    const answer = this.of(what, written, feature);
    return arriving?.isReading() ? arriving.ready().then(() => this.ofWhole(what, written, feature)) : answer;
  }

  /** What a feature says that asks files that are not open as well: it waits until they are known. */
  async ofAll<T>(
    what: string,
    written: string,
    token: CancellationToken,
    feature: (analysis: Analysis, onlookers: Onlookers) => Promise<T>,
  ): Promise<T | ResponseError | null> {
    const { documents, evaluation, publisher, index } = this.host;
    const uri = normalUri(written);
    publisher.touch(uri);
    const asked = documents.get(uri)?.version;
    await index.ready(token);
    if (documents.get(uri)?.version !== asked) return modified();
    return this.asked(what, token, async (onlookers) => {
      const analysis = evaluation.of(uri);
      return analysis ? feature(analysis, onlookers) : null;
    });
  }

  private async asked<T>(
    what: string,
    token: CancellationToken,
    feature: (onlookers: Onlookers) => Promise<T>,
  ): Promise<T | ResponseError | null> {
    const { connection, documents, evaluation, publisher, index } = this.host;
    const everybody = { index, evaluation, open: () => documents.keys(), changes: () => publisher.changes };
    try {
      return await feature(onlookersFor(everybody, token));
    } catch (error) {
      if (error instanceof ResponseError) return error;
      logBug(connection, what, error);
      return null;
    }
  }

  /** The same of a file that may not be open: what a feature says of its program. */
  async ofProgram<T>(
    what: string,
    written: string,
    token: CancellationToken,
    feature: (program: Program, onlookers: Onlookers) => Promise<T>,
  ): Promise<T | ResponseError | null> {
    const { documents, evaluation, index } = this.host;
    const uri = normalUri(written);
    if (documents.get(uri))
      return this.ofAll(what, uri, token, ({ program }, onlookers) => feature(program, onlookers));
    await index.ready(token);
    return this.asked(what, token, async (onlookers) => {
      const program = evaluation.programs()(uri);
      return program ? feature(program, onlookers) : null;
    });
  }

  /** What some work comes to; undefined where it has a bug. */
  guarded<T>(what: string, work: () => T): T | undefined {
    return guarded(this.host.connection, what, work);
  }
}

/** What some work comes to; undefined where it has a bug, which is logged. */
export function guarded<T>(connection: Connection, what: string, work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    logBug(connection, what, error);
    return undefined;
  }
}

function logBug({ console }: Connection, what: string, error: unknown): void {
  console.error(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
}
