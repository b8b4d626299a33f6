import path from 'node:path';
import { type Broken, derivationSize, explain as derive, isBroken, type Span } from '@upsell/engine';
import { ownersOf, type ReadFigure, readFigure, type SourceFile } from '@upsell/language';
import {
  type Explanation,
  type ExplanationWords,
  explanationJson,
  explanationJsonText,
  explanationText,
  type ShownPlace,
} from '@upsell/report';
import { EXIT } from '../exit.ts';
import { type Analysed, fileName, lineOf, oneBased } from '../models.ts';
import { oneModel } from '../one-model.ts';
import { type Common, print, visible, warn } from '../output.ts';
import { unknownScenario } from '../why-not.ts';

interface ExplainOptions extends Common {
  readonly scenario?: string;
}

/** `upsell explain FIGURE [FILE]`: what a figure is made of, down to the assumptions. A withheld one says why, and exits with 2. */
export async function explain(asked: string, file: string | undefined, options: ExplainOptions): Promise<number> {
  const found = oneModel(file, options, { where: 'behind the figure', purpose: 'explain' });
  if (typeof found === 'string') return refuse(found);
  const read = readFigure(asked, found.analysis);
  if ('problem' in read) return refuse(read.problem);
  const { model, parts } = found.analysis;
  if (derivationSize(model, parts) > MOST)
    return refuse(
      `${read.text} is made of more numbers than can be shown: this model has too many channels and months.`,
    );
  const explained = explanationOf(found, read, options.scenario);
  if (typeof explained === 'string') return refuse(explained);
  if (read.note !== undefined) warn(read.note);
  if (options.json) print(explanationJsonText(explanationJson(explained, placesIn(found))));
  else print(visible(explanationText(explained, wordsOf(found))));
  return EXIT.fine;
}

/** Channels times months; there are about ten numbers for each. */
const MOST = 60_000;

function refuse(sentence: string): number {
  warn(sentence);
  return EXIT.couldNotRun;
}

/** The figure in the model, or in a scenario of it; a sentence where it has none. */
function explanationOf(
  file: Analysed,
  { figure, text }: ReadFigure,
  scenario: string | undefined,
): Explanation | string {
  const { analysis } = file;
  const known = analysis.scenarios.map((one) => one.scenario.name);
  const varied = analysis.scenarios.find((one) => one.scenario.name === scenario);
  if (scenario !== undefined && !varied) return unknownScenario(scenario, known, 'the model has none');
  const root = derive(figure, { ...(varied ?? analysis), parts: analysis.parts });
  if (isBroken(root)) return `${text} is withheld: ${causeText(file, root)}`;
  const { currency } = analysis.model;
  return { figure: text, metric: figure.metric, file: file.name, scenario, currency, root };
}

/** What withholds a figure, in the words of its diagnostic. */
function causeText({ name, analysis }: Analysed, { broken, code }: Broken): string {
  const place = `${fileName(name, analysis, broken.file)}:${lineOf(analysis, broken)}`;
  const said = analysis.diagnostics.find(
    (one) => one.code === code && one.file === broken.file && one.start === broken.start,
  );
  return said ? `${place}: ${said.message}` : `see \`${code}\` at ${place}.`;
}

/** Places as they are shown; of every file its name is made once, from where the model is given as `name`. */
function placesIn({ name, analysis }: Analysed): (span: Span) => ShownPlace {
  const names = analysis.files.map((_, file) => fileName(name, analysis, file));
  return ({ file, start }) => ({
    file: names[file] as string,
    ...oneBased(analysis.files[file] as SourceFile, start),
  });
}

function wordsOf(file: Analysed): ExplanationWords {
  const { files, program } = file.analysis;
  // In a terminal a column is dear: files are named from the model's folder.
  const place = placesIn({ ...file, name: path.basename(file.name) });
  const owners = ownersOf(program);
  return {
    place: (at) => `${place(at).file}:${place(at).line}`,
    source: (at) => files[at.file]?.text.slice(at.start, at.end) ?? '',
    // A part has owners of its own.
    ownerTitle: (owner, at) => (at.file < program.files.length ? owners.get(owner)?.label : undefined),
  };
}
