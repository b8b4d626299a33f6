import {
  type Assumption,
  type ChannelForecast,
  type ExpectationResult,
  type Figure,
  type Forecast,
  isBroken,
  type ScenarioResult,
  TOTAL_METRICS,
  type Total,
} from '@upsell/engine';
import type { Analysis } from '@upsell/language';
import { describe, expect, it } from 'vitest';
import { analyseFiles, analyseText, diagnosticLines } from '../harness/analyse-text.ts';

/**
 * `calls` opens 5, 5, 10, 10, 15, 15 and `mails` 10 a month, so 120 of 360 touches; all of it closes at once, half of it is
 * won, and revenue is 6,000. Values of this file are computed by hand.
 */
const HEADER = 'model "Desk" {\n  currency USD\n  period 2026-01 to 2026-06\n}\n';
const CLOSING = 'closing csm {\n  owner ann\n  win rate 50%\n  deal size $100\n}\n';
const REST = `owner ann "Ann"
owner bob "Bob"
sources { calls mails }
driver seats 40 by bob
foundation channel calls {
  source calls
  owner ann
  volume 10/month, 20/month from 2026-03, 30/month from 2026-05
  conversion 50%
  initiated by customer
}
foundation channel mails {
  source mails
  owner bob
  volume seats * 1/month
  conversion 25%
  initiated by vendor
}
`;
const MODEL = HEADER + CLOSING + REST;

/** Replaces texts that must be there. */
function replace(text: string, ...pairs: readonly (readonly [string, string])[]): string {
  let out = text;
  for (const [from, to] of pairs) {
    if (!out.includes(from)) throw new Error(`the text has no ${from}`);
    out = out.replace(from, to);
  }
  return out;
}

function withoutErrors(analysis: Analysis): Analysis {
  const errors = analysis.diagnostics.filter(({ severity, code }) => severity === 'error' && code !== FAILED);
  expect(errors.map(({ message }) => message)).toEqual([]);
  return analysis;
}
const FAILED = 'expectation-failed';

/** The one scenario that has these lines. */
function scenario(lines: string, model = MODEL): ScenarioResult {
  const { scenarios } = withoutErrors(analyseText(`${model}scenario tried {\n${lines}\n}\n`));
  return scenarios[0] as ScenarioResult;
}

const series = (figure: Figure | undefined): readonly number[] => {
  if (!figure || isBroken(figure)) throw new Error('withheld');
  return Array.from(figure);
};
const channel = ({ forecast }: { forecast: Forecast }, name: string): ChannelForecast => {
  const found = forecast.channels.find((figures) => figures.channel.name === name);
  if (!found) throw new Error(`no channel ${name}`);
  return found;
};
const touchesOf = (result: ScenarioResult, name = 'calls') => series(channel(result, name).touches);
const near = (found: Total | undefined, wanted: number) => {
  if (typeof found !== 'number') throw new Error('withheld or undefined');
  expect(found).toBeCloseTo(wanted, 9);
};

