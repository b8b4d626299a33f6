import type { Line } from '@upsell/engine';
import type { SheetSource } from './workbook-data.ts';
import { SheetDraft } from './workbook-sheet.ts';
import { channelName, FLOW_WORDS, layerName } from './workbook-words.ts';

/** The machine itself: what each channel opens, month by month, and what all of it comes to. */
export function machineSheet(of: SheetSource): SheetDraft {
  const { model, machine, words } = of;
  const { months, retention } = model;
  const { tables, queue } = machine.flows;
  const sheet = new SheetDraft('Machine', [34, 24, 16, 13, 14, ...new Array<number>(months).fill(11)], of);
  sheet.texts(['Machine'], 'title');
  sheet.texts(['Opened opportunities by channel: touches x conversion.'], 'subtitle');
  sheet.months(['Channel', 'Who answers for it', 'Touches/month', 'Conversion', 'Opened'], 2, model);
  sheet.freeze(1);
  const owner = (name: string): string => {
    const channel = model.channels.find((one) => one.name === name);
    return channel?.owner === undefined ? '' : (words.ownerTitle(channel.owner, channel.span) ?? channel.owner);
  };
  for (const line of tables.opened.lines()) {
    const { label } = line;
    if (label.kind === 'flow') sheet.line(line, [channelName(model, label.of), owner(label.of)], 'line');
    else if (label.kind === 'subtotal') sheet.line(line, [layerName(label.layer), ''], 'subtotal');
    else sheet.line(line, ['All channels', ''], 'total');
  }
  sheet.skip();
  sheet.texts(['What becomes of it'], 'heading');
  const link = (line: Line, name: string) => sheet.link(line, [name], 'line');
  link(tables.worked.total, FLOW_WORDS.worked.name);
  if (queue) link(tables.backlog.total, FLOW_WORDS.backlog.name);
  link(tables.closed.total, FLOW_WORDS.closed.name);
  link(tables.won.total, FLOW_WORDS.won.name);
  const { revenue, net } = tables;
  sheet.link(revenue.total, [FLOW_WORDS.revenue.name, '', '', ''], retention ? 'line' : 'total');
  if (retention) {
    link(tables.givenBack.total, FLOW_WORDS.givenBack.name);
    sheet.link(net.total, [FLOW_WORDS.net.name, '', '', ''], 'total');
  }
  return sheet;
}
