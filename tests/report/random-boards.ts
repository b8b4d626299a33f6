import type { Month } from '@upsell/engine';
import { type Analysis, dashboardInput } from '@upsell/language';
import { type Board, boardOf, packedInput, Unpacker } from '@upsell/report';
import { planFile, planOf } from '../engine/plan-file.ts';
import { randomModel, randomRows } from '../engine/random-tracked.ts';
import { errorsOf, modelText, monthsCsv } from '../engine/tracked-model.ts';
import { analyseFiles } from '../harness/analyse-text.ts';
import { chance, type Dice, pick, seededDice } from '../oracle/dice.ts';
import { printFiles } from '../oracle/print-files.ts';
import { randomPortfolio, randomStatedModel } from '../oracle/random-project.ts';

/** Places in a text do not travel: what stands there is the same, and not where. */
export const PLACES: ReadonlySet<string> = new Set(['span', 'fromSpan', 'broken', 'firstFile']);

/** As it comes out of a message. */
export const sent = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** The board that a reader has of an analysis: made of nothing but the text of its input. */
export const boardIn = (analysis: Analysis): Board =>
  boardOf(new Unpacker().unpack(sent(packedInput(dashboardInput(analysis)).whole)));

/** A model with all that may be said of it, or now and then a portfolio of such. */
export function statedAnalysis(seed: number): Analysis {
  const dice = seededDice(seed);
  const project = chance(dice, 20) ? randomPortfolio(dice) : randomStatedModel(dice);
  return analyseFiles(printFiles(project, dice), dice.int(2026 * 12 - 80, 2026 * 12 + 30));
}

/** A model with all that may be said of it, as files of which the first is the root. */
export function statedFiles(seed: number): { readonly root: string; readonly files: Readonly<Record<string, string>> } {
  const dice = seededDice(seed);
  return { root: 'model.upsell', files: printFiles(randomStatedModel(dice), dice) };
}

/** A model with actuals, some of them out of its period; of three one with a plan of record of other channels, months or numbers. */
export function trackedAnalysis(seed: number): Analysis {
  const known = TRACKED.get(seed) ?? trackedAnew(seed);
  TRACKED.set(seed, known);
  return known;
}

const TRACKED = new Map<number, Analysis>();

/** The same, analysed anew. */
export function trackedAnew(seed: number): Analysis {
  const dice = seededDice(seed);
  const { text, slow } = randomModel(dice, chance(dice, 30));
  const asOf: Month = slow.start + dice.int(-1, slow.months + 2);
  const more = `${text.more ?? ''}\n${goals(dice, Object.keys(text.channels))}`;
  const other = randomModel(dice, true);
  // What a channel that is no longer in the model has opened is in the actuals all the same.
  const gone = other.slow.channels.filter(({ name }) => !(name in text.channels));
  const rows = [...randomRows(dice, slow), ...randomRows(dice, { ...other.slow, channels: gone })];
  const sources = gone.map(({ name }) => `${name} not run "No longer"`);
  const files = { 'model.upsell': modelText({ ...text, more, sources }), 'actuals/months.csv': monthsCsv(rows) };
  if (!chance(dice, 35)) return analyseFiles(files, asOf);
  const planned = modelText(chance(dice, 30) ? text : other.text).replace('actuals "actuals"', '');
  const before = analyseFiles({ 'model.upsell': planned }, asOf);
  if (errorsOf(before).length > 0) return analyseFiles(files, asOf);
  const model = `${files['model.upsell']}plan "plans/first.plan.json"\n`;
  return analyseFiles({ ...files, 'model.upsell': model, 'plans/first.plan.json': planFile(planOf(before)) }, asOf);
}

function goals(dice: Dice, names: readonly string[]): string {
  const name = pick(dice, names);
  const all = [
    'target revenue >= $100k by desk',
    `target opened of ${name} >= 40`,
    `scenario more {\n  scale ${name}.volume by 1.5\n}`,
    'scenario slower "Slower" {\n  scale closing.win_rate by 0.8\n}',
    'target backlog <= 3 by desk',
  ];
  return all.filter(() => chance(dice, 50)).join('\n');
}

/** Checks something with the seeds from 0 on; a failure names its seed. */
export function onSeeds(runs: number, check: (seed: number) => void): void {
  for (let seed = 0; seed < runs; seed++)
    try {
      check(seed);
    } catch (error) {
      throw new Error(`seed ${seed}: ${(error as Error).message}`, { cause: error });
    }
}
