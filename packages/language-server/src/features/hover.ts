import { type Analysis, documentationOf, type PointedAt, pointedAt } from '@upsell/language';
import { type Passage, type PassageWords, paragraph } from '@upsell/report';
import type { Hover, Position } from 'vscode-languageserver';
import { figurePassages, lineDerivation, numberPassagesAt, pathPassages } from '../hover-figures.ts';
import { type HoverFormat, hoverOf } from '../hover-format.ts';
import { namePassages } from '../hover-names.ts';
import { passageWords } from '../passage-words.ts';

/** How what stands under the cursor is told. */
export interface HoverSettings {
  readonly format: HoverFormat;
  /** A URI as the client writes it. */
  written(uri: string): string;
}

/**
 * textDocument/hover in a model or a library: what a number or a figure is made of; what a name stands for, with its figures; what a
 * word of the language means; with the documentation of what is declared. Null between words.
 */
export function hover(analysis: Analysis, position: Position, { format, written }: HoverSettings): Hover | null {
  const { program } = analysis;
  const lines = program.files[0]?.lines;
  const offset = lines?.offsetAt(position) ?? 0;
  const at = pointedAt(program, 0, offset);
  if (!lines || !at) return null;
  const words = passageWords(analysis, written);
  const range = { start: lines.at(at.start), end: lines.at(at.end) };
  const [head, ...rest] = passagesOf(analysis, at, offset, words);
  const passages = head ? [head, ...documented(analysis, at), ...rest] : [];
  return hoverOf(passages, format, range);
}

function passagesOf(analysis: Analysis, at: PointedAt, offset: number, words: PassageWords): readonly Passage[] {
  const { symbol, keyword, question, figure, number, goal, isPath } = at;
  if (symbol) return namePassages(analysis, symbol, words);
  if (keyword) {
    const derived = figure === undefined ? [] : figurePassages(analysis, figure, at.scenario, words);
    const asked = question === undefined ? [] : [paragraph(question)];
    return [...derived, { kind: 'derivation', markdown: `**${keyword.words}**: ${keyword.paragraph}` }, ...asked];
  }
  if (isPath) return pathPassages(analysis, offset, at, words);
  if (number) return numberPassagesAt(analysis, offset, at, words);
  return goal ? lineDerivation(analysis, goal.end) : [];
}

function documented({ program }: Analysis, { declared }: PointedAt): readonly Passage[] {
  const file = declared && program.files[declared.file];
  return file ? documentationOf(file, declared.node).map((text) => paragraph(text)) : [];
}
