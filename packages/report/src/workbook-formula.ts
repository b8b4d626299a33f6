import { type Cell, type Formula, TOTAL } from '@upsell/engine';

/** Where a cell stands; rows and columns count from 0. */
export interface Place {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
}

/** Spreadsheets take no longer formula, and no more arguments. */
const LONGEST = 8_000;
const MOST_ARGUMENTS = 250;

/**
 * The text of a formula in a cell of a sheet, without the sign before it; undefined where it would be longer than spreadsheets
 * take. What every month has in common is named absolutely, so that a formula may be copied along its line.
 */
export function formulaText(formula: Formula, sheet: string, place: (cell: Cell) => Place): string | undefined {
  const text = new Writer(sheet, place).text(formula, 0);
  return text.length > LONGEST ? undefined : text;
}

/** How tightly an operation binds; what binds less is put into parentheses. */
const BINDS = { '+': 1, '-': 1, '*': 2, '/': 2, negate: 3, grown: 4 } as const;
const TIGHTEST = 5;

class Writer {
  readonly #sheet: string;
  readonly #place: (cell: Cell) => Place;

  constructor(sheet: string, place: (cell: Cell) => Place) {
    this.#sheet = sheet;
    this.#place = place;
  }

  /** In a place that takes what binds at least so tightly. */
  text(formula: Formula, least: number): string {
    if (typeof formula === 'number') return formula < 0 ? `(${numberText(formula)})` : numberText(formula);
    if ('line' in formula) return this.#reference(formula);
    const of = (inner: Formula, binding = 0): string => this.text(inner, binding);
    switch (formula.op) {
      case '+':
      case '-':
      case '*':
      case '/': {
        const own = BINDS[formula.op];
        return enclosed(`${of(formula.left, own)}${formula.op}${of(formula.right, own + 1)}`, own, least);
      }
      case 'negate':
        return enclosed(`-${of(formula.operand, TIGHTEST)}`, BINDS.negate, least);
      case 'grown':
        return grownText(of(formula.rate), formula.months, formula.per, least);
      case 'min':
      case 'max':
        return called(
          formula.op.toUpperCase(),
          formula.args.map((arg) => of(arg)),
        );
      case 'sum':
        return this.#sum(formula.cells);
      case 'sum of products':
        if (formula.left.length === 1)
          return enclosed(`${this.#run(formula.left)}*${this.#run(formula.right)}`, BINDS['*'], least);
        return `SUMPRODUCT(${this.#run(formula.left)},${this.#run(formula.right)})`;
      case 'share': {
        const queue = of(formula.queue);
        return `IF(${queue}>0,MIN(1,${of(formula.limit)}/${queue}),1)`;
      }
      case 'ratio':
        return `IF(${of(formula.under)}=0,"",${of(formula.over, BINDS['/'])}/${of(formula.under, BINDS['/'] + 1)})`;
      case 'if whole':
        return `IF(1-${of(formula.share)}<=0.000000001,${of(formula.whole)},${of(formula.otherwise)})`;
      case 'if known':
        return `IF(${of(formula.cell)}="","",${of(formula.value)})`;
    }
  }

  #sum(cells: readonly Cell[]): string {
    const ranges = this.#ranges(cells);
    if (ranges.length === 0) return '0';
    return cells.length === 1 ? (ranges[0] as string) : called('SUM', ranges);
  }

  /** Cells that stand beside or below each other as ranges. */
  #ranges(cells: readonly Cell[]): readonly string[] {
    const ranges: Cell[][] = [];
    for (const cell of cells) {
      const last = ranges.at(-1);
      if (last && this.#goesOn(last, cell)) last.push(cell);
      else ranges.push([cell]);
    }
    return ranges.map((range) => this.#run(range));
  }

  #goesOn(range: readonly Cell[], next: Cell): boolean {
    const [first, last, to] = [range[0] as Cell, range.at(-1) as Cell, next].map(this.#place) as [Place, Place, Place];
    if (to.sheet !== last.sheet) return false;
    const isBeside = to.row === last.row && to.column === last.column + 1 && first.row === last.row;
    const isBelow = to.column === last.column && to.row === last.row + 1 && first.column === last.column;
    return isBeside || isBelow;
  }

  #run(cells: readonly Cell[]): string {
    const [first, last] = [cells[0] as Cell, cells.at(-1) as Cell];
    return cells.length === 1 ? this.#reference(first) : `${this.#reference(first)}:${this.#local(last)}`;
  }

  #reference(cell: Cell): string {
    const { sheet } = this.#place(cell);
    return sheet === this.#sheet ? this.#local(cell) : `${sheet}!${this.#local(cell)}`;
  }

  #local(cell: Cell): string {
    const { row, column } = this.#place(cell);
    return cell.line.axis === 'months' && cell.at !== TOTAL ? cellName(row, column) : absoluteName(row, column);
  }
}

const enclosed = (text: string, binds: number, least: number): string => (binds < least ? `(${text})` : text);

/** Not every spreadsheet reads `-a^b` and `a^b^c` alike, so a power stands alone. */
function grownText(rate: string, months: number, per: number, least: number): string {
  if (months === 0) return '1';
  const base = `(1+${rate})`;
  if (months === per) return base;
  return enclosed(`${base}^${per === 1 ? months : `(${months}/${per})`}`, BINDS.grown, least);
}

/** A function of any number of arguments, some at a time where there are too many. */
function called(name: string, args: readonly string[]): string {
  if (args.length <= MOST_ARGUMENTS) return `${name}(${args.join(',')})`;
  const groups: string[] = [];
  for (let i = 0; i < args.length; i += MOST_ARGUMENTS)
    groups.push(`${name}(${args.slice(i, i + MOST_ARGUMENTS).join(',')})`);
  return called(name, groups);
}

/** `1E-7` as spreadsheets write it. */
const numberText = (value: number): string => String(value).toUpperCase();

/** `F12`. */
export const cellName = (row: number, column: number): string => `${columnName(column)}${row + 1}`;

/** `$F$12`: the same cell wherever the formula is copied to. */
export const absoluteName = (row: number, column: number): string => `$${columnName(column)}$${row + 1}`;

function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : `${columnName(Math.floor(column / 26) - 1)}${letter}`;
}
