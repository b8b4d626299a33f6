import type { Span } from '@upsell/engine';
import type { ExplanationWords } from './explanation-assumption.ts';
import type { Explanation } from './explanation-json.ts';
import type { Line } from './explanation-layout.ts';
import { explanationLines } from './explanation-text.ts';
import type { Passage, Run } from './passage.ts';

/** What a passage says of the text and of its people, and where it leads to. */
export interface PassageWords extends ExplanationWords {
  /** The address of a place in a file; undefined for a file that no address leads to. */
  href(at: Span): string | undefined;
  /** Who answers for a channel or a part, and where it is declared. */
  channel(name: string): { readonly owner: string | undefined; readonly at: Span } | undefined;
}

/** How a figure comes about, as `upsell explain` tells it and no longer than a glance. */
export function explanationPassages(explained: Explanation, words: PassageWords): readonly Passage[] {
  const [head, ...lines] = explanationLines(explained, words);
  const title: Passage = { kind: 'paragraph', runs: [{ strong: head?.kind === 'sentence' ? head.text : '' }] };
  return [title, ...linePassages(lines, words)];
}

/** Nobody reads more beside a cursor. */
const MOST_LINES = 24;
const MOST_COLUMNS = 6;

/** Lines of an explanation as a list, and the first table in them behind it. */
export function linePassages(lines: readonly Line[], words: PassageWords): readonly Passage[] {
  const told = lines.filter((line) => line.kind !== 'table' && !(line.kind === 'sentence' && line.text === ''));
  const base = told[0]?.indent ?? 0;
  const items: { depth: number; runs: readonly Run[] }[] = [];
  for (const line of told.slice(0, MOST_LINES)) {
    if (line.kind === 'table') continue;
    const depth = Math.max(0, Math.min((line.indent - base) / 2, (items.at(-1)?.depth ?? -1) + 1));
    items.push({ depth, runs: runsOf(line, words) });
  }
  if (told.length > MOST_LINES)
    items.push({ depth: 0, runs: ['and so on: ', { code: 'upsell explain' }, ' tells all of it'] });
  const table = lines.find((line) => line.kind === 'table');
  return [
    ...(items.length > 0 ? [{ kind: 'list' as const, items }] : []),
    ...(table?.kind === 'table' ? [{ kind: 'table' as const, rows: narrow(table.rows) }] : []),
  ];
}

/** The first columns are what it begins with, and the last is the figure itself. */
const narrow = (rows: readonly (readonly string[])[]): readonly (readonly string[])[] => {
  const width = rows[0]?.length ?? 0;
  if (width <= MOST_COLUMNS) return rows;
  return rows.map((row) => [...row.slice(0, MOST_COLUMNS - 1), row[width - 1] ?? '']);
};

function runsOf(line: Exclude<Line, { kind: 'table' }>, words: PassageWords): readonly Run[] {
  if (line.kind === 'sentence') return [line.text];
  const facts = [line.text, line.provenance, line.fullOwner].filter((fact) => fact !== '');
  return [`${facts.join(' · ')} · `, { text: line.place, href: words.href(line.at) }];
}
