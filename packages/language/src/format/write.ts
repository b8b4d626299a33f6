import type { SourceFile } from '../source-file.ts';
import type { TextEdit } from '../text-edit.ts';
import { type Item, indentation, type Row } from './row.ts';
import type { Section } from './sections.ts';
import { smallest } from './smallest.ts';

/** The edits that make the white space of a section what its rows and the places of their columns say. */
export function writeRows(
  file: SourceFile,
  section: Section,
  { rows, columns, lineEnd }: { rows: readonly Row[]; columns: ReadonlyMap<Row, readonly number[]>; lineEnd: string },
): readonly TextEdit[] {
  const writer = new Writer(file.text, section.start, lineEnd);
  if (rows.length === 0) writer.space(section.end, '');
  for (const [i, row] of rows.entries()) {
    if (row.stays) writer.column = file.lines.at(section.start).character;
    else writer.breakLine(row.items[0]?.start ?? section.end, i === 0 ? 0 : row.blank ? 2 : 1, indentation(row));
    writer.row(row, columns.get(row) ?? []);
  }
  return writer.edits;
}

const BYTE_ORDER_MARK = '\uFEFF';
/** How much deeper a row goes on where a comment breaks its line. */
const CONTINUED = 4;
/** Beyond any column of a run: steps do not follow a value there, or a long line would be written as often as it has steps. */
const FARTHEST = 500;

class Writer {
  readonly edits: TextEdit[] = [];
  private readonly text: string;
  private readonly lineEnd: string;
  /** Where what was written ends in its line, and in the text. */
  column = 0;
  private at: number;

  constructor(text: string, start: number, lineEnd: string) {
    this.text = text;
    this.lineEnd = lineEnd;
    this.at = start === 0 && text.startsWith(BYTE_ORDER_MARK) ? 1 : start;
  }

  row(row: Row, places: readonly number[]): void {
    const continued = indentation(row) + CONTINUED;
    let anchor = continued;
    for (const [i, item] of row.items.entries()) {
      const { start, lead, anchors } = item;
      if (i > 0) {
        if (lead === 'break') this.breakLine(start, 1, continued);
        else if (lead === 'step') this.breakLine(start, 1, anchor);
        else if (lead === 'tight') this.space(start, '');
        else this.space(start, ' '.repeat(Math.max(1, (lead === 'space' ? 0 : (places[lead] ?? 0)) - this.column)));
      }
      if (anchors && this.column <= FARTHEST) anchor = this.column;
      this.take(item);
    }
  }

  /** White space up to an offset, on the line. */
  space(to: number, newText: string): void {
    this.edits.push(...smallest(this.text, { start: this.at, end: to, newText }));
    this.column += newText.length;
  }

  breakLine(to: number, lineEnds: number, spaces: number): void {
    this.column = 0;
    this.space(to, this.lineEnd.repeat(lineEnds) + ' '.repeat(spaces));
    this.column = spaces;
  }

  private take({ start, end }: Item): void {
    const written = this.text.slice(start, end);
    const line = Math.max(written.lastIndexOf('\n'), written.lastIndexOf('\r'));
    this.column = line < 0 ? this.column + written.length : written.length - line - 1;
    this.at = end;
  }
}

/** CRLF where most lines end so, else LF. */
export function commonLineEnd(text: string): string {
  let [crlf, lf] = [0, 0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    if (text[at - 1] === '\r') crlf++;
    else lf++;
  }
  return crlf > lf ? '\r\n' : '\n';
}
