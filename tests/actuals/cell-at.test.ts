import { COLUMNS, cellAt, readActuals } from '@upsell/actuals';
import { describe, expect, it } from 'vitest';

/** The cell at `|`, which is not in the text, as `column=value row [slice]`. */
function at(marked: string): string | undefined {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const cell = cellAt(text, offset);
  return cell && `${cell.column}=${cell.value} ${cell.row} [${text.slice(cell.range.start, cell.range.end)}]`;
}

describe('the cell at an offset', () => {
  it('is the one that the caret is in, or at an end of', () => {
    expect(at('|month,source\n2026-01,"a ""b"""\n')).toBe('month=month 0 [month]');
    expect(at('month|,source\n')).toBe('month=month 0 [month]');
    expect(at('month,|source\n')).toBe('source=source 0 [source]');
    expect(at('month,source|')).toBe('source=source 0 [source]');
    expect(at('month,source\n|2026-01,x')).toBe('month=2026-01 1 [2026-01]');
    expect(at('month,source\r\n2026-01,"a |""b"""\r\n')).toBe('source=a "b" 1 ["a ""b"""]');
    expect(at('month,source\r\n2026-01, x |\r\n')).toBe('source=x 1 [ x ]');
    expect(at('\uFEFFmonth,source\r\n2026-01,|\r\n')).toBe('source= 1 []');
  });

  it('is in a row that is counted without blank lines', () => {
    expect(at('\n\nmonth,source\n\n2026-01,x\n\n2026-02,|y')).toBe('source=y 2 [y]');
  });

  it('is in no column where the header is too short', () => {
    expect(at('month\n2026-01,|x')).toBe('undefined=x 1 [x]');
  });

  it('is the first of its row on a blank line', () => {
    expect(at('month,source\n2026-01,x\n|')).toBe('month= 2 []');
    expect(at('|')).toBe('undefined= 0 []');
    expect(at('|\nmonth,source')).toBe('undefined= 0 []');
  });

  it('is none outside, and in what is no CSV', () => {
    expect(cellAt('month\n', 99)).toBeUndefined();
    expect(cellAt('month\n', -1)).toBeUndefined();
    expect(cellAt('\uFEFFmonth\n', 0)).toBeUndefined();
    expect(cellAt('a\r\nb', 2)).toBeUndefined();
    expect(at('month,source\n"x|y')).toBeUndefined();
    expect(at(`month,source\n${'x'.repeat(100_001)}|`)).toBeUndefined();
  });
});

describe('the columns', () => {
  it('are documented in one sentence each', () => {
    for (const columns of Object.values(COLUMNS))
      for (const { documentation } of columns) expect(documentation).toMatch(/^[A-Z][^.]*( `[^`]*`[^.]*)*\.$/);
  });

  it('are all known to the reader, and the required ones are required', () => {
    for (const [file, columns] of Object.entries(COLUMNS)) {
      const problems = (names: readonly string[]) =>
        readActuals((name) => (name === file ? names.join(',') : undefined), undefined, 1).problems;
      expect(problems(columns.map(({ name }) => name))).toEqual([]);
      const required = columns.filter(({ isRequired }) => isRequired).map(({ name }) => name);
      expect(problems(required)).toEqual([]);
      for (const name of required)
        expect(problems(columns.map((one) => one.name).filter((one) => one !== name))).toMatchObject([
          { code: 'actuals-malformed', params: { kind: 'missing-column', column: name } },
        ]);
    }
  });
});
