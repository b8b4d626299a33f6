import type { Line, LineLabel, Machine, Model } from '@upsell/engine';
import type { SheetSource } from './workbook-data.ts';
import { type LineLook, SheetDraft } from './workbook-sheet.ts';
import { channelName, FLOW_WORDS, flowName, layerName, SIDE_WORDS } from './workbook-words.ts';

type Table = Machine['flows']['tables']['opened'];

/** What becomes of the touches, step by step, by channel and month. */
export function flowsSheet(of: SheetSource): SheetDraft {
  const { model, machine } = of;
  const { months, retention } = model;
  const { tables, byTouch, bySide, queue, carried, streams, cost, quota } = machine.flows;
  const sheet = new SheetDraft('Flows', [34, 18, 14, 30, 14, ...new Array<number>(months).fill(11)], of);
  sheet.texts(['Flows'], 'title');
  sheet.texts(['Every number here is a formula: change the assumptions, not these.'], 'subtitle');
  sheet.months(['What', 'Of', 'Started by', 'How it is made', 'Period'], 4, of.model);
  sheet.freeze(1);

  const heading = (title: string, says = '') => {
    sheet.skip();
    sheet.texts([title, undefined, undefined, says], 'heading', 'subtitle');
  };
  const rows = (lines: readonly Line[]) => {
    for (const line of lines) sheet.line(line, textsOf(line.label, model), lookOf(line.label));
  };
  const table = (of: Table, title?: string) => {
    const { name, how } = FLOW_WORDS[of.of.flow];
    heading(title ?? name, title === undefined ? how : FLOW_WORDS.gated.how);
    rows(of.lines());
  };

  if (byTouch.touches.length > 0) {
    heading('Touches by kind', FLOW_WORDS.touches.how);
    rows(byTouch.touches);
  }
  table(tables.touches);
  if (byTouch.opened.length > 0) {
    heading('Opened by kind of touch', FLOW_WORDS.opened.how);
    rows(byTouch.opened);
  }
  for (const side of ['customer', 'vendor'] as const)
    if (!bySide[side].isEmpty) table(bySide[side], `Opened, started by ${SIDE_WORDS[side]}`);
  if (!tables.gated.isEmpty) table(tables.gated);
  if (queue) {
    heading("The closers' queue", 'of all channels');
    rows([queue.queue, queue.limit, queue.share]);
  }
  table(tables.worked);
  if (queue) table(tables.backlog);
  if (carried.length > 0) {
    heading('Closing of what was open at start', 'open at start x share of the cycle that is left');
    rows(carried);
  }
  table(tables.closed);
  table(tables.won);
  table(tables.revenue);
  if (streams.length > 0) {
    heading('By who started the conversation', 'of channels in which both did');
    rows(streams);
  }
  if (retention) for (const of of [tables.lost, tables.givenBack, tables.net]) table(of);
  if (cost || quota) {
    heading('The closers', 'closers x each');
    rows([cost, quota].flatMap((line) => line ?? []));
  }
  return sheet;
}

const lookOf = ({ kind }: LineLabel): LineLook =>
  kind === 'total' ? 'total' : kind === 'subtotal' ? 'subtotal' : 'line';

/** What a line is, of what, and who started it. */
function textsOf(label: LineLabel, model: Model): readonly (string | undefined)[] {
  switch (label.kind) {
    case 'flow': {
      const { of, flow, touch, by } = label;
      const name = channelName(model, of);
      return [touch ? `${name}: ${touch}` : name, flowName(flow), by && SIDE_WORDS[by]];
    }
    case 'subtotal':
      return [layerName(label.layer), flowName(label.flow), '', ''];
    case 'total':
      return ['Total', flowName(label.flow), label.by ? SIDE_WORDS[label.by] : '', ''];
    case 'carried':
      return [channelName(model, label.of), 'Closed'];
    case 'queue':
      return ['To be worked', 'Opportunities', undefined, 'what waits and what is opened'];
    case 'limit':
      return ['Can be worked', 'Opportunities', undefined, 'capacity x closers x attention'];
    case 'share worked':
      return ['Share worked', undefined, undefined, 'the same in every channel'];
    case 'cost':
      return ['Cost of the closers'];
    case 'quota':
      return ['Quota of the closers'];
    default:
      return [];
  }
}