describe('set', () => {
  it.each([
    ['all steps', 'set calls.volume = 8/month', [8, 8, 8, 8, 8, 8]],
    ['the steps from its first month on', 'set calls.volume = 8/month from 2026-04', [10, 10, 20, 8, 8, 8]],
    ['a step of the same month', 'set calls.volume = 8/month from 2026-03', [10, 10, 8, 8, 8, 8]],
    [
      'with steps of its own',
      'set calls.volume = 12/month from 2026-02, 14/month from 2026-06',
      [10, 12, 12, 12, 12, 14],
    ],
    [
      'with growth from its own first month on',
      'set calls.volume = 10/month from 2026-03 growing 100%/month',
      [10, 10, 10, 20, 40, 80],
    ],
    ['from before the period on', 'set calls.volume = 8/month from 2025-07', [8, 8, 8, 8, 8, 8]],
    ['after the period', 'set calls.volume = 8/month from 2026-07', [10, 10, 20, 20, 30, 30]],
  ])('replaces %s', (_, edit, touches) => expect(touchesOf(scenario(edit))).toEqual(touches));

  it('keeps the growth of the steps that stay', () => {
    const growing = replace(MODEL, [
      '10/month, 20/month from 2026-03, 30/month from 2026-05',
      '1/month growing 100%/month',
    ]);
    expect(touchesOf(scenario('set calls.volume = 3/month from 2026-05', growing))).toEqual([1, 2, 4, 8, 3, 3]);
  });

  it('brings in an optional field', () => {
    // 15, 15, 20, 20, 25, 25 are opened.
    const { forecast } = scenario('set closing.capacity = 15/month');
    expect(series(forecast.total.worked)).toEqual([15, 15, 15, 15, 15, 15]);
    for (const [m, waiting] of [0, 0, 5, 10, 20, 30].entries()) near(series(forecast.total.backlog)[m], waiting);
    // 60 won at 100 by calls, 30 by mails.
    near(scenario('set calls.win_rate = 100%').forecast.summary.revenue, 9_000);
  });

  it('reaches drivers, touches and what a touch converts', () => {
    expect(touchesOf(scenario('set seats = 80'), 'mails')).toEqual([80, 80, 80, 80, 80, 80]);
    const touches = replace(MODEL, [
      'volume seats * 1/month',
      'vendor touch first 30/month\n  touch conversion 10/month converting 50%',
    ]);
    // 30 x 25% + 10 x 50%
    near(scenario('expect opened > 0', touches).forecast.summary.opened, 60 + 6 * 12.5);
    near(scenario('set mails.first = 60/month', touches).forecast.summary.opened, 60 + 6 * 20);
    near(scenario('set mails.first.converting = 50%', touches).forecast.summary.opened, 60 + 6 * 20);
    // The field's name wins over the touch's, and a field has nothing within it.
    near(scenario('set mails.conversion = 50%', touches).forecast.summary.opened, 60 + 6 * 20);
    near(scenario('set mails.conversion.converting = 75%', touches).forecast.summary.opened, 60 + 6 * 15);
  });

  it.each(['calls.constructor', 'closing.toString', 'calls.volume.converting', 'calls', 'closing', 'calls.volume.x.y'])(
    'reaches nothing at %s',
    (path) => {
      const { diagnostics } = analyseText(`${MODEL}scenario tried {\n  set ${path} = 1\n}\n`);
      const errors = diagnostics.filter(({ severity }) => severity === 'error');
      expect(errors.map(({ code }) => code)).toEqual(['unreachable-scenario-path']);
    },
  );

  it('leaves each step with who answers for it', () => {
    const ownersOf = (lines: string) => {
      const volume = scenario(lines).model.channels[0]?.touches[0]?.volume as Assumption;
      return volume.steps.map((step) => step.owner ?? volume.owner);
    };
    expect(ownersOf('set calls.volume = 8/month from 2026-04')).toEqual(['ann', 'ann', 'ann']);
    expect(ownersOf('set calls.volume = 8/month from 2026-04 by bob')).toEqual(['ann', 'ann', 'bob']);
    const { closing } = scenario('set closing.closers = 2').model;
    expect(!isBroken(closing) && closing.closers && !isBroken(closing.closers) && closing.closers.owner).toBe('ann');
  });

  it('changes nothing, to the bit, where it sets what is so', () => {
    const uneven = replace(MODEL, ['conversion 50%', 'conversion 1% to 3%'], ['win rate 50%', 'win rate 7% * 3']);
    const { forecast, scenarios } = withoutErrors(
      analyseText(`${uneven}scenario same {
        set calls.conversion = 1% to 3%
        set closing.win_rate = 7% * 3
        set calls.volume = 20/month from 2026-03, 30/month from 2026-05
        set seats = 40
        scale mails.volume by 1
        closing csm { owner ann win rate 7% * 3 deal size $100 }
      }`),
    );
    expect(scenarios[0]?.forecast.total).toEqual(forecast.total);
    expect(scenarios[0]?.forecast.summary).toEqual(forecast.summary);
  });
});

