import { type Month, monthOf } from '@upsell/engine';
import { type Analysis, applyEdits } from '@upsell/language';
import { type Proposal, plainText, proposalsAt } from '@upsell/language/completion';
import { analyseFiles, type Files } from '../harness/analyse-text.ts';
import { addedErrors } from './missing-rest.ts';

/** The current month of these tests: within the period of the examples. */
const NOW = monthOf(2026, 11);

export const analysedNow = (files: Files, now: Month = NOW): Analysis => analyseFiles(files, now);

/** What is offered at an offset of the first file. */
export const offersAt = ({ program }: Analysis, offset: number, now: Month = NOW): readonly Proposal[] =>
  proposalsAt(program, offset, now);

/** The text of a file after an item is accepted with its defaults. */
export function accepted(text: string, { range, snippet, also }: Proposal): string {
  if (!range) throw new Error('it does not say what it replaces');
  return applyEdits(text, [{ ...range, newText: plainText(snippet) }, ...(also ?? [])]);
}

/** What goes wrong when an item is accepted: nothing but a missing rest should. */
export function complaints(
  files: Files,
  before: Analysis,
  offset: number,
  proposal: Proposal,
  now: Month = NOW,
): readonly string[] {
  const [name = '', text = ''] = Object.entries(files)[0] ?? [];
  const after = analyseFiles({ ...files, [name]: accepted(text, proposal) }, now);
  return addedErrors(before, after, proposal).map((error) => `${name} ${offset}, ${proposal.label}: ${error}`);
}
