import { type Driver, type Evaluated, evaluate, type Model, type Part } from '@upsell/engine';
import { describe, expect, it } from 'vitest';
import { analyseFiles } from '../harness/analyse-text.ts';
import { chance, type Dice, pick, seededDice } from '../oracle/dice.ts';
import { printFiles } from '../oracle/print-files.ts';
import { randomPortfolio, randomStatedModel } from '../oracle/random-project.ts';
import { liveModel, type Origin } from './live-spans.ts';
import { edited } from './model-edits.ts';
import { firstDifference } from './same-bits.ts';

// The same sequences in every normal run, so that a red run is red again; the long run takes new ones.
const LONG = Boolean(process.env['UPSELL_LONG']);
const FIRST = LONG ? Math.floor(Math.random() * 1e9) : 0;
const SEQUENCES = LONG ? 50_000 : 200;
const EDITS = 8;

interface Base {
  readonly model: Model;
  readonly parts?: readonly Part[];
}

/** What random texts come to; a sequence of edits begins at one of them. */
const BASES: readonly Base[] = Array.from({ length: 40 }, (_, i) => {
  const dice = seededDice(FIRST + i);
  const project = i % 8 === 7 ? randomPortfolio(dice) : randomStatedModel(dice);
  return analyseFiles(printFiles(project, dice));
});

/** One version of the text after another. An earlier result may also be of a version long ago, or of another text. */
function check(seed: number): void {
  const dice = seededDice(seed);
  const { parts, ...base } = pick(dice, BASES);
  const { model, origins } = liveModel(base.model);
  const versions = [model];
  const results = [evaluate(model, parts)];
  const strange = pick(dice, BASES);
  for (let i = 0; i < EDITS; i++) {
    const from = chance(dice, 80) ? (versions.at(-1) as Model) : pick(dice, versions);
    const next = edited(from, dice);
    if (chance(dice, 30)) move(origins, dice);
    const before = chance(dice, 85)
      ? (results.at(-1) as Evaluated)
      : pick(dice, [...results, evaluate(strange.model, strange.parts)]);
    const result = evaluate(next, parts, before);
    const difference = firstDifference(result, evaluate(afresh(next), parts), OUTCOMES);
    expect(difference, `sequence ${seed}, edit ${i}`).toBeUndefined();
    versions.push(next);
    results.push(result);
  }
}

/** The same with other edits of its scenarios, of which nothing is remembered. */
const afresh = (model: Model): Model => ({
  ...model,
  scenarios: model.scenarios.map((scenario) => ({ ...scenario, edits: scenario.edits.map((edit) => ({ ...edit })) })),
});

const OUTCOMES = new Set(['outcomes']);

/** The text of some declarations and of all below them moves. */
function move(origins: readonly Origin[], dice: Dice): void {
  const by = dice.int(1, 50);
  for (const origin of origins.slice(dice.int(0, origins.length - 1))) origin.by += by;
}

describe('an evaluation that takes from an earlier one', () => {
  it('is the same to the bit as one that does not, whatever was edited', () => {
    for (let seed = FIRST; seed < FIRST + SEQUENCES; seed++) check(seed);
  }, 3_600_000);

  it('is so where drivers that need each other are mended, and need each other again', () => {
    const { model } = analyseFiles({
      'model.upsell': `model "Circle" {
  currency USD
  period 2026-01 to 2026-03
}
owner ann "Ann"
sources { calls }
driver a b * 2 by ann
driver b a + 1 by ann
driver c 3 by ann
closing csm { owner ann win rate 25% deal size $12k }
foundation channel calls { source calls owner ann volume a * 1/month conversion 1% }
`,
    });
    const [a, b, c] = model.drivers as readonly [Driver, Driver, Driver];
    const mended = { ...model, drivers: [a, { ...b, value: c.value }, c] };
    let before = evaluate(model);
    for (const next of [mended, model, mended]) {
      const result = evaluate(next, undefined, before);
      expect(firstDifference(result, evaluate(next), OUTCOMES)).toBeUndefined();
      expect(result.findings.length).toBe(next === model ? 2 : 0);
      before = result;
    }
  });
});
