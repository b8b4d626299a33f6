import type { Forecast, SummaryMetric } from '../figures.ts';
import { isKnown } from '../metric.ts';
import { isBroken, type Metric, type Model } from '../model.ts';
import type { TargetResult } from '../target.ts';
import type { Formula } from './cell.ts';
import { type Cell, type SummaryLine, TOTAL, type Unit } from './cell.ts';
import type { FlowLines } from './flow-lines.ts';
import type { FlowTable } from './flow-table.ts';
import { SIDES } from './flow-tables.ts';
import { minus, over, plus, ratio, sum } from './formula.ts';
import { WrittenLine } from './line.ts';

/** The period in one number a metric, in the order in which they are read; what is 0 for want of a declaration is absent. */
export function summaryLines(model: Model, forecast: Forecast, flows: FlowLines): readonly WrittenLine[] {
  const { tables, bySide, cost, openAtStart, queue } = flows;
  const total = (flow: keyof FlowLines['tables']): Cell => tables[flow].total.at(TOTAL);
  const open = (): Formula => minus(plus(total('opened'), sum(openAtStart)), total('closed'));
  const durable = (): Formula => minus(total('revenue'), total('lost'));
  const leverage = (): readonly Cell[] => tables.opened.layer('leverage')?.run(TOTAL, TOTAL) ?? [];
  const hasSides = SIDES.some((side) => !bySide[side].isEmpty);
  const [pulled, pushed] = SIDES.map((side) => () => sumOver(bySide[side], undefined, TOTAL, TOTAL)) as [Make, Make];
  const { summary } = forecast;
  const all: readonly (readonly [SummaryLine, Unit, () => Formula] | false)[] = [
    ['touches', 'count', () => total('touches')],
    ['opened', 'count', () => total('opened')],
    ['openedAMonth', 'count', () => over(total('opened'), model.months)],
    ['conversion', 'rate', () => ratio(total('opened'), total('touches'))],
    ['worked', 'count', () => total('worked')],
    ['closed', 'count', () => total('closed')],
    ['winRate', 'rate', () => ratio(total('won'), total('closed'))],
    ['won', 'count', () => total('won')],
    ['dealSize', 'money', () => ratio(total('revenue'), total('won'))],
    ['revenue', 'money', () => total('revenue')],
    model.retention !== undefined && ['givenBack', 'money', () => total('givenBack')],
    model.retention !== undefined && ['net', 'money', () => total('net')],
    model.retention !== undefined && ['durable', 'money', durable],
    model.retention !== undefined && ['deferred', 'money', () => minus(total('net'), durable())],
    cost !== undefined && ['cost', 'money', () => cost.at(TOTAL)],
    openAtStart.length > 0 && ['openAtStart', 'count', () => sum(openAtStart)],
    ['openAtEnd', 'count', open],
    queue !== undefined && ['backlogAtEnd', 'count', () => total('backlog')],
    ['leverageShare', 'rate', () => ratio(sum(leverage()), total('opened'))],
    hasSides && ['pulledShare', 'rate', () => ratio(pulled(), plus(pulled(), pushed()))],
    !tables.gated.isEmpty && ['gatedShare', 'rate', () => ratio(total('gated'), total('opened'))],
  ];
  return all.flatMap((one) => {
    if (!one) return [];
    const [metric, unit, make] = one;
    const figure =
      metric in BESIDE ? BESIDE[metric as keyof typeof BESIDE](forecast) : summary[metric as SummaryMetric];
    const line = new WrittenLine({ kind: 'summary', metric }, unit, 'places', isBroken(figure) ? figure : undefined);
    if (!line.broken) line.set(0, make());
    return line;
  });
}

/** What withholds the lines that the forecast's summary has no metric of. */
const BESIDE = {
  openedAMonth: ({ summary }: Forecast) => summary.opened,
  givenBack: ({ total }: Forecast) => total.givenBack,
  openAtStart: ({ summary }: Forecast) => summary.openAtEnd,
};

type Make = () => Formula;

/** Of one channel or of all of them; nothing of a table that is empty. */
function sumOver(table: FlowTable, channel: number | undefined, from: number, to: number): Formula {
  if (table.isEmpty) return sum([]);
  const line = channel === undefined ? table.total : table.line(channel);
  return sum(line?.run(from, to) ?? []);
}

/** What is to be reached: the goal, an input, then the value, the attainment and the gap (language.md, 6). */
export function targetLines(model: Model, targets: readonly TargetResult[], flows: FlowLines): readonly WrittenLine[] {
  return targets.map(({ target, goal, value, dimension }, index) => {
    const unit = dimension.money === 1 ? 'money' : RATES.has(target.metric.metric) ? 'rate' : 'count';
    const broken = isBroken(goal) ? goal : isBroken(value) ? value : undefined;
    const line = new WrittenLine({ kind: 'target', index }, unit, 'places', broken);
    if (line.broken || !isKnown(goal)) return line;
    const asked = line.input(0, goal, { span: target.value.span, owner: target.owner, isMean: false });
    const reached = line.set(1, measured(target.metric, model, flows));
    const [above, under] = target.comparison === '>=' ? [reached, asked] : [asked, reached];
    line.set(2, { op: 'if known', cell: reached, value: ratio(above, under) });
    line.set(3, { op: 'if known', cell: reached, value: minus(under, above) });
    return line;
  });
}

const RATES: ReadonlySet<Metric> = new Set(['conversion', 'win rate', 'pulled share', 'gated share', 'leverage share']);

/** A metric over the months of its window that lie in the period. */
function measured(
  { metric, of, window }: TargetResult['target']['metric'],
  { start, months, channels, retention }: Model,
  { tables, bySide, cost, queue }: FlowLines,
): Formula {
  const from = Math.max(window?.from ?? start, start) - start;
  const to = Math.min(window?.to ?? Number.POSITIVE_INFINITY, start + months - 1) - start;
  const channel = of === undefined ? undefined : channels.findIndex(({ name }) => name === of);
  const own = (table: FlowTable): Formula => sumOver(table, channel, from, to);
  const flow = (name: keyof FlowLines['tables']): Formula => own(tables[name]);
  switch (metric) {
    case 'net revenue':
      return flow(retention ? 'net' : 'revenue');
    case 'backlog':
      return queue ? sumOver(tables.backlog, channel, to, to) : 0;
    case 'cost':
      return sum(cost?.run(from, to) ?? []);
    case 'conversion':
      return ratio(flow('opened'), flow('touches'));
    case 'win rate':
      return ratio(flow('won'), flow('closed'));
    case 'deal size':
      return ratio(flow('revenue'), flow('won'));
    case 'pulled share': {
      const [customer, vendor] = SIDES.map((side) => own(bySide[side])) as [Formula, Formula];
      return ratio(customer, plus(customer, vendor));
    }
    case 'gated share':
      return ratio(flow('gated'), flow('opened'));
    case 'leverage share':
      return ratio(sum(tables.opened.layer('leverage')?.run(from, to) ?? []), flow('opened'));
    default:
      return flow(metric);
  }
}
