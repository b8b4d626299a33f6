import type { ReportFormat } from './format.ts';
import { htmlFormat } from './html.ts';
import { mdFormat } from './md.ts';
import { svgFormat } from './svg.ts';
import { xlsxFormat } from './xlsx.ts';

/** Every format by its name; a format is one file beside this one. */
export const FORMATS = {
  html: htmlFormat,
  md: mdFormat,
  svg: svgFormat,
  xlsx: xlsxFormat,
} as const satisfies Readonly<Record<string, ReportFormat>>;

export type FormatName = keyof typeof FORMATS;
