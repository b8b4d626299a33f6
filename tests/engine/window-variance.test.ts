import { readFileSync } from 'node:fs';
import { isBroken, monthOf, type Variance, type Window } from '@upsell/engine';
import type { Analysis } from '@upsell/language';
import { describe, expect, it } from 'vitest';
import { analyseFiles } from '../harness/analyse-text.ts';
import { fiscalYearOf, monthText } from '../oracle/calendar.ts';
import { seededDice } from '../oracle/dice.ts';
import { workdaysIn } from './calendar-days.ts';
import { errorsOf, monthsCsv, type Row, type TrackedModel, tracked, whole } from './tracked-model.ts';

const LONG = Boolean(process.env['UPSELL_LONG']);

const CANONICAL = readFileSync(new URL('../../examples/canonical/canonical.upsell', import.meta.url), 'utf8');
const JANUARY = monthOf(2026, 1);
const MARCH = monthOf(2026, 3);

/** The canonical model beside actuals. */
const canonical = (rows: readonly Row[], asOf = MARCH): Analysis =>
  analyseFiles({ 'model.upsell': `${CANONICAL}\nactuals "actuals"\n`, 'actuals/months.csv': monthsCsv(rows) }, asOf);

const varianceOf = (analysis: Analysis, window?: Window): Variance => whole(analysis.tracking.variance(window));

const channelOf = ({ channels }: Variance, name: string): Variance['channels'][number] => {
  const found = channels.find(({ channel }) => channel.name === name);
  if (!found) throw new Error(`no channel ${name}`);
  return found;
};

/** Two channels that open 3 and 4 a month of 100 touches each; 25% are won at $12,000. */
const TWO: TrackedModel = {
  channels: { a: 'volume 100/month\n  conversion 3%', b: 'volume 100/month\n  conversion 4%' },
};

describe('the canonical model beside one month (variance.md, 2)', () => {
  /** Actual touches and opened by source, as the specification has them. */
  const ACTUAL: readonly (readonly [source: string, touches: number, opened: number])[] = [
    ['implementation', 9, 2],
    ['ticket', 860, 3],
    ['csm_touch', 210, 4],
    ['outbound', 96, 4],
    ['email', 520, 6],
    ['marketing', 0, 0],
    ['in_product', 1_140, 9],
  ];

  it('has the effects of four factors where 40 closed and 9 were won', () => {
    // Who sold them makes no difference to the total.
    const rows = ACTUAL.map(([source, touches, opened], i): Row => {
      const sold = i === 6 ? { closed: 40, won: 9, revenue: 118_800 } : { closed: 0, won: 0, revenue: 0 };
      return { month: MARCH, source, touches, opened, ...sold };
    });
    const analysis = canonical(rows);
    expect(errorsOf(analysis)).toEqual([]);
    const { total } = varianceOf(analysis);
    expect([total.plan.opened, total.plan.revenue, total.actual.opened, total.actual.revenue]).toEqual([
      expect.closeTo(35.7, 9),
      expect.closeTo(107_100, 6),
      28,
      118_800,
    ]);
    const { volume, conversion, ...others } = total.revenue as NonNullable<typeof total.revenue>;
    expect(volume + conversion).toBeCloseTo(-27_948.25, 6);
    expect(others.timing).toBeCloseTo(40_821.75, 6);
    expect(others.winRate).toBeCloseTo(-12_106.75, 6);
    expect(others.dealSize).toBeCloseTo(10_933.25, 6);
    // An opened opportunity is worth 27,948.25 / 7.7; where three factors are played it is 2,990, with these sums.
    const perOpened = 27_948.25 / 7.7;
    expect(volume).toBeCloseTo((-16_808.71 / 2_990) * perOpened, 1);
    expect(conversion).toBeCloseTo((-6_214.29 / 2_990) * perOpened, 1);
    expect(total.lever).toBe('timing');
  });

  it('has no total of revenue where one channel does not record it, and values its opened at the rates of the others', () => {
    const rows = ACTUAL.map(([source, touches, opened]): Row => {
      const sold = source === 'outbound' ? {} : { closed: 4, won: 1, revenue: 13_000 };
      return { month: MARCH, source, touches, opened, ...sold };
    });
    const variance = varianceOf(canonical(rows));
    expect(variance.total.revenue).toBeUndefined();
    expect(variance.total.actual).toMatchObject({ opened: 28, closed: undefined, won: undefined, revenue: undefined });
    // Planned 29.7 opened, closed and 25% of them won at 12,000, actual 24, 24, 6 and 78,000: R is that of O in
    // (29.7, 1, .25, 12,000) -> (24, 1, .25, 13,000), where s and w stay: .25 x 12,500 = 3,125.
    const outbound = channelOf(variance, 'outbound');
    const { volume, conversion } = outbound.opened;
    expect(volume).toBeCloseTo(((96 - 150) * (0.04 + 4 / 96)) / 2, 10);
    expect(outbound.revenue?.volume).toBeCloseTo(3_125 * volume, 6);
    expect(outbound.revenue?.conversion).toBeCloseTo(3_125 * conversion, 6);
    expect(outbound.revenue).not.toHaveProperty('timing');
    expect(outbound.lever).toBe('volume');
  });

  it('joins what is closed without being opened: all of its change is timing', () => {
    const rows: readonly Row[] = [
      { month: MARCH, source: 'outbound', touches: 0, opened: 0, closed: 4, won: 2, revenue: 24_000 },
    ];
    const { revenue, opened, lever } = channelOf(varianceOf(canonical(rows)), 'outbound');
    // 6 planned to close, 4 did: -2 at .25 and .5 in between, times 12,000: -9,000. The win rate: 5 x .25 x 12,000 = 15,000.
    expect(opened).toEqual({ volume: expect.closeTo(-6, 12), conversion: 0, isTestable: false });
    expect(revenue?.volume).toBeCloseTo(0, 9);
    expect(revenue?.conversion).toBeCloseTo(0, 9);
    expect(revenue?.timing).toBeCloseTo(-9_000, 6);
    expect(revenue?.winRate).toBeCloseTo(15_000, 6);
    expect(lever).toBe('win rate');
  });
});

