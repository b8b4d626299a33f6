/** What the publisher asks of the server. */
export interface PublisherHost {
  /** The URIs of the open documents. */
  open(): readonly string[];
  /** True where a change of `changed` can change what is said of `uri`. */
  dependsOn(uri: string, changed: string): boolean;
  /**
   * Analyses a document and sends what is new of it; what was said of one that is closed is taken back. `isDependent` where another
   * one has changed, and not itself.
   */
  publish(uri: string, isDependent: boolean): void;
  /** All is published. */
  settled(): void;
}

/**
 * Says when each document is published: what changed first, then the open documents that depend on it; one a turn of the event
 * loop, so that requests are answered in between, and of several the one that was edited or asked for last. A change that comes
 * in between goes first; whatever the order, each document is published once for one state of all texts.
 */
export class Publisher {
  private readonly host: PublisherHost;
  /** What changed since the last quiet turn. */
  private readonly changed = new Set<string>();
  /** What is to be published: what changed, and what depends on it. */
  private readonly first = new Set<string>();
  private readonly rest = new Set<string>();
  /** When each document was edited or asked for, counted. */
  private readonly touched = new Map<string, number>();
  private touches = 0;
  private count = 0;
  private running = false;
  /** Turns of the event loop that publishing has waited for, and whether the last one brought another change. */
  private waited = 0;
  private again = false;

  constructor(host: PublisherHost) {
    this.host = host;
  }

  /** How many changes there have been. */
  get changes(): number {
    return this.count;
  }

  /** True while something is still to be published. */
  get isBusy(): boolean {
    return this.running;
  }

  /** A document was opened, changed or closed, or what it is judged by did. */
  change(uri: string): void {
    this.count++;
    this.again = this.changed.size > 0;
    this.changed.add(uri);
    if (this.running) return;
    this.running = true;
    setImmediate(this.turn);
  }

  /** Somebody looks at a document: it goes before others. */
  touch(uri: string): void {
    this.touched.set(uri, ++this.touches);
  }

  /** Nobody looks at a document any more. */
  forget(uri: string): void {
    this.touched.delete(uri);
  }

  private readonly turn = (): void => {
    if (this.changed.size > 0) this.awaitQuiet();
    else this.publishNext();
    this.running = this.changed.size + this.first.size + this.rest.size > 0;
    if (this.running) setImmediate(this.turn);
    else this.host.settled();
  };

  /** Messages are taken one a turn: while each turn brings another change, as a burst of keystrokes does, only the last counts. */
  private awaitQuiet(): void {
    if (this.waited === 0 || (this.again && this.waited < MOST_TURNS)) {
      this.waited++;
      this.again = false;
      return;
    }
    this.waited = 0;
    this.again = false;
    const changed = [...this.changed];
    this.changed.clear();
    for (const uri of changed) this.first.add(uri);
    for (const uri of this.host.open()) if (changed.some((one) => this.host.dependsOn(uri, one))) this.rest.add(uri);
    for (const uri of this.first) this.rest.delete(uri);
    this.publishNext();
  }

  private publishNext(): void {
    const queue = this.first.size > 0 ? this.first : this.rest;
    let next: string | undefined;
    for (const uri of queue) if (next === undefined || this.when(uri) > this.when(next)) next = uri;
    if (next === undefined) return;
    queue.delete(next);
    this.host.publish(next, queue === this.rest);
  }

  private readonly when = (uri: string): number => this.touched.get(uri) ?? 0;
}

/** Somebody who types without a pause still sees what is wrong. */
const MOST_TURNS = 100;

declare const setImmediate: (callback: () => void) => void;