describe('scale', () => {
  it.each([
    ['in every month', 'scale calls.volume by 2', [20, 20, 40, 40, 60, 60]],
    ['from a month on', 'scale calls.volume by 2 from 2026-04', [10, 10, 20, 40, 60, 60]],
    ['more than once', 'scale calls.volume by 2\nscale calls.volume by 1.5 from 2026-06', [20, 20, 40, 40, 60, 90]],
    ['down', 'scale calls.volume by 0.5 from 2026-01', [5, 5, 10, 10, 15, 15]],
    ['by what a driver is', 'scale calls.volume by seats / 80', [5, 5, 10, 10, 15, 15]],
    ['by what a driver will be', 'scale calls.volume by seats / 80\nset seats = 160', [20, 20, 40, 40, 60, 60]],
  ])('multiplies %s', (_, edit, touches) => expect(touchesOf(scenario(edit))).toEqual(touches));

  it('multiplies a driver wherever it is used', () =>
    expect(touchesOf(scenario('scale seats by 3 from 2026-06'), 'mails')).toEqual([40, 40, 40, 40, 40, 120]));

  it('reads its factor in each month', () => {
    const { forecast } = scenario('scale mails.volume by 1/workday / (1/month)');
    // The Mondays to Fridays of January to June 2026.
    expect(series(forecast.channels[1]?.touches)).toEqual([22, 20, 22, 22, 21, 22].map((days) => 40 * days));
  });

  it('multiplies the expected value of a range, and growth', () => {
    const ranged = replace(MODEL, ['deal size $100', 'deal size $8k to $18k']);
    const { revenue } = scenario('scale closing.deal_size by 2', ranged).forecast.summary;
    expect(revenue).toBeCloseTo(60 * 2 * 12_370.184198, 3);
    expect(touchesOf(scenario('set calls.volume = 1/month growing 100%/month\nscale calls.volume by 3'))).toEqual([
      3, 6, 12, 24, 48, 96,
    ]);
  });
});

describe('drop', () => {
  const open = replace(MODEL, ['conversion 50%', 'conversion 50%\n  open at start 10']);

  it('removes a channel with what was open at its start', () => {
    near(scenario('expect closed > 0', open).forecast.summary.closed, 130);
    const { forecast } = scenario('drop calls', open);
    expect(forecast.channels.map((figures) => figures.channel.name)).toEqual(['mails']);
    near(forecast.summary.opened, 60);
    near(forecast.summary.closed, 60);
    near(forecast.summary.openAtEnd, 0);
    expect(forecast.total.openAtStart).toBe(0);
  });

  it('leaves counts of the channel 0, and ratios without a value', () => {
    const metrics = ['touches', 'opened', 'worked', 'closed', 'won', 'revenue', 'net revenue', 'backlog'];
    const ratios = ['conversion', 'win rate', 'deal size', 'pulled share', 'gated share'];
    const expects = [...metrics, ...ratios].map((metric) => `expect ${metric} of calls = 0 * ${metric} of calls`);
    const { expectations } = scenario(`drop calls\n${expects.join('\n')}`, open);
    expect(expectations.map(({ left }) => left)).toEqual([...metrics.map(() => 0), ...ratios.map(() => null)]);
    expect(expectations.map(({ pass }) => pass)).toEqual([...metrics.map(() => true), ...ratios.map(() => false)]);
  });

  it('may take the last channel', () => {
    const { summary } = scenario('drop calls\ndrop mails').forecast;
    expect([summary.opened, summary.revenue, summary.conversion]).toEqual([0, 0, null]);
  });
});

describe('closing', () => {
  it('replaces all of it, and nothing is inherited', () => {
    const costly = replace(MODEL, [CLOSING, replace(CLOSING, ['}', '  cost $10/month\n  capacity 1/month\n}'])]);
    near(scenario('expect opened > 0', costly).forecast.summary.cost, 60);
    const { forecast } = scenario('closing upsell_ae { owner bob win rate 20% deal size $50 cycle 1 month }', costly);
    expect(forecast.limit).toBeUndefined();
    near(forecast.summary.cost, 0);
    expect(series(forecast.total.closed)).toEqual([0, 15, 15, 20, 20, 25]);
    near(forecast.summary.revenue, 95 * 0.2 * 50);
  });

  it('is what is there for the edits below it', () => {
    const other = 'closing csm { owner ann win rate 10% deal size $100 }';
    near(scenario(`${other}\nset closing.win_rate = 20%`).forecast.summary.revenue, 2_400);
    near(scenario(`set closing.win_rate = 20%\n${other}`).forecast.summary.revenue, 1_200);
    near(scenario(`set closing.win_rate = 20%\n${other}\nscale closing.win_rate by 3`).forecast.summary.revenue, 3_600);
  });
});

