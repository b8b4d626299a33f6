import type { FiscalField, SeasonFactor } from '../generated/ast.ts';
import { readMonthName } from '../literals.ts';
import { firstFrom } from '../sorted.ts';
import type { SourceFile } from '../source-file.ts';
import type { TextEdit } from '../text-edit.ts';
import { propertyRange, type Range } from '../tree.ts';
import { placeColumns } from './columns.ts';
import { readRows } from './rows.ts';
import { sectionsOf } from './sections.ts';
import { commonLineEnd, writeRows } from './write.ts';

/**
 * The edits that lay a file out (spec: language, 8), in the order of the text: they change white space between words, and the
 * case of months' names. A declaration with a syntax error stays as it is, up to the start of the next one; a file over the
 * limit stays whole. Never throws, and formatting what is formatted gives no edits.
 */
export function format(file: SourceFile): readonly TextEdit[] {
  if (file.refused) return [];
  const lineEnd = commonLineEnd(file.text);
  const sections = sectionsOf(file);
  const spaces = sections.flatMap((section) => {
    const rows = readRows(file.text, section);
    return writeRows(file, section, { rows, columns: placeColumns(file.text, rows), lineEnd });
  });
  return [...spaces, ...smallMonths(file, sections)].sort((a, b) => a.start - b.start);
}

/** Those edits of `format` that touch the lines of a range; a range that ends at a line's start does not touch that line. */
export function formatRange(file: SourceFile, { start, end }: Range): readonly TextEdit[] {
  const { lines } = file;
  const { line } = lines.at(Math.max(start, end - 1));
  const [first, last] = [start - lines.at(start).character, lines.offsetAt(lines.endOf(line))];
  return format(file).filter((edit) => edit.start <= last && edit.end >= first);
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
