/**
 * Whether somebody is typing right now. What was kept for them while they did is told anew once they rest: then what is shown is what is
 * there.
 */
export class TypingClock {
  private readonly rested: () => void;
  private changedAt = Number.NEGATIVE_INFINITY;
  private timer: unknown;

  /** `rested` is called when something was kept, and nobody has typed for a while. */
  constructor(rested: () => void) {
    this.rested = rested;
  }

  /** A text has changed. */
  change(): void {
    this.changedAt = performance.now();
  }

  get isRunning(): boolean {
    return performance.now() - this.changedAt < REST;
  }

  /** Something is shown as it was before the last edits. */
  keep(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.rested, Math.max(0, this.changedAt + REST - performance.now()) + 1);
  }
}

/** How long nobody types, in milliseconds, until they are taken to look. */
const REST = 1_500;

declare const setTimeout: (callback: () => void, milliseconds: number) => unknown;
declare const clearTimeout: (timer: unknown) => void;
declare const performance: { now(): number };
