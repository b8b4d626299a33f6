import { type AstNode, AstUtils } from 'langium';
import { type BuiltInSource, builtInSource } from './built-in-sources.ts';
import {
  type AttentionField,
  type CycleField,
  isAttentionField,
  isChannel,
  isCycleField,
  isExpect,
  isOpenField,
  isPath,
  isScaleEdit,
  isScenario,
  isSeasonFactor,
  isSeasonField,
  isStep,
  isTarget,
  type MetricRef,
  type OpenField,
  type SeasonField,
  type SourceField,
  type Target,
} from './generated/ast.ts';
import { type Keyword, keywordOf } from './keywords/keyword-at.ts';
import { leafAt } from './leaf-at.ts';
import { type SymbolPlace, symbolAt } from './names/symbol-at.ts';
import { spelled } from './parser/words.ts';
import type { Declared, Program } from './program.ts';
import { type SourceFile, sliceOf } from './source-file.ts';
import { type Range, rangeOf } from './tree.ts';

/** What stands under the cursor, for somebody who asks what it is. */
export interface PointedAt extends Range {
  /** A name that is declared. */
  readonly symbol?: SymbolPlace['symbol'];
  readonly keyword?: Keyword;
  /** What is declared there, by a name or by the words before it: it may have documentation. */
  readonly declared?: Declared;
  /** The field of a channel that feeds a source which the language knows, where it asks a question of that field. */
  readonly question?: string;
  /** A metric with whose it is and its period, as `readFigure` reads it. */
  readonly figure?: string;
  /** The scenario that it stands in. */
  readonly scenario?: string;
  /** It is a part of a scenario's path, and no name by itself. */
  readonly isPath?: boolean;
  /**
   * It is a part of a number: where that number's field begins, and the channel that it stands in. At the month of a season's number
   * `valueStart` is where the number itself begins.
   */
  readonly number?: { readonly fieldStart: number; readonly blockStart?: number; readonly valueStart?: number };
  /** It is a part of a target or an expectation: where that ends. */
  readonly goal?: { readonly end: number };
}

/** What stands at an offset of a file of a program; undefined where that is nothing that has a meaning of its own. */
export function pointedAt(program: Program, file: number, offset: number): PointedAt | undefined {
  const found = symbolAt(program, file, offset);
  const source = program.files[file];
  const leaf = source && leafAt(source, offset);
  if (found) {
    const { symbol, start, end } = found;
    return { symbol, declared: symbol.declarations[0], start, end, ...around(leaf?.astNode) };
  }
  if (!leaf) return undefined;
  const node = leaf.astNode;
  const keyword = keywordOf(leaf);
  const { offset: start, end } = leaf;
  const isOfChannel = node.$type === 'ChannelNumber' || node.$type === 'Touch';
  return {
    ...(keyword ?? { start, end }),
    keyword,
    declared: keyword && node.$container?.$type === 'File' ? { file, node } : undefined,
    question: keyword && isOfChannel ? questionOf(node, keyword.words) : undefined,
    isPath: isPath(node),
    figure: keyword && isMetric(node, keyword) ? figureOf(source, node as MetricRef | Target) : undefined,
    ...around(node),
  };
}

/** What a node lies in. */
function around(node: AstNode | undefined): Pick<PointedAt, 'scenario' | 'number' | 'goal'> {
  const field =
    AstUtils.getContainerOfType(node, isStep)?.$container.$container ??
    AstUtils.getContainerOfType(node, isScaleEdit) ??
    AstUtils.getContainerOfType(node, isWithoutHistory);
  const block = AstUtils.getContainerOfType(field, isChannel);
  const value = isSeasonFactor(node) ? node.factor : undefined;
  const valueStart = value?.$cstNode && rangeOf(value).start;
  const goal = AstUtils.getContainerOfType(node, isTarget) ?? AstUtils.getContainerOfType(node, isExpect);
  return {
    scenario: AstUtils.getContainerOfType(node, isScenario)?.name,
    number: field?.$cstNode && {
      fieldStart: rangeOf(field).start,
      blockStart: block && rangeOf(block).start,
      valueStart,
    },
    goal: goal?.$cstNode && { end: rangeOf(goal).end },
  };
}

const isWithoutHistory = (node: unknown): node is SeasonField | CycleField | AttentionField | OpenField =>
  isSeasonField(node) || isCycleField(node) || isAttentionField(node) || isOpenField(node);

function questionOf(node: AstNode, words: string): string | undefined {
  const fields = AstUtils.getContainerOfType(node, isChannel)?.fields ?? [];
  const feeds = fields.find((field): field is SourceField => field.$type === 'SourceField')?.source?.$refText;
  const source = feeds === undefined ? undefined : builtInSource(feeds);
  return source && QUESTIONS[words]?.(source);
}

const QUESTIONS: Readonly<Record<string, (of: BuiltInSource) => string>> = {
  volume: ({ volumeQuestion }) => volumeQuestion,
  touch: ({ volumeQuestion }) => volumeQuestion,
  conversion: ({ conversionQuestion }) => conversionQuestion,
  converting: ({ conversionQuestion }) => conversionQuestion,
};

const isMetric = (node: AstNode, { words }: Keyword): boolean =>
  (node.$type === 'MetricRef' || node.$type === 'Target') && spelled((node as MetricRef).metric ?? '') === words;

function figureOf(source: SourceFile, { metric, of, period }: MetricRef | Target): string {
  const whose = of ? ` of ${of.$refText}` : '';
  if (!period?.$cstNode) return `${spelled(metric)}${whose}`;
  const { start, end } = rangeOf(period);
  return `${spelled(metric)}${whose} in ${sliceOf(source, start, end)}`;
}
