import type { Model, PlanOfRecord } from '@upsell/engine';

/** What the words of a variance need besides its numbers. */
export interface VarianceWords {
  readonly model: Model;
  /** Who answers for the win rate and the deal size. */
  readonly closer: string | undefined;
  readonly plan: PlanOfRecord | undefined;
}
