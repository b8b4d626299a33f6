import { changesFrom, type Edit, evaluate, isBroken, type Month, monthText, type Scenario } from '@upsell/engine';
import type { Board } from './board.ts';
import { type Variation, variationOf } from './scenarios-screen.ts';

/** An assumption that somebody turns: the months of the period that are not over, times a factor. */
export interface Turn {
  /** As a scenario names it. */
  readonly path: string;
  /** 1 changes nothing. */
  readonly factor: number;
}

/** What a model comes to with some assumptions turned. */
export interface WhatIf extends Variation {
  /** The code of what withholds it, such as `rate-above-one`. */
  readonly withheld?: string;
}

/** The model with some assumptions turned, computed as a scenario that scales each of them. */
export function whatIf({ input, evaluated }: Board, turns: readonly Turn[]): WhatIf {
  const from = turnedFrom({ input });
  const edits = turns.map(({ path, factor }): Edit => {
    const value = { kind: 'literal', value: factor, money: false, percent: false, span: NOWHERE } as const;
    const parts = path.split('.');
    return { kind: 'scale', path: { parts, span: NOWHERE }, scale: { factor: value, from }, span: NOWHERE };
  });
  const scenario: Scenario = { name: 'what_if', edits, expectations: [], span: NOWHERE };
  const { model } = input;
  const { scenarios } = evaluate({ ...model, scenarios: [scenario], targets: [], expectations: [] }, undefined, {
    ...evaluated,
    outcomes: { ...evaluated.outcomes, scenarios: new Map() },
  });
  const [result] = scenarios;
  if (!result) throw new Error('A scenario has a result.');
  const { revenue } = result.forecast.total;
  return { ...variationOf(result), withheld: isBroken(revenue) ? revenue.code : undefined };
}

const NOWHERE = { file: Number.MAX_SAFE_INTEGER, start: 0, end: 0 };

/** The month from which what is turned counts; undefined where it is all of the period, as when none of its months is left. */
export function turnedFrom({ input: { model, asOf } }: Pick<Board, 'input'>): Month | undefined {
  const from = changesFrom(model, asOf);
  return from === model.start ? undefined : from;
}

/** The scenario that turns say, as text of the language. Factors have at most four digits. */
export function scenarioText(name: string, turns: readonly Turn[], from?: Month): string {
  const since = from === undefined ? '' : ` from ${monthText(from)}`;
  const edits = turns.map(({ path, factor }) => `  scale ${path} by ${factorText(factor)}${since}`);
  return [`scenario ${name} {`, ...edits, '}'].join('\n');
}

/** `1.25`, never `1.2500000000000002`. */
export const factorText = (factor: number): string => String(Number(factor.toFixed(4)));
