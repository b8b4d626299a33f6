import type { FiscalField, SeasonFactor } from '../generated/ast.ts';
import { readMonthName } from '../literals.ts';
import { firstFrom } from '../sorted.ts';
import type { SourceFile } from '../source-file.ts';
import type { TextEdit } from '../text-edit.ts';
import { propertyRange, type Range } from '../tree.ts';
import { placeColumns } from './columns.ts';
import type { Row } from './row.ts';
import { readRows } from './rows.ts';
import { type Section, sectionsOf } from './sections.ts';
import { commonLineEnd, writeRows } from './write.ts';

/**
 * The edits that lay a file out (spec: language, 8), in the order of the text: they change white space between words, and the
 * case of months' names. A declaration with a syntax error stays as it is, up to the start of the next one; a file over the
 * limit stays whole. Never throws, and formatting what is formatted gives no edits.
 */
export function format(file: SourceFile): readonly TextEdit[] {
  if (file.refused) return [];
  return layOut(file, sectionsOf(file)).edits;
}

/** Those edits of `format` that touch the lines of a range; a range that ends at a line's start does not touch that line. */
export function formatRange(file: SourceFile, { start, end }: Range): readonly TextEdit[] {
  const { lines } = file;
  const { line } = lines.at(Math.max(start, end - 1));
  const [first, last] = [start - lines.at(start).character, lines.offsetAt(lines.endOf(line))];
  return format(file).filter((edit) => edit.start <= last && edit.end >= first);
}

/**
 * The rows of some sections, and the edits that lay these out, in the order of the text. An empty line that is about to be written parts
 * no columns.
 */
export function layOut(file: SourceFile, sections: readonly Section[], writtenLine?: number): LaidOut {
  const lineEnd = commonLineEnd(file.text);
  const rows: Row[] = [];
  const spaces = sections.flatMap((section) => {
    const read = readRows(file.text, section);
    const own = writtenLine === undefined ? read : joinedAt(writtenLine, read, file);
    rows.push(...own);
    return writeRows(file, section, { rows: own, columns: placeColumns(file.text, own), lineEnd });
  });
  return { rows, edits: [...spaces, ...smallMonths(file, sections)].sort((a, b) => a.start - b.start) };
}

/** Rows, of which the one behind a line stands under the one before it, where nothing but that line stands between them. */
const joinedAt = (empty: number, rows: readonly Row[], { lines }: SourceFile): readonly Row[] =>
  rows.map((row, i) => {
    const [above, first] = [rows[i - 1]?.items.at(-1), row.items[0]];
    const isBetween = above && lines.at(above.end).line === empty - 1 && lines.at(first?.start ?? 0).line === empty + 1;
    return isBetween ? { ...row, blank: false } : row;
  });

export interface LaidOut {
  readonly rows: readonly Row[];
  readonly edits: readonly TextEdit[];
}

function smallMonths({ text, nodes }: SourceFile, sections: readonly Range[]): readonly TextEdit[] {
  const named = [...(nodes.get('SeasonFactor') ?? []), ...(nodes.get('FiscalField') ?? [])];
  return (named as (SeasonFactor | FiscalField)[]).flatMap((node) => {
    const { start, end } = propertyRange(node, 'month');
    const section = sections[firstFrom(sections, start) - 1];
    if (!section || end > section.end || !readMonthName(text.slice(start, end))) return [];
    const [capital, small] = [text.charAt(start), text.charAt(start).toLowerCase()];
    return capital === small ? [] : [{ start, end: start + 1, newText: small }];
  });
}
