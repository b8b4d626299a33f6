import { valuesBeside } from '@upsell/actuals';
import { fiscalQuarterText, type Month, monthText } from '@upsell/engine';
import { type Program, periodOf, sourceCards } from '@upsell/language';
import type { CompletionItem, Position } from 'vscode-languageserver';
import { type ActualsCell, cellUnder, valueIn } from '../actuals-cell.ts';
import { CompletionItemKind } from '../protocol.ts';

/** A file of actuals under the cursor. */
export interface ActualsRequest {
  readonly uri: string;
  readonly text: string;
  readonly position: Position;
  /** The model that names its folder; undefined where none is known. It may have to be read: not every cell needs it. */
  readonly program: () => Program | undefined;
}

/**
 * textDocument/completion in a file of actuals: the columns that the header does not have, the sources of the taxonomy, those first that
 * the month has no row of, the months of the period up to `asOf`, the last first, and what else a cell can only be.
 */
export function actualsCompletion({ uri, text, position, ...model }: ActualsRequest, asOf: Month): CompletionItem[] {
  const cell = cellUnder(uri, text, position);
  if (!cell) return [];
  if (cell.row === 0) return columnItems(cell);
  const kind = cell.columns.find(({ name }) => name === cell.column)?.kind;
  const item = (label: string, i: number, rest: Partial<CompletionItem> = {}): CompletionItem => ({
    label,
    kind: CompletionItemKind.Value,
    sortText: String(i).padStart(4, '0'),
    textEdit: { range: cell.at, newText: quoted(label) },
    ...rest,
  });
  switch (kind) {
    case 'source': {
      const month = valueIn(cell, 'month');
      const taken = new Set(month === undefined ? [] : valuesBeside(text, 'source', 'month', month));
      const program = model.program();
      const cards = program ? sourceCards(program) : [];
      const isFree = (name: string) => !taken.has(name) || name === cell.value;
      return [...cards.filter(({ name }) => isFree(name)), ...cards.filter(({ name }) => !isFree(name))].map(
        (card, i) =>
          item(card.name, i, {
            kind: CompletionItemKind.EnumMember,
            detail: isFree(card.name) ? card.label : `${card.label}, has a row already`,
          }),
      );
    }
    case 'month':
      return monthsOf(model.program(), asOf).map((month, i) => item(monthText(month), i));
    case 'quarter':
      return quartersOf(model.program(), asOf).map((quarter, i) => item(quarter, i));
    case 'initiator':
      return ['customer', 'vendor'].map((side, i) => item(side, i));
    default:
      return [];
  }
}

const columnItems = ({ columns, header, at, value }: ActualsCell): CompletionItem[] =>
  columns
    .filter(({ name }) => name === value || !header.includes(name))
    .map(({ name, isRequired, documentation }, i) => ({
      label: name,
      kind: CompletionItemKind.Field,
      detail: isRequired ? 'required' : 'optional',
      documentation,
      sortText: String(i).padStart(4, '0'),
      textEdit: { range: at, newText: name },
    }));

/** A name as a cell that is read as it is. */
const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The months that can have actuals, the last first. */
function monthsOf(program: Program | undefined, asOf: Month): readonly Month[] {
  const period = program && periodOf(program);
  const last = Math.min(asOf, period?.last ?? asOf);
  const first = Math.min(period?.first ?? last - YEAR, last - YEAR);
  return Array.from({ length: last - first + 1 }, (_, i) => last - i);
}

/** Months before the period feed the cycle and the trailing actuals. */
const YEAR = 11;

function quartersOf(program: Program | undefined, asOf: Month): readonly string[] {
  const start = (program && periodOf(program)?.fiscalYearStart) ?? 1;
  return [...new Set(monthsOf(program, asOf).map((month) => fiscalQuarterText(month, start)))];
}
