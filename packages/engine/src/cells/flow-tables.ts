import type { Flow, Forecast } from '../figures.ts';
import { type Broken, type Initiator, isBroken, type Model } from '../model.ts';
import type { LineFlow } from './cell.ts';
import type { ChannelLines } from './channel-lines.ts';
import type { ClosingLines } from './closing-lines.ts';
import { FlowTable } from './flow-table.ts';
import type { WrittenLine } from './line.ts';

/** The rates of taking back, and after how many months. */
export interface RetentionLines {
  readonly customer: WrittenLine;
  readonly vendor: WrittenLine;
  readonly afterMonths: number;
  readonly broken?: Broken;
}

export type Tables = Readonly<Record<LineFlow, FlowTable>>;
export type BySide = Readonly<Record<Initiator, FlowTable>>;

export const SIDES: readonly Initiator[] = ['customer', 'vendor'];

/** What needs no closer. */
const EARLY: ReadonlySet<LineFlow> = new Set(['touches', 'opened']);

/** What the flows are made of. */
export interface FlowSetting {
  readonly model: Model;
  readonly forecast: Forecast;
  readonly channels: readonly ChannelLines[];
  readonly closing: ClosingLines | undefined;
  readonly retention: RetentionLines | undefined;
}

/** Tables without numbers; what the forecast withholds is marked. */
export function tablesOf({ model, forecast, closing }: FlowSetting): Tables {
  const incomplete = model.broken ?? model.incomplete;
  // Where closers are shared, each channel's work is a part of the total's.
  const isShared = closing?.capacity !== undefined || closing?.attention !== undefined;
  const noWork = isShared && isBroken(forecast.total.worked) ? forecast.total.worked : undefined;
  const table = (flow: LineFlow & Flow, unit: 'count' | 'money', rest: { isLevel?: boolean } = {}): FlowTable =>
    new FlowTable(
      { flow, unit, isWhole: true, ...rest },
      model.channels,
      forecast.channels.map((of) => (EARLY.has(flow) || isBroken(of[flow]) ? of[flow] : (noWork ?? of[flow]))),
      forecast.total[flow],
      incomplete,
    );
  const gated = forecast.channels.map((of, i) =>
    model.channels[i]?.touches.some((touch) => touch.gated) ? of.gated : undefined,
  );
  const { total } = forecast;
  return {
    touches: table('touches', 'count'),
    opened: table('opened', 'count'),
    gated: new FlowTable(
      { flow: 'gated', unit: 'count', isWhole: false },
      model.channels,
      gated,
      total.gated,
      incomplete,
    ),
    worked: table('worked', 'count'),
    backlog: table('backlog', 'count', { isLevel: true }),
    closed: table('closed', 'count'),
    won: table('won', 'count'),
    revenue: table('revenue', 'money'),
    lost: table('lost', 'money'),
    givenBack: table('givenBack', 'money'),
    net: table('net', 'money'),
  };
}

/** The same of what one side started. */
export function sideTable({ model, forecast, channels }: FlowSetting, by: Initiator): FlowTable {
  const figures = forecast.channels.map((of, i) =>
    channels[i]?.touches.some(({ side }) => side === by) ? of[by] : undefined,
  );
  const of = { flow: 'opened', unit: 'count', by, isWhole: false } as const;
  return new FlowTable(of, model.channels, figures, forecast.total[by], model.broken ?? model.incomplete);
}
