import type { LinePlace, Turn } from '@upsell/report';
import type { WriteAs } from './messages.ts';

/** Where the preview is at home: an editor, or a file that somebody has opened. What is absent cannot be done there. */
export interface Host {
  /** Goes to a line of the model. */
  reveal?(place: Pick<LinePlace, 'file' | 'line'>): void;
  /** Writes turned assumptions into the model; whether that has been done. */
  write?(as: WriteAs, turns: readonly Turn[]): Promise<boolean>;
  /** What was kept of the last time. */
  readonly kept?: Kept;
  keep(kept: Kept): void;
}

/** What a person has chosen, and finds again after a reload. */
export interface Kept {
  readonly screen?: string;
  readonly from?: number;
  readonly to?: number;
}
