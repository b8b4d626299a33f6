import { type Derivation, type Month, type MonthInSeason, monthsText, monthText } from '@upsell/engine';
import { amountOver, cellText, isSteady, timeText } from './explanation-amount.ts';
import { assumptionLine, stepsOf } from './explanation-assumption.ts';
import { byName } from './explanation-formula.ts';
import { nameWithin } from './explanation-label.ts';
import type { Line } from './explanation-layout.ts';
import { linePassages, type PassageWords } from './explanation-passages.ts';
import { namedWithin } from './explanation-series.ts';
import { countText, preciseRateText } from './numbers.ts';
import { type Passage, paragraph, type Run } from './passage.ts';

/**
 * A number of a model by what it is made of: its name with its value, its steps and the drivers in them, each with who answers for it,
 * where it comes from and where it stands, and a table of its value by month where that differs. `of` has a derivation a month, from
 * `start` on.
 */
export function numberPassages(
  of: readonly Derivation[],
  { start, currency }: { readonly start: Month; readonly currency: string | undefined },
  words: PassageWords,
): readonly Passage[] {
  const [first] = of;
  if (!first) return [];
  const name = first.label.kind === 'driver' ? `driver ${first.label.name}` : nameWithin(first.label);
  const lines: Line[] = [];
  const told = new Set<Derivation>();

  function tell(used: readonly Derivation[], indent: number): void {
    for (const step of stepsOf(used.filter(({ at }) => at))) {
      lines.push(
        assumptionLine(step, nameWithin((step[0] as Derivation).label, first?.label), { indent, currency, words }),
      );
      const deeper = step.flatMap(namedWithin).filter((one) => !told.has(one));
      for (const one of deeper) told.add(one);
      if (indent < DEEPEST) for (const made of byName(deeper)) tell(made, indent + 2);
    }
  }

  tell([...new Set(of)], 0);
  const rows = isSteady(of) ? [] : runsOf(of, start, currency);
  return [
    { kind: 'paragraph', runs: [{ strong: name }, ` ${amountOver(of, currency)}`] },
    ...linePassages(lines, words),
    ...(rows.length > 1 ? [{ kind: 'table' as const, rows: [['month', `value${timeText(first)}`], ...rows] }] : []),
  ];
}

/** What a scenario makes of a number, in one sentence. */
export const inScenarioPassage = (scenario: string, of: readonly Derivation[], currency: string | undefined): Passage =>
  paragraph('In the scenario ', { code: scenario }, `: ${amountOver(of, currency)}`);

const DEEPEST = 8;

/** The values by month, months with the same one in one row; of very many the first and the last. */
function runsOf(of: readonly Derivation[], start: Month, currency: string | undefined): readonly (readonly string[])[] {
  const runs: { first: Month; last: Month; readonly text: string }[] = [];
  for (const [m, one] of of.entries()) {
    const text = cellText(one.value, one, currency);
    const before = runs.at(-1);
    if (before?.text === text) before.last = start + m;
    else runs.push({ first: start + m, last: start + m, text });
  }
  const rows = runs.map(({ first, last, text }) => [monthsText(first, last), text]);
  return rows.length <= MOST_ROWS ? rows : [...rows.slice(0, MOST_ROWS - 3), ['…', ''], ...rows.slice(-2)];
}

const MOST_ROWS = 24;

/** What a season makes of a month of the year, each time that the period has it; `of` says whose volume that is. */
export function seasonPassage(months: readonly MonthInSeason[], of: string): Passage {
  if (months.length === 0) return paragraph('The period does not have this month.');
  const shown = months
    .slice(0, MOST_YEARS)
    .map(({ month, volume, factor, touches }): { depth: number; runs: readonly Run[] } => ({
      depth: 0,
      runs: [
        `${monthText(month)}: volume ${countText(volume)} x ${preciseRateText(factor)} = `,
        { strong: `${countText(touches)} touches` },
        of,
      ],
    }));
  const rest = months.length - shown.length;
  if (rest > 0) shown.push({ depth: 0, runs: [`and ${rest} ${rest === 1 ? 'year' : 'years'} more`] });
  const [only] = shown;
  return only && shown.length === 1 ? paragraph(...only.runs) : { kind: 'list', items: shown };
}

/** The years after these differ by how the volume grows. */
const MOST_YEARS = 5;
