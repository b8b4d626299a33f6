import type { Broken, Span } from '@upsell/engine';
import { type Analysis, fileName } from '@upsell/language';

/** Where the cause of what is withheld stands: `line 12`, or `sources.upsell:3`. */
export const placeText = (analysis: Analysis, { broken }: Broken): string => spanText(analysis, broken);

/** The same of any place of an analysis. */
export function spanText({ files }: Analysis, { file, start }: Span): string {
  const source = files[file];
  const line = (source?.lines.at(start).line ?? 0) + 1;
  return file === 0 || !source ? `line ${line}` : `${fileName(source.uri)}:${line}`;
}
