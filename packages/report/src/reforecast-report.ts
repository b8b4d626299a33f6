import {
  type Forecast,
  isBroken,
  monthsText,
  monthText,
  type Planned,
  type Prediction,
  periodTotal,
  plannedRevenue,
  type ReforecastChannel,
  type TrailingSales,
  usableRates,
} from '@upsell/engine';
import type { Piece } from './document.ts';
import { countText, decimals, measuredRateText, moneyText, roundParts } from './numbers.ts';
import type { ReforecastBeside } from './reforecast-beside.ts';
import { earlierText, isOver, unknownText } from './reforecast-known.ts';
import { targetLine } from './target-line.ts';
import { moneyScale } from './variance-amount.ts';
import { aheadText, uncountedTexts } from './variance-report.ts';

/** The period as it will come out, for people: beside plan, model and actual, with the interval that it lies in (variance.md, 5). */
export function reforecastReport(beside: ReforecastBeside): readonly Piece[] {
  const { model, forecast, plan, reforecast, targets } = beside;
  const { currency, start, months } = model;
  const { opened, revenue, sales } = reforecast;
  const modelOpened = periodTotal(forecast.total.opened) ?? 0;
  const money = (value: number | undefined) => (value === undefined ? 'withheld' : moneyText(value, currency));
  const sides = [
    ...(plan ? [`plan ${money(plannedRevenue(plan))}`] : []),
    `model ${money(periodTotal(forecast.total.revenue))}`,
    `re-forecast ${intervalText(revenue, (value) => moneyText(value, currency))}`,
  ];
  const lines = targets.map((result) => targetLine(result, currency, () => 'the model'));
  return [
    { kind: 'title', text: `${model.title || 'Model'}, ${monthText(start)} to ${monthText(start + months - 1)}` },
    { kind: 'text', text: sourceText(beside) },
    { kind: 'heading', text: 'Opened opportunities' },
    ...openedPieces(beside),
    ...revenuePieces(beside),
    { kind: 'heading', text: 'In all' },
    {
      kind: 'list',
      items: [
        `Revenue: ${sides.join(', ')}.`,
        `Opened: model ${countText(modelOpened)}, re-forecast ${intervalText(opened, countText)}.`,
        ...(sales ? [salesText(sales, currency)] : []),
        ...(beside.actual ? uncountedTexts({ ...beside.actual, ahead: [], unfinished: undefined }) : []),
        ...(reforecast.ahead.length > 0 ? [aheadText(reforecast.ahead)] : []),
      ],
    },
    ...(lines.length > 0
      ? ([
          { kind: 'heading', text: 'Targets, by the re-forecast' },
          { kind: 'list', items: lines },
        ] as const)
      : []),
  ];
}

/** What is known, and what the rest is made from. */
function sourceText(beside: ReforecastBeside): string {
  const { reforecast, actual } = beside;
  const { through } = reforecast;
  const isPart = actual?.channels.some(({ pace, months }) => pace && months.at(-1) === through);
  const rest = isOver(beside) ? ', the end of the period' : '; the rest goes on as the last whole months went';
  return `Actuals through ${monthText(through)}${isPart ? ', which is not over' : ''}${rest}`;
}

function openedPieces(beside: ReforecastBeside): readonly Piece[] {
  const { channels } = beside.reforecast;
  const columns = columnsOf(beside, 'opened', 1);
  const isFew = ({ trailing }: ReforecastChannel) => trailing?.rate !== undefined && !trailing.isUsable;
  const mark = isOver(beside) ? '' : ' *';
  const rows = channels.map((one, i) => [
    one.channel.name,
    one.channel.owner ?? '',
    one.trailing ? `${decimals(one.trailing.volume, 0)}/mo` : '-',
    one.trailing?.rate === undefined ? '-' : `${measuredRateText(one.trailing.rate)}${isFew(one) ? mark : ''}`,
    ...columns.map(({ cells }) => cells[i] as string),
  ]);
  const header = ['Channel', 'Owner', 'Volume', 'Conversion', ...columns.map(({ name }) => name)];
  const total = ['Total', '', '', '', ...columns.map((column) => column.total)];
  const few = '* Fewer than 10 opened: the re-forecast goes on with the conversion of the model.';
  const notes = [
    measuredText(beside),
    mark !== '' && channels.some(isFew) ? few : undefined,
    unknownText(beside),
    earlierText(beside),
  ];
  return [
    { kind: 'table', left: 2, hasTotal: true, rows: [header, ...rows, total] },
    ...notes.flatMap((text): readonly Piece[] => (text === undefined ? [] : [{ kind: 'text', text }])),
  ];
}

