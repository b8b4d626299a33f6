import {
  type Broken,
  type Cell,
  CONVERSION_AT,
  type Line,
  type LineLabel,
  type Model,
  monthText,
} from '@upsell/engine';
import { countText, moneyText } from './numbers.ts';
import type { SheetSource, WorkbookCell, WorkbookSheet } from './workbook-data.ts';
import { absoluteName, formulaText, type Place } from './workbook-formula.ts';
import { type Look, type NumberKind, numberFormat } from './workbook-look.ts';
import { withheldText } from './workbook-words.ts';

/** On every sheet with months the first of them stands in this column, so that formulas between sheets are easy to read. */
export const FIRST_MONTH = 5;

/** A cell before the places of all lines are known. */
type Draft = Omit<WorkbookCell, 'value' | 'formula'> &
  ({ readonly text: string } | { readonly cell: Cell; readonly isLink: boolean });

/** A sheet that is written from the top down. */
export class SheetDraft {
  readonly name: string;
  readonly lines = new Map<Line, { readonly row: number; readonly column: number }>();
  readonly #widths: readonly number[];
  readonly #of: SheetSource;
  readonly #cells: Draft[] = [];
  /** What the numbers of each column take. */
  readonly #room: number[] = [];
  readonly #names: { readonly name: string; readonly cell: Cell }[] = [];
  #frozen = { rows: 0, columns: 0 };
  #row = 0;

  constructor(name: string, widths: readonly number[], of: SheetSource) {
    this.name = name;
    this.#widths = widths;
    this.#of = of;
  }

  /** Leaves rows empty. */
  skip(rows = 1): void {
    this.#row += rows;
  }

  /** What stands above and left of here stays in sight. */
  freeze(columns: number): void {
    this.#frozen = { rows: this.#row, columns };
  }

  /** A row of texts from the first column on; undefined ones are empty. */
  texts(texts: readonly (string | undefined)[], look: Look, others: Look = look): void {
    for (const [column, text] of texts.entries())
      if (text !== undefined) this.#text(column, text, column === 0 ? look : others);
    this.#row++;
  }

  /** A row with the months above their numbers, and before them texts, of which the first `left` stand above others. */
  months(texts: readonly string[], left: number, { start, months }: Model): void {
    for (const [column, text] of texts.entries()) this.#text(column, text, column < left ? 'header' : 'number header');
    for (let m = 0; m < months; m++) this.#text(FIRST_MONTH + m, monthText(start + m), 'number header');
    this.#row++;
  }

  /** A row of texts above columns, some of which hold numbers. */
  header(texts: readonly string[], ofNumbers: readonly number[]): void {
    for (const [column, text] of texts.entries())
      this.#text(column, text, ofNumbers.includes(column) ? 'number header' : 'header');
    this.#row++;
  }

  /** Texts above a line's own places. */
  headers(text: string, above: readonly string[]): void {
    this.#text(0, text, 'header');
    for (let column = 1; column < FIRST_MONTH; column++) this.#text(column, '', 'header');
    for (const [i, name] of above.entries()) this.#text(FIRST_MONTH + i, name, 'number header');
    this.#row++;
  }

