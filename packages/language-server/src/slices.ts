import type { CancellationToken } from 'vscode-languageserver';
import { cancelled } from './cancelled.ts';

/** Long work in slices of a few milliseconds: the event loop is free in between, so that a keystroke never waits longer. */
export class Slices {
  private readonly token: CancellationToken;
  private readonly isBusy: () => boolean;
  private end = performance.now() + SLICE;

  /** `isBusy` is true while the user waits for something else. */
  constructor(token: CancellationToken, isBusy: () => boolean = () => false) {
    this.token = token;
    this.isBusy = isBusy;
  }

  /**
   * To be awaited before each piece of the work.
   * @throws ResponseError `RequestCancelled`
   */
  async next(): Promise<void> {
    while (!this.token.isCancellationRequested && (performance.now() >= this.end || this.isBusy())) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      this.end = performance.now() + SLICE;
    }
    if (this.token.isCancellationRequested) throw cancelled();
  }
}

/** The longest time in milliseconds that a keystroke is to wait. */
const SLICE = 10;

declare const setImmediate: (callback: () => void) => void;
declare const performance: { now(): number };
