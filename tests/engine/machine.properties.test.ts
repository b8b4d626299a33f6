import { evaluate, type Figure, isBroken, type Line, machine } from '@upsell/engine';
import type { Analysis } from '@upsell/language';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyseFiles, analyseText } from '../harness/analyse-text.ts';
import { seededDice } from '../oracle/dice.ts';
import { print } from '../oracle/print.ts';
import { printFiles } from '../oracle/print-files.ts';
import { arbitraryModel } from '../oracle/random-model.ts';
import { arbitraryStatedModel } from '../oracle/random-project.ts';

// The same models in every normal run, so that a red run is red again; the long run takes new ones.
const LONG = Boolean(process.env['UPSELL_LONG']);

const settings = (runs: number) => ({ numRuns: runs, ...(LONG ? {} : { seed: 20_260_201 }), endOnFailure: true });

const FLOWS = [
  'touches',
  'opened',
  'worked',
  'backlog',
  'closed',
  'won',
  'revenue',
  'lost',
  'givenBack',
  'net',
] as const;

/** Where the machine's numbers differ from the forecast's. */
function differences({ model, ...evaluated }: Pick<Analysis, 'model' | 'forecast' | 'targets'>): readonly string[] {
  const { flows, summary, targets } = machine(model, evaluated);
  const { forecast } = evaluated;
  const wrong: string[] = [];
  const compare = (name: string, line: Line | undefined, figure: Figure) => {
    if (!line) return;
    if (isBroken(figure)) {
      if (line.broken !== figure || line.cells.size > 0) wrong.push(`${name} is not withheld`);
      return;
    }
    const size = Math.max(...figure.map(Math.abs));
    for (const [m, value] of figure.entries()) {
      const found = line.cells.get(m)?.value ?? Number.NaN;
      if (!(Math.abs(found - value) <= 1e-9 * size)) wrong.push(`${name} ${m}: ${found} instead of ${value}`);
    }
  };
  for (const flow of FLOWS) {
    compare(`total ${flow}`, flows.tables[flow].total, forecast.total[flow]);
    for (const [i, of] of forecast.channels.entries())
      compare(`${of.channel.name} ${flow}`, flows.tables[flow].line(i), of[flow]);
  }
  compare('gated', flows.tables.gated.total, forecast.total.gated);
  compare('customer', flows.bySide.customer.total, forecast.total.customer);
  compare('vendor', flows.bySide.vendor.total, forecast.total.vendor);
  compare('cost', flows.cost, forecast.total.cost);
  if (forecast.limit) compare('limit', flows.queue?.limit, forecast.limit);
  if (forecast.quota) compare('quota', flows.quota, forecast.quota);
  const money = typeof forecast.summary.revenue === 'number' ? forecast.summary.revenue : 0;
  for (const line of summary) {
    if (line.label.kind !== 'summary') continue;
    const { metric } = line.label;
    if (metric === 'openedAMonth' || metric === 'givenBack' || metric === 'openAtStart') continue;
    const value = forecast.summary[metric];
    if (isBroken(value)) continue;
    const found = line.cells.get(0)?.value ?? null;
    const scale = metric === 'deferred' || metric === 'openAtEnd' ? 1e-9 * Math.max(money, 100) : 0;
    if (
      (found === null) !== (value === null) ||
      Math.abs((found ?? 0) - (value ?? 0)) > 1e-9 * Math.abs(value ?? 0) + scale
    )
      wrong.push(`${metric}: ${found} instead of ${value}`);
  }
  for (const [i, { goal, value, attainment, gap }] of evaluated.targets.entries()) {
    const line = targets[i] as Line;
    for (const [place, total] of [goal, value, attainment, gap].entries()) {
      if (isBroken(total)) continue;
      const found = line.cells.get(place)?.value ?? null;
      if (
        (found === null) !== (total === null) ||
        Math.abs((found ?? 0) - (total ?? 0)) > 1e-9 * Math.abs(money) + 1e-9
      )
        wrong.push(`target ${i} ${place}: ${found} instead of ${total}`);
    }
  }
  return wrong;
}

describe('the machine and the forecast', () => {
  it('agree on random models', () => {
    fc.assert(
      fc.property(arbitraryModel({ isUnsaidFine: true }), fc.integer({ min: 0, max: 2 ** 31 - 1 }), (model, seed) => {
        const text = print(model, seededDice(seed));
        expect(differences(analyseText(text)), text).toEqual([]);
      }),
      settings(LONG ? 1_000 : 40),
    );
  }, 600_000);

  it('agree on what was opened before the period, where actuals hold it', () => {
    const before = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 12 });
    fc.assert(
      fc.property(arbitraryModel(), fc.integer({ min: 0, max: 2 ** 31 - 1 }), before, (of, seed, openedBefore) => {
        const { model: lowered } = analyseText(print(of, seededDice(seed)));
        const model = { ...lowered, channels: lowered.channels.map((channel) => ({ ...channel, openedBefore })) };
        expect(differences({ model, ...evaluate(model) })).toEqual([]);
      }),
      settings(LONG ? 300 : 15),
    );
  }, 600_000);

  it('agree on targets and scenarios', () => {
    fc.assert(
      fc.property(arbitraryStatedModel(), fc.integer({ min: 0, max: 2 ** 31 - 1 }), (project, seed) => {
        const analysis = analyseFiles(printFiles(project, seededDice(seed)));
        expect(differences(analysis)).toEqual([]);
        for (const { model, forecast } of analysis.scenarios)
          expect(differences({ model, forecast, targets: [] })).toEqual([]);
      }),
      settings(LONG ? 300 : 15),
    );
  }, 600_000);

  it('withhold the same where a text is broken', () => {
    const cut = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(arbitraryModel(), fc.integer({ min: 0, max: 2 ** 31 - 1 }), cut, (model, seed, at) => {
        const text = print(model, seededDice(seed));
        const place = Math.floor(at * text.length);
        const analysis = analyseText(`${text.slice(0, place)}${text.slice(place + 3)}`);
        if (!analysis.model.broken) expect(differences(analysis)).toEqual([]);
      }),
      settings(LONG ? 1_000 : 40),
    );
  }, 600_000);
});
