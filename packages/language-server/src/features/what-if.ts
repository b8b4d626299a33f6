import { type Analysis, type NotTurned, scenarioEdit, turnedEdits } from '@upsell/language';
import type { WorkspaceEdit } from 'vscode-languageserver';
import type { WriteTurnsParams } from '../requests.ts';
import { workspaceEdit } from '../workspace-edit.ts';

/** upsell/writeTurns: the edit that writes turned assumptions into the model, a sentence that says why there is none, or undefined where one of them is not there. */
export function whatIfEdit(
  analysis: Analysis,
  as: WriteTurnsParams['as'],
  turns: WriteTurnsParams['turns'],
): WorkspaceEdit | string | undefined {
  const edits = as === 'scenario' ? scenarioEdit(analysis, turns) : turnedEdits(analysis, turns);
  if (typeof edits === 'string') return REASONS[edits];
  return edits && workspaceEdit(analysis, { edits }, analysis.program.files[0]?.uri ?? '');
}

const REASONS: Readonly<Record<NotTurned, string>> = {
  over: 'All months of the period are over, and their numbers stay as they are: write a scenario.',
  rising: 'One of the numbers is half way up a rise, which cannot be written from there on: write a scenario.',
};
