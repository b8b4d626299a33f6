import { type Month, monthOf } from '@upsell/engine';
import type { Position } from '@upsell/language';
import type { Files } from './analyse-text.ts';

/** One expected diagnostic of a fixture; lines and characters count from 0, `end` is exclusive. */
export interface Marker {
  readonly code: string;
  readonly file: string;
  readonly start: Position;
  readonly end: Position;
}

/** A fixture without its markers: what is analysed, and what is to be found in it. */
export interface Fixture {
  readonly files: Files;
  readonly markers: readonly Marker[];
  /** Where the fixture looks at some codes only: those. */
  readonly only?: readonly string[];
  /** The month that the fixture is judged by, where it says one. */
  readonly asOf?: Month;
}

/**
 * The files and the markers of an annotated program:
 *
 *     //# only rate-above-one unknown-name
 *     //- model.upsell
 *     import "./shared.upsell"
 *     //- shared.upsell
 *     driver reach 130% by support
 *     //                   ^^^^^^^ unknown-name
 *     expansion 20% of base
 *     //@ 1-22 percent-of-base
 *
 * - The first line may name the only codes that the fixture is about.
 * - The next (or first) line may say the month that it is judged by: `//# as of 2026-07`.
 * - `//- NAME` begins a file; the first file is the root, `model.upsell` where no line names it. Comments may stand above.
 * - A row of carets covers exactly the wrong text of the nearest program line above it, so a line may have several.
 * - `//@ START-END code` says the same in columns, from 1, the end exclusive, for what begins under the slashes;
 *   `//@ START-+LINES:END code` is for what ends that many lines further down.
 *
 * Markers are taken out before the text is analysed. What looks like a marker and is none throws.
 */
export function readFixture(text: string): Fixture {
  const rows = text.split('\n');
  const only = /^\/\/# only ([a-z -]+)$/.exec(rows[0] ?? '')?.[1]?.split(' ');
  if (only) rows.shift();
  const [, year, month] = /^\/\/# as of (\d{4})-(\d{2})$/.exec(rows[0] ?? '') ?? [];
  if (year) rows.shift();
  const files: Record<string, string[]> = {};
  const markers: Marker[] = [];
  let file = 'model.upsell';
  if (!rows.some((row) => HEADER.test(row))) files[file] = [];
  for (const row of rows) {
    const name = HEADER.exec(row)?.[1];
    const lines = files[file];
    if (name !== undefined) {
      if (files[name]) throw new Error(`two files are named ${name}`);
      files[name] = [];
      file = name;
    } else if (!lines) {
      if (row !== '' && !row.startsWith('// ')) throw new Error(`not in a file: ${row}`);
    } else {
      const marker = readMarker(row, file, lines.length - 1);
      if (!marker) lines.push(row);
      else if (lines.length === 0) throw new Error(`no line above the marker: ${row}`);
      else markers.push(marker);
    }
  }
  const joined = Object.entries(files).map(([key, lines]) => [key, lines.join('\n')]);
  const asOf = year === undefined ? undefined : monthOf(Number(year), Number(month));
  return { files: Object.fromEntries(joined), markers, ...(only && { only }), ...(year && { asOf }) };
}

const HEADER = /^\/\/- (\S.*)$/;
const CARETS = /^(\s*\/\/\s*)(\^+) ([a-z-]+)$/;
const COLUMNS = /^\s*\/\/@ (\d+)-(?:\+(\d+):)?(\d+) ([a-z-]+)$/;
const LOOKS_LIKE_ONE = /^\s*\/\/([@#]|\s*\^)/;

function readMarker(row: string, file: string, line: number): Marker | undefined {
  const [, before = '', carets = '', code] = CARETS.exec(row) ?? [];
  if (code !== undefined) {
    const start = { line, character: before.length };
    return { code, file, start, end: { line, character: before.length + carets.length } };
  }
  const [, from, down, to, named] = COLUMNS.exec(row) ?? [];
  if (named !== undefined) {
    const start = { line, character: Number(from) - 1 };
    return { code: named, file, start, end: { line: line + Number(down ?? 0), character: Number(to) - 1 } };
  }
  if (LOOKS_LIKE_ONE.test(row)) throw new Error(`not a marker: ${row}`);
  return undefined;
}
