import type { Broken, Evaluated, Machine, Model } from '@upsell/engine';
import type { ExplanationWords } from './explanation-assumption.ts';
import type { Look } from './workbook-look.ts';

/** A spreadsheet as plain data. */
export interface Workbook {
  readonly title: string;
  readonly sheets: readonly WorkbookSheet[];
  /** What formulas and people may call a cell: `Revenue` is `Summary!$B$12`. */
  readonly names: readonly { readonly name: string; readonly cell: string }[];
}

export interface WorkbookSheet {
  /** Within the rules of every spreadsheet: no text of a model. */
  readonly name: string;
  /** In characters, from the first column on. */
  readonly widths: readonly number[];
  /** How many of the first rows and columns stay in sight. */
  readonly frozen: { readonly rows: number; readonly columns: number };
  readonly cells: readonly WorkbookCell[];
}

/** A cell; rows and columns count from 0. */
export interface WorkbookCell {
  readonly row: number;
  readonly column: number;
  /** Of a formula what it comes to; null where that is nothing. A text is never a formula. */
  readonly value: string | number | null;
  /** Without the sign that spreadsheets write before it. */
  readonly formula?: string;
  readonly look: Look;
  /** How a number is shown, in the code that spreadsheets have in common. */
  readonly format?: string;
  readonly note?: string;
}

/** What a workbook says beside the numbers. */
export interface WorkbookWords extends ExplanationWords {
  /** The model's file as it is shown. */
  readonly file: string;
  /** The day that the model is judged by: `2026-03-15`. */
  readonly asOf: string;
  /** Where a withheld figure's cause stands, such as `line 12`. */
  withheldAt(broken: Broken): string;
}

/** What a sheet is made of. */
export interface SheetSource {
  readonly model: Model;
  readonly evaluated: Pick<Evaluated, 'forecast' | 'targets'>;
  readonly machine: Machine;
  readonly words: WorkbookWords;
}