describe('edits', () => {
  it.each([
    ['scale, then set', 'scale calls.volume by 2\nset calls.volume = 8/month', [8, 8, 8, 8, 8, 8]],
    ['set, then scale', 'set calls.volume = 8/month\nscale calls.volume by 2', [16, 16, 16, 16, 16, 16]],
    [
      'scale, then set a part',
      'scale calls.volume by 2\nset calls.volume = 8/month from 2026-04',
      [20, 20, 40, 8, 8, 8],
    ],
    [
      'set a part twice',
      'set calls.volume = 8/month from 2026-02\nset calls.volume = 9/month from 2026-05',
      [10, 8, 8, 8, 9, 9],
    ],
  ])('apply from top to bottom: %s', (_, edits, touches) => expect(touchesOf(scenario(edits))).toEqual(touches));

  it('reach nothing in what was dropped above', () => {
    const analysis = analyseText(
      `${MODEL}scenario tried {\n  drop calls\n  set calls.volume = 8/month\n  drop calls\n}`,
    );
    const errors = analysis.diagnostics.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ code, start, end }) => `${code} ${start - MODEL.length}-${end - MODEL.length}`)).toEqual([
      'unreachable-scenario-path 36-48',
      'unreachable-scenario-path 66-71',
    ]);
    // What leads nowhere changes nothing, and the rest of the scenario stands.
    near(analysis.scenarios[0]?.forecast.summary.opened, 60);
  });

  it('of one scenario leave the model and the others as they are', () => {
    const { forecast, scenarios } = withoutErrors(
      analyseText(`${MODEL}scenario a {\n  drop calls\n}\nscenario b {\n  scale calls.volume by 2\n}`),
    );
    near(forecast.summary.opened, 120);
    near(scenarios[0]?.forecast.summary.opened, 60);
    near(scenarios[1]?.forecast.summary.opened, 180);
  });
});

describe('an error in a scenario', () => {
  it.each([
    ['a rate above 1', 'set calls.conversion = 130%', 'rate-above-one'],
    ['a factor that makes one', 'scale calls.conversion by 3', 'rate-above-one'],
    ['a wrong unit', 'set closing.deal_size = 5', 'wrong-unit'],
    ['a half-typed edit', 'set calls.conversion =', 'syntax-error'],
    ['a name of nothing', 'set calls.conversion = lift', 'unknown-name'],
  ])('withholds that scenario only: %s', (_, edit, code) => {
    const analysis = analyseText(`${MODEL}scenario bad {\n  ${edit}\n}\nscenario good {\n  drop calls\n}\n`);
    expect(diagnosticLines(analysis).filter((line) => line.startsWith(code))).toHaveLength(1);
    near(analysis.forecast.summary.revenue, 6_000);
    expect(analysis.scenarios[0]?.forecast.summary.revenue).toMatchObject({ code });
    near(analysis.scenarios[1]?.forecast.summary.revenue, 3_000);
  });

  it('withholds all of that scenario, its channels and what it drops as well', () => {
    for (const edit of ['set closing.win_rate = 130%', 'set calls.conversion = lift']) {
      const { scenarios } = analyseText(
        `${MODEL}scenario bad {\n  ${edit}\n  drop mails\n  expect opened of calls > 0\n  expect opened of mails = 0\n}\n`,
      );
      const code = edit.includes('lift') ? 'unknown-name' : 'rate-above-one';
      expect(scenarios[0]?.forecast.summary.opened).toMatchObject({ code });
      for (const { left, pass } of scenarios[0]?.expectations ?? []) {
        expect(left).toEqual(scenarios[0]?.forecast.summary.opened);
        expect(pass).toBe(false);
      }
    }
  });

  it('in an expectation withholds that expectation alone', () => {
    const { scenarios } = analyseText(`${MODEL}scenario odd {\n  drop calls\n  expect opened of nobody > 0\n}\n`);
    near(scenarios[0]?.forecast.summary.opened, 60);
    expect(scenarios[0]?.expectations[0]?.left).toMatchObject({ code: 'unknown-name' });
  });

  it('of the model is mended by a scenario that replaces the number', () => {
    const wrong = replace(MODEL, ['conversion 25%', 'conversion 250%']);
    const { forecast, scenarios } = analyseText(`${wrong}scenario right {\n  drop mails\n}\n`);
    expect(forecast.summary.opened).toMatchObject({ code: 'rate-above-one' });
    near(scenarios[0]?.forecast.summary.opened, 60);
  });
});

