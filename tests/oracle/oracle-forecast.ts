/** The shape of the oracle's answer: the part of `eval --json` (`cli.md`) that the formulas decide. */
import type { Channel, Model } from './model.ts';
import type { Metric } from './statement.ts';

/** One channel, or one part of a portfolio; every array runs over the months. Revenue is in the model's currency. */
export interface OracleChannel {
  readonly name: string;
  readonly title: string | null;
  readonly layer: Channel['layer'] | null;
  readonly source: string | null;
  readonly owner: string | null;
  readonly touches: number[];
  readonly opened: number[];
  readonly worked: number[];
  readonly backlog: number[];
  readonly closed: number[];
  readonly won: number[];
  readonly revenue: number[];
}

/** Sums over the channels by month, and what exists only in total. */
export interface OracleTotal {
  readonly touches: number[];
  readonly opened: number[];
  readonly worked: number[];
  readonly backlog: number[];
  readonly closed: number[];
  readonly won: number[];
  readonly revenue: number[];
  readonly cost: number[];
  readonly givenBack: number[];
  readonly net: number[];
}

/** Sums over the period; ratios are pooled, and null where the denominator is 0. */
export interface OracleSummary {
  readonly touches: number;
  readonly opened: number;
  readonly worked: number;
  readonly closed: number;
  readonly won: number;
  readonly revenue: number;
  readonly cost: number;
  readonly net: number;
  readonly durable: number;
  readonly deferred: number;
  readonly openAtEnd: number;
  readonly backlogAtEnd: number;
  readonly conversion: number | null;
  readonly winRate: number | null;
  readonly dealSize: number | null;
  readonly pulledShare: number | null;
  readonly gatedShare: number | null;
  readonly leverageShare: number | null;
}

/** A scenario; without figures where an error of its own withholds them. */
export interface OracleScenario {
  readonly name: string;
  readonly title: string | null;
  readonly total: OracleTotal | null;
  readonly summary: OracleSummary | null;
}

/** `size` and `sizes`: how large the numbers are that a value was made of, which is what its error is relative to. */
export interface OracleTarget {
  readonly metric: Metric;
  readonly target: number;
  readonly value: number | null;
  readonly attainment: number | null;
  readonly gap: number | null;
  readonly owner: string | null;
  readonly size: number;
  /** Null where no text was read. */
  readonly text: string | null;
  readonly line: number | null;
}

export interface OracleExpectation {
  readonly label: string | null;
  readonly left: number | null;
  readonly right: number | null;
  readonly pass: boolean;
  /** The scenario in which it stands; null for the model's own. */
  readonly scenario: string | null;
  /**
   * A metric of one channel in a withheld scenario: withheld with the scenario (`language.md`, 6), or not, where that
   * channel does not need what is broken (7).
   */
  readonly isUndecided: boolean;
  readonly sizes: { readonly left: number; readonly right: number };
  readonly text: string | null;
  readonly line: number | null;
}

/** The part of `eval --json` (`cli.md`) that the formulas decide. */
export interface OracleForecast {
  readonly schema: 'upsell/forecast@1';
  readonly model: {
    readonly title: string;
    readonly currency: string;
    readonly start: string;
    readonly months: number;
    readonly fiscalYearStart: number;
    /** Null for a portfolio, which has none. */
    readonly closing: Model['closing']['kind'] | null;
  };
  readonly months: string[];
  readonly channels: OracleChannel[];
  readonly total: OracleTotal;
  readonly summary: OracleSummary;
  /** In the order of the text; of expectations the model's own first. */
  readonly scenarios: OracleScenario[];
  readonly targets: OracleTarget[];
  readonly expectations: OracleExpectation[];
}
