import { escaped } from './markdown.ts';
import { table } from './table.ts';

/** A piece of a report: told once, written for a terminal or as Markdown. */
export type Piece =
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** A chart that Markdown draws, and a terminal does not. */
  | { readonly kind: 'mermaid'; readonly text: string }
  | Table;

interface Table {
  readonly kind: 'table';
  /** The header first; the last row is a total where `hasTotal` says so. */
  readonly rows: readonly (readonly string[])[];
  /** How many of the first columns are text. */
  readonly left: number;
  /** How many of those are names, which are cut where the table is too wide; without it all of them. */
  readonly names?: number;
  readonly hasTotal?: boolean;
}

const WIDTH = 100;

/** Pieces for a terminal, at most 100 columns wide: long names are cut in tables, sentences are broken. */
export function documentText(pieces: readonly Piece[]): string {
  const shown = pieces.filter((piece) => piece.kind !== 'mermaid');
  return `${shown
    .map((piece) => {
      switch (piece.kind) {
        case 'title':
        case 'heading':
        case 'text':
          return brokenLines(piece.text, '').join('\n');
        case 'list':
          return piece.items.map((item) => brokenLines(`- ${item}`, '  ').join('\n')).join('\n');
        default:
          return table(narrowed(piece), piece.left);
      }
    })
    .reduce((text, next, i) => `${text}${isTight(shown[i - 1]) ? '\n' : '\n\n'}${next}`)}\n`;
}

/** Nothing stands between a heading and what it is about. */
const isTight = (before: Piece | undefined): boolean => before?.kind === 'heading' || before?.kind === 'title';

/** The rows with names cut so that the table fits; the widest name gives first. */
function narrowed({ rows, left, names: cuttable = left }: Table): readonly (readonly string[])[] {
  const widths: number[] = [];
  for (const row of rows) for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, cell.length);
  let over = widths.reduce((sum, width) => sum + width + 2, -2) - WIDTH;
  while (over > 0) {
    const names = widths.slice(0, cuttable);
    const widest = names.indexOf(Math.max(...names));
    if (widest < 0 || (widths[widest] as number) <= LEAST) break;
    widths[widest] = (widths[widest] as number) - 1;
    over--;
  }
  return rows.map((row) => row.map((cell, i) => (i < cuttable ? cut(cell, widths[i] as number) : cell)));
}

/** No name is cut further. */
const LEAST = 8;

const cut = (text: string, width: number): string => (text.length <= width ? text : `${text.slice(0, width - 1)}…`);

/** A sentence in lines, `indent` before all but the first. */
function brokenLines(text: string, indent: string): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const [i, word] of text.split(' ').entries()) {
    if (i > 0 && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = `${indent}${word}`;
    } else line += i === 0 ? word : ` ${word}`;
  }
  return [...lines, line];
}

/** Pieces as Markdown. No text of a model becomes markup. */
export function documentMarkdown(pieces: readonly Piece[]): string {
  return `${pieces
    .map((piece) => {
      switch (piece.kind) {
        case 'title':
          return `## ${marked(piece.text)}`;
        case 'heading':
          return `### ${marked(piece.text)}`;
        case 'text':
          return marked(piece.text);
        case 'list':
          return piece.items.map((item) => `- ${marked(item)}`).join('\n');
        case 'mermaid':
          return `\`\`\`mermaid\n${piece.text}\n\`\`\``;
        default:
          return markdownTable(piece);
      }
    })
    .join('\n\n')}\n`;
}

function markdownTable({ rows, left, hasTotal }: Table): string {
  const [header = [], ...body] = rows;
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = header.map((_, i) => (i < left ? '---' : '---:'));
  const lines = body.map((row, i) => {
    const isTotal = hasTotal && i === body.length - 1;
    return line(row.map((cell) => (isTotal && cell !== '' ? `**${marked(cell)}**` : marked(cell))));
  });
  return [line(header.map(marked)), line(rule), ...lines].join('\n');
}

/** What stands in backquotes stays code. */
const marked = (text: string): string =>
  text
    .split(/(`[^`\n]*`)/)
    .map((part, i) => (i % 2 === 1 ? part.replaceAll('|', '\\|') : escaped(part)))
    .join('');