/** The value of a metric expression in a model. */
function metric(expr: string, model = MODEL): Total | undefined {
  const analysis = withoutErrors(analyseText(`${model}expect ${expr} = ${expr}\n`));
  return analysis.expectations[0]?.left;
}

describe('a metric', () => {
  it.each([
    ['opened', 120],
    ['opened of calls', 60],
    ['opened of calls in 2026-03', 10],
    ['opened of calls in 2026-Q1', 20],
    ['opened of calls in 2026-02 to 2026-04', 25],
    ['opened of calls in 2026-Q2 to 2026-06', 40],
    ['opened of calls in 2026', 60],
    ['touches in 2026-06', 70],
    ['revenue of mails in 2026-01', 500],
    ['-(opened - 20) * 2 / 4', -50],
  ])('takes a channel and months: %s', (expr, value) => near(metric(expr), value));

  it('takes fiscal quarters and years', () => {
    const fiscal = replace(MODEL, ['2026-06\n', '2026-06\n  fiscal year starts february\n']);
    near(metric('opened of calls in FY27-Q1', fiscal), 25);
    near(metric('opened of calls in FY27-Q2', fiscal), 30);
    near(metric('opened of calls in FY27', fiscal), 55);
    near(metric('opened of calls in FY26', fiscal), 5);
  });

  it('pools ratios, and never takes a mean of rates', () => {
    const own = replace(MODEL, ['conversion 50%', 'conversion 50%\n  win rate 100%\n  deal size $300']);
    near(metric('conversion'), 120 / 360);
    near(metric('conversion in 2026-01'), 15 / 50);
    near(metric('win rate', own), 90 / 120);
    near(metric('deal size', own), (60 * 300 + 30 * 100) / 90);
    near(metric('pulled share'), 60 / 120);
    near(metric('pulled share in 2026-06'), 15 / 25);
    near(metric('pulled share of mails'), 0);
    const touches = replace(MODEL, ['volume seats * 1/month', 'touch free 30/month\n  touch wall 10/month gated']);
    near(metric('gated share', touches), 15 / 120);
    near(metric('gated share of mails', touches), 15 / 60);
    near(metric('leverage share', replace(MODEL, ['foundation channel mails', 'leverage channel mails'])), 0.5);
  });

  it('has the backlog as it stands at the end of its months', () => {
    const limited = replace(MODEL, ['deal size $100', 'deal size $100\n  capacity 15/month']);
    near(metric('backlog', limited), 30);
    near(metric('backlog in 2026-Q1', limited), 5);
    near(metric('backlog in 2026-04', limited), 10);
    near(metric('backlog of calls in 2026-03', limited), 2.5);
  });

  it('gives back what was sold, some months later', () => {
    const kept = `${MODEL}retention {\n  owner ann\n  contraction customer 10%\n  contraction vendor 50%\n  after 2 months\n}\n`;
    // 250, 250, 500, 500 of calls and 500 a month of mails come back from March on.
    near(metric('net revenue', kept), 6_000 - (150 + 1_000));
    near(metric('net revenue of calls in 2026-05', kept), 750 - 50);
  });
});

