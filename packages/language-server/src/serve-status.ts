import type { Analysis } from '@upsell/language';
import { statusText } from '@upsell/report';
import type { Connection } from 'vscode-languageserver';
import { modelHint } from './anchor-hints.ts';
import { guarded } from './answers.ts';
import { KeptHints } from './kept-hints.ts';
import type { OpenDocuments } from './open-documents.ts';
import { placeText } from './place-text.ts';
import { STATUS, type StatusParams } from './requests.ts';
import { TypingClock } from './typing-clock.ts';

/** What the status of documents is served with. */
export interface StatusHost {
  readonly connection: Connection;
  readonly documents: OpenDocuments;
  /** What an open document says now. */
  analysis(uri: string): Analysis | undefined;
  /** Another number as soon as somebody types in another declaration (`Evaluation.typingPlaceOf`). */
  typingPlace(analysis: Analysis): number;
  /** The client shows it. */
  isShown(): boolean;
}

/**
 * Tells the client how the figures of open documents stand. While somebody types in a declaration, a total that it withholds is the last
 * one, as the hint on the model has it.
 */
export class StatusFeed {
  private readonly host: StatusHost;
  private readonly sent = new Map<string, string>();
  private readonly hints = new Map<string, KeptHints>();
  /** Those of which the last total is shown. */
  private readonly kept = new Set<string>();
  private readonly clock = new TypingClock(() => {
    for (const uri of [...this.kept]) this.update(uri, this.host.analysis(uri));
  });

  constructor(host: StatusHost) {
    this.host = host;
    host.documents.onChange(() => this.clock.change());
  }

  /** Takes what a root says now; undefined where it is closed. */
  update(uri: string, analysis: Analysis | undefined): void {
    const { connection, documents, isShown } = this.host;
    if (!isShown()) return;
    this.kept.delete(uri);
    const status = analysis && guarded(connection, 'status', () => this.statusOf(uri, analysis));
    const text = JSON.stringify(status);
    if (!status) {
      this.sent.delete(uri);
      this.hints.delete(uri);
    } else if (this.sent.get(uri) !== text) {
      this.sent.set(uri, text);
      void connection.sendNotification(STATUS, documents.named({ uri, ...status }));
    }
  }

  private statusOf(uri: string, analysis: Analysis): Omit<StatusParams, 'uri'> {
    if (!analysis.isModel) return LIBRARY;
    const { isWithheld, detail } = statusText(analysis.model, analysis.forecast, (broken) =>
      placeText(analysis, broken),
    );
    const hints = this.hints.get(uri) ?? new KeptHints();
    this.hints.set(uri, hints);
    const { text } = hints.shown({ kind: 'model' }, modelHint(analysis), analysis, {
      isRunning: this.clock.isRunning,
      place: this.host.typingPlace(analysis),
      isOpen: (file) => this.host.documents.get(file) !== undefined,
      keep: () => {
        this.kept.add(uri);
        this.clock.keep();
      },
    });
    return { kind: isWithheld && !this.kept.has(uri) ? 'withheld' : 'model', text, detail };
  }
}

const LIBRARY: Omit<StatusParams, 'uri'> = {
  kind: 'library',
  text: 'Library',
  detail: 'A file without a `model` block: what it declares is evaluated in the models that import it.',
};
