import {
  type ChannelForecast,
  type FlowsRow,
  fiscalQuarterText,
  fiscalYearText,
  flowsByRow,
  type Model,
  monthText,
  type RowLength,
} from '@upsell/engine';
import { countText, moneyText } from './numbers.ts';
import type { Passage } from './passage.ts';

/** What a channel opens, closes, wins and brings: by month, in a long period by fiscal quarter or year. */
export function channelTable(figures: ChannelForecast, model: Model): Passage {
  const { length, rows } = flowsByRow(figures, model, MOST_ROWS);
  const shown = (value: number | undefined, text: (value: number) => string) =>
    value === undefined ? 'withheld' : text(value);
  const money = (value: number) => moneyText(value, model.currency);
  return {
    kind: 'table',
    rows: [
      [length, 'opened', 'closed', 'won', 'revenue'],
      ...rows.map((row) => [
        rowText(row, length, model.fiscalYearStart),
        shown(row.opened, countText),
        shown(row.closed, countText),
        shown(row.won, countText),
        shown(row.revenue, money),
      ]),
    ],
  };
}

const MOST_ROWS = 18;

function rowText({ from }: FlowsRow, length: RowLength, fiscalYearStart: number): string {
  if (length === 'month') return monthText(from);
  return length === 'quarter' ? fiscalQuarterText(from, fiscalYearStart) : fiscalYearText(from, fiscalYearStart);
}