describe('a target', () => {
  const target = (text: string) => {
    const { targets } = withoutErrors(analyseText(`${MODEL}target ${text}\n`));
    return targets[0];
  };

  it.each([
    ['revenue >= $8k', 8_000, 6_000, 0.75, 2_000],
    ['revenue >= $5k by bob', 5_000, 6_000, 1.2, -1_000],
    ['opened <= 100', 100, 120, 100 / 120, 20],
    ['opened of calls <= 60 * 2', 120, 60, 2, -60],
    ['revenue >= $3k in 2026-Q1', 3_000, 2_500, 2_500 / 3_000, 500],
  ])('compares: %s', (text, goal, value, attainment, gap) => {
    const result = target(text);
    near(result?.goal, goal);
    near(result?.value, value);
    near(result?.attainment, attainment);
    near(result?.gap, gap);
  });

  it('of 0 has no attainment', () => {
    expect(target('opened >= 0')).toMatchObject({ goal: 0, value: 120, attainment: null, gap: -120 });
    expect(target('backlog <= 5')).toMatchObject({ goal: 5, value: 0, attainment: null, gap: -5 });
  });

  it('is written as it stands, without its owner', () => {
    expect(target('revenue   >= $8k // soon\n  in 2026 by bob')?.target).toMatchObject({
      text: 'revenue >= $8k in 2026',
      owner: 'bob',
    });
  });
});

describe('an expectation', () => {
  const holds = (text: string, model = MODEL) => {
    const { expectations } = withoutErrors(analyseText(`${model}expect ${text}\n`));
    return (expectations[0] as ExpectationResult).pass;
  };

  it.each(['=', '<=', '>='])('of %s allows a relative 1e-9', (comparison) => {
    expect(holds(`opened ${comparison} 120.0000001`)).toBe(true);
    expect(holds(`opened ${comparison} 119.9999999`)).toBe(true);
    expect(holds(`opened ${comparison} 120.0000002`)).toBe(comparison === '<=');
    expect(holds(`opened ${comparison} 119.9999998`)).toBe(comparison === '>=');
  });

  it.each(['<', '>'])('of %s needs more than a relative 1e-9', (comparison) => {
    expect(holds(`opened ${comparison} 120`)).toBe(false);
    expect(holds(`opened ${comparison} 120.0000001`)).toBe(false);
    expect(holds(`opened ${comparison} 119.9999999`)).toBe(false);
    expect(holds(`opened ${comparison} 120.0000002`)).toBe(comparison === '<');
    expect(holds(`opened ${comparison} 119.9999998`)).toBe(comparison === '>');
  });

  it('fails where a side has no value', () => {
    const nothing = replace(MODEL, ['conversion 50%', 'conversion 0%']);
    expect(holds('win rate of calls <= 100%', nothing)).toBe(false);
    expect(holds('win rate of calls > 100%', nothing)).toBe(false);
    expect(holds('win rate of calls = win rate of calls', nothing)).toBe(false);
    expect(holds('1 / opened of calls > 0', nothing)).toBe(false);
  });

  it('of a scenario tests the scenario', () => {
    const { expectations } = scenario('expect opened = 120\ndrop calls\nexpect opened = 60');
    expect(expectations.map(({ pass }) => pass)).toEqual([false, true]);
  });
});

