import { describe, expect, it } from 'vitest';
import { checkMarked, read, shortOf } from './marked.ts';

const HEADER = 'month,source,touches,opened\n';

describe('a text that is no CSV', () => {
  it('has a character that no text has, and nothing else is said of it', () => {
    for (const character of ['\0', '\u0007', '\u001B', '\u007F', '\u0085', '\u000B']) {
      const marked = `${HEADER}2026-13,ticket,x,«${character}»1\r\n${character}`;
      const { actuals, problems } = checkMarked('months.csv', marked, ['malformed binary']);
      expect(actuals).toMatchObject({ rows: [], unread: [] });
      expect(problems[0]?.params).toMatchObject({ line: 2, character: character.charCodeAt(0) });
    }
    checkMarked('months.csv', `${HEADER}2026-01,\tticket\t,1,1\r\n`, []);
  });

  it('has a line that is too long, and the others are read', () => {
    const fits = 'x'.repeat(100_000 - '2026-01,,1,1'.length);
    for (const lineEnd of ['\n', '\r\n', '\r']) {
      const right = `2026-01,«${fits}»,1,1${lineEnd}2026-02,ticket,1,1`;
      expect(checkMarked('months.csv', `${HEADER}${right}`, ['unknown-source']).actuals.rows.length).toBe(1);
      const long = `2026-01,${fits}x,1,1`;
      const wrong = `2026-01,ticket,1,1${lineEnd}«${long.slice(0, 80)}»${long.slice(80)}${lineEnd}2026-02,ticket,1,1`;
      const { actuals } = checkMarked('months.csv', `${HEADER}${wrong}${lineEnd}`, ['malformed line-length']);
      expect(actuals.rows.length).toBe(2);
      expect(actuals.unread).toEqual([undefined]);
    }
  });

  it('has a quote that opens before a line that is too long', () => {
    const long = 'x'.repeat(100_001);
    const text = `${HEADER}2026-01,«"ticket»,1,1\n«${long.slice(0, 80)}»${long.slice(80)}\n2026-02,«"x»,1,1\n2026-02,ticket,1,1`;
    checkMarked('months.csv', text, ['malformed quotes', 'malformed line-length', 'malformed quotes']);
  });

  it('is one line of 100 MB', () => {
    for (const part of ['x', ',', '"', '1;']) {
      const line = part.repeat(100_000_000 / part.length);
      expect(read({ 'months.csv': line }).problems.map(shortOf)).toEqual(['malformed line-length']);
      const { actuals, problems } = read({
        'months.csv': `${HEADER}2026-01,ticket,1,1\n${line}\n2026-02,ticket,1,1\n`,
      });
      expect(problems.map(shortOf)).toEqual(['malformed line-length']);
      expect(problems[0]).toMatchObject({ start: 47, end: 127, params: { line: 3 } });
      expect(actuals.rows.length).toBe(2);
    }
  });

  it('is nothing but wrong quotes, of which a hundred are enough', () => {
    const { problems, actuals } = read({ 'months.csv': HEADER + '2026-01,"a"b,1,1\n'.repeat(200_000) });
    expect(problems.map(shortOf)).toEqual(Array.from({ length: 100 }, () => 'malformed quotes'));
    expect(actuals.unread.length).toBe(100);
  });

  it('has many sources with gaps of ten thousand years', () => {
    const rows = Array.from({ length: 3000 }, (_, i) => `0001-01,s${i},1,1\n9999-12,s${i},1,1\n`);
    const { problems } = read({ 'months.csv': HEADER + rows.join('') }, null);
    expect(problems.length).toBe(3000);
    expect(problems[0]?.params).toMatchObject({ from: '0001-02', to: '9999-11' });
  });
});