describe('a month that is not over (variance.md, 6)', () => {
  /** 20 opened by 15 March, of half the planned touches. */
  const HALFWAY: readonly Row[] = [
    ['implementation', 6, 2],
    ['ticket', 400, 3],
    ['csm_touch', 120, 4],
    ['outbound', 75, 4],
    ['email', 250, 2],
    ['marketing', 150, 1],
    ['in_product', 450, 4],
  ].map(([source, touches, opened]) => ({
    month: MARCH,
    source: source as string,
    touches: touches as number,
    opened: opened as number,
    through: 15,
  }));

  it('is compared with the plan times the share of its workdays that are over', () => {
    const { total, accuracy } = varianceOf(canonical(HALFWAY));
    // 10 of the 22 workdays of March 2026 are over on the 15th, a Sunday.
    expect(total.plan.opened).toBeCloseTo((35.7 * 10) / 22, 10);
    expect(total.plan.opened.toFixed(6)).toBe('16.227273');
    expect(total.actual.opened).toBe(20);
    expect((100 * (total.actual.opened / total.plan.opened - 1)).toFixed(1)).toBe('23.2');
    // It enters neither a verdict nor the accuracy.
    expect(accuracy).toBeUndefined();
    const untestable = { verdict: 'untestable' };
    expect(total.verdicts).toEqual({ volume: untestable, conversion: untestable, opened: untestable });
  });

  it('has a pace: what is missing of the plan so far, and what it asks for in the next five workdays', () => {
    const variance = varianceOf(canonical(HALFWAY));
    const { pace } = channelOf(variance, 'outbound');
    // 150 x 10/22 planned by now, 75 made; 150 x 5/22 in the week.
    expect(pace?.days).toBe(5);
    expect(pace?.behind).toBeCloseTo(1_500 / 22 - 75, 10);
    expect(pace?.planned).toBeCloseTo(750 / 22, 10);
    // From Monday to Friday, after Sunday the 15th.
    expect(pace).toMatchObject({ through: 15, first: 16, last: 20 });
  });

  it.each([
    // Monday the 30th is over: one workday is left. On the 31st none is; on Sunday the 1st none is over.
    [30, 1, 31, 31],
    [27, 2, 30, 31],
    [13, 5, 16, 20],
    [12, 5, 13, 19],
    [31, undefined, undefined, undefined],
    [1, undefined, undefined, undefined],
  ])('on day %d asks for %s workdays', (through, days, first, last) => {
    const rows: readonly Row[] = [{ month: MARCH, source: 'outbound', touches: 10, opened: 1, through }];
    const { pace } = channelOf(varianceOf(canonical(rows)), 'outbound');
    expect([pace?.days, pace?.first, pace?.last]).toEqual([days, first, last]);
  });
});

