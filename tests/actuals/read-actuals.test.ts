import { readActuals } from '@upsell/actuals';
import { monthOf } from '@upsell/engine';
import { describe, expect, it } from 'vitest';
import { NAMES, read } from './marked.ts';

const may = monthOf(2026, 5);

describe('months.csv', () => {
  it('is read in the order of months, then sources, whatever the order of its rows and columns', () => {
    const text = [
      'opened,month,revenue,source,touches,won,closed,through,gated,owner',
      '5,2026-06,,ticket,800,,,2026-06-17,,ann',
      '4,2026-05,12500.50,csm_touch,210,1,3,,2,bob',
      '3,2026-05,-100,ticket,812,0,0,2026-05-31,0,',
    ].join('\n');
    const { actuals, places, problems } = read({ 'months.csv': text });
    expect(problems.map(({ code }) => code)).toEqual(['actuals-unknown-column']);
    expect(actuals).toEqual({
      rows: [
        { month: may, source: 'csm_touch', touches: 210, opened: 4, closed: 3, won: 1, revenue: 12_500.5, gated: 2 },
        { month: may, source: 'ticket', touches: 812, opened: 3, closed: 0, won: 0, revenue: -100, gated: 0 },
        { month: may + 1, source: 'ticket', touches: 800, opened: 5, through: 17 },
      ],
      leftOut: [],
      unread: [],
      quarters: [],
      cohorts: [],
    });
    const cut = places.map((place) =>
      [place.month, place.source, place.touches, place.opened].map(({ start, end }) => text.slice(start, end)),
    );
    expect(cut).toEqual([
      ['2026-05', 'csm_touch', '210', '4'],
      ['2026-05', 'ticket', '812', '3'],
      ['2026-06', 'ticket', '800', '5'],
    ]);
    expect(places[0]?.month).toStrictEqual({ start: text.indexOf('2026-05'), end: text.indexOf('2026-05') + 7 });
  });

  it('joins the former names of a source', () => {
    const text = 'month,source,touches,opened\n2026-05,"CSM (old)",9,1\n2026-06, csm_touch ,8,2\n';
    const { actuals, problems } = read({ 'months.csv': text });
    expect(problems).toEqual([]);
    expect(actuals.rows.map(({ source }) => source)).toEqual(['csm_touch', 'csm_touch']);
  });

  it('takes sources as they are written where no list is known', () => {
    const text = 'month,source,touches,opened\n2026-05,Anything,9,1\n2026-05,,8,2\n';
    const { actuals, problems } = read({ 'months.csv': text }, null);
    expect(problems.map(({ code }) => code)).toEqual(['actuals-no-source']);
    expect(actuals.rows.map(({ source }) => source)).toEqual(['Anything']);
    expect(actuals.leftOut.map(({ opened }) => opened)).toEqual([2]);
  });

  it('leaves out what has no source, with its numbers, and does not count what has wrong ones', () => {
    const text = [
      'month,source,touches,opened',
      '2026-06,Partner,5,2',
      '2026-05,,12,3',
      '2026-05,Partner,x,3',
      '2026-07,ticket,x,3',
      '2026-07,email,7,3',
      'July,,7,3',
    ].join('\n');
    const { actuals, places } = read({ 'months.csv': text });
    expect(actuals.leftOut).toEqual([
      { month: may, source: '', touches: 12, opened: 3 },
      { month: may + 1, source: 'Partner', touches: 5, opened: 2 },
    ]);
    expect(actuals.unread).toEqual([may, may + 2, undefined]);
    expect(actuals.rows.map(({ source }) => source)).toEqual(['email']);
    expect(places.length).toBe(1);
  });

  it('is the same with a byte-order mark, with CRLF, and with blank lines, at other places', () => {
    const rows = ['month,source,touches,opened', '2026-05,ticket,812,3', '2026-06,"ticket",1,x'];
    const plain = read({ 'months.csv': rows.join('\n') });
    for (const [start, lineEnd, end] of [
      ['\uFEFF', '\n', ''],
      ['', '\r\n', '\r\n'],
      ['\uFEFF', '\r\n', '\r\n\r\n'],
      ['', '\r', '\r'],
      ['\n \n', '\n\n', '\n   \n\n'],
    ] as const) {
      const text = start + rows.join(lineEnd) + end;
      const { actuals, problems, places, texts } = read({ 'months.csv': text });
      expect(actuals).toEqual(plain.actuals);
      expect(texts).toEqual([{ name: 'months.csv', text }]);
      expect(problems.map((one) => text.slice(one.start, one.end))).toEqual(['x']);
      expect(problems[0]?.params['line']).toBe(text.slice(0, text.indexOf('x')).split(/\r\n|\r|\n/).length);
      expect(places.map(({ source }) => text.slice(source.start, source.end))).toEqual(['ticket']);
    }
  });
});

