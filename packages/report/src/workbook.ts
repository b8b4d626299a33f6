import { type Evaluated, type Model, machine } from '@upsell/engine';
import { assumptionsSheet } from './workbook-assumptions.ts';
import type { SheetSource, Workbook, WorkbookWords } from './workbook-data.ts';
import { flowsSheet } from './workbook-flows.ts';
import { machineSheet } from './workbook-machine.ts';
import { Places } from './workbook-sheet.ts';
import { summarySheet } from './workbook-summary.ts';

/**
 * A model as a spreadsheet: its assumptions as inputs, and every figure as a formula over them, so that a changed assumption
 * changes what follows from it. Ranges stand at their expected value. What is withheld is empty and says why. Of a model whose
 * period is known; of a portfolio not.
 */
export function workbook(
  model: Model,
  evaluated: Pick<Evaluated, 'forecast' | 'targets'>,
  words: WorkbookWords,
): Workbook {
  const of: SheetSource = { model, evaluated, machine: machine(model, evaluated), words };
  const drafts = [summarySheet(of), machineSheet(of), assumptionsSheet(of), flowsSheet(of)];
  const places = new Places(drafts);
  return {
    title: model.title,
    sheets: drafts.map((draft) => draft.finish(places)),
    names: drafts.flatMap((draft) => draft.names(places)),
  };
}
