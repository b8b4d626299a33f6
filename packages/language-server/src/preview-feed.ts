import { type Analysis, dashboardInput } from '@upsell/language';
import { type PackedInput, packedInput } from '@upsell/report';
import type { PreviewParams } from './requests.ts';

/** What the feed asks of the server. */
export interface PreviewFeedHost {
  /** The analysis of an open document. */
  analysis(uri: string): Analysis | undefined;
  send(params: PreviewParams): void;
  /** Does some work; where that has a bug, it is logged. */
  guarded(work: () => void): void;
  /** Calls back after some milliseconds. */
  later(milliseconds: number, callback: () => void): void;
}

/**
 * Sends open previews what they show: after the editor's own answers, never before, and in a burst of keystrokes from time to time. What
 * has not changed since the last time is not sent again.
 */
export class PreviewFeed {
  readonly #host: PreviewFeedHost;
  readonly #watched = new Map<string, Sent>();
  /** Something is to be sent when nobody types any more. */
  #isWaiting = false;
  /** Somebody has typed since the wait began, which has come to so many milliseconds in all. */
  #isTouched = false;
  #waited = 0;

  constructor(host: PreviewFeedHost) {
    this.#host = host;
  }

  /** A preview is open, or wants all of it again. */
  watch(uri: string): void {
    this.#watched.set(uri, { count: this.#watched.get(uri)?.count ?? 0 });
    this.#host.guarded(() => this.#send(uri));
  }

  unwatch(uri: string): void {
    this.#watched.delete(uri);
  }

  /** What is published may be another than before. */
  settled(): void {
    if (this.#watched.size === 0) return;
    this.#isTouched = true;
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    this.#waited = 0;
    this.#wait();
  }

  /** Hints are asked for right after a keystroke: they go first. */
  #wait(): void {
    this.#isTouched = false;
    this.#host.later(QUIET, () => {
      this.#waited += QUIET;
      if (this.#isTouched && this.#waited < LONGEST) return this.#wait();
      this.#isWaiting = false;
      for (const uri of this.#watched.keys()) this.#host.guarded(() => this.#send(uri));
      return undefined;
    });
  }

  #send(uri: string): void {
    const last = this.#watched.get(uri);
    const analysis = this.#host.analysis(uri);
    // A document that is closed keeps the preview that it has.
    if (!last || !analysis || analysis === last.analysis) return;
    if (!analysis.isModel) {
      this.#watched.set(uri, { count: last.count, analysis });
      this.#host.send({ uri, reason: 'This file is a library: it has no `model` block, so there is nothing to show.' });
      return;
    }
    const count = last.count + 1;
    const { whole, sent } = packedInput(dashboardInput(analysis), last.packed);
    this.#watched.set(uri, { count, analysis, packed: whole });
    const files = analysis.files.map((file) => file.uri);
    this.#host.send({ uri, count, isWhole: last.packed === undefined, input: sent, files });
  }
}

/** What a preview was sent last. */
interface Sent {
  readonly count: number;
  readonly analysis?: Analysis;
  readonly packed?: PackedInput;
}

/** So long nobody has typed, in milliseconds. */
const QUIET = 20;
/** So long at most somebody who types without a pause waits. */
const LONGEST = 200;
