import { type Line, monthsText, type TargetResult } from '@upsell/engine';
import type { SheetSource, WorkbookWords } from './workbook-data.ts';
import { SheetDraft } from './workbook-sheet.ts';
import { SUMMARY_WORDS } from './workbook-words.ts';

/** What the model comes to, how far its targets are reached, and how to use the rest. */
export function summarySheet(of: SheetSource): SheetDraft {
  const { model, evaluated, machine, words } = of;
  const { title, start, months, currency } = model;
  const sheet = new SheetDraft('Summary', [40, 18, 18, 14, 18, 26], of);
  sheet.texts([title || words.file], 'title');
  const count = months === 1 ? '1 month' : `${months} months`;
  const period = [monthsText(start, start + months - 1), count, currency].filter(Boolean).join(', ');
  sheet.texts([`${period}. Written from ${words.file}, as of ${words.asOf}.`], 'subtitle');
  if ([...machine.summary, ...machine.targets].some(({ broken }) => broken))
    sheet.texts(['Empty red cells are withheld because of an error: their notes say where it is.'], 'subtitle');
  sheet.skip();
  sheet.header(['The period', 'Value', 'What it is', '', '', ''], [1]);
  for (const line of machine.summary) metric(sheet, line);
  if (machine.targets.length > 0) {
    sheet.skip();
    sheet.header(['Targets', 'Goal', 'Value', 'Attained', 'Missing', 'Who answers for it'], [1, 2, 3, 4]);
    for (const [i, line] of machine.targets.entries()) target(sheet, line, evaluated.targets[i] as TargetResult, words);
  }
  sheet.skip();
  sheet.texts(['How to use this workbook'], 'heading');
  for (const sentence of HOW) sheet.texts([sentence], 'subtitle');
  return sheet;
}

const HOW: readonly string[] = [
  'Assumptions holds every number of the model. Blue ones are inputs: change one, and all figures here, on Machine and on Flows follow.',
  'A change counts from its month on, until the next blue number of its row.',
  'Machine shows what each channel opens, Flows what becomes of it: worked, closed, won, revenue and what is given back.',
  'A range in the model stands at its expected value. Scenarios, expectations and actuals are not in this workbook.',
  'It is a copy: what you change here does not change the model. Write the new number there, with where it comes from.',
];

const NAMED: ReadonlySet<string> = new Set(['opened', 'won', 'revenue', 'net', 'winRate', 'dealSize', 'cost']);
const HEADLINES: ReadonlySet<string> = new Set(['opened', 'revenue', 'net']);

function metric(sheet: SheetDraft, line: Line): void {
  if (line.label.kind !== 'summary') return;
  const { metric: name } = line.label;
  const words = SUMMARY_WORDS[name];
  sheet.line(line, [words.name, undefined, words.says], HEADLINES.has(name) ? 'headline' : 'line', 1);
  const cell = line.cells.get(0);
  if (cell && NAMED.has(name)) sheet.call(words.name.replaceAll(' ', '_'), cell);
}

function target(
  sheet: SheetDraft,
  line: Line,
  { target: { text, owner, span } }: TargetResult,
  words: WorkbookWords,
): void {
  const who = owner === undefined ? '' : (words.ownerTitle(owner, span) ?? owner);
  sheet.line(line, [text, undefined, undefined, undefined, undefined, who], 'line', 1);
}