  /**
   * A line in a row: texts before it, its numbers from the column of its first place on. A line that is withheld says so in
   * the first of its places.
   */
  line(line: Line, texts: readonly (string | undefined)[], look: LineLook, first = FIRST_MONTH): void {
    this.lines.set(line, { row: this.#row, column: first });
    this.#before(texts, look);
    if (line.broken) this.#withheld(line.broken, first);
    for (const cell of line.cells.values()) {
      const column = first + cell.at;
      const number = kindOf(cell);
      this.#number(
        cell,
        column,
        cell.formula === undefined && isInput(line.label) ? 'input' : NUMBER[look],
        number,
        noteOf(cell),
      );
    }
    this.#row++;
  }

  /** The numbers of a line that stands elsewhere. */
  link(line: Line, texts: readonly (string | undefined)[], look: LineLook, first = FIRST_MONTH): void {
    this.#before(texts, look);
    if (line.broken) this.#withheld(line.broken, first);
    for (const cell of line.cells.values())
      if (cell.at >= -1) this.#number(cell, first + cell.at, NUMBER[look], line.unit, undefined, true);
    this.#row++;
  }

  /** Names a cell. */
  call(name: string, cell: Cell): void {
    this.#names.push({ name, cell });
  }

  names(places: Places): readonly { readonly name: string; readonly cell: string }[] {
    return this.#names.map(({ name, cell }) => {
      const { sheet, row, column } = places.of(cell);
      return { name, cell: `${sheet}!${absoluteName(row, column)}` };
    });
  }

  finish(places: Places): WorkbookSheet {
    const cells = this.#cells.map((draft) => this.#finished(draft, places));
    const widths = this.#widths.map((width, column) => Math.max(width, this.#room[column] ?? 0));
    return { name: this.name, widths, frozen: this.#frozen, cells };
  }

  #finished(draft: Draft, places: Places): WorkbookCell {
    if ('text' in draft) {
      const { text, ...rest } = draft;
      return { ...rest, value: text };
    }
    const { cell, isLink, ...rest } = draft;
    const made = isLink ? cell : cell.formula;
    if (made === undefined) return { ...rest, value: cell.value };
    const formula = formulaText(made, this.name, (of) => places.of(of));
    if (formula !== undefined) return { ...rest, value: cell.value, formula };
    return {
      ...rest,
      value: cell.value,
      note: 'This formula is longer than a spreadsheet takes: the number stays as it is.',
    };
  }

  #before(texts: readonly (string | undefined)[], look: LineLook): void {
    for (const [column, text] of texts.entries())
      if (text !== undefined) this.#text(column, text, column === 0 ? LABEL[look] : BESIDE_LABEL[look]);
  }

  #withheld(broken: Broken, column: number): void {
    const note = withheldText(broken, this.#of.words);
    this.#cells.push({ row: this.#row, column, text: '', look: 'withheld', note });
  }

  #number(cell: Cell, column: number, look: Look, number: NumberKind, note?: string, isLink = false): void {
    const { currency } = this.#of.model;
    const format = numberFormat(number, currency);
    const shown = number === 'money' ? moneyText(cell.value ?? 0, currency) : countText(cell.value ?? 0);
    this.#room[column] = Math.max(this.#room[column] ?? 0, shown.length + MARGIN);
    this.#cells.push({ row: this.#row, column, cell, isLink, look, format, note });
  }

  #text(column: number, text: string, look: Look): void {
    const several = look === 'text' && text.includes('\n');
    this.#cells.push({ row: this.#row, column, text: plain(text), look: several ? 'several lines' : look });
  }
}

/** Where the lines of all sheets stand. */
export class Places {
  readonly #lines = new Map<Line, { readonly sheet: string; readonly row: number; readonly column: number }>();

  constructor(drafts: readonly SheetDraft[]) {
    for (const { name, lines } of drafts) for (const [line, at] of lines) this.#lines.set(line, { sheet: name, ...at });
  }

  of({ line, at }: Cell): Place {
    const place = this.#lines.get(line);
    if (!place) throw new Error(`no sheet has the line ${JSON.stringify(line.label)}`);
    return { ...place, column: place.column + at };
  }
}

/** How a line stands out. */
export type LineLook = 'line' | 'headline' | 'part' | 'subtotal' | 'total';

const NUMBER: Readonly<Record<LineLook, Look>> = {
  line: 'figure',
  headline: 'headline',
  part: 'part',
  subtotal: 'subtotal',
  total: 'total',
};
const LABEL: Readonly<Record<LineLook, Look>> = {
  line: 'label',
  headline: 'headline label',
  part: 'part label',
  subtotal: 'subtotal label',
  total: 'total label',
};
const BESIDE_LABEL: Readonly<Record<LineLook, Look>> = {
  line: 'text',
  headline: 'text',
  part: 'text',
  subtotal: 'subtotal label',
  total: 'total label',
};

/** What a number is where it is not what its line is. */
function kindOf({ line, at }: Cell): NumberKind {
  if (at === CONVERSION_AT) return 'rate';
  if (line.label.kind !== 'target' || at < 2) return line.unit;
  if (at === 2) return 'rate';
  return line.unit === 'rate' ? 'points' : line.unit;
}

/** What nobody may change: the calendar. */
const isInput = ({ kind }: LineLabel): boolean => kind !== 'workdays';

const noteOf = ({ step }: Cell): string | undefined =>
  step?.isMean
    ? 'The expected value of a range: the mean of the distribution with these 5th and 95th percentiles.'
    : undefined;

/** Between a number and those beside it. */
const MARGIN = 2;

/** Cells take no longer text. */
const LONGEST_TEXT = 32_000;

/** A text without what XML or a reader would stumble over: control characters but line ends, bidirectional and half ones. */
const plain = (text: string): string =>
  text.slice(0, LONGEST_TEXT).replaceAll(/[^\P{Cc}\n]|[\p{Cs}\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu, '\ufffd');
