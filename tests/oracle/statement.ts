/** What a model says beside its numbers (`language.md`, 6): scenarios, targets, expectations; and portfolios. */
import type { Arithmetic, Assumption, Closing, Expr, Model, Month, MonthOfYear, Owner } from './model.ts';

export const METRICS = [
  'touches',
  'opened',
  'worked',
  'closed',
  'won',
  'revenue',
  'net revenue',
  'cost',
  'backlog',
  'conversion',
  'win rate',
  'deal size',
  'pulled share',
  'gated share',
  'leverage share',
] as const;

export type Metric = (typeof METRICS)[number];

/** The months from `from` to `to`, both included. */
export interface Period {
  readonly from: Month;
  readonly to: Month;
}

/** A metric of everything, or of one channel or part; over the model's period, or over another. */
export interface Measured {
  readonly kind: 'metric';
  readonly metric: Metric;
  readonly of?: string | undefined;
  readonly in?: Period | undefined;
}

/** Arithmetic over literals and metrics; a total has no time unit. */
export type MetricExpr = Arithmetic<Measured>;

/** Where a text says a statement; only what `read` makes has it. */
export interface Written {
  /** Counted from 1, in its own file. */
  readonly line: number;
  /** Its tokens with one space between them, in the words of `eval --json`: a target's without `by`, no label. */
  readonly text: string;
}

export interface Target {
  readonly metric: Metric;
  readonly of?: string | undefined;
  readonly compare: '>=' | '<=';
  readonly value: Arithmetic<never>;
  readonly in?: Period | undefined;
  readonly by?: string | undefined;
  readonly written?: Written | undefined;
}

export type Compare = '<=' | '<' | '>=' | '>' | '=';

export interface Expectation {
  readonly label?: string | undefined;
  readonly left: MetricExpr;
  readonly compare: Compare;
  readonly right: MetricExpr;
  readonly written?: Written | undefined;
}

export type ChannelField = 'volume' | 'conversion' | 'win_rate' | 'deal_size';
export type ClosingField = 'win_rate' | 'deal_size' | 'closers' | 'capacity' | 'cost' | 'quota';

/** What `set` and `scale` change: `channel.field`, `channel.touch`, `channel.touch.converting`, `closing.field`, a driver. */
export type Path =
  | { readonly kind: 'field'; readonly channel: string; readonly field: ChannelField }
  | { readonly kind: 'touch' | 'converting'; readonly channel: string; readonly touch: string }
  | { readonly kind: 'closing'; readonly field: ClosingField }
  | { readonly kind: 'driver'; readonly name: string };

/** A `set` whose first step has a `from` keeps the steps before it. */
export type Edit =
  | { readonly kind: 'set'; readonly path: Path; readonly value: Assumption }
  | { readonly kind: 'scale'; readonly path: Path; readonly by: Expr; readonly from?: Month | undefined }
  | { readonly kind: 'drop'; readonly channel: string }
  | { readonly kind: 'closing'; readonly closing: Closing };

export interface Scenario {
  readonly name: string;
  readonly title?: string | undefined;
  /** From top to bottom. */
  readonly edits: readonly Edit[];
  readonly expectations: readonly Expectation[];
}

/** Each in the order of the text, those of imports first. */
export interface Statements {
  readonly scenarios: readonly Scenario[];
  readonly targets: readonly Target[];
  readonly expectations: readonly Expectation[];
}

/** A model of models. */
export interface Portfolio extends Omit<Statements, 'scenarios'> {
  readonly title: string;
  readonly currency: string;
  readonly start: Month;
  readonly months: number;
  readonly fiscalYearStart: MonthOfYear;
  readonly owners: readonly Owner[];
  readonly includes: readonly Include[];
}

export interface Include {
  readonly name: string;
  /** What one unit of the part's currency is in the portfolio's; absent where they have the same. */
  readonly rate?: string | undefined;
  readonly part: Project;
}

/** Whatever a file with a `model` block may be. */
export type Project = (Model & Partial<Statements>) | Portfolio;

/** What the spelling of amounts and periods needs to know of its model. */
export type Context = Pick<Model, 'currency' | 'start' | 'months' | 'fiscalYearStart'>;

/** Whether a project is made of other models. */
export function isPortfolio(project: Project): project is Portfolio {
  return 'includes' in project;
}

/** A path as `eval`'s messages and the text write it, without white space. */
export function pathText(path: Path): string {
  switch (path.kind) {
    case 'field':
      return `${path.channel}.${path.field}`;
    case 'touch':
      return `${path.channel}.${path.touch}`;
    case 'converting':
      return `${path.channel}.${path.touch}.converting`;
    case 'closing':
      return `closing.${path.field}`;
    case 'driver':
      return path.name;
  }
}

/** A metric in an expression. */
export const metric = (of: Metric, more: Omit<Measured, 'kind' | 'metric'> = {}): Measured => ({
  kind: 'metric',
  metric: of,
  ...more,
});

/** An expectation built by hand. */
export const expectation = (left: MetricExpr, compare: Compare, right: MetricExpr): Expectation => ({
  left,
  compare,
  right,
});