/** What the volume and the conversion of the table are, and what the rest makes of them. */
function measuredText(beside: ReforecastBeside): string | undefined {
  const { reforecast, model } = beside;
  const windows = reforecast.channels.flatMap(({ trailing }) => trailing ?? []);
  const [first] = windows;
  if (!first) return undefined;
  const isOne = windows.every(({ from, to }) => from === first.from && to === first.to);
  const months = isOne ? `in ${monthsText(first.from, first.to)}` : 'in the last whole months of each channel';
  const measured = `Volume and conversion are what was measured ${months}.`;
  if (isOver(beside)) return measured;
  const before = windows.some(({ from }) => from < model.start)
    ? ' What was measured before the period goes on as it is.'
    : '';
  return `${measured} The rest has those of the model in that proportion, with their season, growth and later steps.${before}`;
}

function revenuePieces(beside: ReforecastBeside): readonly Piece[] {
  const { channels, revenue } = beside.reforecast;
  const { divisor, digits, unit } = moneyScale([revenue.value, periodTotal(beside.forecast.total.revenue) ?? 0]);
  const columns = columnsOf(beside, 'revenue', digits, divisor);
  const rows = channels.map(({ channel }, i) => [
    channel.name,
    channel.owner ?? '',
    ...columns.map(({ cells }) => cells[i] as string),
  ]);
  const header = ['Channel', 'Owner', ...columns.map(({ name }) => name)];
  const total = ['Total', '', ...columns.map((column) => column.total)];
  return [
    { kind: 'heading', text: `Revenue in ${unit}${beside.model.currency ?? 'money'}` },
    { kind: 'table', left: 2, hasTotal: true, rows: [header, ...rows, total] },
  ];
}

/** A column of a table: a cell for each channel of the re-forecast, and their sum as shown. */
interface Column {
  readonly name: string;
  readonly cells: readonly string[];
  readonly total: string;
}

/** What was planned, what the model has now, what happened, and what it will come to. */
function columnsOf(
  { forecast, plan, actual, reforecast: { channels } }: ReforecastBeside,
  metric: 'opened' | 'revenue',
  digits: number,
  divisor = 1,
): readonly Column[] {
  const planned = new Map(plan?.channels.map((one) => [one.channel.name, one]));
  const happened = new Map(actual?.channels.map((one) => [one.channel.name, one]));
  const column = (name: string, of: (channel: string, i: number) => number | undefined, isWhole = true): Column => {
    const values = channels.map(({ channel }, i) => of(channel.name, i));
    const rounded = roundParts(
      values.map((value) => (value ?? 0) / divisor),
      digits,
    );
    const isCount = name === 'Actual' && metric === 'opened';
    const text = (value: number) => decimals(value, isCount ? 0 : digits);
    const cells = values.map((value, i) => (value === undefined ? '-' : text(rounded[i] as number)));
    return { name, cells, total: isWhole ? text(rounded.reduce((sum, part) => sum + part, 0)) : '-' };
  };
  const of = (figures: Pick<Planned, 'opened' | 'revenue'> | undefined) => figures && periodTotal(figures[metric]);
  return [
    ...(plan ? [column('Plan', (name) => of(planned.get(name)))] : []),
    column('Model', (_, i) => of(forecast.channels[i])),
    column(
      'Actual',
      (name) => {
        const one = happened.get(name);
        return one && one.months.length > 0 ? one.actual[metric] : undefined;
      },
      actual !== undefined && actual.total.actual[metric] !== undefined,
    ),
    column('Re-forecast', (_, i) => of(channels[i])),
  ];
}

