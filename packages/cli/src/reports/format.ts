import type { Analysed } from '../models.ts';

/** One format of `upsell report`. */
export interface ReportFormat {
  /** What its files' names end with, without the point. */
  readonly ending: string;
  /** The file of one model, or a sentence on why there is none. The same model on the same day gives the same bytes. */
  make(file: Analysed, given: ReportGiven): Made | Promise<Made>;
}

export interface ReportGiven {
  /** The folder of what the build has bundled for reports. */
  readonly assets: string;
  /** The day to judge by. */
  readonly asOf: string;
}

type Made = string | Uint8Array | { readonly failure: string };
