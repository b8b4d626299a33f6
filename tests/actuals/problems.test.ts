import { describe, expect, it } from 'vitest';
import { checkMarked, read } from './marked.ts';

const HEADER = 'month,source,touches,opened';
/** A file of months with these rows under the four required columns. */
const months = (rows: string, expected: readonly string[]) =>
  checkMarked('months.csv', `${HEADER}\n${rows}\n`, expected);
const paramsOf = (result: ReturnType<typeof read>, i = 0) => result.problems[i]?.params;

describe('a header', () => {
  it('lacks a required column', () => {
    const result = checkMarked('months.csv', '«month,source,opened»\n2026-01,ticket,1\n', ['malformed missing-column']);
    expect(paramsOf(result)).toEqual({ file: 'months.csv', line: 1, column: 'touches', kind: 'missing-column' });
    expect(result.actuals.rows).toEqual([]);
    checkMarked('quarters.csv', '\n\n«quota, booked»\n1,2', ['malformed missing-column']);
  });

  it('has a column twice', () => {
    const result = checkMarked('months.csv', `${HEADER},«opened»\n2026-01,ticket,1,1,1\n`, [
      'malformed duplicate-column',
    ]);
    expect(paramsOf(result)).toMatchObject({ column: 'opened' });
    expect(result.actuals.rows).toEqual([]);
  });

  it('is not there', () => {
    for (const text of ['', '\n', '\r\n \n\n', '\uFEFF'])
      expect(read({ 'months.csv': text }).problems).toEqual([
        {
          code: 'actuals-malformed',
          file: 'months.csv',
          start: 0,
          end: 0,
          params: { file: 'months.csv', line: 1, kind: 'empty' },
        },
      ]);
  });

  it('is separated by something else', () => {
    for (const [delimiter, name] of [
      [';', ';'],
      ['\t', 'tab'],
    ] as const) {
      const header = HEADER.replaceAll(',', delimiter);
      const result = checkMarked('months.csv', `«${header}»\n2026-01${delimiter}ticket\n`, ['malformed delimiter']);
      expect(paramsOf(result)).toMatchObject({ delimiter: name });
      checkMarked('months.csv', `«"month"${delimiter}"source"${delimiter}"touches"»\n`, ['malformed delimiter']);
      checkMarked('months.csv', `«month${delimiter}source${delimiter}touches,opened»\r\n`, ['malformed delimiter']);
    }
  });

  it('is separated by commas, whatever else a column is called', () => {
    const result = checkMarked('months.csv', `${HEADER},«x;month;source;y»\n2026-01,ticket,1,1,\n`, ['unknown-column']);
    expect(result.actuals.rows.length).toBe(1);
  });

  it('has wrong quotes, which leaves nothing to read', () => {
    const result = checkMarked('months.csv', 'month,«"sou"rce»,touches,opened\n2026-01,ticket,1,1\n', [
      'malformed quotes',
    ]);
    expect(result.actuals.rows).toEqual([]);
  });

  it('has columns that nobody knows, and names one that is near', () => {
    const result = checkMarked('months.csv', `${HEADER},«comment»,«Closd»,«»,«WON »\n2026-01,ticket,1,1,,,,\n`, [
      'unknown-column',
      'unknown-column',
      'unknown-column',
      'unknown-column',
    ]);
    expect(result.problems.map(({ params }) => [params['column'], params['nearest']])).toEqual([
      ['comment', undefined],
      ['Closd', 'closed'],
      ['', undefined],
      ['WON', 'won'],
    ]);
    expect(result.actuals.rows.length).toBe(1);
    expect(read({ 'months.csv': `${HEADER},revxyze\n` }).problems[0]?.params['nearest']).toBeUndefined();
    // What is there already was not meant.
    expect(read({ 'months.csv': `${HEADER},touch\n` }).problems[0]?.params['nearest']).toBeUndefined();
  });
});

