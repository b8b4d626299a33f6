import { createRequire } from 'node:module';
import type { BenchOptions } from './bench.ts';
import { peer } from './peer.ts';

/** The numbers of a sheet of channels by months: a volume that grows, a rate for each month, one win rate, one price. */
export interface SheetNumbers {
  readonly channels: number;
  readonly months: number;
  /** Touches in the first month, and by how much they grow each month, by channel. */
  readonly volumes: Float64Array;
  readonly growth: Float64Array;
  /** By channel, and in it by month. */
  readonly rates: Float64Array;
  readonly winRate: number;
  readonly price: number;
}

export const sheetNumbers = (channels: number, months: number): SheetNumbers => ({
  channels,
  months,
  volumes: Float64Array.from({ length: channels }, (_, c) => 100 + ((c * 37) % 900)),
  growth: Float64Array.from({ length: channels }, (_, c) => 0.002 + (c % 10) / 1_000),
  rates: Float64Array.from({ length: channels * months }, (_, i) => 0.05 + (i % 40) / 100),
  winRate: 0.25,
  price: 1_200,
});

/** The sheet by hand: loops over typed arrays. What all of it costs is the floor; nothing is checked, nothing is withheld. */
export class Loops {
  private readonly numbers: SheetNumbers;
  private readonly opened: Float64Array;
  private readonly won: Float64Array;
  private readonly revenue: Float64Array;

  constructor(numbers: SheetNumbers) {
    this.numbers = numbers;
    const cells = numbers.channels * numbers.months;
    this.opened = new Float64Array(cells);
    this.won = new Float64Array(cells);
    this.revenue = new Float64Array(cells);
  }

  /** Computes every cell; the period's revenue. */
  all(): number {
    const { channels, months } = this.numbers;
    const byMonth = new Float64Array(months);
    for (let c = 0; c < channels; c++) {
      this.channel(c);
      for (let m = 0; m < months; m++) byMonth[m] = at(byMonth, m) + at(this.revenue, c * months + m);
    }
    return byMonth.reduce((sum, value) => sum + value, 0);
  }

  private channel(c: number): void {
    const { months, volumes, growth, rates, winRate, price } = this.numbers;
    const { opened, won, revenue } = this;
    let volume = at(volumes, c);
    for (let i = c * months; i < (c + 1) * months; i++) {
      const open = volume * at(rates, i);
      opened[i] = open;
      won[i] = open * winRate;
      revenue[i] = open * winRate * price;
      volume *= 1 + at(growth, c);
    }
  }
}

const at = (series: Float64Array, i: number): number => series[i] as number;

/** What is used of HyperFormula. */
interface HyperFormula {
  setCellContents(cell: { sheet: number; row: number; col: number }, value: number): void;
  getCellValue(cell: { sheet: number; row: number; col: number }): number;
  destroy(): void;
}

type Cell = number | string | null;

/** Builds HyperFormula from its cells, sheet by sheet. */
export type BuildHyperFormula = (sheets: Record<string, Cell[][]>) => HyperFormula;

/** Its licence is the GPL: nothing that ships may depend on it. */
const VERSION = '3.5.0';

/** HyperFormula; undefined where it cannot be installed. */
export function hyperFormula(options: BenchOptions): BuildHyperFormula | undefined {
  const folder = peer('hyperformula', VERSION, options);
  if (!folder) return undefined;
  const { HyperFormula } = createRequire(folder)(folder);
  return (sheets) => HyperFormula.buildFromSheets(sheets, { licenseKey: 'gpl-v3' });
}

/** The sheet in HyperFormula: blocks of a row a channel, the first column for growth and sums, then a column a month. */
export class Sheet {
  private readonly channels: number;
  private readonly last: number;
  private readonly engine: HyperFormula;

  constructor(build: BuildHyperFormula, { channels, months, volumes, growth, rates, winRate, price }: SheetNumbers) {
    const row = (block: number, c: number) => 1 + block * channels + c;
    const rows: Cell[][] = [[winRate, price]];
    const block = (cell: (c: number, m: number) => Cell, head: (c: number) => Cell = () => null) => {
      for (let c = 0; c < channels; c++) rows.push([head(c), ...Array.from({ length: months }, (_, m) => cell(c, m))]);
    };
    block(
      (c, m) => (m === 0 ? at(volumes, c) : `=${cellName(row(0, c), m)}*(1+$A${row(0, c) + 1})`),
      (c) => at(growth, c),
    );
    block((c, m) => at(rates, c * months + m));
    block((c, m) => `=${cellName(row(0, c), m + 1)}*${cellName(row(1, c), m + 1)}`);
    block((c, m) => `=${cellName(row(2, c), m + 1)}*$A$1`);
    block((c, m) => `=${cellName(row(3, c), m + 1)}*$B$1`);
    const sums = Array.from(
      { length: months },
      (_, m) => `=SUM(${cellName(row(4, 0), m + 1)}:${cellName(row(4, channels - 1), m + 1)})`,
    );
    rows.push([`=SUM(${cellName(rows.length, 1)}:${cellName(rows.length, months)})`, ...sums]);
    this.channels = channels;
    this.last = rows.length - 1;
    this.engine = build({ Model: rows });
  }

  /** Each sets one number, and returns the period's revenue. */
  setRate(c: number, m: number, value: number): number {
    return this.set(1 + this.channels + c, m + 1, value);
  }

  setVolume(c: number, value: number): number {
    return this.set(1 + c, 1, value);
  }

  setWinRate(value: number): number {
    return this.set(0, 0, value);
  }

  /** The period's revenue. */
  total(): number {
    return this.engine.getCellValue({ sheet: 0, row: this.last, col: 0 });
  }

  destroy(): void {
    this.engine.destroy();
  }

  private set(row: number, col: number, value: number): number {
    this.engine.setCellContents({ sheet: 0, row, col }, value);
    return this.total();
  }
}

const cellName = (row: number, column: number): string => `${columnName(column)}${row + 1}`;

const columnName = (column: number): string =>
  (column < 26 ? '' : columnName(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));
