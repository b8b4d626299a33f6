import { COLUMNS, type FileName } from './columns.ts';
import { type CsvRow, cellsOf } from './csv-row.ts';
import { nearColumn } from './near-column.ts';
import type { Report } from './problem.ts';
import type { Range } from './range.ts';

/**
 * Where the columns that the file knows stand in its rows, from 0; undefined where the header is wrong, which leaves nothing of
 * the file to read. Reports `actuals-malformed` and `actuals-unknown-column`.
 */
export function readHeader(
  file: FileName,
  text: string,
  header: CsvRow | undefined,
  report: Report,
): ReadonlyMap<string, number> | undefined {
  const malformed = (kind: string, at: Range, params = {}) =>
    report('actuals-malformed', at, { line: header?.line ?? 1, ...params, kind });
  if (!header) return void malformed('empty', { start: 0, end: 0 });
  const delimiter = otherDelimiter(file, text, header);
  if (delimiter) return void malformed('delimiter', header, { delimiter });
  if (header.wrong)
    return void malformed(header.wrong.kind, header.wrong, { text: text.slice(header.wrong.start, header.wrong.end) });

  const cells = cellsOf(text, header);
  const known = COLUMNS[file].map(({ name }) => name);
  const written = cells.map(({ value }) => value);
  const absent = known.filter((name) => !written.includes(name));

  const places = new Map<string, number>();
  let isRight = true;
  cells.forEach((cell, at) => {
    const column = cell.value;
    if (!known.includes(column)) {
      const nearest = nearColumn(column, absent);
      report('actuals-unknown-column', cell, { line: header.line, column, text: column, nearest });
    } else if (places.has(column)) {
      malformed('duplicate-column', cell, { column, text: column });
      isRight = false;
    } else places.set(column, at);
  });
  for (const { name, isRequired } of COLUMNS[file]) {
    if (!isRequired || places.has(name)) continue;
    malformed('missing-column', header, { column: name, text: nearColumn(name, written) });
    isRight = false;
  }
  return isRight ? places : undefined;
}

/** `;` or `tab`, where it makes two or more columns of the file from the header, and more than commas do. */
function otherDelimiter(file: FileName, text: string, header: CsvRow): string | undefined {
  const names = new Set(COLUMNS[file].map(({ name }) => name));
  const line = text.slice(header.start, header.end);
  const knownWith = (delimiter: string) =>
    line.split(delimiter).filter((cell) => names.has(cell.replaceAll('"', '').trim())).length;
  const least = Math.max(2, knownWith(',') + 1);
  if (knownWith(';') >= least) return ';';
  return knownWith('\t') >= least ? 'tab' : undefined;
}
