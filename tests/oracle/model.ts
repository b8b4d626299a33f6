/**
 * The abstract model: what an `.upsell` model says, without how it is spelled. Plain data only.
 * Field by field it follows `language.md`, sections 4 to 6.
 */

/** The six time units (`language.md`, 5). */
export type TimeUnit = 'month' | 'week' | 'day' | 'quarter' | 'year' | 'workday';

/** A calendar month as `YYYY-MM`. */
export type Month = string;

/** A month of the year, 1 = January to 12 = December. */
export type MonthOfYear = number;

/**
 * A literal keeps its decimal digits as plain text (`12000`, `0.5`: no grouping, no suffix, no sign), so that a printer
 * can spell it freely without ever rounding it. A percent's text is the number before the sign: `25` is 0.25. Money is
 * in the model's currency.
 */
export type Literal = { readonly kind: 'number' | 'percent' | 'money'; readonly text: string };

/** Arithmetic over literals and names. `per` is a time unit on its operand. */
export type Arithmetic<Name> =
  | Literal
  | Name
  | { readonly kind: 'per'; readonly of: Arithmetic<Name>; readonly unit: TimeUnit }
  | { readonly kind: 'negative'; readonly of: Arithmetic<Name> }
  | { readonly kind: '+' | '-' | '*' | '/'; readonly left: Arithmetic<Name>; readonly right: Arithmetic<Name> }
  | { readonly kind: 'min' | 'max'; readonly of: readonly Arithmetic<Name>[] };

/** A driver's name. */
export type DriverName = { readonly kind: 'driver'; readonly name: string };

/** An expression (`language.md`, 5). */
export type Expr = Arithmetic<DriverName>;

/** How a step changes over its months. `percent` is the text before the sign, with a leading `-` where it falls. */
export type Growth =
  | { readonly kind: 'growing'; readonly percent: string; readonly per: 'month' | 'year' }
  | { readonly kind: 'rising'; readonly to: Expr; readonly by: Month };

/** Where a step's number is from; `from` and `to` are the first and the last month that the evidence covers. */
export type Provenance =
  | { readonly kind: 'sample' }
  | { readonly kind: 'estimated' | 'decided'; readonly month: Month }
  | { readonly kind: 'counted' | 'measured'; readonly from: Month; readonly to: Month };

/** One step: `expr`, or the range `expr to high`; `from` is absent on the first step only. */
export interface Step {
  readonly expr: Expr;
  readonly high?: Expr | undefined;
  readonly from?: Month | undefined;
  readonly growth?: Growth | undefined;
  readonly provenance?: Provenance | undefined;
}

/** What a scenario multiplies a number with, from a month on and before another. */
interface Scaling {
  readonly by: Expr;
  readonly from?: Month | undefined;
  readonly until?: Month | undefined;
}

/** A number with a history: at least one step, `from` strictly increasing. */
export interface Assumption {
  readonly steps: readonly Step[];
  /** Only where a scenario has been applied: no text says it inside a number. */
  readonly scalings?: readonly Scaling[] | undefined;
  readonly by?: string | undefined;
  readonly note?: string | undefined;
  readonly evidence?: string | undefined;
}

/** Factors on the volume by month of the year; months that are not listed have 1. */
export type Season = readonly { readonly month: MonthOfYear; readonly factor: Expr }[];

export type Initiator = 'customer' | 'vendor';

export interface Owner {
  readonly name: string;
  readonly display: string;
  readonly team?: string | undefined;
  /** With its leading `@`. */
  readonly handle?: string | undefined;
}

export interface Source {
  readonly name: string;
  readonly label?: string | undefined;
  /** The reason; present exactly where the source is marked `not run`. */
  readonly notRun?: string | undefined;
  readonly renamedFrom?: string | undefined;
}

export interface Driver {
  readonly name: string;
  readonly value: Assumption;
}

