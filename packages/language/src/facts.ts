import type { Month } from '@upsell/engine';
import { closingModel } from './closing-block.ts';
import type { OwnerField } from './generated/ast.ts';
import { fiscalYearStartOf, modelHeader, ofType } from './model-block.ts';
import type { Program } from './program.ts';

/** What a rule on a declaration by itself may know of the rest of the program. As long as none of it changes, its word stands. */
export interface Facts {
  /** The currency of the model, where it is one. */
  readonly currency: string | undefined;
  /** Calendar month in which the fiscal year starts, 1 to 12. */
  readonly fiscalYearStart: number;
  readonly hasRetention: boolean;
  /** The kind of the one closing model, and who owns it. */
  readonly closing: string | undefined;
  readonly closer: string | undefined;
}

/** What a rule on a declaration by itself may know of what was computed, and of the date. */
export interface Known {
  /** The month to judge by; months before it are over. */
  readonly asOf: Month;
  readonly fiscalYearStart: number;
  /** First and last month of the model; none where it is not known. */
  readonly period: { readonly first: Month; readonly last: Month } | undefined;
}

export function factsOf(program: Program): Facts {
  const currency = modelHeader(program)?.currency?.code;
  const closing = closingModel(program)?.node;
  const owner = closing?.fields.find((field): field is OwnerField => field.$type === 'OwnerField')?.owner;
  return {
    currency: currency !== undefined && /^[A-Z]{3}$/.test(currency) ? currency : undefined,
    fiscalYearStart: fiscalYearStartOf(program),
    hasRetention: ofType(program, 'Retention').length > 0,
    closing: closing?.kind,
    closer: owner?.$refText,
  };
}
