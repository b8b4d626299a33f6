import type { LeafCstNode } from 'langium';
import { type Comment, type Gap, readGap } from './gap.ts';
import { type Line, linesOf } from './lines-of-element.ts';
import type { Item, Lead, Row, Table } from './row.ts';
import { isBlock, type Section } from './sections.ts';
import { between, mayBeginLine } from './spacing.ts';

/** The rows of a section in the order of the text; the last one is empty where a line begins at the section's end. */
export function readRows(text: string, section: Section): readonly Row[] {
  const rows = new RowReader(text, section);
  for (const [i, element] of section.elements.entries()) {
    const before = section.elements[i - 1];
    const blocks = isBlock(element.node) || (before !== undefined && isBlock(before.node));
    for (const [k, line] of linesOf(element).entries()) {
      rows.begin((line.words[0] as LeafCstNode).offset, k === 0 && blocks ? { ...line, blank: 'always' } : line);
      rows.addWords(line);
    }
  }
  rows.finish();
  return rows.rows;
}

/** A row, and what may stand before it. */
type Beginning = Pick<Line, 'depth' | 'commentDepth' | 'blank' | 'lastBlank' | 'table'>;

interface OpenRow extends Row {
  readonly items: Item[];
  depth: number;
  table?: Table;
  isComment: boolean;
}

class RowReader {
  readonly rows: OpenRow[] = [];
  private readonly text: string;
  private readonly section: Section;
  /** Where what was read ends. */
  private end: number;

  constructor(text: string, section: Section) {
    this.text = text;
    this.section = section;
    this.end = section.start;
  }

  /** Takes the comments before a row: behind the row before it, on rows of their own, or in front of its first word. */
  begin(start: number, { depth, commentDepth, blank, lastBlank, table }: Beginning): void {
    const isFirst = this.rows.length === 0;
    const { comments, breaksAfter } = this.gapBefore(start);
    const breaks = breaksOf(comments, breaksAfter);
    // Without a line end of its own, a row begins behind the comments; so does the file's end.
    const last = comments.length;
    const first = isFirst ? 0 : firstBreak(breaks);
    if (start === this.text.length) breaks[last] ||= 1;
    for (const comment of comments.slice(0, first)) this.rows.at(-1)?.items.push(behind(comment));
    for (let i = first; i <= last; i++) {
      const count = breaks[i] as number;
      if (i === first || count > 0) {
        const kept = i === last && lastBlank === 'never' ? 'never' : i === first ? blank : 'kept';
        const stays = isFirst && this.section.start > 0;
        const isBlank = (kept === 'kept' ? count > 1 : kept === 'always') && !(isFirst && i === first);
        this.rows.push({ depth: commentDepth, items: [], blank: isBlank, stays, isComment: true });
      }
      const comment = comments[i];
      if (comment) this.rows.at(-1)?.items.push(behind(comment));
    }
    Object.assign(this.rows.at(-1) as OpenRow, { depth, table, isComment: false });
    this.end = start;
  }

  addWords({ words, marks }: Line): void {
    for (const [i, word] of words.entries()) {
      const before = words[i - 1];
      const mark = marks.get(word.offset);
      const lead = mark?.lead ?? (before ? between(before, word) : 'space');
      this.add(word, { lead: lead === 'step' && !mayBeginLine(word.text) ? 'space' : lead, anchors: mark?.anchors });
    }
  }

  /** The comments behind the last row, and where the line after it begins: the file's end, or what is left alone. */
  finish(): void {
    const { start, end, elements } = this.section;
    const { comments, breaksAfter } = this.gapBefore(end);
    const atEnd = end === this.text.length;
    const isEmpty = this.rows.length === 0 && comments.length === 0;
    // What is left alone may go on behind the last word of the line.
    const goesOn = !breaksOf(comments, breaksAfter).some((count) => count > 0);
    if (start === end || (atEnd ? isEmpty : goesOn)) return;
    const last = elements.at(-1);
    const blank = !atEnd && last && isBlock(last.node) ? 'always' : 'kept';
    this.begin(end, { depth: 0, commentDepth: 0, blank, lastBlank: atEnd ? 'never' : 'kept' });
  }

  /** A word, and the comments before it in its row. */
  private add(word: LeafCstNode, { lead, anchors }: Pick<Item, 'lead' | 'anchors'>): void {
    const { items } = this.rows.at(-1) as OpenRow;
    const { comments, breaksAfter } = this.gapBefore(word.offset);
    this.end = word.end;
    if (comments.length === 0) {
      items.push({ start: word.offset, end: word.end, lead, anchors });
      return;
    }
    const breaks = breaksOf(comments, breaksAfter);
    const before = lead === 'tight' && !CLOSES.has(word.tokenType.name) ? 'space' : lead;
    const leads = lead === 'step' ? stepLeads(breaks) : innerLeads(comments, breaks, before);
    // Steps stand under what begins the value, be it a comment.
    for (const [i, comment] of comments.entries())
      items.push({ ...behind(comment), lead: leads[i] as Lead, anchors: i === 0 && anchors });
    items.push({ start: word.offset, end: word.end, lead: leads[comments.length] as Lead });
  }

  private gapBefore(start: number): Gap {
    return readGap(this.text, this.end, start) ?? { comments: [], breaksAfter: 0 };
  }
}

const CLOSES = new Set([',', ')']);

/** The number of line ends before each comment, and behind the last of them. */
const breaksOf = (comments: readonly Comment[], breaksAfter: number): number[] => [
  ...comments.map(({ breaksBefore }) => breaksBefore),
  breaksAfter,
];

const behind = ({ start, end }: Comment): Item => ({ start, end, lead: 'space' });

function firstBreak(breaks: readonly number[]): number {
  const first = breaks.findIndex((count) => count > 0);
  return first < 0 ? breaks.length - 1 : first;
}

/** A step begins a line, and comments before it stand behind the line before, on lines of their own, or before its value. */
function stepLeads(breaks: readonly number[]): readonly Lead[] {
  const first = firstBreak(breaks);
  return breaks.map((count, i) => (i === first || (i > first && count > 0) ? 'step' : 'space'));
}

/** Elsewhere in a row only a comment that had a line for itself, or that ends its line, keeps line ends. */
function innerLeads(comments: readonly Comment[], breaks: readonly number[], lead: Lead): readonly Lead[] {
  const isAlone = (i: number) => i in comments && (breaks[i] as number) > 0 && (breaks[i + 1] as number) > 0;
  return breaks.map((_, i) => {
    if (isAlone(i) || isAlone(i - 1) || comments[i - 1]?.toLineEnd) return 'break';
    if (i === 0 && typeof lead === 'number') return lead;
    return i === comments.length && lead === 'tight' ? 'tight' : 'space';
  });
}
