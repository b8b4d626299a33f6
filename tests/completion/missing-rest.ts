import type { Analysis, Diagnostic } from '@upsell/language';
import type { Proposal } from '@upsell/language/completion';

/*
 * What accepting an item may add to a text without an error: a missing rest, which is what one would type next.
 *
 * - `syntax-error` whose sentence ends with "found the end of the line." or "found `}`.": the line stops where more has to come.
 *   Any other syntax error means that the item does not fit where it was put.
 * - `step-order` of a step that does not yet say from when it holds.
 * - Errors that say that a declaration, or a field of another one, is still to be written: what begins a model, lists a source or
 *   adds retention is not the end of it.
 * - `wrong-unit` behind the name of a driver: `accounts` goes on with `* 1/month`.
 * - `source-shared` and `source-without-channel` behind the name of a source: who moves a source from one channel to another begins
 *   with one of the two.
 * - `expectation-failed`: what the model says, and no fault of its text.
 */

const STILL_TO_BE_WRITTEN: ReadonlySet<string> = new Set([
  'no-closing-model',
  'no-sources',
  'source-without-channel',
  'leverage-without-foundation',
  'initiator-missing',
]);

const isMissingRest = ({ code, message }: Diagnostic, { kind }: Proposal): boolean =>
  (code === 'syntax-error' && /found (?:the end of the line|`}`)\.$/.test(message)) ||
  (code === 'step-order' && message.startsWith('Every step after the first says from when it holds')) ||
  (code === 'wrong-unit' && kind === 'driver') ||
  (code === 'source-shared' && kind === 'source') ||
  code === 'expectation-failed' ||
  STILL_TO_BE_WRITTEN.has(code);

/** The errors that accepting an item has added, but for a missing rest. */
export function addedErrors(before: Analysis, after: Analysis, accepted: Proposal): readonly string[] {
  const known = errorsOf(before).map(textOf);
  return errorsOf(after).flatMap((error) => {
    const at = known.indexOf(textOf(error));
    if (at >= 0) known.splice(at, 1);
    return at >= 0 || isMissingRest(error, accepted) ? [] : [textOf(error)];
  });
}

const errorsOf = ({ diagnostics }: Analysis): readonly Diagnostic[] =>
  diagnostics.filter(({ severity }) => severity === 'error');

const textOf = ({ code, message }: Diagnostic): string => `${code}: ${message}`;
