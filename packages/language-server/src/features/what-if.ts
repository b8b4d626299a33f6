import { type Analysis, scenarioEdit, turnedEdits } from '@upsell/language';
import type { WorkspaceEdit } from 'vscode-languageserver';
import type { WriteTurnsParams } from '../requests.ts';
import { workspaceEdit } from '../workspace-edit.ts';

/** upsell/writeTurns: the edit that writes turned assumptions into the model; undefined where one of them is not there. */
export function whatIfEdit(
  analysis: Analysis,
  as: WriteTurnsParams['as'],
  turns: WriteTurnsParams['turns'],
): WorkspaceEdit | undefined {
  const { program, asOf } = analysis;
  const edits = as === 'scenario' ? scenarioEdit(program, turns) : turnedEdits(program, turns, asOf);
  return edits && workspaceEdit(analysis, { edits }, program.files[0]?.uri ?? '');
}
