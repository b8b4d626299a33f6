import { isBroken, type Month } from '@upsell/engine';
import { uncountedTexts } from '../variance-report.ts';
import type { Board } from './board.ts';
import type { AssumptionCard, LinePlace } from './input.ts';

/** Whether the number can be trusted: who answers for each input, where it comes from, and what no total counts. */
export interface Trust {
  readonly assumptions: number;
  /** Those that nobody answers for. */
  readonly unowned: readonly Named[];
  /** Of the numbers in force: how many are of each kind, in the order of `KINDS`; '' is a number without provenance. */
  readonly kinds: readonly { readonly kind: string; readonly count: number; readonly of: readonly Named[] }[];
  /** The estimates in force, the most urgent first. */
  readonly estimates: readonly Estimate[];
  readonly owners: readonly OwnerShare[];
  /** Sentences on rows of the actuals that no figure counts. */
  readonly uncounted: readonly string[];
  /** False without actuals, and where what is planned is withheld: then nobody knows what is left out. */
  readonly isCounted: boolean;
}

/** An assumption by its name. */
export interface Named {
  readonly path: string;
  readonly value: string;
  readonly place: LinePlace;
}

export interface Estimate extends Named {
  readonly owner?: string;
  readonly provenance: string;
  /** The last month in which it is good. */
  readonly until: Month;
  /** Months from the one that is judged by to `until`: below 0 it is stale. */
  readonly left: number;
}

export interface OwnerShare {
  readonly name: string;
  readonly label: string;
  readonly team?: string;
  readonly assumptions: number;
  readonly estimates: number;
}

/** From what nobody has looked at to what was decided. */
export const KINDS: readonly string[] = ['', 'sample', 'estimated', 'counted', 'measured', 'decided'];

export function trustOf({ input, tracking }: Board): Trust {
  const { assumptions, asOf, owners, model } = input;
  const inForce = assumptions.map((card) => ({ card, step: card.steps.find((step) => step.isInForce) }));
  const named = ({ path, place, steps }: AssumptionCard): Named => {
    const step = steps.find((one) => one.isInForce);
    return { path, value: step?.value ?? '', place: { ...place, line: step?.line ?? place.line } };
  };
  const estimates = inForce.flatMap(({ card, step }): readonly Estimate[] =>
    step?.until === undefined
      ? []
      : [
          {
            ...named(card),
            owner: card.owner,
            provenance: step.provenance ?? '',
            until: step.until,
            left: step.until - asOf,
          },
        ],
  );
  const whole = model.broken ? undefined : tracking.variance({ from: model.start, to: model.start + model.months - 1 });
  const variance = whole && !isBroken(whole) ? whole : undefined;
  const byOwner = (name: string) => assumptions.filter(({ owner }) => owner === name);
  return {
    assumptions: assumptions.length,
    unowned: assumptions.filter(({ owner }) => owner === undefined).map(named),
    kinds: KINDS.map((kind) => {
      const its = inForce.filter(({ step }) => (step?.kind ?? '') === kind).map(({ card }) => named(card));
      return { kind, count: its.length, of: its };
    }),
    estimates: estimates.sort((a, b) => a.left - b.left),
    owners: owners
      .map(({ name, label, team }) => ({
        name,
        label,
        team,
        assumptions: byOwner(name).length,
        estimates: estimates.filter(({ owner }) => owner === name).length,
      }))
      .filter((one) => one.assumptions > 0),
    uncounted: variance ? uncountedTexts(variance) : [],
    isCounted: variance !== undefined,
  };
}
