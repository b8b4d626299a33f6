import { type Figure, isBroken, type Total } from '@upsell/engine';
import { type Analysis, analyse, type Diagnostic, parseFile } from '@upsell/language';
import { forecastCsv, forecastJson, forecastTable, type ShownDiagnostic } from '@upsell/report';
import { inlayHints } from '../../packages/language-server/src/features/inlay-hint.ts';
import { DEFAULTS } from '../../packages/language-server/src/settings.ts';
import { AS_OF } from '../harness/analyse-text.ts';
import { LIBRARY, LIBRARY_NAME } from './models.ts';

/** A hint behind a line of the root file. */
export interface Hint {
  readonly line: number;
  readonly character: number;
  readonly label: string;
}

/** Everything that the product says of one text. */
export interface Outcome {
  readonly text: string;
  readonly analysis: Analysis;
  readonly hints: readonly Hint[];
  readonly json: string;
  readonly table: string;
  readonly csv: string;
  /** Milliseconds from the text to its forecast; the smaller of wall and processor time, for busy machines. */
  readonly took: number;
}

/** From a text to its forecast, and how many milliseconds that took. */
export function timed(text: string, library = LIBRARY): Pick<Outcome, 'analysis' | 'took'> {
  const wall = performance.now();
  const processor = process.cpuUsage();
  const analysis = analyseBeside(text, library);
  const { user, system } = process.cpuUsage(processor);
  return { analysis, took: Math.min(performance.now() - wall, (user + system) / 1000) };
}

/** Puts a text through parser, rules, engine, reports and hints. */
export function outcomeOf(text: string, library = LIBRARY): Outcome {
  const { analysis, took } = timed(text, library);
  const { model, forecast, diagnostics } = analysis;
  const place = ({ broken }: { broken: { file: number; start: number } }) =>
    `${broken.file}:${lineOf(analysis, broken.file, broken.start) + 1}`;
  const shown = diagnostics.map((diagnostic) => show(analysis, diagnostic));
  return {
    text,
    analysis,
    hints: hintsOf(analysis),
    json: JSON.stringify(
      forecastJson('model.upsell', model, analysis, shown, ({ file, start }) => lineOf(analysis, file, start)),
    ),
    table: isCountable(analysis) ? forecastTable(model, forecast, place) : '',
    csv: forecastCsv('model.upsell', model, forecast),
    took,
  };
}

const FOLDER = 'file:///workspace/';

/** Analyses a text as a file of a folder whose only other file is the library, whatever its imports say. */
export function analyseBeside(text: string, library = LIBRARY): Analysis {
  const load = (uri: string) => (uri === FOLDER + LIBRARY_NAME ? parseFile(uri, library) : undefined);
  return analyse(parseFile(`${FOLDER}model.upsell`, text), { load }, { asOf: AS_OF });
}

/**
 * True where a double can still hold every figure in whole units. Tables of larger ones are tested in a process of their own
 * (bad-files.test.ts), which can be ended: rounding parts to their sum has a loop that must not run for ever.
 */
const isCountable = (analysis: Analysis): boolean =>
  figuresOf(analysis).every(([, figure]) =>
    figure instanceof Float64Array
      ? figure.every((value) => value < 1e12)
      : typeof figure !== 'number' || figure < 1e12,
  );

/** Everything in one string, to compare outcomes to the bit. */
export const fingerprint = ({ hints, json, table, csv }: Outcome): string => JSON.stringify([hints, json, table, csv]);

/** All hints of the root file. */
export function hintsOf(analysis: Analysis): readonly Hint[] {
  const all = { start: { line: 0, character: 0 }, end: { line: Number.MAX_SAFE_INTEGER, character: 0 } };
  return inlayHints(analysis, all, { settings: DEFAULTS }).map(({ position, label }) => ({
    ...position,
    label: typeof label === 'string' ? label : label.map(({ value }) => value).join(''),
  }));
}

export const lineOf = (analysis: Analysis, file: number, offset: number): number =>
  analysis.files[file]?.lines.at(offset).line ?? -1;

function show(analysis: Analysis, { code, severity, message, file, start, end }: Diagnostic): ShownDiagnostic {
  const at = (offset: number) => {
    const position = analysis.files[file]?.lines.at(offset) ?? { line: -2, character: -2 };
    return { line: position.line + 1, character: position.character + 1 };
  };
  return { code, severity, message, file: analysis.files[file]?.uri ?? '?', range: { start: at(start), end: at(end) } };
}

/** Every figure and total of a forecast by name. */
export function figuresOf({ forecast }: Analysis): readonly (readonly [string, Figure | Total])[] {
  const figures: (readonly [string, Figure | Total])[] = [];
  for (const [i, channel] of forecast.channels.entries())
    for (const [metric, figure] of Object.entries(channel))
      if (figure instanceof Float64Array || isBroken(figure)) figures.push([`channel ${i} ${metric}`, figure]);
  for (const [metric, figure] of Object.entries(forecast.total)) figures.push([`total ${metric}`, figure]);
  for (const [metric, total] of Object.entries(forecast.summary)) figures.push([`summary ${metric}`, total]);
  if (forecast.limit) figures.push(['limit', forecast.limit]);
  return figures;
}
