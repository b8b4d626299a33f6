import { monthOf, type Series } from '@upsell/engine';
import { type Analysis, type SourceCard, sourceCards } from '@upsell/language';
import { type Passage, paragraph, plannedText } from '@upsell/report';
import type { Hover } from 'vscode-languageserver';
import { type ActualsCell, cellUnder, valueIn } from '../actuals-cell.ts';
import { type HoverFormat, hoverOf } from '../hover-format.ts';
import { sourceRuns } from '../source-runs.ts';
import type { ActualsRequest } from './actuals-completion.ts';

/**
 * textDocument/hover in a file of actuals: what a column holds, what a source is and who owns its channel, and what was planned for the
 * month and the source of a figure. `analysisOf` gives that of the model, where it is open.
 */
export function actualsHover(
  { uri, text, position, program: programOf }: ActualsRequest,
  analysisOf: () => Analysis | undefined,
  format: HoverFormat,
): Hover | null {
  const cell = cellUnder(uri, text, position);
  const column = cell?.columns.find(({ name }) => name === cell.column);
  if (!cell || !column) return null;
  const passages: Passage[] = [{ kind: 'derivation', markdown: `**${column.name}**: ${column.documentation}` }];
  const name = cell.row > 0 ? valueIn(cell, 'source') : undefined;
  const program = name === undefined ? undefined : programOf();
  const cards = program ? sourceCards(program) : [];
  const card = cards.find((one) => one.name === name || (name !== undefined && one.formerly.includes(name)));
  const analysis = card && column.kind !== 'source' ? analysisOf() : undefined;
  if (card && column.kind === 'source') passages.push(paragraph(...sourceRuns(card, name)));
  if (card && analysis) passages.push(...planOf(cell, card, analysis).map((text) => paragraph(text)));
  return hoverOf(passages, format, cell.at);
}

/** What the model has for the row's month and source. */
function planOf(cell: ActualsCell, { channel: name }: SourceCard, { model, forecast }: Analysis): readonly string[] {
  const [, year, month] = /^(\d{4})-(\d{2})$/.exec(valueIn(cell, 'month') ?? '') ?? [];
  const figures = forecast.channels.find(({ channel }) => channel.name === name);
  if (!figures || year === undefined) return [];
  const m = monthOf(Number(year), Number(month)) - model.start;
  const at = (figure: unknown): number | undefined =>
    figure instanceof Float64Array ? (figure as Series)[m] : undefined;
  const { touches, opened, closed, won, revenue } = figures;
  const planned = { touches: at(touches), opened: at(opened), closed: at(closed), won: at(won), revenue: at(revenue) };
  return planned.touches === undefined ? [] : [plannedText(planned, model.currency)];
}
