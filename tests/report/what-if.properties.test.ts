import { isBroken } from '@upsell/engine';
import { scenarioText, type Turn, whatIf } from '@upsell/report';
import { describe, expect, it } from 'vitest';
import { analyseFiles } from '../harness/analyse-text.ts';
import { pick, seededDice } from '../oracle/dice.ts';
import { boardIn, onSeeds, statedFiles } from './random-boards.ts';

const RUNS = process.env['UPSELL_LONG'] ? 2_000 : 20;

describe('a number that is turned', () => {
  it('comes to what a scenario of that text does', () => {
    let turned = 0;
    onSeeds(RUNS, (seed) => {
      const { root, files } = statedFiles(seed);
      const before = analyseFiles(files);
      const board = boardIn(before);
      const paths = board.input.assumptions.flatMap(({ scenarioPath }) => scenarioPath ?? []);
      expect(new Set(paths).size).toBe(paths.length);
      if (paths.length === 0) return;
      const dice = seededDice(seed);
      const turns = Array.from(
        { length: dice.int(1, 3) },
        (): Turn => ({ path: pick(dice, paths), factor: dice.int(0, 40) / 20 }),
      );
      const text = scenarioText('turned_so', turns);
      const after = analyseFiles({ ...files, [root]: `${files[root]}\n${text}\n` });
      const scenario = after.scenarios.find((one) => one.scenario.name === 'turned_so');
      expect(
        after.diagnostics.filter(({ code }) => code === 'syntax-error' || code === 'unreachable-scenario-path'),
      ).toEqual([]);
      const { opened, revenue } = scenario?.forecast.total ?? {};
      const found = whatIf(board, turns);
      expect(found.opened, text).toEqual(isBroken(opened) || !opened ? null : Array.from(opened));
      expect(found.revenue, text).toEqual(isBroken(revenue) || !revenue ? null : Array.from(revenue));
      expect(found.withheld).toBe(isBroken(revenue) ? revenue.code : undefined);
      turned++;
    });
    expect(turned).toBeGreaterThan(RUNS / 2);
  });
});
