import type { ActualMonth } from '@upsell/engine';
import type { Analysis } from '@upsell/language';
import { analyseFiles } from '../harness/analyse-text.ts';
import { monthText } from '../oracle/calendar.ts';

/** A row of months.csv. What is absent is a blank cell. */
export type Row = Partial<Omit<ActualMonth, 'month' | 'source'>> & {
  readonly month: number;
  readonly source: string;
};

/** The text of months.csv. */
export function monthsCsv(rows: readonly Row[]): string {
  const lines = rows.map(({ month, source, touches = 0, opened = 0, closed, won, revenue, gated, through }) => {
    const day = through === undefined ? '' : `${monthText(month)}-${String(through).padStart(2, '0')}`;
    return [monthText(month), source, touches, opened, closed, won, revenue, gated, day]
      .map((cell) => cell ?? '')
      .join();
  });
  return `${['month,source,touches,opened,closed,won,revenue,gated,through', ...lines].join('\n')}\n`;
}

/** A model with one owner whose channels feed sources of their own names. */
export interface TrackedModel {
  /** `2026-01` of the first and of the last month. */
  readonly period?: readonly [from: string, to: string];
  readonly header?: string;
  /** `csm` without it. */
  readonly kind?: string;
  readonly winRate?: string;
  readonly dealSize?: string;
  /** More fields of the closing model. */
  readonly closing?: string;
  /** Fields of each channel, by name; its layer is foundation. */
  readonly channels: Readonly<Record<string, string>>;
  /** More sources, such as `email not run "Later"`. */
  readonly sources?: readonly string[];
  readonly more?: string;
}

export function modelText(model: TrackedModel): string {
  const { period = ['2026-01', '2026-12'], header = '', channels, sources = [], more = '' } = model;
  const { kind = 'csm', winRate = '25%', dealSize = '$12,000', closing = '' } = model;
  const blocks = Object.entries(channels).map(
    ([name, fields]) => `foundation channel ${name} {\n  source ${name}\n  owner desk\n  ${fields}\n}\n`,
  );
  return `model "Tracked" {
  currency USD
  period ${period[0]} to ${period[1]}
  ${header}
}
owner desk "Desk"
sources {
  ${[...Object.keys(channels), ...sources].join('\n  ')}
}
actuals "actuals"
closing ${kind} {
  owner desk
  win rate ${winRate}
  deal size ${dealSize}
  ${closing}
}
${blocks.join('')}${more}
`;
}

/** The analysis of a model beside its actuals, in a month: without one when the last of them is over, or in it where it says how far it goes. */
export function tracked(model: TrackedModel | string, rows: readonly Row[], asOf = afterAll(rows)): Analysis {
  const text = typeof model === 'string' ? model : modelText(model);
  return analyseFiles({ 'model.upsell': text, 'actuals/months.csv': monthsCsv(rows) }, asOf);
}

/** The first month in which all of the rows can be known. */
const afterAll = (rows: readonly Row[]): number | undefined =>
  rows.length === 0
    ? undefined
    : Math.max(...rows.map(({ month, through }) => month + (through === undefined ? 1 : 0)));

/** The codes of what is an error. */
export const errorsOf = ({ diagnostics }: Analysis): readonly string[] =>
  diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);

/** What stands behind a figure that is not withheld. */
export function whole<T>(value: T | undefined): Exclude<T, { readonly broken: unknown }> {
  if (value === undefined || (typeof value === 'object' && value !== null && 'broken' in value))
    throw new Error(`withheld, or not there: ${JSON.stringify(value)}`);
  return value as Exclude<T, { readonly broken: unknown }>;
}