/** Which win rate and deal size the rest is made from. */
function salesText(sales: TrailingSales, currency: string | undefined): string {
  const { from, to, isUsable, isAgeAdjusted, won } = sales;
  if (!isUsable) return `Win rate and deal size are the model's: ${decimals(won, 0)} won of the 10 that it takes.`;
  const { winRate, dealSize } = usableRates(sales);
  const rate =
    winRate === undefined ? undefined : `${measuredRateText(winRate)}${isAgeAdjusted ? ' (adjusted for age)' : ''}`;
  const size = dealSize === undefined ? undefined : moneyText(dealSize, currency);
  const months = monthsText(from, to);
  if (rate !== undefined && size !== undefined) return `Win rate ${rate}, deal size ${size}, as measured ${months}.`;
  if (rate !== undefined) return `Win rate ${rate}, as measured ${months}; the deal size is the model's.`;
  if (size !== undefined) return `Deal size ${size}, as measured ${months}; the win rate is the model's.`;
  return "Win rate and deal size are the model's: what was measured can be neither.";
}

/** `$1,109,625 (in 90% of cases between $992,822 and $1,250,264)`. */
const intervalText = ({ value, low, high }: Prediction, text: (value: number) => string): string =>
  `${text(value)} (in 90% of cases between ${text(low)} and ${text(high)})`;

/** The object of `upsell reforecast --json`, schema upsell/reforecast@1. Series run over `months`. */
export function reforecastJson(file: string, of: ReforecastBeside): Readonly<Record<string, unknown>> {
  const { model, forecast, plan, reforecast, targets } = of;
  const { total, opened, revenue, sales, through } = reforecast;
  const series = (figure: Forecast['total']['opened']) => (isBroken(figure) ? null : Array.from(figure));
  const flows = (from: Pick<Forecast['total'], 'touches' | 'opened' | 'closed' | 'won' | 'revenue'>) => ({
    touches: series(from.touches),
    opened: series(from.opened),
    closed: series(from.closed),
    won: series(from.won),
    revenue: series(from.revenue),
  });
  return {
    schema: 'upsell/reforecast@1',
    file,
    through: monthText(through),
    months: Array.from({ length: model.months }, (_, m) => monthText(model.start + m)),
    channels: reforecast.channels.map((channel) => ({
      name: channel.channel.name,
      owner: channel.channel.owner ?? null,
      trailing: channel.trailing
        ? {
            from: monthText(channel.trailing.from),
            to: monthText(channel.trailing.to),
            touches: channel.trailing.touches,
            opened: channel.trailing.opened,
            volume: channel.trailing.volume,
            conversion: channel.trailing.rate ?? null,
            usable: channel.trailing.isUsable,
          }
        : null,
      ...flows(channel),
    })),
    total: flows(total),
    opened: {
      plan: plan ? plan.channels.reduce((sum, one) => sum + (periodTotal(one.opened) ?? 0), 0) : null,
      model: periodTotal(forecast.total.opened) ?? null,
      ...opened,
    },
    revenue: {
      plan: plan ? plannedRevenue(plan) : null,
      model: periodTotal(forecast.total.revenue) ?? null,
      ...revenue,
    },
    winRate: sales?.winRate ?? null,
    dealSize: sales?.dealSize ?? null,
    targets: targets.map(({ target, goal, value, gap }) => ({
      text: target.text,
      owner: target.owner ?? null,
      target: typeof goal === 'number' ? goal : null,
      value: typeof value === 'number' ? value : null,
      gap: typeof gap === 'number' ? gap : null,
    })),
  };
}