describe('a portfolio', () => {
  const root = (includes: string, period = '2026-01 to 2026-06', currency = 'USD') =>
    `model "All" {\n  currency ${currency}\n  period ${period}\n}\n${includes}\n`;
  const whole = (includes: string, parts: Readonly<Record<string, string>>, period?: string, currency?: string) =>
    withoutErrors(analyseFiles({ 'all.upsell': root(includes, period, currency), ...parts }));
  const kept = 'retention {\n  owner ann\n  contraction customer 10%\n  contraction vendor 50%\n  after 2 months\n}\n';
  const part =
    replace(MODEL, ['deal size $100', 'deal size $99.9\n  cycle 20%, 80%\n  capacity 16/month\n  cost $7/month']) +
    kept;

  it('of one model is that model, to the bit', () => {
    const alone = withoutErrors(analyseText(part)).forecast;
    const { forecast } = whole('include "./desk.upsell" as desk', { 'desk.upsell': part });
    for (const name of TOTAL_METRICS) expect(series(forecast.total[name]), name).toEqual(series(alone.total[name]));
    expect(forecast.summary).toEqual(alone.summary);
    expect(series(channel({ forecast }, 'desk').revenue)).toEqual(series(alone.total.revenue));
  });

  it('adds its parts up, pools their ratios, and takes each by its name', () => {
    const other = replace(MODEL, ['win rate 50%', 'win rate 10%'], ['deal size $100', 'deal size $1,000']);
    const includes = 'include "./a.upsell" as a\ninclude "./b.upsell" as b';
    const { forecast, expectations } = whole(`${includes}\nexpect revenue of b = won of b * deal size of b`, {
      'a.upsell': MODEL,
      'b.upsell': other,
    });
    near(forecast.summary.revenue, 6_000 + 12_000);
    near(forecast.summary.winRate, (60 + 12) / 240);
    near(forecast.summary.dealSize, 18_000 / 72);
    near(expectations[0]?.left, 12_000);
    near(expectations[0]?.right, 12_000);
  });

  it('multiplies the money of a part by its exchange rate, and nothing else', () => {
    const euro = replace(part, ['currency USD', 'currency EUR'], ['$99.9', '€99.9'], ['$7/month', '€7/month']);
    const includes = 'include "./desk.upsell" as desk\ninclude "./euro.upsell" as euro at 1.25 USD per EUR';
    const { forecast } = whole(includes, { 'desk.upsell': part, 'euro.upsell': euro });
    const [desk, other] = [channel({ forecast }, 'desk'), channel({ forecast }, 'euro')];
    for (const name of ['revenue', 'cost', 'givenBack', 'net'] as const)
      expect(series(other[name]), name).toEqual(series(desk[name]).map((value) => value * 1.25));
    for (const name of ['touches', 'opened', 'worked', 'backlog', 'closed', 'won'] as const)
      expect(series(other[name]), name).toEqual(series(desk[name]));
  });

  it('cuts a part to its own months, and counts those that the part lacks as 0', () => {
    const steady = replace(
      MODEL,
      ['2026-01 to 2026-06', '2025-10 to 2026-03'],
      ['10/month, 20/month from 2026-03, 30/month from 2026-05', '10/month'],
      ['deal size $100', 'deal size $100\n  cycle 1 month'],
    );
    const { forecast } = whole('include "./desk.upsell" as desk', { 'desk.upsell': steady });
    expect(series(forecast.total.opened)).toEqual([15, 15, 15, 0, 0, 0]);
    // What December opened closes in January, and what March opened closes after the part's period.
    expect(series(forecast.total.closed)).toEqual([15, 15, 15, 0, 0, 0]);
    expect(forecast.total.openAtStart).toBe(15);
    near(forecast.summary.openAtEnd, 15);
    near(forecast.summary.revenue, 45 * 0.5 * 100);
  });

  it('of a part that lies elsewhere is nothing', () => {
    const { forecast } = whole('include "./desk.upsell" as desk', { 'desk.upsell': MODEL }, '2027-01 to 2027-03');
    expect(series(forecast.total.opened)).toEqual([0, 0, 0]);
    expect(forecast.summary).toMatchObject({ openAtEnd: 0, conversion: null });
  });

  it('withholds its totals for a part with an error, and keeps the other part', () => {
    const analysis = analyseFiles({
      'all.upsell': root('include "./a.upsell" as a\ninclude "./b.upsell" as b'),
      'a.upsell': MODEL,
      'b.upsell': replace(MODEL, ['conversion 25%', 'conversion 250%']),
    });
    expect(analysis.forecast.summary.opened).toMatchObject({ code: 'rate-above-one' });
    expect(series(channel(analysis, 'a').opened)).toEqual([15, 15, 20, 20, 25, 25]);
    expect(channel(analysis, 'b').opened).toMatchObject({ code: 'rate-above-one' });
  });
});