describe('a row', () => {
  it('has too few cells or too many', () => {
    const result = months('«2026-01,ticket,1»\n2026-02,ticket,1,1\n«2026-03,ticket,1,1,»', [
      'malformed row-length',
      'malformed row-length',
    ]);
    expect(result.problems.map(({ params }) => params)).toEqual([
      { file: 'months.csv', line: 2, kind: 'row-length', cells: 3, expected: 4 },
      { file: 'months.csv', line: 4, kind: 'row-length', cells: 5, expected: 4 },
    ]);
    expect(result.actuals.rows.length).toBe(1);
    expect(result.actuals.unread).toEqual([2026 * 12, 2026 * 12 + 2]);
  });

  it('has wrong quotes, and the next line is read', () => {
    for (const wrong of [
      '«"tic"ket»',
      '«"ticket»',
      '«tic"ket»',
      '« "ticket"»',
      '«"ti""cket»',
      '«"»',
      '«""""x»',
      '«"a" b»',
    ])
      for (const lineEnd of ['\n', '\r\n', '\r'])
        for (const after of ['2026-02,ticket,1,1', '2026-02,"ticket",1,1', '2026-02,ticket,1,"1"']) {
          const text = [HEADER, `2026-01,${wrong},1,1`, after].join(lineEnd);
          const { actuals } = checkMarked('months.csv', text, ['malformed quotes']);
          expect(actuals.rows.map(({ month }) => month)).toEqual([2026 * 12 + 1]);
          expect(actuals.unread).toEqual([2026 * 12]);
        }
    // In the first cell there is nothing before it that could say which month it is.
    expect(months('«"2026-01»,ticket,1,1', ['malformed quotes']).actuals.unread).toEqual([undefined]);
    expect(months('2026-01,ticket,1,«"1»', ['malformed quotes']).actuals.unread).toEqual([2026 * 12]);
  });

  it('has wrong quotes after a cell of two lines', () => {
    const text = `${HEADER}\n2026-01,"tic\nket","1"2,1\n2026-02,ticket,1,1`;
    const { actuals, problems } = read({ 'months.csv': text });
    // The line is the one that the row begins on.
    const place = { start: text.indexOf('"1"2'), end: text.indexOf('"1"2') + 4 };
    expect(problems).toMatchObject([{ ...place, params: { line: 2, kind: 'quotes' } }]);
    expect(actuals.rows.map(({ month }) => month)).toEqual([2026 * 12 + 1]);
  });

  it('has no month', () => {
    const result = months('«2026-13»,ticket,1,1\n«»,email,1,1\n«May»,csm_touch,1,1', [
      'malformed month',
      'malformed month',
      'malformed month',
    ]);
    expect(paramsOf(result)).toEqual({ file: 'months.csv', line: 2, column: 'month', text: '2026-13', kind: 'month' });
    expect(result.actuals.unread).toEqual([undefined, undefined, undefined]);
  });

  it('has a last day that is none, or of another month', () => {
    const rows = ['2026-02,ticket,1,1,«2026-02-29»', '2026-02,email,1,1,«2026-03-01»', '2026-02,csm_touch,1,1,«17»'];
    const marked = `${HEADER},through\n${rows.join('\n')}\n`;
    const kinds = ['malformed through', 'malformed through', 'malformed through'];
    const result = checkMarked('months.csv', marked, kinds);
    expect(paramsOf(result)).toMatchObject({ column: 'through', text: '2026-02-29', month: '2026-02' });
    expect(result.actuals.rows).toEqual([]);
    expect(result.actuals.unread).toEqual([2026 * 12 + 1, 2026 * 12 + 1, 2026 * 12 + 1]);
  });

  it('has no source, or one that is not of the taxonomy', () => {
    const result = months('2026-01,«»,12,3\n2026-01,«Partner»,5,2\n2026-01,« »,7,1\n2026-01,«""»,7,1', [
      'no-source',
      'unknown-source',
      'no-source',
      'no-source',
    ]);
    expect(result.problems[1]?.params).toMatchObject({ column: 'source', text: 'Partner', source: 'Partner' });
  });
});

