import { type Month, monthsText, monthText } from '@upsell/engine';
import { readMonth, readPeriodPoint } from '../literals.ts';
import { periodHere, periodsIn } from './model-facts.ts';
import type { NumberPlace } from './number-place.ts';
import { type Asked, type Proposal, slot } from './proposal.ts';

/** The months that may stand at the cursor, by what they are: the most likely first. */
export function monthProposals(
  asked: Asked,
  rules: readonly string[],
  number: NumberPlace | undefined,
): readonly Proposal[] {
  const { asOf } = asked;
  const months = (): readonly Month[] => {
    if (rules[0] === 'Step' && number) return laterMonths(asked, { ...number, start: undefined });
    if (rules[0] === 'Rising' && number) return riseEnds(asked, number);
    if (rules[0] === 'ScaleEdit') {
      const { first, last } = periodHere(asked);
      return span(Math.max(first, Math.min(asOf, last)), last);
    }
    return span(asOf - 11, asOf).toReversed();
  };
  return months().map((month) => ({ label: monthText(month), kind: 'month', snippet: monthText(month) }));
}

/** The periods that may stand at the cursor: behind `to` those that end later than it begins. */
export function pointProposals(asked: Asked, rules: readonly string[]): readonly Proposal[] {
  const { place, asOf } = asked;
  const period = periodHere(asked);
  const { fiscalYearStart } = period;
  const isEvidence = rules.includes('Provenance');
  const isModel = rules.includes('PeriodField');
  const [least, last] = isEvidence
    ? [asOf - 12, asOf - 1]
    : isModel
      ? [asOf - 1, asOf + 23]
      : [period.first, period.last];
  const isEnd = place.before.at(-1)?.image === 'to';
  const start = isEnd ? readPeriodPoint(place.before.at(-2)?.image ?? '', fiscalYearStart) : undefined;
  const end =
    place.after[0]?.image === 'to' ? readPeriodPoint(place.after[1]?.image ?? '', fiscalYearStart) : undefined;
  const named = periodsIn(start ? Math.max(start.first, least) : least, last, fiscalYearStart);
  const fitting = named.filter(
    (one) =>
      (readPeriodPoint(one.text, fiscalYearStart)?.last ?? 0) <= (isEvidence ? asOf - 1 : Number.POSITIVE_INFINITY) &&
      (!start || one.last >= start.last) &&
      (!end || one.first <= end.last),
  );
  const isMonth = ({ text }: { readonly text: string }) => readMonth(text) !== undefined;
  // What is counted is counted in the last months; a period of evidence or of the model mostly begins with a month.
  const sorted = isEvidence
    ? fitting.toReversed().toSorted((a, b) => Number(isMonth(b)) - Number(isMonth(a)))
    : isModel && !start
      ? fitting.toSorted((a, b) => Number(isMonth(b)) - Number(isMonth(a)))
      : isModel
        ? fitting
            .filter(isMonth)
            .toSorted(
              (a, b) => Number(b.last - (start?.first ?? 0) === 11) - Number(a.last - (start?.first ?? 0) === 11),
            )
        : fitting;
  const months = isEvidence && !isEnd && !end ? [monthsText(asOf - 3, asOf - 1)] : [];
  return [
    ...months.map((text): Proposal => ({ label: text, kind: 'month', snippet: text, detail: 'the last three months' })),
    ...sorted.map(({ text, detail }): Proposal => ({ label: text, kind: 'month', snippet: text, detail })),
  ];
}

/** The end of a period whose beginning is written. */
export function periodEndProposals(asked: Asked): readonly Proposal[] {
  const { place, asOf } = asked;
  const { last, fiscalYearStart } = periodHere(asked);
  const start = readPeriodPoint(place.before.at(-1)?.image ?? '', fiscalYearStart);
  if (!start) return [];
  const isEvidence = place.before.some(({ image }) => image === 'counted' || image === 'measured');
  const isModel = place.before[0]?.image === 'period';
  const end = isEvidence ? Math.min(start.first + 2, asOf - 1) : isModel ? start.first + 11 : last;
  if (end <= start.last) return [];
  return [
    {
      label: `to ${monthText(end)}`,
      kind: 'word',
      snippet: `to ${slot(1, monthText(end))}`,
      detail: monthsText(start.first, end),
    },
  ];
}

/** The names of periods of the model: those that it has whole first. */
export function periodNames(asked: Asked): readonly string[] {
  const { first, last, fiscalYearStart } = periodHere(asked);
  return periodsIn(first, last, fiscalYearStart).map(({ text }) => text);
}

/** The months from which a step may hold: behind the step before it, and before the next one. */
export function laterMonths(asked: Asked, { from, until, isFirstStep }: NumberPlace): readonly Month[] {
  const { first, last } = periodHere(asked);
  const least = Math.max(from === undefined ? first : from + 1, isFirstStep ? first : first + 1);
  const best = Math.max(least, asked.asOf);
  const fits = (month: Month) => month >= least && month < (until ?? Number.POSITIVE_INFINITY);
  const months = [...span(best, Math.max(last, best)), ...span(least, best - 1)];
  return months.filter(fits);
}

/** The months by which a rise may end, the last of the period first. */
export function riseEnds(asked: Asked, { start, from }: NumberPlace): readonly Month[] {
  const { first, last } = periodHere(asked);
  const least = (start ?? from ?? first) + 1;
  return span(least, Math.max(last, least)).toReversed();
}

const span = (first: Month, last: Month): Month[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