/** The shares by month after the one in which the opportunity is worked, or all of it N months later. */
export type Cycle =
  | { readonly kind: 'shares'; readonly shares: readonly Expr[] }
  | { readonly kind: 'months'; readonly months: number };

export interface Closing {
  readonly kind: 'csm' | 'upsell_ae' | 'original_ae';
  readonly title?: string | undefined;
  readonly owner: string;
  readonly winRate: Assumption;
  readonly dealSize: Assumption;
  readonly cycle?: Cycle | undefined;
  readonly closers?: Assumption | undefined;
  /** Opportunities a month that one closer can work. */
  readonly capacity?: Assumption | undefined;
  /** Money a month for one closer. */
  readonly cost?: Assumption | undefined;
  readonly quota?: Assumption | undefined;
  /** The three shares of a fiscal quarter; only under `original_ae`. */
  readonly attention?: readonly [Expr, Expr, Expr] | undefined;
  readonly decided?: { readonly month: Month; readonly reason?: string | undefined } | undefined;
}

export interface Touch {
  readonly name: string;
  readonly title?: string | undefined;
  readonly initiator?: Initiator | undefined;
  readonly volume: Assumption;
  readonly gated: boolean;
  readonly converting?: Assumption | undefined;
}

export interface Channel {
  readonly layer: 'foundation' | 'leverage';
  readonly name: string;
  readonly title?: string | undefined;
  readonly source: string;
  readonly owner?: string | undefined;
  /** One assumption, or the touches in its place: never both. */
  readonly volume: Assumption | readonly Touch[];
  /** Absent only where every touch has its own. */
  readonly conversion?: Assumption | undefined;
  readonly initiator?: Initiator | undefined;
  readonly winRate?: Assumption | undefined;
  readonly dealSize?: Assumption | undefined;
  readonly season?: Season | undefined;
  readonly openAtStart?: Expr | undefined;
  readonly moments: readonly string[];
  readonly flag?: string | undefined;
}

export interface Retention {
  readonly owner: string;
  readonly customer: Assumption;
  readonly vendor: Assumption;
  /** Absent: 12. */
  readonly afterMonths?: number | undefined;
}

export interface Model {
  readonly title: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly start: Month;
  readonly months: number;
  readonly fiscalYearStart: MonthOfYear;
  readonly season?: Season | undefined;
  readonly owners: readonly Owner[];
  readonly sources: readonly Source[];
  readonly drivers: readonly Driver[];
  readonly closing: Closing;
  readonly channels: readonly Channel[];
  readonly retention?: Retention | undefined;
}

// Short constructors, so that a model built by hand in a test reads like the text that it stands for.

/** A plain number from its decimal digits. */
export const number = (text: string): Literal => ({ kind: 'number', text });
/** `percent('25')` is 25%. */
export const percent = (text: string): Literal => ({ kind: 'percent', text });
/** An amount in the model's currency. */
export const money = (text: string): Literal => ({ kind: 'money', text });
/** A reference to a driver. */
export const driver = (name: string): Expr => ({ kind: 'driver', name });
/** The operand per time unit. */
export const per = (of: Expr, unit: TimeUnit): Expr => ({ kind: 'per', of, unit });
/** The unary minus. */
export const negative = (of: Expr): Expr => ({ kind: 'negative', of });
/** One of the four operations. */
export const binary = <L, R>(left: L, kind: '+' | '-' | '*' | '/', right: R) => ({ kind, left, right }) as const;
/** An assumption of one step, without provenance or growth. */
export const constant = (expr: Expr, by?: string): Assumption => ({ steps: [{ expr }], by });

/** Whether a channel's volume is made of touches. */
export function isTouches(volume: Channel['volume'] | undefined): volume is readonly Touch[] {
  return Array.isArray(volume);
}

/** The element at an index that is known to exist; throws where it does not, which is a bug of the caller. */
export function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`no item ${index} of ${items.length}`);
  return item;
}