describe('the last day that a row covers', () => {
  it('is any day of its month, and the last of it is all of the month', () => {
    for (const year of [1900, 2000, 2024, 2026])
      for (let number = 1; number <= 12; number++) {
        const days = new Date(Date.UTC(year, number, 0)).getUTCDate();
        const month = `${year}-${String(number).padStart(2, '0')}`;
        const through = (day: number) => {
          const row = `${month},ticket,1,1,${month}-${String(day).padStart(2, '0')}`;
          return read({ 'months.csv': `month,source,touches,opened,through\n${row}` });
        };
        expect(through(1).actuals.rows).toMatchObject([{ through: 1 }]);
        expect(through(days - 1).actuals.rows).toMatchObject([{ through: days - 1 }]);
        expect(through(days).actuals.rows[0]?.through).toBeUndefined();
        expect(through(days).problems).toEqual([]);
        for (const none of [0, days + 1])
          expect(through(none).problems).toMatchObject([{ params: { kind: 'through' } }]);
      }
  });
});

describe('the other files', () => {
  const months = 'month,source,touches,opened\n2026-05,ticket,812,3\n';

  it('are read in their order', () => {
    const quarters = 'quarter,quota,opened_vendor,late_vendor\nFY27-Q2,,7,2\nFY27-Q1,1000000,9,\n';
    const cohorts = [
      'month,initiated_by,accounts,contracted,arr_before,expansion,lost,follow_up_months',
      '2026-05,vendor,20,6,400000,90000,70000.25,12',
      '2026-05,customer,30,2,500000,60000,9000,12',
      '2026-04,vendor,1,0,1,1,0,12',
    ].join('\n');
    const { actuals, problems, texts } = read({
      'months.csv': months,
      'quarters.csv': quarters,
      'cohorts.csv': cohorts,
    });
    expect(problems).toEqual([]);
    expect(texts.map(({ name }) => name)).toEqual(['months.csv', 'quarters.csv', 'cohorts.csv']);
    // The fiscal year of these tests starts in February: FY27 is February 2026 to January 2027.
    expect(actuals.quarters).toEqual([
      { start: monthOf(2026, 2), quota: 1_000_000, openedVendor: 9 },
      { start: monthOf(2026, 5), openedVendor: 7, lateVendor: 2 },
    ]);
    const followUpMonths = 12;
    expect(actuals.cohorts).toEqual([
      {
        month: may - 1,
        initiator: 'vendor',
        accounts: 1,
        contracted: 0,
        arrBefore: 1,
        expansion: 1,
        lost: 0,
        followUpMonths,
      },
      {
        month: may,
        initiator: 'customer',
        accounts: 30,
        contracted: 2,
        arrBefore: 500_000,
        expansion: 60_000,
        lost: 9_000,
        followUpMonths,
      },
      {
        month: may,
        initiator: 'vendor',
        accounts: 20,
        contracted: 6,
        arrBefore: 400_000,
        expansion: 90_000,
        lost: 70_000.25,
        followUpMonths,
      },
    ]);
  });

  it('read every column of a quarter', () => {
    const header =
      'quarter,opened_customer,opened_vendor,opened_unknown,late_customer,late_vendor,late_unknown,next_early_vendor,organic_vendor,tier_change_late_vendor_no_evidence,quota,booked';
    const { actuals } = read({
      'months.csv': months,
      'quarters.csv': `${header}\nFY27-Q1,30,20,10,3,5,1,8,6,4,900.5,700.25`,
    });
    expect(actuals.quarters).toEqual([
      {
        start: monthOf(2026, 2),
        openedCustomer: 30,
        openedVendor: 20,
        openedUnknown: 10,
        lateCustomer: 3,
        lateVendor: 5,
        lateUnknown: 1,
        nextEarlyVendor: 8,
        organicVendor: 6,
        tierChangeLateVendorNoEvidence: 4,
        quota: 900.5,
        booked: 700.25,
      },
    ]);
  });

  it('may be absent, months.csv not', () => {
    expect(read({ 'months.csv': months }).missing).toEqual([]);
    expect(read({})).toEqual({
      actuals: { rows: [], leftOut: [], unread: [], quarters: [], cohorts: [] },
      texts: [],
      problems: [],
      missing: [{ name: 'months.csv' }],
      places: [],
      monthsOf: new Map(),
    });
  });

  it('cannot be read for a reason', () => {
    const { missing, texts } = readActuals(
      (name) => (name === 'cohorts.csv' ? undefined : { reason: `it is ${name}` }),
      NAMES,
      1,
    );
    expect(missing).toEqual([
      { name: 'months.csv', reason: 'it is months.csv' },
      { name: 'quarters.csv', reason: 'it is quarters.csv' },
    ]);
    expect(texts).toEqual([]);
  });

  it('have their problems in the order of files, then of the text', () => {
    const { problems } = read({
      'cohorts.csv': 'month\n',
      'quarters.csv': 'quarter\nQ1\n',
      'months.csv': 'month,source,touches,opened\n2026-01,ticket,1,x\nx,ticket,1,1\n',
    });
    expect(problems.map(({ file, start }) => `${file} ${start > 0}`).slice(0, 3)).toEqual([
      'months.csv true',
      'months.csv true',
      'quarters.csv true',
    ]);
    expect(problems.slice(3).every(({ file, start }) => file === 'cohorts.csv' && start === 0)).toBe(true);
    expect(problems.length).toBe(10);
  });
});
