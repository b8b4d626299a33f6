import type { Analysed } from '../models.ts';

/** One way to write a report: its file's ending, and what stands in the file. */
export interface ReportFormat {
  readonly ending: string;
  /** `assets` is the folder of what the build has bundled for reports. */
  make(file: Analysed, assets: string): string | Promise<Uint8Array>;
}
