import type { Evaluated, Model } from '@upsell/engine';
import type { Analysis } from '@upsell/language';
import { type Workbook, type WorkbookWords, workbook } from '@upsell/report';

/** The words of a model that stands in one file; where a model has none, its places say nothing. */
export function wordsOf(analysis: Analysis): WorkbookWords {
  const text = analysis.files[0]?.text ?? '';
  return {
    file: 'model.upsell',
    asOf: '2026-03-15',
    place: ({ file, start }) => `${file}:${(analysis.files[file]?.lines.at(start).line ?? 0) + 1}`,
    source: ({ file, start, end }) => (analysis.files[file]?.text ?? text).slice(start, end),
    ownerTitle: () => undefined,
    withheldAt: ({ broken }) => `line ${(analysis.files[broken.file]?.lines.at(broken.start).line ?? 0) + 1}`,
  };
}

/** The workbook of what was analysed, or of another model with the same text. */
export const workbookOf = (
  analysis: Analysis,
  of: { readonly model: Model } & Pick<Evaluated, 'forecast' | 'targets'> = analysis,
): Workbook => workbook(of.model, of, wordsOf(analysis));
