import { explain, isBroken } from '@upsell/engine';
import { type Analysis, readFigure } from '@upsell/language';
import { type Explanation, explanationJson } from '@upsell/report';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editedText } from '../fuzz/random-text.ts';
import { analyseFiles, analyseText } from '../harness/analyse-text.ts';
import { monthText } from '../oracle/calendar.ts';
import { chance, pick, seededDice, shuffled } from '../oracle/dice.ts';
import { metricOf, sizeOf } from '../oracle/metric.ts';
import { type Outcome, outcomeOf } from '../oracle/outcome.ts';
import { outcomeOfProject } from '../oracle/portfolio.ts';
import { print } from '../oracle/print.ts';
import { printFiles } from '../oracle/print-files.ts';
import { randomModel } from '../oracle/random-model.ts';
import { randomPortfolio, randomStatedModel } from '../oracle/random-project.ts';
import { edited } from '../oracle/scenario.ts';
import { METRICS, type Metric, type Period } from '../oracle/statement.ts';
import { type ExplainedFigure, recompute } from './recompute.ts';

const LONG = Boolean(process.env['UPSELL_LONG']);
const RUNS = LONG ? 5_000 : 50;

/** A figure as the oracle has it. */
interface Asked {
  readonly metric: Metric;
  readonly of?: string;
  readonly in?: Period;
}

const asText = ({ metric, of, in: period }: Asked): string =>
  `${metric}${of === undefined ? '' : ` of ${of}`}${period ? ` in ${period.from} to ${period.to}` : ''}`;

/** The object of `upsell explain --json`. */
function explained(analysis: Analysis, text: string, scenario?: string): ExplainedFigure {
  const read = readFigure(text, analysis);
  if ('problem' in read) throw new Error(read.problem);
  const result = scenario === undefined ? analysis : analysis.scenarios.find((one) => one.scenario.name === scenario);
  if (!result) throw new Error(`no scenario ${scenario}`);
  const root = explain(read.figure, { ...result, parts: analysis.parts });
  if (isBroken(root)) throw new Error(`${text} is withheld: ${root.code}`);
  const explanation: Explanation = { figure: read.text, metric: read.figure.metric, file: 'model.upsell', root };
  return explanationJson(explanation, ({ file, start }) => {
    const source = analysis.files[file];
    if (!source) throw new Error(`no file ${file}`);
    const { line, character } = source.lines.at(start);
    return { file: decodeURIComponent(source.uri), line: line + 1, character: character + 1 };
  });
}

/** How a figure's explanation differs from the oracle's figure, or from itself. */
function differences(analysis: Analysis, outcome: Outcome, asked: Asked, scenario?: string): readonly string[] {
  const expected = metricOf(outcome, asked);
  const { value, wrong, depth } = recompute(explained(analysis, asText(asked), scenario));
  const found = Number.isNaN(value) ? null : value;
  const scale = Math.max(Math.abs(expected ?? 0), Math.abs(value), sizeOf(outcome, asked));
  const agrees = expected === null || found === null ? expected === found : Math.abs(expected - found) <= 1e-9 * scale;
  return [
    ...wrong,
    ...(agrees ? [] : [`${asText(asked)}: ${expected} expected, ${found} found`]),
    ...(depth > 50 ? [`${asText(asked)} nests ${depth} deep`] : []),
  ];
}

/** Some metrics, of everything or of a channel or part, over the period or over a window of it. */
function figuresOf(outcome: Outcome, seed: number): readonly Asked[] {
  const dice = seededDice(seed);
  return shuffled(dice, METRICS)
    .slice(0, 5)
    .map((metric) => {
      const first = outcome.start + dice.int(0, outcome.months - 1);
      const last = Math.min(outcome.start + outcome.months - 1, first + dice.int(0, 14));
      const window: Period = { from: monthText(first), to: monthText(last) };
      const takesNoOf = metric === 'cost' || metric === 'leverage share';
      const of =
        takesNoOf || outcome.units.length === 0 || chance(dice, 40) ? undefined : pick(dice, outcome.units).name;
      return { metric, of, in: chance(dice, 50) ? window : undefined };
    });
}

describe('an explanation', () => {
  it('can be recomputed from its leaves, and is the figure', () => {
    for (let seed = 0; seed < RUNS; seed++) {
      const model = randomModel(seededDice(seed));
      const text = print(model, seededDice(seed + 1));
      const analysis = analyseText(text);
      const outcome = outcomeOf(model);
      for (const asked of figuresOf(outcome, seed)) expect(differences(analysis, outcome, asked), text).toEqual([]);
    }
  }, 600_000);

  it('is of a scenario where one is asked for, dropped channels too', () => {
    let scenarios = 0;
    for (let seed = 0; seed < RUNS / 2; seed++) {
      const model = randomStatedModel(seededDice(seed));
      const text = print(model, seededDice(seed + 1));
      const analysis = analyseText(text);
      for (const { scenario, forecast } of analysis.scenarios) {
        if (isBroken(forecast.total.net)) continue;
        const edits = model.scenarios.find(({ name }) => name === scenario.name)?.edits ?? [];
        const outcome = outcomeOf(edited(model, edits));
        const dropped = edits.flatMap((edit) => (edit.kind === 'drop' ? [edit.channel] : []));
        const gone = dropped.flatMap((of): Asked[] => [
          { metric: 'revenue', of },
          { metric: 'conversion', of },
        ]);
        for (const asked of [...figuresOf(outcome, seed), ...gone])
          expect(differences(analysis, outcome, asked, scenario.name), `${scenario.name} of\n${text}`).toEqual([]);
        scenarios++;
      }
    }
    expect(scenarios).toBeGreaterThan(RUNS / 4);
  }, 600_000);

  it('is there for what is whole in a broken text, and only for that', () => {
    let whole = 0;
    fc.assert(
      fc.property(editedText, ({ edited: text }) => {
        const analysis = analyseText(text);
        for (const metric of ['opened', 'revenue', 'net revenue', 'cost', 'win rate'] as const) {
          const root = explain({ kind: 'metric', metric, span: { file: 0, start: 0, end: 0 } }, analysis);
          const { net, winRate, ...totals } = analysis.forecast.summary;
          const total = metric === 'net revenue' ? net : metric === 'win rate' ? winRate : totals[metric];
          expect(isBroken(root)).toBe(isBroken(total));
          if (isBroken(root) || typeof total !== 'number') continue;
          expect(Math.abs(root.value - total)).toBeLessThanOrEqual(1e-9 * Math.abs(total));
          whole++;
        }
      }),
      { numRuns: 3 * RUNS, ...(LONG ? {} : { seed: 20_260_201 }) },
    );
    expect(whole).toBeGreaterThan(RUNS / 2);
  }, 600_000);

  it('goes down into the parts of a portfolio', () => {
    for (let seed = 0; seed < RUNS / 5; seed++) {
      const portfolio = randomPortfolio(seededDice(seed));
      const files = printFiles(portfolio, seededDice(seed + 1));
      const analysis = analyseFiles(files);
      const outcome = outcomeOfProject(portfolio);
      const shown = Object.entries(files).map(([path, text]) => `==== ${path}\n${text}`);
      for (const asked of figuresOf(outcome, seed))
        expect(differences(analysis, outcome, asked), shown.join('\n')).toEqual([]);
    }
  }, 600_000);
});
