/** The shape of the oracle's answer: the part of `eval --json` (`cli.md`) that the formulas decide. */
import type { Channel, Model } from './model.ts';

/** One channel; every array runs over the months. Revenue is in the model's currency. */
export interface OracleChannel {
  readonly name: string;
  readonly title: string | null;
  readonly layer: Channel['layer'];
  readonly source: string;
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

/** The part of `eval --json` (`cli.md`) that the formulas decide. */
export interface OracleForecast {
  readonly schema: 'upsell/forecast@1';
  readonly model: {
    readonly title: string;
    readonly currency: string;
    readonly start: string;
    readonly months: number;
    readonly fiscalYearStart: number;
    readonly closing: Model['closing']['kind'];
  };
  readonly months: string[];
  readonly channels: OracleChannel[];
  readonly total: OracleTotal;
  readonly summary: OracleSummary;
}
