import { isBroken, type Line, type LineLabel, monthText } from '@upsell/engine';
import type { SheetSource, WorkbookWords } from './workbook-data.ts';
import { SheetDraft } from './workbook-sheet.ts';
import {
  assumptionName,
  assumptionUnit,
  brokenText,
  channelName,
  closingName,
  layerText,
  shortText,
} from './workbook-words.ts';

/** The inputs: what a number is, who answers for it, how it is written and where it comes from. */
export function assumptionsSheet(of: SheetSource): SheetDraft {
  const { model, machine } = of;
  const sheet = new SheetDraft('Assumptions', [34, 16, 22, 54, 22, ...new Array<number>(model.months).fill(11)], of);
  sheet.texts(['Assumptions'], 'title');
  sheet.texts(
    [
      'Change a blue number: every figure follows. A month in black takes the number of the month before it, so a change counts from its month on.',
    ],
    'subtitle',
  );
  sheet.months(['What', 'Unit', 'Who answers for it', 'As it is written, and where it comes from', 'Where'], 5, model);
  sheet.freeze(1);
  const lines = (all: readonly Line[]) => {
    for (const line of all) assumption(sheet, line, of);
  };
  if (machine.drivers.length > 0) {
    block(sheet, 'Drivers', 'what several numbers use');
    lines(machine.drivers);
  }
  if (machine.season) {
    block(sheet, 'Season', 'of every channel that has none of its own');
    lines([machine.season]);
  }
  for (const { channel, lines: all } of machine.channels) {
    block(
      sheet,
      channelName(model, channel.name),
      [layerText(channel.layer), channel.source && `source ${channel.source}`].filter(Boolean).join(', '),
    );
    lines(all);
  }
  if (!isBroken(machine.closing)) {
    block(sheet, closingName(model), '');
    lines(machine.closing.all);
    cycle(sheet, of);
  }
  if (machine.retention) {
    block(sheet, 'Retention', `given back ${model.retention?.afterMonths} months after the sale`);
    lines(machine.retention);
  }
  if (machine.workdays) {
    block(sheet, 'Calendar', '');
    lines([machine.workdays]);
  }
  return sheet;
}

function block(sheet: SheetDraft, title: string, says: string): void {
  sheet.skip();
  sheet.texts([title, undefined, says], 'heading', 'subtitle');
}

function assumption(sheet: SheetDraft, line: Line, { model, words }: SheetSource): void {
  const { label, steps } = line;
  const isPart = label.kind !== 'assumption' && label.kind !== 'driver' && label.kind !== 'open at start';
  const owners = [
    ...new Set(steps.map(({ owner, span }) => owner && (words.ownerTitle(owner, span) ?? owner)).filter(Boolean)),
  ];
  const texts = [assumptionName(label, model, words), assumptionUnit(label, model), owners.join(', ')];
  sheet.line(line, [...texts, ...writtenLines(line, words)], isPart ? 'part' : 'line');
}

/** How a line is written in the text, and where: a line for each step, or more where it is long. */
function writtenLines({ label, steps, cells }: Line, words: WorkbookWords): readonly [string, string] {
  const [first] = cells.values();
  const spans = steps.length > 0 ? steps.map(({ span }) => span) : first?.step ? [first.step.span] : [];
  if (spans.length === 0) return [partText(label, words), ''];
  const told = spans.map((span) => ({ lines: brokenText(words.source(span)), place: words.place(span) }));
  return [
    told.flatMap(({ lines }) => lines).join('\n'),
    told.flatMap(({ lines, place }) => lines.map((_, i) => (i === 0 ? place : ''))).join('\n'),
  ];
}

/** What a part of an assumption is in the text. */
function partText(label: LineLabel, words: WorkbookWords): string {
  if ('span' in label) return shortText(words.source(label.span));
  return label.kind === 'assumption' && label.name === 'closers' ? 'not said: one' : '';
}

function cycle(sheet: SheetDraft, of: SheetSource): void {
  const { model, machine, words } = of;
  if (isBroken(machine.closing)) return;
  const { cycle: shares, whole, reversed, stillOpen } = machine.closing;
  const name = (line: Line) => assumptionName(line.label, model, words);
  const before = machine.channels.flatMap(({ openedBefore }) => openedBefore ?? []);
  sheet.skip();
  const after = ['same month', '+1 month', ...Array.from({ length: 59 }, (_, k) => `+${k + 2} months`)];
  sheet.headers('Cycle', after.slice(0, Math.max(shares.cells.size, 1)));
  const written =
    isBroken(model.closing) || !model.closing.cycle
      ? 'not said: all in the month of the work'
      : shortText(words.source(model.closing.cycle.span));
  const at = isBroken(model.closing) || !model.closing.cycle ? '' : words.place(model.closing.cycle.span);
  sheet.line(shares, [name(shares), 'of worked', undefined, written, at], 'line');
  sheet.line(whole, [name(whole)], 'part');
  sheet.line(reversed, [name(reversed)], 'part');
  if (before.length === 0) return;
  sheet.line(stillOpen, [name(stillOpen)], 'part');
  sheet.skip();
  const most = Math.max(...before.map(({ cells }) => cells.size));
  const names = Array.from({ length: most }, (_, k) => monthText(model.start - 1 - k));
  sheet.headers('Opened before the period', names);
  for (const line of before)
    sheet.line(
      line,
      [name(line), 'opened', undefined, 'from the actuals; before the months, what of it was open at start'],
      'line',
    );
}
