import { FLOWS } from '@upsell/engine';
import { type Analysis, format, referencesOf, type SourceFile, symbolAt } from '@upsell/language';
import { mentionsIn } from '../../packages/language/src/names/mentions.ts';
import type { Program } from '../../packages/language/src/program.ts';
import { inlayHints } from '../../packages/language-server/src/features/inlay-hint.ts';
import { diagnosticsByFile } from '../../packages/language-server/src/features/publish-diagnostics.ts';
import { DEFAULTS } from '../../packages/language-server/src/settings.ts';
import { WHOLE_FORM } from '../harness/whole-form.ts';
import { kindOfPart } from './compare-file.ts';
import { Comparison, type Difference, type Kind } from './difference.ts';

/** The first difference between two versions of one file: text, lines, tree, tables and problems. */
export const fileDifference = (found: SourceFile, expected: SourceFile): Difference | undefined =>
  new Comparison(kindOfPart).of(found, expected);

/**
 * The first difference between two analyses of the same texts: files, program, model, figures, diagnostics, and what an
 * editor shows of them. Trees are compared before anything that is made of them, so that the first difference is the cause.
 */
export const analysisDifference = (found: Analysis, expected: Analysis): Difference | undefined =>
  new Comparison((value) =>
    'importProblems' in value ? PROGRAM : 'openAtStart' in value && 'channel' in value ? CHANNEL : kindOfPart(value),
  ).of(everythingOf(found), everythingOf(expected));

/** A channel's forecast; how it came about is the engine's own. */
const CHANNEL: Kind = {
  difference: (found, expected, comparison) =>
    comparison.properties(found, expected, ['channel', 'parts', 'openAtStart', ...FLOWS]),
};

const PROGRAM: Kind = {
  difference: (found, expected, comparison) =>
    comparison.properties(found, expected, [
      'files',
      'isModel',
      'elements',
      'names',
      'includes',
      'importProblems',
      'doubt',
    ]),
};

/** Getters, so that nothing is made of a tree that is known to be wrong. */
function everythingOf(analysis: Analysis) {
  const { files, program, isModel, asOf, model, parts, diagnostics } = analysis;
  const { findings, forecast, targets, expectations, scenarios } = analysis;
  return {
    ...{
      files,
      program,
      isModel,
      asOf,
      model,
      parts,
      findings,
      forecast,
      targets,
      expectations,
      scenarios,
      diagnostics,
    },
    get seen() {
      return namesSeen(program);
    },
    get published() {
      return diagnosticsByFile(analysis, WHOLE_FORM);
    },
    get hints() {
      return inlayHints(analysis, EVERYTHING, { settings: DEFAULTS });
    },
    get symbols() {
      return program.files.map((file, index) => symbolsOf(program, file, index));
    },
    get formatted() {
      return program.files.map((file) => format(file));
    },
  };
}

const EVERYTHING = {
  start: { line: 0, character: 0 },
  end: { line: Number.MAX_SAFE_INTEGER, character: 0 },
};

/** Which names each file sees, and which it does not. */
function namesSeen({ names, files, scope: { sees } }: Program): readonly string[] {
  const kinds = Object.keys(names) as (keyof Program['names'])[];
  return files.flatMap((_, file) =>
    kinds.flatMap((kind) => [...names[kind].keys()].map((name) => `${file} ${kind} ${name} ${sees(file, kind, name)}`)),
  );
}

/** How many places of a file are asked for their symbol. */
const PLACES = 12;

/** All names of a file, and what some places in it stand for. */
function symbolsOf(program: Program, file: SourceFile, index: number) {
  const mentions = mentionsIn(file);
  const step = Math.max(1, Math.floor(mentions.length / PLACES));
  const places = mentions.filter((_, i) => i % step === 0).map(({ end }) => symbolAt(program, index, end));
  const references = places.slice(0, 3).map((place) => place && referencesOf(program, place.symbol));
  return { mentions, places, references };
}
