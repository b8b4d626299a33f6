import type { Range } from './tree.ts';

/** Something wrong at a place in one file: a rule's code and what its words need. */
export interface Problem extends Range {
  readonly code: string;
  readonly params: Params;
}

export type Params = Readonly<Record<string, string | number | undefined>>;
