import { type Channel, type Closing, type Driver, type Evaluated, evaluate, type Model, work } from '@upsell/engine';
import { describe, expect, it } from 'vitest';
import { analyseText } from '../harness/analyse-text.ts';

/*
 * What an edit costs, counted: the months of every series that is evaluated or added up. A time would depend on the machine.
 */

const CHANNELS = 1_000;

/** Every tenth channel reads a driver, every fourth has a win rate of its own. */
const text = (channels: number, rest = '') => `model "Budget" {
  currency USD
  period 2026-01 to 2028-12
}
owner ann "Ann"
sources {
${Array.from({ length: channels }, (_, i) => `  s${i}`).join('\n')}
}
driver seats 40 by ann
driver doubled seats * 2 by ann
closing csm { owner ann win rate 25% deal size $12k ${rest} }
${Array.from(
  { length: channels },
  (_, i) => `${i % 3 === 2 ? 'leverage' : 'foundation'} channel c${i} {
  source s${i}
  owner ann
  volume ${i % 10 === 0 ? 'doubled * 1/month' : `${100 + i}/month growing 1% per month`}
  conversion ${1 + (i % 9)}%
  ${i % 4 === 3 ? 'win rate 30%' : ''}
  initiated by ${i % 2 === 0 ? 'customer' : 'vendor'}
}`,
).join('\n')}
`;

const modelOf = (source: string): Model => {
  const { model, diagnostics } = analyseText(source);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return model;
};

/** Series that an edit computes, and what it comes to. */
function cost(next: Model, before?: Evaluated): { readonly series: number; readonly result: Evaluated } {
  const start = work.cells;
  const result = evaluate(next, undefined, before);
  return { series: (work.cells - start) / next.months, result };
}

/** The model with every object of a channel, a driver or the closing model that `change` makes in the place of the old one. */
const withChannel = (model: Model, at: number, change: Partial<Channel>): Model => ({
  ...model,
  channels: model.channels.with(at, { ...(model.channels[at] as Channel), ...change }),
});

const openingOf = ({ outcomes }: Evaluated, i: number) => outcomes.own.made.outcomes[i]?.opening;

describe('an edit', () => {
  const plain = modelOf(text(CHANNELS));
  const first = evaluate(plain);

  it('of nothing computes nothing', () => {
    const copy = { ...plain, channels: [...plain.channels], drivers: [...plain.drivers] };
    expect(cost(copy, first).series).toBe(0);
  });

  it('of one number computes its channel and the sums above it', () => {
    const { conversion } = plain.channels[7] as Channel;
    const { series } = cost(withChannel(plain, 501, { conversion }), first);
    // Three sums of up to 16 lie above a channel of 1,000.
    expect(series).toBeGreaterThan(4);
    expect(series).toBeLessThan(3 * 16 * 8);
    expect(series).toBeLessThan(cost(plain).series / 30);
  });

  it('of a title computes no more than that of a number', () => {
    expect(cost(withChannel(plain, 501, { title: 'Another' }), first).series).toBeLessThan(3 * 16 * 8);
  });

  it('of a win rate computes what is won of the channels without one of their own, and nothing that is opened', () => {
    const closing = { ...(plain.closing as Closing), winRate: (plain.channels[7] as Channel).conversion } as Closing;
    const { series, result } = cost({ ...plain, closing }, first);
    // Won and revenue, each with its sums.
    expect(series).toBeLessThan(2 * CHANNELS * 2.2);
    for (const [i, channel] of result.forecast.channels.entries()) {
      expect(openingOf(result, i)).toBe(openingOf(first, i));
      if (i % 4 === 3) expect(channel).toBe(first.forecast.channels[i]);
      else expect(channel.won).not.toBe(first.forecast.channels[i]?.won);
    }
  });

  it('withholds a figure for the cause of its own version, though the one before said the same', () => {
    const cause = { broken: { file: 0, start: 5, end: 9 }, code: 'syntax-error' };
    const before = evaluate({ ...plain, incomplete: { ...cause } });
    const after = evaluate({ ...plain, incomplete: cause }, undefined, before);
    expect(after.forecast.channels[7]?.net).toBe(cause);
    expect(after.forecast.total.net).toBe(cause);
  });

  it('of a driver computes what needs it, through other drivers too', () => {
    const [seats] = plain.drivers as readonly [Driver];
    const next = { ...plain, drivers: plain.drivers.map((one) => (one === seats ? { ...seats } : one)) };
    const { result } = cost(next, first);
    for (const [i, channel] of result.forecast.channels.entries())
      expect(channel === first.forecast.channels[i]).toBe(i % 10 !== 0);
  });

  it('of a channel at the end leaves the sums before it', () => {
    const channels = plain.channels.slice(0, -1);
    expect(cost({ ...plain, channels }, first).series).toBeLessThan(3 * 16 * 8);
  });

  it('of a scenario computes nothing of the model, and one of the model nothing of the scenario but what it shares', () => {
    const scenario = 'scenario more "More" {\n  scale c3.volume by 110%\n  scale c903.volume by 120%\n}\n';
    const model = modelOf(text(CHANNELS) + scenario);
    const before = evaluate(model);
    const [only] = model.scenarios;
    expect(
      cost({ ...model, scenarios: [{ ...only, title: 'Most' } as typeof only & object] }, before).series,
    ).toBeLessThan(4 * 16 * 8);
    const { conversion } = model.channels[7] as Channel;
    expect(cost(withChannel(model, 501, { conversion }), before).series).toBeLessThan(2 * 3 * 16 * 8);
  });
});

describe('an edit where closers are shared', () => {
  it('computes one channel where nothing waits', () => {
    const model = modelOf(text(CHANNELS, 'closers 10 capacity 1000000/month'));
    const before = evaluate(model);
    const { conversion } = model.channels[7] as Channel;
    expect(cost(withChannel(model, 501, { conversion }), before).series).toBeLessThan(4 * 16 * 8);
  });

  it('computes every queue where all wait, and nothing that is opened', () => {
    const model = modelOf(text(CHANNELS, 'closers 10 capacity 30/month'));
    const before = evaluate(model);
    const { conversion } = model.channels[7] as Channel;
    const { result } = cost(withChannel(model, 501, { conversion }), before);
    for (const [i, channel] of result.forecast.channels.entries()) {
      if (i === 501) continue;
      expect(openingOf(result, i)).toBe(openingOf(before, i));
      expect(channel.worked).not.toBe(before.forecast.channels[i]?.worked);
    }
  });
});
