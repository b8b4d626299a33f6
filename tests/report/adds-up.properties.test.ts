import { isBroken } from '@upsell/engine';
import { type Analysis, dashboardInput } from '@upsell/language';
import {
  boardOf,
  dashboardReport,
  documentMarkdown,
  documentText,
  forecastTable,
  machineOf,
  type Piece,
  reforecastReport,
  scenarioTable,
  varianceReport,
  varianceScreenOf,
} from '@upsell/report';
import { describe, expect, it } from 'vitest';
import { analyseText } from '../harness/analyse-text.ts';
import { type Dice, pick, seededDice } from '../oracle/dice.ts';
import { onSeeds, statedAnalysis, trackedAnalysis } from './random-boards.ts';

const LONG = Boolean(process.env['UPSELL_LONG']);
const [ROUND, STATED, TRACKED] = LONG ? [20_000, 1_000, 4_000] : [60, 12, 40];

/*
 * Parts shown with their total add up to it as shown (forecast.md, 5). Everything here is read off what a person would read.
 */

describe('the forecast', () => {
  it('adds up where its numbers are round, and what they come to often lies in the middle of two', () =>
    onSeeds(ROUND, (seed) => {
      const analysis = roundAnalysis(seed);
      const { model, forecast, scenarios } = analysis;
      const text = forecastTable(model, forecast, () => 'somewhere');
      expectColumns(cellsOf(text), ['Touches/mo', 'Opened/mo', 'Won/mo', 'Revenue']);
      const [, net, durable, deferred] = /Net revenue (\S+), durable (\S+), deferred (\S+)/.exec(text) ?? [];
      expect(numberOf(durable) + numberOf(deferred)).toBe(numberOf(net));
      expectRevenueRows(scenarioTable(model, analysis, scenarios));
      expectPieces(dashboardReport(boardOf(dashboardInput(analysis))));
    }));

  it('adds up in models and portfolios with all that they say', () =>
    onSeeds(STATED, (seed) => {
      const { model, forecast } = statedAnalysis(seed);
      if (Object.values(forecast.summary).some(isBroken)) return;
      expectColumns(cellsOf(forecastTable(model, forecast, () => 'somewhere')), ['Touches/mo', 'Opened/mo', 'Won/mo']);
    }));
});

describe('what happened beside it', () => {
  it('adds up in every table of the variance, the re-forecast and the report', () =>
    onSeeds(TRACKED, (seed) => {
      const { model, forecast, tracking } = trackedAnalysis(seed);
      const board = boardOf(dashboardInput(trackedAnalysis(seed)));
      expectPieces(dashboardReport(board));
      const actual = tracking.variance({ from: model.start, to: model.start + model.months - 1 });
      const known = actual && !isBroken(actual) ? actual : undefined;
      if (known) expectPieces(varianceReport(known, { model, plan: tracking.plan, closer: undefined }));
      const { reforecast } = tracking;
      if (reforecast && !isBroken(reforecast))
        expectPieces(
          reforecastReport({
            model,
            forecast,
            plan: tracking.plan,
            actuals: tracking.actuals,
            actual: known,
            reforecast,
            targets: [],
          }),
        );
      const { opened } = varianceScreenOf(board) ?? {};
      if (opened) {
        const shown = opened.steps.map(({ value }) => tenths(value));
        expect(tenths(opened.plan) + sum(shown)).toBeCloseTo(tenths(opened.actual), 6);
      }
    }));
});

describe('the grid of the preview', () => {
  it('adds up from the channels to their layers, and from those to the total, in each month and in all', () =>
    onSeeds(ROUND, (seed) => {
      const { groups, total } = machineOf(boardOf(dashboardInput(roundAnalysis(seed))));
      type Row = typeof total;
      const columns: readonly ((row: Row) => number | null | undefined)[] = [
        (row) => row.shown,
        ...total.cells.map((_, m) => (row: Row) => row.cells[m]?.shown),
      ];
      for (const of of columns) {
        const shown = (row: Row) => Math.round((of(row) ?? 0) * 10);
        for (const { rows, subtotal } of groups) if (subtotal) expect(sum(rows.map(shown))).toBe(shown(subtotal));
        expect(sum(groups.flatMap(({ rows }) => rows).map(shown))).toBe(shown(total));
      }
    }));
});

