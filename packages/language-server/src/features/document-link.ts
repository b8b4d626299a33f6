import { type Analysis, fileLinksOf, fileName } from '@upsell/language';
import type { DocumentLink } from 'vscode-languageserver';
import { locationOf } from '../symbols.ts';

/**
 * textDocument/documentLink: the paths of a document that lead to a library, a part of a portfolio, actuals or a plan. They are whole
 * from the start: all that is needed for them is known by then.
 */
export const documentLinks = (
  { program, records }: Analysis,
  withTooltip: boolean,
): (DocumentLink & { readonly target: string })[] =>
  fileLinksOf(program, records).map(({ start, end, uri, to }) => ({
    range: locationOf(program, { file: 0, start, end }).range,
    target: uri,
    ...(withTooltip && { tooltip: `Open ${WHAT[to]} ${fileName(uri)}` }),
  }));

const WHAT = {
  library: 'the library',
  model: 'the model',
  actuals: 'the actuals,',
  plan: 'the plan of record,',
} as const;
