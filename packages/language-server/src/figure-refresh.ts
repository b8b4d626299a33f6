import { haveSameFigures } from '@upsell/engine';
import type { Analysis } from '@upsell/language';
import type { Connection } from 'vscode-languageserver';
import { askAgain } from './ask-again.ts';
import type { ClientAbilities } from './client-abilities.ts';
import type { Settings } from './settings.ts';

/**
 * Has hints and code lenses asked for again. An editor asks for those of a document that it changed itself; of a change elsewhere it
 * is told, once all is published, and only where something that was computed has changed.
 */
export class FigureRefresh {
  private readonly connection: Connection;
  private readonly client: () => ClientAbilities;
  /** By document, as it was published last. */
  private readonly published = new Map<string, Analysis>();
  private isOld = false;

  constructor(connection: Connection, client: () => ClientAbilities) {
    this.connection = connection;
    this.client = client;
  }

  /** A document is published (without an analysis: it is closed); `isDependent` where another one has changed, and not itself. */
  onPublished(uri: string, analysis: Analysis | undefined, isDependent: boolean): void {
    const before = this.published.get(uri);
    if (analysis) this.published.set(uri, analysis);
    else this.published.delete(uri);
    this.isOld ||= analysis !== undefined && isDependent && !(before && saySame(before, analysis));
  }

  /** All is published. */
  onSettled(): void {
    if (this.isOld) this.all();
    this.isOld = false;
  }

  onSettings(before: Settings, after: Settings): void {
    if (isOther(before.inlayHints, after.inlayHints)) this.hints();
    if (isOther(before.codeLens, after.codeLens)) this.lenses();
  }

  all(): void {
    this.hints();
    this.lenses();
  }

  private hints(): void {
    if (this.client().hintRefresh) askAgain(this.connection.languages.inlayHint.refresh());
  }

  private lenses(): void {
    if (this.client().lensRefresh) askAgain(this.connection.sendRequest('workspace/codeLens/refresh'));
  }
}

const isOther = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);

/** True where hints and lenses certainly say the same. What happened is read anew as a whole where any of it has changed. */
const saySame = (a: Analysis, b: Analysis): boolean =>
  a === b ||
  (a.asOf === b.asOf &&
    a.records.actuals?.actuals === b.records.actuals?.actuals &&
    a.records.plan?.read === b.records.plan?.read &&
    haveSameFigures(a, b));
