import type { AstNode } from 'langium';
import { spelled } from './parser/words.ts';
import { keywordRange, propertyRange, type Range } from './tree.ts';

/** The name of a field that may stand once in its block; undefined for one that may be repeated. */
export function fieldName(node: AstNode): string | undefined {
  const { field, initiator } = node as { field?: string; initiator?: string };
  if (field !== undefined) return spelled(field);
  return node.$type === 'Contraction' ? `contraction ${initiator}` : ONCE[node.$type];
}

export const fieldNameRange = (node: AstNode): Range =>
  (node as { field?: string }).field === undefined ? keywordRange(node) : propertyRange(node, 'field');

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
