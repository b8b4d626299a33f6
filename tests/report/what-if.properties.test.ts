import { isBroken } from '@upsell/engine';
import { applyEdits, turnedEdits } from '@upsell/language';
import { scenarioText, type Turn, turnedFrom, whatIf } from '@upsell/report';
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
      const before = analyseFiles(files, seededDice(seed + 1).int(2026 * 12 - 80, 2026 * 12 + 30));
      const board = boardIn(before);
      const paths = board.input.assumptions.flatMap(({ scenarioPath }) => scenarioPath ?? []);
      expect(new Set(paths).size).toBe(paths.length);
      if (paths.length === 0) return;
      const dice = seededDice(seed);
      const turns = Array.from(
        { length: dice.int(1, 3) },
        (): Turn => ({ path: pick(dice, paths), factor: dice.int(0, 40) / 20 }),
      );
      const text = scenarioText('turned_so', turns, turnedFrom(board));
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

  it('comes to what the numbers do when it is written into them', () => {
    let written = 0;
    onSeeds(3 * RUNS, (seed) => {
      const { root, files } = statedFiles(seed);
      const dice = seededDice(seed);
      // Mostly in the middle of the period.
      const { model } = analyseFiles(files);
      const before = analyseFiles(files, model.start + dice.int(-2, model.months));
      const board = boardIn(before);
      // A range whose ends are multiplied has another middle than what it had, multiplied.
      const paths = board.input.assumptions.flatMap(({ scenarioPath, steps }) =>
        scenarioPath && !steps.some(({ value }) => / to /.test(value.replace(/ rising to .*/, '')))
          ? [scenarioPath]
          : [],
      );
      if (paths.length === 0) return;
      const turns: Turn[] = [{ path: pick(dice, paths), factor: dice.int(0, 40) / 20 }];
      const found = whatIf(board, turns);
      const edits = turnedEdits(before, turns);
      if (found.withheld || !edits || typeof edits === 'string') return;
      const names = before.program.files.map(({ uri }) => uri.slice(uri.lastIndexOf('/') + 1));
      const after = Object.fromEntries(
        Object.entries(files).map(([name, text]) => [
          name,
          applyEdits(
            text,
            edits.filter(({ file }) => names[file] === name.slice(name.lastIndexOf('/') + 1)),
          ),
        ]),
      );
      const analysis = analyseFiles(after, before.asOf);
      const { revenue } = analysis.forecast.total;
      const wrong = analysis.diagnostics.filter(({ code }) => code === 'syntax-error' || code === 'step-order');
      expect(wrong, after[root]).toEqual([]);
      if (isBroken(revenue) || !found.revenue) throw new Error(`withheld: ${after[root]}`);
      for (const [m, value] of found.revenue.entries())
        expect(Math.abs((revenue[m] as number) - value), `${JSON.stringify(turns)} ${m} ${after[root]}`).toBeLessThan(
          1e-6 * Math.max(1, Math.abs(value)),
        );
      written++;
    });
    expect(written).toBeGreaterThan(RUNS / 2);
  });
});