describe('a number', () => {
  const TEXTS = [
    'many',
    '1,234',
    '$5',
    '5%',
    '1e3',
    '+5',
    '.5',
    '5.',
    '0x10',
    '٣',
    '−3',
    '1 234',
    '1_000',
    'NaN',
    '--1',
  ];

  it('is not one', () => {
    for (const text of TEXTS) {
      const cell = text.includes(',') ? `"${text}"` : text;
      const result = months(`2026-01,ticket,«${cell}»,1`, ['bad-number text']);
      expect(paramsOf(result)).toMatchObject({ column: 'touches', text, line: 2 });
      expect(result.actuals.unread).toEqual([2026 * 12]);
    }
  });

  it('is blank where it must be there, and may be blank where not', () => {
    months('2026-01,ticket,«»,1', ['bad-number blank']);
    months('2026-01,ticket,« »,«""»', ['bad-number blank', 'bad-number blank']);
    expect(checkMarked('months.csv', `${HEADER},won\n2026-01,ticket,1,1,\n`, []).actuals.rows[0]?.won).toBeUndefined();
  });

  it('is negative, no whole, or too large', () => {
    months('2026-01,ticket,«-1»,«-0.5»', ['bad-number negative', 'bad-number negative']);
    months('2026-01,ticket,10,«2.5»\n2026-02,ticket,«9007199254740991.5»,1', [
      'bad-number fraction',
      'bad-number fraction',
    ]);
    months('2026-01,ticket,«9007199254740992»,1', ['bad-number large']);
    const right = months('2026-01,ticket,9007199254740991,7.0\n2026-02,ticket,1,-0', []).actuals.rows;
    expect(right.map(({ touches, opened }) => [touches, opened])).toEqual([
      [Number.MAX_SAFE_INTEGER, 7],
      [1, 0],
    ]);
  });

  it('is money, which may be broken, and negative in months.csv alone', () => {
    const header = `${HEADER},revenue`;
    const { actuals } = checkMarked('months.csv', `${header}\n2026-01,ticket,1,1,-12.75\n`, []);
    expect(actuals.rows[0]?.revenue).toBe(-12.75);
    checkMarked('months.csv', `${header}\n2026-01,ticket,1,1,«${'9'.repeat(400)}»\n`, ['bad-number large']);
    checkMarked('quarters.csv', 'quarter,quota,booked\nFY27-Q1,«-1»,1000.5\n', ['bad-number negative']);
  });

  it('is more than what it is a part of', () => {
    const header = `${HEADER},closed,won,gated`;
    const result = checkMarked('months.csv', `${header}\n2026-01,ticket,9,3,4,«5»,2\n2026-02,ticket,9,3,5,5,«4»\n`, [
      'won-exceeds-closed',
      'bad-number gated',
    ]);
    expect(result.problems.map(({ params }) => params)).toMatchObject([
      { won: 5, closed: 4, of: 'closed', column: 'won' },
      { gated: 4, opened: 3, of: 'opened', column: 'gated' },
    ]);
    expect(result.actuals.rows).toEqual([]);
    // Nothing to compare with.
    checkMarked('months.csv', `${header}\n2026-01,ticket,9,3,,5,\n`, []);
  });

  it('is more than the touches: the row counts', () => {
    const result = months('2026-01,ticket,2,«3»', ['opened-exceeds-touches']);
    expect(paramsOf(result)).toMatchObject({ opened: 3, touches: 2, column: 'opened' });
    expect(result.actuals.rows.length).toBe(1);
  });
});

