import { expect } from 'vitest';
import { analyseFiles, diagnosticLines } from './analyse-text.ts';
import { type Fixture, type Marker, readFixture } from './markers.ts';

/**
 * Fails unless an annotated program (see `readFixture`) has exactly the diagnostics that are written into it, each with its
 * code, its file and its columns, and unless each of its messages is a sentence that a person can read. Of warnings and
 * informations, which a model may have many of, only those of `code` and of the codes that are written into it are compared.
 */
export function checkRule(text: string, code?: string): void {
  const fixture = readFixture(text);
  const analysis = analyseFiles(fixture.files, fixture.asOf);
  const named = new Set([code, ...fixture.markers.map((marker) => marker.code)]);
  const errors = new Set(analysis.diagnostics.filter(({ severity }) => severity === 'error').map((one) => one.code));
  const looksAt = (line: string) => {
    const its = line.replace(/ .*/, '');
    return fixture.only ? fixture.only.includes(its) : named.has(its) || errors.has(its);
  };
  const found = diagnosticLines(analysis).filter(looksAt);
  const expected = quoted(fixture.markers.map(markerLine(fixture)), fixture);
  // A surplus fails as well when it is cut, and can be read then.
  expect(quoted(found, fixture).slice(0, expected.length + 20)).toEqual(expected);
  for (const { code, message } of analysis.diagnostics) expect(faultOf(message), `${code}: ${message}`).toBeUndefined();
}

/** What is wrong with a message as a sentence; undefined where nothing is. */
export function faultOf(message: string): string | undefined {
  if (!/^[A-Z`\d]/.test(message)) return 'does not begin as a sentence does';
  if (!/[.?]$/.test(message)) return 'does not end as a sentence does';
  if (message.length >= 240) return `has ${message.length} characters`;
  const leak = LEAKS.exec(message)?.[0];
  return leak && `says ${leak}`;
}

/** Words of a parser and of JavaScript that no reader of a forecast knows. */
const LEAKS = /\b(EOF|ID|undefined|NaN|null)\b|Expecting token|\[object/;

/** A marker as `diagnosticLines` writes a diagnostic. */
const markerLine =
  ({ files }: Fixture) =>
  ({ code, file, start, end }: Marker): string => {
    const name = file === Object.keys(files)[0] ? '' : ` ${file}`;
    return `${code} ${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}${name}`;
  };

/** Each line with the text that it speaks of, so that a failure can be read without counting columns; in a fixed order. */
function quoted(lines: readonly string[], { files }: Fixture): readonly string[] {
  const root = Object.keys(files)[0] as string;
  return lines.map((line) => `${line} \`${textAt(files[LINE.exec(line)?.[5] ?? root] as string, line)}\``).sort();
}

const LINE = / (\d+):(\d+)-(\d+):(\d+)(?: (.+))?$/;

function textAt(text: string, line: string): string {
  const [fromLine = 0, from = 0, toLine = 0, to = 0] = LINE.exec(line)?.slice(1, 5).map(Number) ?? [];
  const rows = text.split('\n').slice(fromLine - 1, toLine);
  const last = rows.length - 1;
  const cut = (row: string, i: number) => row.slice(i === 0 ? from - 1 : 0, i === last ? to - 1 : undefined);
  return rows.map(cut).join('\n').slice(0, 80);
}
