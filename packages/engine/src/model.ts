import type { Month } from './calendar.ts';

/**
 * Where something stands: UTF-16 offsets into one of the model's files, `end` exclusive. They may be getters that move with the
 * text above: keep the object, not its offsets, and make others of it by `span.ts`.
 */
export interface Span {
  /** Index into the list of files that the model was read from. */
  readonly file: number;
  readonly start: number;
  readonly end: number;
}

/** Values by month of the period, index 0 the first month; in the unit of the place, per month where it has one. */
export type Series = Float64Array;

/** What has no value because of an error in the text: the line to look at, and the error's code. */
export interface Broken {
  readonly broken: Span;
  readonly code: string;
}

export const isBroken = (value: unknown): value is Broken =>
  typeof value === 'object' && value !== null && 'broken' in value && 'code' in value;

/** A power of money and a power of per-month; `$5/month` is { money: 1, perMonth: 1 } (language.md, 5). */
export interface Dimension {
  readonly money: number;
  readonly perMonth: number;
}

export const PLAIN: Dimension = { money: 0, perMonth: 0 };
export const PER_MONTH: Dimension = { money: 0, perMonth: 1 };
export const MONEY: Dimension = { money: 1, perMonth: 0 };
export const MONEY_PER_MONTH: Dimension = { money: 1, perMonth: 1 };

export type TimeUnit = 'month' | 'week' | 'day' | 'quarter' | 'year' | 'workday';

/** An expression over literals and drivers. Values are per month once units are applied. */
export type Expr =
  | {
      readonly kind: 'literal';
      readonly value: number;
      readonly money: boolean;
      readonly percent: boolean;
      readonly span: Span;
    }
  | { readonly kind: 'driver'; readonly name: string; readonly span: Span }
  | { readonly kind: 'negate'; readonly operand: Expr; readonly span: Span }
  | {
      readonly kind: 'binary';
      readonly op: '+' | '-' | '*' | '/';
      readonly left: Expr;
      readonly right: Expr;
      readonly span: Span;
    }
  | { readonly kind: 'min' | 'max'; readonly args: readonly Expr[]; readonly span: Span }
  | { readonly kind: 'per'; readonly value: Expr; readonly unit: TimeUnit; readonly span: Span };

export type Growth =
  | { readonly kind: 'growing'; readonly rate: number; readonly per: 'month' | 'year'; readonly span: Span }
  | { readonly kind: 'rising'; readonly target: Expr; readonly by: Month; readonly span: Span };

export type ProvenanceKind = 'sample' | 'estimated' | 'counted' | 'measured' | 'decided';

/** Where a number comes from. Months are inclusive; `sample` has none. */
export interface Provenance {
  readonly kind: ProvenanceKind;
  readonly from?: Month;
  readonly to?: Month;
}

/** One value of an assumption, in force from its month until the next step's. */
export interface Step {
  readonly value: Expr;
  /** The 95th percentile where the value is a range; `value` is then the 5th. */
  readonly high?: Expr;
  /** Absent on the first step, which holds from the start. */
  readonly from?: Month;
  readonly fromSpan?: Span;
  readonly growth?: Growth;
  readonly provenance?: Provenance;
  /** Who answers for this step, where that is not who answers for the assumption: a scenario replaced some steps. */
  readonly owner?: string;
  /** What scenarios multiply the step by, in the order of their edits. */
  readonly scales?: readonly Scale[];
  readonly span: Span;
}

/** A scenario's factor on a step, in each month from `from` on. */
export interface Scale {
  readonly factor: Expr;
  readonly from?: Month;
}

/** A number with a history. Invariant: at least one step. */
export interface Assumption {
  readonly steps: readonly Step[];
  readonly owner?: string;
  readonly span: Span;
}

export type Field = Assumption | Broken;
export type Initiator = 'customer' | 'vendor';
export type Layer = 'foundation' | 'leverage';
export type ClosingKind = 'csm' | 'upsell_ae' | 'original_ae';

export interface Driver {
  readonly name: string;
  readonly value: Field;
  readonly span: Span;
}

/** Factor on the volume by calendar month, expressions over literals; months that are not named keep 100%. */
export type Season = readonly { readonly calendarMonth: number; readonly factor: Expr }[];

export interface Touch {
  /** Empty for the one touch that stands for a channel's `volume`. */
  readonly name: string;
  readonly volume: Field;
  /** Absent: the channel's conversion. */
  readonly converting?: Field;
  readonly initiator?: Initiator;
  readonly gated: boolean;
  readonly span: Span;
}

export interface Channel {
  readonly name: string;
  readonly title?: string;
  readonly layer?: Layer;
  readonly source?: string;
  readonly owner?: string;
  readonly initiator?: Initiator;
  readonly touches: readonly Touch[];
  /** Absent only where every touch has its own `converting`. */
  readonly conversion?: Field;
  readonly winRate?: Field;
  readonly dealSize?: Field;
  readonly season?: Season | Broken;
  readonly openAtStart?: Expr;
  /**
   * What was opened in each month before the period, the last of them first, where actuals hold any: it takes the place of
   * `openAtStart`, and each count as worked in its own month (forecast.md, 3).
   */
  readonly openedBefore?: readonly number[];
  /** Some part of the declaration is not the language; every figure of the channel is withheld. */
  readonly broken?: Broken;
  /** What of it is not read may say which source it feeds, or that it has a win rate or a deal size of its own. */
  readonly unclear?: Broken;
  readonly span: Span;
}

