import { readFileSync } from 'node:fs';
import {
  type Channel,
  type ChannelForecast,
  type Driver,
  evaluate,
  type Field,
  isBroken,
  type Model,
} from '@upsell/engine';
import { describe, expect, it } from 'vitest';
import { analyseFiles, analyseText } from '../harness/analyse-text.ts';
import { type Dice, seededDice } from '../oracle/dice.ts';
import { printFiles } from '../oracle/print-files.ts';
import { randomStatedModel } from '../oracle/random-project.ts';
import { firstDifference } from './same-bits.ts';

/*
 * A number that is the same in every month is computed with once, and added up once. Said again from some month on it is a series, of
 * which each month is computed by itself: all that follows has the same bits.
 */

const LONG = Boolean(process.env['UPSELL_LONG']);
const MODELS = LONG ? 10_000 : 100;
const FIRST = LONG ? Math.floor(Math.random() * 1e9) : 0;

const EXAMPLE = readFileSync(new URL('../../examples/canonical/canonical.upsell', import.meta.url), 'utf8');

/** What stands for a channel's figures between them and the text. */
const WITHIN = new Set(['channel', 'opening', 'amounts', 'sellable']);

/** The model with each steady number said again from a month of the period on. */
function saidAgain(model: Model, dice: Dice): Model {
  const again = <T extends Field | undefined>(field: T): T => {
    if (!field || isBroken(field)) return field;
    const [only, ...others] = field.steps;
    if (!only || others.length > 0 || only.growth || only.scales || model.months < 2) return field;
    const from = model.start + dice.int(1, model.months - 1);
    return { ...field, steps: [only, { ...only, from }] };
  };
  return {
    ...model,
    drivers: model.drivers.map((driver): Driver => ({ ...driver, value: again(driver.value) })),
    channels: model.channels.map(
      (channel): Channel => ({
        ...channel,
        conversion: again(channel.conversion),
        touches: channel.touches.map((touch) => ({
          ...touch,
          volume: again(touch.volume),
          converting: again(touch.converting),
        })),
      }),
    ),
    scenarios: [],
  };
}

describe('what is steady', () => {
  it('comes to the same bits as what is said month by month', () => {
    let series = 0;
    for (let seed = FIRST; seed < FIRST + MODELS; seed++) {
      const dice = seededDice(seed);
      const { model } = analyseFiles(printFiles(randomStatedModel(dice), dice));
      const steady = evaluate({ ...model, scenarios: [] });
      const varying = evaluate(saidAgain(model, dice));
      expect(firstDifference(steady.forecast, varying.forecast, WITHIN), `model ${seed}`).toBeUndefined();
      const isSteady = ({ made }: typeof steady.outcomes.own, i: number) =>
        typeof made.outcomes[i]?.amounts.touches === 'number';
      for (const i of model.channels.keys())
        if (isSteady(steady.outcomes.own, i) && !isSteady(varying.outcomes.own, i)) series++;
    }
    // Of these the two have nothing in common but the result.
    expect(series).toBeGreaterThan(MODELS / 5);
  });

  it('is never a negative zero', () => {
    for (const volume of ['volume -0/month', 'volume -0/month growing 2%/month']) {
      const text = EXAMPLE.replace('volume     12/month counted 2025-10 to 2025-12', volume);
      const { forecast, diagnostics } = analyseText(text);
      expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
      const { touches } = forecast.channels[0] as ChannelForecast;
      expect(Array.from(touches as Float64Array).every((count) => Object.is(count, 0))).toBe(true);
    }
  });
});