/** Two to five channels of round numbers, as people write them; half of them with what is given back. */
function roundAnalysis(seed: number): Analysis {
  const dice = seededDice(seed);
  const names = ['ticket', 'csm_touch', 'outbound', 'marketing', 'in_product'].slice(0, dice.int(2, 5));
  const channels = names.map(
    (name, i) => `${i < 3 ? 'foundation' : 'leverage'} channel ${name} {
  source ${name}
  owner a
  volume ${10 * dice.int(1, 70)}/${pick(dice, ['month', 'month', 'week', 'quarter'])}
  conversion ${roundRate(dice)}%
  initiated by ${pick(dice, ['customer', 'vendor'])}
}`,
  );
  return analyseText(`model "R" {
  currency USD
  period 2026-01 to 2026-${pick(dice, ['01', '06', '12'])}
}
owner a "A"
sources {
  ${names.join('\n  ')}
}
closing csm {
  owner a
  win rate ${pick(dice, [10, 20, 25, 30, 33])}%
  deal size $${pick(dice, [125, 750, 1250, 7500, 12000])}
}
retention {
  owner a
  contraction customer ${dice.int(0, 20)}%
  contraction vendor ${dice.int(0, 60)}%
  after ${dice.int(1, 6)} months
}
${channels.join('\n')}
scenario more { scale ${names[0]}.volume by 1.5 }
`);
}

const roundRate = (dice: Dice): number => pick(dice, [0.5, 1, 1.5, 2, 2.5, 3, 5, 7.5]);

/** All tables that have a total, both as a terminal and as Markdown show them. */
function expectPieces(pieces: readonly Piece[]): void {
  for (const piece of pieces) {
    if (piece.kind !== 'table' || !piece.hasTotal) continue;
    const [head = []] = piece.rows;
    const columns = head.slice(piece.left).filter((name) => !WITHOUT_SUM.has(name));
    const layers = piece.rows.flatMap(([name], r) => (name?.endsWith(' together') ? [r - 1] : []));
    expectColumns(cellsOf(documentText([piece])), columns, layers);
    const markdown = documentMarkdown([piece])
      .trim()
      .split('\n')
      .filter((line) => !line.startsWith('| --'))
      .map((line) =>
        line
          .slice(2, -2)
          .split(' | ')
          .map((cell) => cell.replaceAll(/[*\\]/g, '').trim()),
      );
    expectColumns(markdown, columns, layers);
    if (head.includes('Diff')) expectDifferences(markdown);
  }
}

/** Verdicts, and what is said of a channel only. */
const WITHOUT_SUM: ReadonlySet<string> = new Set([
  'Verdict',
  'Volume',
  'Conversion',
  'Timing',
  'Win rate',
  'Deal size',
]);

/** A row's difference is that of its sides. */
function expectDifferences([head = [], ...rows]: readonly (readonly string[])[]): void {
  const at = (row: readonly string[], name: string) => row[head.indexOf(name)] ?? '';
  for (const row of rows)
    if (at(row, 'Plan') !== '')
      expect(numberOf(at(row, 'Actual')) - numberOf(at(row, 'Plan')), row.join(' ')).toBeCloseTo(
        numberOf(at(row, 'Diff')),
        6,
      );
}

/** The rows of each column come to its last one; those of a layer, whose sums stand in the rows `layers`, come to the layer's. */
function expectColumns(
  [head = [], ...all]: readonly (readonly string[])[],
  columns: readonly string[],
  layers: readonly number[] = [],
): void {
  const rows = all.slice(0, all.findIndex(([name]) => name === 'Total') + 1);
  for (const column of columns) {
    const i = head.length - head.lastIndexOf(column);
    const cells = rows.map((row) => row[row.length - i] ?? '');
    let own: string[] = [];
    for (const [r, cell] of cells.slice(0, -1).entries())
      if (layers.includes(r)) {
        expectSum(own, cell, column);
        own = [];
      } else own.push(cell);
    const channels = cells.slice(0, -1).filter((_, r) => !layers.includes(r));
    expectSum(channels, cells.at(-1) ?? '', column);
  }
}

function expectSum(parts: readonly string[], total: string, column: string): void {
  if (total === '-' || total === '') return;
  // Of a month that has happened what was planned stands in brackets, of the channels that have it.
  const value = (cell: string) => numberOf(total.includes('(') ? (/\(([^)]*)\)/.exec(cell)?.[1] ?? '') : cell);
  expect(sum(parts.map(value)), `${column}: ${parts.join(', ')} = ${total}`).toBeCloseTo(value(total), 6);
}

/** Revenue by channel, in each column that is no change. */
function expectRevenueRows(text: string): void {
  const rows = cellsOf(text);
  const total = rows.find(([name]) => name === 'Revenue');
  const parts = rows.filter(([name]) => name?.startsWith('Revenue of '));
  for (const column of [1, 2])
    expect(sum(parts.map((cells) => numberOf(cells[column]))), text).toBe(numberOf(total?.[column]));
}

const cellsOf = (text: string): readonly (readonly string[])[] =>
  text.split('\n').map((line) => line.trim().split(/ {2,}/));

const numberOf = (text = ''): number => Number(text.replaceAll(/[^\d.-]/g, '') || 0) || 0;
const tenths = (value: number): number => Math.round(value * 10) / 10;
const sum = (values: readonly number[]): number => values.reduce((so, value) => so + value, 0);