describe('rows among each other', () => {
  it('are there twice, and none is counted', () => {
    const result = months(
      '2026-01,csm_touch,1,1\n2026-01,ticket,1,1\n2026-01,«CSM (old)»,2,1\n2026-01,«csm_touch»,3,1',
      ['duplicate-row', 'duplicate-row'],
    );
    expect(result.problems.map(({ params }) => params)).toEqual([
      {
        file: 'months.csv',
        line: 4,
        column: 'source',
        text: 'CSM (old)',
        source: 'csm_touch',
        month: '2026-01',
        first: 2,
      },
      {
        file: 'months.csv',
        line: 5,
        column: 'source',
        text: 'csm_touch',
        source: 'csm_touch',
        month: '2026-01',
        first: 2,
      },
    ]);
    expect(result.actuals.rows.map(({ source }) => source)).toEqual(['ticket']);
    expect(result.actuals.unread).toEqual([2026 * 12, 2026 * 12, 2026 * 12]);
  });

  it('are there twice, one of them wrong in itself', () => {
    const result = months('2026-01,ticket,1,«x»\n2026-01,«ticket»,1,1', ['bad-number text', 'duplicate-row']);
    expect(result.actuals).toMatchObject({ rows: [], unread: [2026 * 12, 2026 * 12] });
  });

  it('are left out as often as they are there', () => {
    expect(months('2026-01,«»,1,1\n2026-01,«»,1,1', ['no-source', 'no-source']).actuals.leftOut.length).toBe(2);
  });

  it('miss months between, in the order of months', () => {
    const result = months(
      '«2026-04»,ticket,1,1\n2026-01,ticket,1,1\n2026-01,email,1,1\n2026-02,email,1,1\n«2026-06»,CSM (old),1,1\n2026-04,csm_touch,1,1',
      ['gap', 'gap'],
    );
    expect(result.problems.map(({ params }) => params)).toEqual([
      { file: 'months.csv', line: 2, column: 'month', source: 'ticket', from: '2026-02', to: '2026-03' },
      { file: 'months.csv', line: 6, column: 'month', source: 'csm_touch', from: '2026-05', to: '2026-05' },
    ]);
    expect(result.actuals.rows.length).toBe(6);
  });

  it('may be the missing ones where they cannot be placed', () => {
    // The source of line 3 and the month of line 6 are not known.
    const { problems } = months(
      '2026-01,ticket,1,1\n2026-02,«»,1,1\n2026-03,ticket,1,1\n2026-01,email,1,1\n«x»,email,1,1\n2026-03,email,1,1',
      ['no-source', 'malformed month'],
    );
    expect(problems.length).toBe(2);
    months('2026-01,ticket,1,1\n2026-03,«»,1,1\n««2026-05»»,ticket,1,1', ['no-source', 'gap', 'gap']);
    months('2026-01,ticket,1,1\n«"x»,,1,1\n2026-03,ticket,1,1', ['malformed quotes']);
  });
});

describe('quarters.csv', () => {
  it('has quarters that are none, and quarters twice', () => {
    const result = checkMarked(
      'quarters.csv',
      'quarter,quota\n«FY27-Q5»,1\nFY27-Q1,2\n«2026-Q1»,3\n«FY2027-Q1»,4\nFY27-Q2,5\n',
      ['malformed quarter', 'malformed quarter', 'duplicate-row'],
    );
    expect(result.problems[2]?.params).toMatchObject({ column: 'quarter', quarter: 'FY2027-Q1', first: 3, line: 5 });
    expect(result.actuals.quarters.map(({ quota }) => quota)).toEqual([5]);
    expect(result.actuals.unread).toEqual([]);
  });

  it('has parts that are more than their whole', () => {
    const header =
      'quarter,opened_customer,late_customer,opened_vendor,late_vendor,organic_vendor,tier_change_late_vendor_no_evidence,opened_unknown,late_unknown';
    const result = checkMarked('quarters.csv', `${header}\nFY27-Q1,1,«2»,5,3,«6»,«4»,0,«1»\n`, [
      'bad-number part',
      'bad-number part',
      'bad-number part',
      'bad-number part',
    ]);
    expect(result.problems.map(({ params }) => params['of'])).toEqual([
      'opened_customer',
      'opened_vendor',
      'late_vendor',
      'opened_unknown',
    ]);
    expect(result.actuals.quarters).toEqual([]);
  });
});

describe('cohorts.csv', () => {
  const header = 'month,initiated_by,accounts,contracted,arr_before,expansion,lost,follow_up_months';

  it('has what is no month and no initiator, and rows twice', () => {
    const rows = ['«2026-1»,vendor,5,1,10,1,0,12', '2026-01,«Vendor»,5,1,10,1,0,12', '2026-02,vendor,5,1,10,1,0,12'];
    const result = checkMarked('cohorts.csv', `${header}\n${rows.join('\n')}\n2026-02,«vendor»,5,1,10,1,0,12\n`, [
      'malformed month',
      'malformed initiator',
      'duplicate-row',
    ]);
    expect(result.problems[2]?.params).toMatchObject({
      column: 'initiated_by',
      month: '2026-02',
      initiator: 'vendor',
      first: 4,
    });
    expect(result.actuals.cohorts).toEqual([]);
  });

  it('has more that contracted than there are, and money below zero', () => {
    const rows = '2026-01,vendor,5,«6»,10,1,0,12\n2026-02,vendor,5,1,«-1»,«-1»,«-1»,12\n';
    checkMarked('cohorts.csv', `${header}\n${rows}`, [
      'bad-number contracted',
      'bad-number negative',
      'bad-number negative',
      'bad-number negative',
    ]);
  });
});