export type Cycle =
  | { readonly kind: 'shares'; readonly shares: readonly Expr[]; readonly span: Span }
  | { readonly kind: 'months'; readonly months: number; readonly span: Span };

export interface Closing {
  readonly kind: string;
  readonly title?: string;
  readonly owner?: string;
  readonly winRate: Field;
  readonly dealSize: Field;
  readonly cycle?: Cycle;
  readonly closers?: Field;
  readonly capacity?: Field;
  readonly cost?: Field;
  readonly quota?: Field;
  readonly attention?: readonly Expr[];
  readonly broken?: Broken;
  readonly span: Span;
}

export interface Retention {
  readonly customer: Field;
  readonly vendor: Field;
  readonly afterMonths: number;
  readonly broken?: Broken;
  readonly span: Span;
}

/** What a scenario's path names: the parts between the points, each with its place. */
export interface Path {
  readonly parts: readonly string[];
  readonly span: Span;
}

/** One change that a scenario makes to the model. */
export type Edit =
  | { readonly kind: 'set'; readonly path: Path; readonly value: Field; readonly span: Span }
  | { readonly kind: 'scale'; readonly path: Path; readonly scale: Scale; readonly span: Span }
  | { readonly kind: 'drop'; readonly channel: string; readonly span: Span }
  | { readonly kind: 'closing'; readonly closing: Closing; readonly span: Span };

/** A named variation of the model; edits apply in their order. */
export interface Scenario {
  readonly name: string;
  readonly title?: string;
  readonly edits: readonly Edit[];
  readonly expectations: readonly Expectation[];
  /** An edit, or the scenario's head, is not the language: the whole scenario is withheld. */
  readonly broken?: Broken;
  readonly span: Span;
}

/** Months, both ends inclusive. */
export interface Window {
  readonly from: Month;
  readonly to: Month;
}

export type Metric =
  | 'touches'
  | 'opened'
  | 'worked'
  | 'closed'
  | 'won'
  | 'revenue'
  | 'net revenue'
  | 'cost'
  | 'backlog'
  | 'conversion'
  | 'win rate'
  | 'deal size'
  | 'pulled share'
  | 'gated share'
  | 'leverage share';

/** A metric of the model or of one channel (or part), over the model's period or a window of it. */
export interface MetricRef {
  readonly kind: 'metric';
  readonly metric: Metric;
  readonly of?: string;
  readonly window?: Window;
  readonly span: Span;
}

/** Arithmetic over metrics and literals, for an expectation. */
export type MetricExpr =
  | MetricRef
  | { readonly kind: 'literal'; readonly value: number; readonly money: boolean; readonly span: Span }
  | { readonly kind: 'negate'; readonly operand: MetricExpr; readonly span: Span }
  | {
      readonly kind: 'binary';
      readonly op: '+' | '-' | '*' | '/';
      readonly left: MetricExpr;
      readonly right: MetricExpr;
      readonly span: Span;
    };

export type Comparison = '<=' | '<' | '>=' | '>' | '=';

/** Something to reach. */
export interface Target {
  /** The statement as it is written, without its owner. */
  readonly text: string;
  readonly metric: MetricRef;
  readonly comparison: '>=' | '<=';
  /** Arithmetic on literals. */
  readonly value: Expr;
  readonly owner?: string;
  readonly broken?: Broken;
  readonly span: Span;
}

/** A test of the model, or of a scenario. */
export interface Expectation {
  readonly label?: string;
  /** The statement as it is written, without its label. */
  readonly text: string;
  readonly left: MetricExpr;
  readonly comparison: Comparison;
  readonly right: MetricExpr;
  readonly broken?: Broken;
  readonly span: Span;
}

/** A whole model as the engine sees it: plain data, every name resolved or its place broken. */
export interface Model {
  readonly title: string;
  readonly currency?: string;
  /** The model's header; the start of the file for a library. */
  readonly span: Span;
  /** First month of the period; of no meaning with `broken`. */
  readonly start: Month;
  /** Number of months, 1 to 600. */
  readonly months: number;
  /** Calendar month in which the fiscal year starts, 1 to 12. */
  readonly fiscalYearStart: number;
  readonly season?: Season | Broken;
  readonly drivers: readonly Driver[];
  readonly channels: readonly Channel[];
  /** Broken where there is none, or more than one. */
  readonly closing: Closing | Broken;
  readonly retention?: Retention;
  readonly scenarios: readonly Scenario[];
  readonly targets: readonly Target[];
  readonly expectations: readonly Expectation[];
  /** The period, the currency or the model's header is not known: nothing can be computed. */
  readonly broken?: Broken;
  /** A channel may be missing from `channels` (a failed import, a declaration that was not understood): totals are withheld. */
  readonly incomplete?: Broken;
}