describe('verdicts', () => {
  it('are made of whole months alone', () => {
    const year = Array.from(
      { length: 3 },
      (_, m): Row => ({ month: JANUARY + m, source: 'ticket', touches: 900, opened: 8 }),
    );
    const late: Row = { month: JANUARY + 3, source: 'ticket', touches: 5, opened: 0, through: 28 };
    const window = { from: JANUARY, to: JANUARY + 11 };
    const [with4, with3] = [[...year, late], year].map((rows) =>
      channelOf(varianceOf(canonical(rows, JANUARY + 3), window), 'tickets'),
    );
    expect(with4?.verdicts).toEqual(with3?.verdicts);
    expect(with4?.months).toHaveLength(4);
    // 24 of 2,700 touches where .5% of them, 13.5, were expected.
    expect(with3?.verdicts.conversion.ratio).toBeCloseTo(24 / 13.5, 12);
    expect(with3?.verdicts.conversion.verdict).toBe('signal');
    expect(with3?.verdicts.opened.ratio).toBeCloseTo(24 / 12, 12);
  });

  it('test a conversion of 100% as well', () => {
    const model: TrackedModel = { channels: { only: 'volume 7.3/month\n  conversion 100%' } };
    const rows: readonly Row[] = [
      { month: JANUARY, source: 'only', touches: 3, opened: 3 },
      { month: JANUARY + 1, source: 'only', touches: 9, opened: 8 },
    ];
    const [all, some] = [rows.slice(0, 1), rows].map((rows) => varianceOf(tracked(model, rows, MARCH)).channels[0]);
    expect(all?.verdicts.conversion).toMatchObject({ verdict: 'too little data', p: 1, ratio: 1 });
    // One that is not opened cannot be where all are; yet 11 for 12 is less than 15% off.
    expect(some?.verdicts.conversion).toMatchObject({ verdict: 'too little data', p: 0, ratio: 11 / 12 });
  });

  it('find nothing in the conversion of the whole where only the mix of touches has moved', () => {
    const model: TrackedModel = {
      channels: { rich: 'volume 500/month\n  conversion 20%', poor: 'volume 500/month\n  conversion 1%' },
    };
    const rows: readonly Row[] = [
      { month: JANUARY, source: 'rich', touches: 500, opened: 100 },
      { month: JANUARY, source: 'poor', touches: 2_000, opened: 20 },
    ];
    const { total } = varianceOf(tracked(model, rows));
    expect(total.opened.conversion).toBeCloseTo(0, 12);
    expect(total.verdicts.conversion).toMatchObject({ verdict: 'noise', ratio: expect.closeTo(1, 12) });
    expect(total.lever).toBe('volume');
  });

  it('know how the touches of all vary by the channels’ sources alone', () => {
    const months = Array.from({ length: 7 }, (_, m) => JANUARY + m);
    const rows = months.flatMap((month, m): readonly Row[] => [
      { month, source: 'only', touches: 100 + (m % 2), opened: 3 },
      { month, source: 'email', touches: m < 6 ? 5_000 : 0, opened: 0 },
    ]);
    const model: TrackedModel = {
      channels: { only: 'volume 100/month\n  conversion 3%' },
      sources: ['email not run "Later"'],
    };
    const { total, channels, leftOut } = varianceOf(tracked(model, rows, JANUARY + 11));
    expect(channels[0]?.verdicts.volume.verdict).toBe('noise');
    expect(total.verdicts).toEqual(channels[0]?.verdicts);
    expect(leftOut).toMatchObject({ rows: 7, touches: 30_000 });
  });
});

describe('what is not compared', () => {
  it('is left out with its counts where no channel feeds it, and counted where it cannot be read', () => {
    const text = `month,source,touches,opened,won,revenue,closed,through
2026-01,a,100,5,,,,
2026-01,,7,2,,,,
2026-02,nobody,9,3,,,,
2026-02,spare,20,4,,,,
2026-02,a,-5,1,,,,
,a,5,1,,,,
2027-05,nobody,1,1,,,,
`;
    const model = `model "M" {
  currency USD
  period 2026-01 to 2026-12
}
owner desk "Desk"
sources {
  a
  b
  spare not run "Later"
}
actuals "actuals"
closing csm {
  owner desk
  win rate 25%
  deal size $100
}
foundation channel a {
  source a
  owner desk
  volume 100/month
  conversion 3%
}
foundation channel b {
  source b
  owner desk
  volume 100/month
  conversion 3%
}
`;
    const analysis = analyseFiles({ 'model.upsell': model, 'actuals/months.csv': text }, MARCH);
    const variance = varianceOf(analysis);
    expect(variance.leftOut).toMatchObject({ rows: 3, touches: 36, opened: 9, won: undefined });
    expect(variance.unread).toBe(2);
    expect(variance.total.actual.opened).toBe(5);
    // What is planned of a channel without actuals is in no total.
    expect(variance.total.plan.opened).toBeCloseTo(3, 12);
    expect(channelOf(variance, 'b').months).toEqual([]);
    // Another window: only what lies in it, and what has no month.
    expect(varianceOf(analysis, { from: JANUARY, to: JANUARY })).toMatchObject({
      leftOut: { rows: 1, opened: 2 },
      unread: 1,
    });
  });

  it('is what is opened where there is no closing model to sell it', () => {
    const rows: readonly Row[] = [
      { month: JANUARY, source: 'a', touches: 90, opened: 2, closed: 2, won: 1, revenue: 100 },
    ];
    const broken = tracked({ ...TWO, closing: 'closers 0 - 1' }, rows);
    expect(errorsOf(broken)).not.toEqual([]);
    const { total } = varianceOf(broken);
    expect(total.opened.volume + total.opened.conversion).toBeCloseTo(2 - 3, 12);
    expect(total.revenue).toBeUndefined();
    expect(total.plan).toMatchObject({ closed: undefined, won: undefined, revenue: undefined });
  });

  it('is nothing at all where what a channel with actuals opens is withheld, and all else where it has none', () => {
    const broken: TrackedModel = { channels: { ...TWO.channels, b: 'volume 100/month\n  conversion 400%' } };
    const a: Row = { month: JANUARY, source: 'a', touches: 90, opened: 2 };
    expect(isBroken(tracked(broken, [a, { ...a, source: 'b' }]).tracking.variance())).toBe(true);
    expect(varianceOf(tracked(broken, [a])).total.actual.opened).toBe(2);
  });

  it('leaves no variance where nothing is compared', () => {
    expect(tracked(TWO, []).tracking.variance()).toBeUndefined();
    const before: Row = { month: JANUARY - 1, source: 'a', touches: 90, opened: 2 };
    expect(tracked(TWO, [before]).tracking.variance()).toBeUndefined();
    expect(tracked(TWO, [{ ...before, month: JANUARY }]).tracking.variance({ from: MARCH, to: MARCH })).toBeUndefined();
  });
});

