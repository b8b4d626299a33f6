import type { Analysis } from '@upsell/language';
import { statusText } from '@upsell/report';
import type { Connection } from 'vscode-languageserver';
import { guarded } from './answers.ts';
import type { OpenDocuments } from './open-documents.ts';
import { placeText } from './place-text.ts';
import { STATUS, type StatusParams } from './requests.ts';

/** What the status of documents is served with. */
export interface StatusHost {
  readonly connection: Connection;
  readonly documents: OpenDocuments;
  /** The client shows it. */
  isShown(): boolean;
}

/** Tells the client how the figures of open documents stand. */
export class StatusFeed {
  private readonly host: StatusHost;
  private readonly sent = new Map<string, string>();

  constructor(host: StatusHost) {
    this.host = host;
  }

  /** Takes what a root says now; undefined where it is closed. */
  update(uri: string, analysis: Analysis | undefined): void {
    const { connection, documents, isShown } = this.host;
    if (!isShown()) return;
    const status = analysis && guarded(connection, 'status', () => statusOf(analysis));
    const text = JSON.stringify(status);
    if (!status) this.sent.delete(uri);
    else if (this.sent.get(uri) !== text) {
      this.sent.set(uri, text);
      void connection.sendNotification(STATUS, documents.named({ uri, ...status }));
    }
  }
}

function statusOf(analysis: Analysis): Omit<StatusParams, 'uri'> {
  if (!analysis.isModel)
    return {
      kind: 'library',
      text: 'Library',
      detail: 'A file without a `model` block: what it declares is evaluated in the models that import it.',
    };
  const { isWithheld, text, detail } = statusText(analysis.model, analysis.forecast, (broken) =>
    placeText(analysis, broken),
  );
  return { kind: isWithheld ? 'withheld' : 'model', text, detail };
}
