import { countText, moneyText } from './numbers.ts';

/** What a model has for one month of a channel, in one sentence; what is withheld is left out. */
export function plannedText(
  planned: Readonly<Record<'touches' | 'opened' | 'closed' | 'won' | 'revenue', number | undefined>>,
  currency: string | undefined,
): string {
  const { touches, opened, closed, won, revenue } = planned;
  const parts = [
    touches === undefined ? '' : `${countText(touches)} touches`,
    opened === undefined ? '' : `${countText(opened)} opened`,
    closed === undefined ? '' : `${countText(closed)} closed`,
    won === undefined ? '' : `${countText(won)} won`,
    revenue === undefined ? '' : moneyText(revenue, currency),
  ];
  return `The model has ${parts.filter((part) => part !== '').join(', ')}.`;
}
