import Papa from 'papaparse';
import { type CsvRow, checkedRow, cutRow, lineEndBefore } from './csv-row.ts';

/** The longest line that is read, in UTF-16 units without its line end. */
export const MAX_LINE = 100_000;

/**
 * The rows of a comma-separated text (RFC 4180) in its order, blank lines too, never none; a byte-order mark is no part of the first. Lines
 * may end with LF, CRLF or CR in any mixture. What follows a line with wrong quotes is read from the next line on.
 */
export function* readCsv(text: string): Generator<CsvRow, void, void> {
  const even = withEvenLineEnds(text);
  let next: Place = { at: text.startsWith(BYTE_ORDER_MARK) ? 1 : 0, line: 1, faults: 0 };
  while (next.at < even.length && next.faults < MAX_FAULTS) {
    const end = blockEnd(text, even, next.at);
    if (end === next.at) {
      yield longLine(next);
      next = { ...next, at: even.indexOf('\n', end) + 1, line: next.line + 1 };
      continue;
    }
    const rows: CsvRow[] = [];
    next = readBlock(text, even, next, end, rows);
    yield* rows;
  }
}

interface Place {
  readonly at: number;
  readonly line: number;
  /** How many rows before it could not be cut into cells. */
  readonly faults: number;
}

const BYTE_ORDER_MARK = '\uFEFF';
/** How much of a text is handed to the library at once: after a wrong quote it reads on to the end of what it has. */
const BLOCK = 1 << 16;
/** After so many rows that cannot be cut into cells the text is no CSV, and to go on would cost a block each. */
const MAX_FAULTS = 100;
/** How much of a line that is too long is marked. */
const MARKED = 80;

/**
 * The text with LF at the end of every line, for a library that knows one line end a text. Each character keeps its offset: the
 * CR of a CRLF turns into a space, which is no part of a cell.
 */
function withEvenLineEnds(text: string): string {
  const even = text.includes('\r') ? text.replaceAll('\r\n', ' \n').replaceAll('\r', '\n') : text;
  return `${even}\n`;
}

/** Where the lines from `at` on end that are handed over together; `at` itself where its line is too long. */
function blockEnd(text: string, even: string, at: number): number {
  let end = at;
  while (end - at < BLOCK && end < even.length) {
    const lineEnd = even.indexOf('\n', end);
    if (lineEndBefore(text, lineEnd) - end > MAX_LINE) break;
    end = lineEnd + 1;
  }
  return end;
}

function longLine({ at, line }: Place): CsvRow {
  const range = { start: at, end: at + MARKED };
  return { ...range, line, values: [], wrong: { kind: 'line-length', ...range } };
}

/** Adds the rows from a place to an end, or to the first that goes wrong; returns where to go on. */
function readBlock(text: string, even: string, from: Place, end: number, rows: CsvRow[]): Place {
  const cut = even.slice(from.at, end);
  // The library would drop it, and all offsets would be one off.
  const block = cut.startsWith(BYTE_ORDER_MARK) ? ` ${cut.slice(1)}` : cut;
  const hasQuotes = block.includes('"');
  let { at, line, faults } = from;
  const goTo = (next: number) => {
    for (let feed = even.indexOf('\n', at); feed < next && feed !== -1; feed = even.indexOf('\n', feed + 1)) line++;
    at = next;
  };
  Papa.parse<string[]>(block, {
    delimiter: ',',
    newline: '\n',
    step({ data, errors, meta }, parser) {
      // The library makes a row of the nothing after the last line end.
      if (at === end) return;
      const [error] = errors;
      if (!error) {
        const next = from.at + meta.cursor;
        const row = { start: at, end: lineEndBefore(text, next - 1), line, values: data };
        rows.push(hasQuotes ? checkedRow(text, row) : row);
        goTo(next);
        return;
      }
      parser.abort();
      // A row whose quote closes beyond this block is tried again as the first of the next.
      if (errors.every(({ code }) => code === 'MissingQuotes') && at > from.at && end < even.length) return;
      const wrong = from.at + (error.index ?? 1) - 1;
      const lineEnd = even.indexOf('\n', wrong);
      rows.push(cutRow(text, data, at, lineEndBefore(text, lineEnd), line, wrong));
      faults++;
      goTo(lineEnd + 1);
    },
  });
  return { at, line, faults };
}
