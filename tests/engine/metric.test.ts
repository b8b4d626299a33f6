import type { Channel, Expectation, MetricRef, Model } from '@upsell/engine';
import { evaluate, isBroken } from '@upsell/engine';
import { describe, expect, it } from 'vitest';
import { analyseText } from '../harness/analyse-text.ts';

const CHANNELS = 40;

const { model } = analyseText(`model "Many" {
  currency USD
  period 2026-01 to 2026-03
}
owner ann "Ann"
sources { calls }
closing csm { owner ann win rate 25% deal size $12k }
${Array.from({ length: CHANNELS }, (_, i) => `foundation channel c${i} { source calls owner ann volume ${i}/month conversion 10% }`).join('\n')}
expect touches of c0 >= 0
`);

/** The model with an expectation for each name, in that order. */
function asking(names: readonly string[], channels: readonly Channel[] = model.channels): Model {
  const [one] = model.expectations as readonly [Expectation];
  const expectations = names.map((of) => ({ ...one, left: { ...(one.left as MetricRef), of } }));
  return { ...model, channels, expectations };
}

const touches = (asked: Model) => evaluate(asked).expectations.map(({ left }) => left);

describe('a metric of a channel', () => {
  const names = Array.from({ length: CHANNELS }, (_, i) => `c${i}`);

  it('is that of its channel, however many are asked for', () => {
    expect(touches(asking(names))).toEqual(names.map((_, i) => 3 * i));
  });

  it('is that of the first of a name, and of none where nobody has it', () => {
    const last = model.channels.at(-1) as Channel;
    const twice = asking([...names, 'nobody', 'c3'], [...model.channels, { ...last, name: 'c3' }]);
    const values = touches(twice);
    expect(values.slice(0, CHANNELS)).toEqual(names.map((_, i) => 3 * i));
    expect(isBroken(values[CHANNELS])).toBe(true);
    expect(values[CHANNELS + 1]).toBe(9);
  });
});
