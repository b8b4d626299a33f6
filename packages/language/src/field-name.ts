import { type AstNode, GrammarUtils } from 'langium';
import { spelled } from './parser/words.ts';
import { keywordRange, propertyRange, type Range } from './tree.ts';

/** The name of a field that may stand once in its block; undefined for one that may be repeated. */
export function fieldName(node: AstNode): string | undefined {
  const { field, initiator } = node as { field?: string; initiator?: string };
  if (field !== undefined) return spelled(field);
  return node.$type === 'Contraction' ? `contraction ${initiator}` : ONCE[node.$type];
}

/** The words that a field begins with, such as `win rate` or `open at start`. */
export function fieldNameRange(node: AstNode): Range {
  if ((node as { field?: string }).field !== undefined) return propertyRange(node, 'field');
  const first = keywordRange(node);
  const last = LAST_WORD[node.$type];
  const end = last === undefined ? undefined : GrammarUtils.findNodeForKeyword(node.$cstNode, last)?.end;
  return { start: first.start, end: end ?? first.end };
}

const LAST_WORD: Readonly<Record<string, string>> = {
  FiscalField: 'starts',
  InitiatedField: 'by',
  OpenField: 'start',
};

const ONCE: Readonly<Record<string, string>> = {
  CurrencyField: 'currency',
  PeriodField: 'period',
  FiscalField: 'fiscal year starts',
  SeasonField: 'season',
  OwnerField: 'owner',
  CycleField: 'cycle',
  AttentionField: 'attention',
  DecidedField: 'decided',
  SourceField: 'source',
  InitiatedField: 'initiated by',
  OpenField: 'open at start',
  FlagField: 'flag',
  AfterField: 'after',
};
