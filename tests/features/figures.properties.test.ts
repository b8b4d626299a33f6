import {
  explainNumber,
  figureByChannel,
  flowsByRow,
  haveSameFigures,
  isBroken,
  numberAt,
  periodTotal,
} from '@upsell/engine';
import { type Analysis, lensPlaces, pointedAt, readFigure } from '@upsell/language';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeLenses, resolveCodeLens } from '../../packages/language-server/src/features/code-lens.ts';
import { hover } from '../../packages/language-server/src/features/hover.ts';
import { inlayHints } from '../../packages/language-server/src/features/inlay-hint.ts';
import { DEFAULTS } from '../../packages/language-server/src/settings.ts';
import { editedText } from '../fuzz/random-text.ts';
import { analyseFiles } from '../harness/analyse-text.ts';
import { plainDice } from '../oracle/dice.ts';
import { print } from '../oracle/print.ts';
import { arbitraryModel } from '../oracle/random-model.ts';

const LONG = Boolean(process.env['UPSELL_LONG']);
const RUNS = LONG ? 2_000 : 60;

const analysed = (text: string): Analysis => analyseFiles({ 'model.upsell': text });

/** What hints and lenses say of a model, whatever lines they stand on. */
function saidOf(analysis: Analysis): readonly unknown[] {
  const everything = { start: { line: 0, character: 0 }, end: { line: 1e6, character: 0 } };
  const request = { uri: '', settings: DEFAULTS.codeLens, client: { commands: new Set<string>() } };
  return [
    inlayHints(analysis, everything, { settings: DEFAULTS }).map(({ label }) => label),
    codeLenses(analysis, request).map((lens) => resolveCodeLens(lens, analysis).command?.title),
  ];
}

describe('figures of two versions', () => {
  it('that are the same are said in the same words', () => {
    let same = 0;
    fc.assert(
      fc.property(editedText, fc.nat(9), ({ base, edited }, digit) => {
        // Only a number is changed, or something random.
        const changed = digit < 5 ? base.replace(/(?<=conversion +)\d/, String(digit + 1)) : edited;
        const [a, b] = [analysed(base), analysed(changed)];
        if (!haveSameFigures(a, b) || a.model.targets.length !== b.model.targets.length) return;
        const lines = (of: Analysis) => lensPlaces(of.program).length;
        if (lines(a) !== lines(b)) return;
        same++;
        expect(saidOf(b)).toEqual(saidOf(a));
      }),
      { numRuns: RUNS, seed: 7 },
    );
    expect(same).toBeGreaterThan(0);
  });

  it('are the same for the same text, where nothing is withheld', () => {
    fc.assert(
      fc.property(arbitraryModel(), (model) => {
        const text = print(model, plainDice);
        const [a, b] = [analysed(text), analysed(text)];
        const isWhole =
          !Object.values(a.forecast.total).some(isBroken) && !Object.values(a.forecast.summary).some(isBroken);
        if (isWhole && a.scenarios.length === 0) expect(haveSameFigures(a, b)).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });
});

describe('a random model', () => {
  it('has rows and channels that add up to its figures, and numbers that are what the forecast is made of', () => {
    let checked = 0;
    fc.assert(
      fc.property(arbitraryModel(), fc.integer({ min: 1, max: 40 }), (random, most) => {
        const text = print(random, plainDice);
        const analysis = analysed(text);
        const { model, forecast } = analysis;
        for (const channel of forecast.channels) {
          const { rows } = flowsByRow(channel, model, most);
          expect(rows.reduce((months, { from, to }) => months + to - from + 1, 0)).toBe(model.months);
          const total = periodTotal(channel.opened);
          if (total === undefined) continue;
          expect(rows.reduce((sum, { opened = 0 }) => sum + opened, 0)).toBeCloseTo(total, 6);
        }
        const read = readFigure('revenue', analysis);
        const byChannel = 'problem' in read ? undefined : figureByChannel(read.figure, analysis);
        if (byChannel && !isBroken(byChannel)) {
          const sum = byChannel.channels.reduce((all, { value }) => all + (value ?? 0), 0);
          expect(Math.abs(sum - (byChannel.value ?? 0))).toBeLessThanOrEqual(1e-9 * Math.max(1, sum));
        }
        for (const [i, { touches, season }] of model.channels.entries()) {
          const [volume] = touches;
          const flows = forecast.channels[i];
          if (touches.length !== 1 || season || model.season || !volume || isBroken(volume.volume) || !flows) continue;
          const { start } = volume.volume.steps[0]?.span ?? { start: -1 };
          const number = numberAt(model, 0, start);
          const made = number && explainNumber(number, model);
          if (!made || isBroken(made) || isBroken(flows.touches)) continue;
          checked++;
          for (const [m, { value }] of made.entries())
            expect(Math.abs(value - (flows.touches[m] as number))).toBeLessThanOrEqual(1e-9 * Math.max(1, value));
        }
      }),
      { numRuns: RUNS },
    );
    expect(checked).toBeGreaterThan(0);
  });
});

describe('random text', () => {
  it('is pointed at without an exception, and without words that are none', () => {
    fc.assert(
      fc.property(editedText, fc.nat(), ({ edited }, seed) => {
        const analysis = analysed(edited);
        const [file] = analysis.program.files;
        for (let i = 0; file && i < 12; i++) {
          const offset = (seed + i * 7919) % (edited.length + 1);
          const found = pointedAt(analysis.program, 0, offset);
          if (found) expect(found.start <= offset && offset <= found.end).toBe(true);
          const shown = hover(analysis, file.lines.at(offset), { format: 'markdown', written: (uri) => uri });
          if (found) expect(JSON.stringify(shown)).not.toMatch(/NaN|Infinity|\[object/);
        }
      }),
      { numRuns: RUNS },
    );
  });
});
