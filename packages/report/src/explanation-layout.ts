import type { Span } from '@upsell/engine';
import { table } from './table.ts';

/** A line of an explanation: a sentence, an assumption with what is known of it, or a table. */
export type Line =
  | { readonly kind: 'sentence'; readonly indent: number; readonly text: string }
  | Assumption
  | { readonly kind: 'table'; readonly indent: number; readonly rows: readonly (readonly string[])[] };

interface Assumption {
  readonly kind: 'assumption';
  readonly indent: number;
  readonly text: string;
  readonly provenance: string;
  readonly owner: string;
  /** The owner with what a person calls them. */
  readonly fullOwner: string;
  readonly place: string;
  readonly at: Span;
}

const WIDTH = 100;

/**
 * Lines as text in at most 100 columns: what is known of assumptions is aligned, and long lines are broken. What owners are
 * called stands at the end where the columns have no room for it.
 */
export function layOut(lines: readonly Line[]): string {
  const assumptions = lines.filter((line) => line.kind === 'assumption');
  const columns = columnsOf(assumptions, 'fullOwner') ?? columnsOf(assumptions, 'owner');
  const rows = lines.flatMap((line): readonly string[] => {
    const indent = ' '.repeat(line.indent);
    if (line.kind === 'sentence') return broken(line.text, line.indent);
    if (line.kind === 'table') return tables(line.rows, WIDTH - line.indent).map((row) => indent + row);
    return columns ? aligned(line, columns) : broken(factsOf(line).join(', '), line.indent);
  });
  const unsaid = columns?.by === 'fullOwner' ? [] : assumptions.filter(({ owner, fullOwner }) => owner !== fullOwner);
  const names = [...new Set(unsaid.map(({ fullOwner }) => fullOwner.replace(/^owner /, '')))].sort();
  if (names.length > 0) rows.push('', ...broken(`Owners: ${names.join(', ')}`, 0));
  return `${rows.join('\n').trimEnd()}\n`;
}

const factsOf = ({ text, provenance, owner, place }: Assumption): readonly string[] =>
  [text, provenance, owner, place].filter((fact) => fact !== '');

/** An assumption's line in columns; where its text is too long for its column, it has a line to itself. */
function aligned(line: Assumption, columns: Columns): readonly string[] {
  const { indent, text, provenance, owner, place } = line;
  const start = ' '.repeat(indent) + text;
  const isBare = provenance === '' && owner === '';
  const room = columns.text + (isBare ? columns.provenance + columns.owner + 4 : 0);
  if (isBare && start.length <= room) return [`${start.padEnd(room)}  ${place}`];
  const facts = `${provenance.padEnd(columns.provenance)}  ${line[columns.by].padEnd(columns.owner)}  ${place}`;
  if (start.length <= room) return [`${start.padEnd(columns.text)}  ${facts}`.trimEnd()];
  return [...broken(text, indent), `${' '.repeat(columns.text)}  ${facts}`.trimEnd()];
}

/** Where the columns of assumptions stand. */
interface Columns {
  readonly by: 'owner' | 'fullOwner';
  readonly text: number;
  readonly provenance: number;
  readonly owner: number;
}

/** A column of text without this much room is no column. */
const LEAST_TEXT = 30;

/** Widths that leave room for the text of most assumptions; a longer one has a line of its own. Undefined where there is none. */
function columnsOf(all: readonly Assumption[], by: Columns['by']): Columns | undefined {
  const widest = (length: (line: (typeof all)[number]) => number) =>
    all.reduce((most, line) => Math.max(most, length(line)), 0);
  const provenance = widest((line) => line.provenance.length);
  const owner = widest((line) => line[by].length);
  const text = widest((line) => line.indent + line.text.length);
  const room = WIDTH - 6 - provenance - owner - widest((line) => line.place.length);
  return text <= room || room >= LEAST_TEXT ? { by, text: Math.min(text, room), provenance, owner } : undefined;
}

/** A sentence in lines; from the second on four columns further in. */
function broken(text: string, indent: number): readonly string[] {
  const lines: string[] = [];
  let line = ' '.repeat(indent);
  for (const [i, word] of text.split(' ').entries()) {
    const isFirst = i === 0;
    if (!isFirst && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = `${' '.repeat(indent + 4)}${word}`;
    } else line += isFirst ? word : ` ${word}`;
  }
  return [...lines, line];
}

/** A table in as many pieces as it takes, each with the first column. */
function tables(rows: readonly (readonly string[])[], width: number): readonly string[] {
  const [head = []] = rows;
  const widths = head.map((_, i) => rows.reduce((most, row) => Math.max(most, (row[i] ?? '').length), 0));
  const pieces: number[][] = [];
  let room = 0;
  for (let i = 1; i < head.length; i++) {
    room -= 2 + (widths[i] as number);
    if (room < 0 || pieces.length === 0) {
      pieces.push([]);
      room = width - (widths[0] as number) - 2 - (widths[i] as number);
    }
    pieces.at(-1)?.push(i);
  }
  return pieces.flatMap((piece) => {
    const some = rows.map((row) => [row[0] ?? '', ...piece.map((i) => row[i] ?? '')]);
    // Months that have something to say in another piece only.
    const shown = some.filter(([first, ...cells]) => first === '...' || cells.some((cell) => cell !== ''));
    return table(shown, 1).split('\n');
  });
}