describe('the window without another one', () => {
  it('is the fiscal year to date, or that of the last month with actuals', () => {
    const fallbacks = { to: 0, back: 0 };
    for (let seed = 0; seed < (LONG ? 1_000 : 60); seed++) {
      const dice = seededDice(seed);
      const fiscal = dice.int(1, 12);
      const start = 2025 * 12 + dice.int(0, 11);
      const months = dice.int(1, 30);
      const asOf = start + dice.int(-8, months + 8);
      const rows = Array.from({ length: dice.int(1, 6) }, () => start + dice.int(-6, months + 3));
      const model: TrackedModel = {
        ...TWO,
        period: [monthText(start), monthText(start + months - 1)],
        header: `fiscal year starts ${MONTH_NAMES[fiscal - 1]}`,
      };
      const taken = [...new Set(rows)];
      const analysis = tracked(
        model,
        taken.map((month, i) => ({ month, source: i % 2 === 0 ? 'a' : 'b', touches: 100, opened: 3 })),
        asOf,
      );
      // What lies ahead is not known.
      const inPeriod = taken.filter((month) => month >= start && month < start + months && month <= asOf);
      const toDate = (last: number) =>
        inPeriod.filter((month) => month <= last && fiscalYearOf(month, fiscal) === fiscalYearOf(last, fiscal));
      const latest = Math.max(...inPeriod);
      const expected = toDate(asOf).length > 0 ? toDate(asOf) : toDate(latest);
      const variance = analysis.tracking.variance();
      const shown = variance && !isBroken(variance) ? variance.channels.flatMap((channel) => channel.months) : [];
      expect([...shown].sort(), `seed ${seed}`).toEqual([...expected].sort());
      fallbacks[toDate(asOf).length > 0 ? 'to' : 'back']++;
    }
    expect(Math.min(fallbacks.to, fallbacks.back)).toBeGreaterThan(10);
  });

  it('has its months in it, and none of another fiscal year', () => {
    const rows = [-2, 0, 1, 12, 13].map((m): Row => ({ month: JANUARY + m, source: 'a', touches: 100, opened: 3 }));
    const model: TrackedModel = { ...TWO, period: ['2026-01', '2027-12'], header: 'fiscal year starts february' };
    // FY27 begins in February 2026: its January is the last month of it.
    const window = varianceOf(tracked(model, rows, monthOf(2027, 1))).window;
    expect(window).toEqual({ from: JANUARY + 1, to: JANUARY + 12 });
  });
});

describe('the workdays of a month', () => {
  it('are those of the runtime’s calendar', () => {
    // As the share of a plan of 1,000 touches a month.
    const model: TrackedModel = {
      channels: { only: 'volume 1,000/month\n  conversion 1%' },
      period: ['2023-01', '2028-12'],
    };
    for (let month = monthOf(2023, 1); month <= monthOf(2028, 12); month += LONG ? 1 : 7) {
      const through = 1 + ((month * 11) % 27);
      const analysis = tracked(model, [{ month, source: 'only', touches: 1, opened: 0, through }], month);
      const share = workdaysIn(month, through) / workdaysIn(month);
      expect(varianceOf(analysis).total.plan.touches).toBeCloseTo(1_000 * share, 9);
    }
  });
});

const MONTH_NAMES = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
