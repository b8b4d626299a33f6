import {
  derivationSize,
  editedNumber,
  explain,
  explainNumber,
  figureByChannel,
  isBroken,
  type Model,
  type ModelNumber,
  monthsInSeason,
  numberAt,
  numberOfPath,
} from '@upsell/engine';
import { type Analysis, type PointedAt, readFigure } from '@upsell/language';
import {
  explanationPassages,
  inScenarioPassage,
  numberPassages,
  type Passage,
  type PassageWords,
  paragraph,
  seasonPassage,
  sharesPassages,
} from '@upsell/report';
import { hintTextAt } from './features/inlay-hint.ts';
import { withheldRuns } from './passage-words.ts';

/** How a figure comes about, such as `revenue of tickets in 2026-Q3`; in a scenario where one is named. */
export function figurePassages(
  analysis: Analysis,
  asked: string,
  scenario: string | undefined,
  words: PassageWords,
): readonly Passage[] {
  const { model, parts } = analysis;
  const read = readFigure(asked, analysis);
  const varied = analysis.scenarios.find((one) => one.scenario.name === scenario);
  if ('problem' in read || (scenario !== undefined && !varied)) return [];
  const explained = { ...(varied ?? analysis), parts };
  const { figure, text } = read;
  const { metric } = figure;
  const { currency } = model;
  const byChannel = figureByChannel(figure, explained);
  if (isBroken(byChannel)) return [paragraph(...withheldRuns(byChannel, words))];
  const name = scenario === undefined ? text : `${text}, scenario ${scenario}`;
  if (byChannel) return sharesPassages(byChannel, { name, metric, currency }, words);
  if (derivationSize(model, parts) > MOST) return [];
  const root = explain(figure, explained);
  if (isBroken(root)) return [paragraph(...withheldRuns(root, words))];
  return explanationPassages({ figure: text, metric, file: '', scenario, currency, root }, words);
}

/** Channels times months: who points at a word does not wait. */
const MOST = 1_500;

/** What the number at an offset of the document is made of, and what its line makes of it. */
export function numberPassagesAt(
  analysis: Analysis,
  offset: number,
  { scenario, number }: PointedAt,
  words: PassageWords,
): readonly Passage[] {
  const varied = analysis.scenarios.find((one) => one.scenario.name === scenario);
  const { model } = varied ?? analysis;
  const found = numberAt(model, 0, number?.valueStart ?? offset);
  const made = found ? [...madePassages(found, model, words), ...seasonOf(found, model)] : [];
  const own = lineDerivation(analysis, number?.fieldStart ?? offset);
  // What a volume makes stands behind its channel.
  const whole = own.length > 0 || number?.blockStart === undefined ? own : lineDerivation(analysis, number.blockStart);
  return [...made, ...whole];
}

/** What a season's number makes of its month. */
function seasonOf({ label }: ModelNumber, model: Model): readonly Passage[] {
  if (label.kind !== 'field' || label.name !== 'season' || label.item === undefined || model.broken) return [];
  const months = monthsInSeason(model, label.item, label.of);
  const whose = label.of === undefined ? ' in all channels without a season of their own' : '';
  return months ? [seasonPassage(months, whose)] : [];
}

/** What the number is that a scenario's path at an offset of the document names, and what it comes to in that scenario. */
export function pathPassages(
  analysis: Analysis,
  offset: number,
  { scenario: name }: PointedAt,
  words: PassageWords,
): readonly Passage[] {
  const varied = analysis.scenarios.find((one) => one.scenario.name === name);
  const edited = varied && editedNumber(analysis.model, varied.scenario, 0, offset);
  if (!edited) return [];
  const { path, before } = edited;
  const after = numberOfPath(varied.model, path);
  if (!before) return after ? madePassages(after, varied.model, words) : [];
  const made = madePassages(before.number, before.model, words);
  const becomes = after && explainNumber(after, varied.model);
  const { currency } = varied.model;
  return becomes && !isBroken(becomes) ? [...made, inScenarioPassage(varied.scenario.name, becomes, currency)] : made;
}

/** What a number of a model is made of, or why it has no value. */
export function madePassages(number: ModelNumber, model: Model, words: PassageWords): readonly Passage[] {
  const made = explainNumber(number, model);
  if (isBroken(made)) return [paragraph(...withheldRuns(made, words))];
  return numberPassages(made, { start: model.start, currency: model.currency }, words);
}

/** What the hint behind a line of the document is made of. */
export function lineDerivation(analysis: Analysis, offset: number): readonly Passage[] {
  const line = analysis.program.files[0]?.lines.at(offset).line;
  const hint = line === undefined ? undefined : hintTextAt(analysis, line);
  return hint ? [{ kind: 'derivation', markdown: hint.derivation }] : [];
}
