import type { CurrencyField, Element, FiscalField, ModelBlock, PeriodField, SeasonField } from './generated/ast.ts';
import { type Group, ofGroup } from './group.ts';
import { readMonthName } from './literals.ts';
import type { Declared, Program } from './program.ts';
import type { SourceFile } from './source-file.ts';

/** The model block of a program's root, with its fields by kind; undefined for a library. */
export interface ModelHeader {
  readonly node: ModelBlock;
  readonly currency?: CurrencyField;
  readonly period?: PeriodField;
  readonly fiscal?: FiscalField;
  readonly season?: SeasonField;
}

export const modelHeader = (program: Program): ModelHeader | undefined => headerOf(program.files[0]);

/** The model block of a file, such as that of a part. */
export function headerOf(file: SourceFile | undefined): ModelHeader | undefined {
  const node = file && firstIn(file.groups);
  if (!node) return undefined;
  const field = <T>(type: string) => node.fields.find((f) => f.$type === type) as T | undefined;
  return {
    node,
    currency: field<CurrencyField>('CurrencyField'),
    period: field<PeriodField>('PeriodField'),
    fiscal: field<FiscalField>('FiscalField'),
    season: field<SeasonField>('SeasonField'),
  };
}

/** Mostly it stands in the first group: the list of all declarations is not made for it. */
function firstIn(groups: readonly Group[]): ModelBlock | undefined {
  for (const group of groups) {
    const [first] = modelBlocksIn(group);
    if (first) return first;
  }
  return undefined;
}

const modelBlocksIn = ofGroup(({ elements }) => elements.filter((element) => element.$type === 'ModelBlock'));

/** Calendar month in which the fiscal year starts; January unless the model says otherwise. */
export const fiscalYearStartOf = (program: Program): number =>
  readMonthName(modelHeader(program)?.fiscal?.month ?? '') ?? 1;

/** All declarations of one type, imports first. */
export const ofType = <T extends Element>(program: Program, type: T['$type']): readonly Declared<T>[] =>
  program.declared(type) as readonly Declared<T>[];

/** True where what seems to be absent may stand in another file, or in a declaration that was not understood. */
export const mayBeElsewhere = (program: Program): boolean =>
  program.doubt !== undefined ||
  program.includes.length > 0 ||
  program.files.some((file) => file.lostDeclaration !== undefined);
