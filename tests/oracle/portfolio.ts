/** The outcome of a portfolio: of each part over its own period, cut and in the portfolio's money (`language.md`, 6). */
import { monthIndex } from './calendar.ts';
import { at } from './model.ts';
import type { Counts, Outcome, Unit } from './outcome.ts';
import { outcomeOf, sumOf } from './outcome.ts';
import type { Include, Portfolio, Project } from './statement.ts';
import { isPortfolio } from './statement.ts';

/** The outcome of a model or a portfolio; a portfolio's units are its parts. */
export function outcomeOfProject(project: Project): Outcome {
  return isPortfolio(project) ? outcomeOfPortfolio(project) : outcomeOf(project);
}

function outcomeOfPortfolio(portfolio: Portfolio): Outcome {
  const start = monthIndex(portfolio.start);
  const { months } = portfolio;
  const parts = portfolio.includes.map((include) => ({ include, outcome: outcomeOfProject(include.part) }));
  return {
    start,
    months,
    units: parts.map(({ include, outcome }) => partOf(include, outcome, start, months)),
    cost: monthly(months, (m) =>
      sumOf(parts.map(({ include, outcome }) => inMonth(outcome, outcome.cost, start + m) * rateOf(include))),
    ),
  };
}

function partOf(include: Include, outcome: Outcome, start: number, months: number): Unit {
  const rate = rateOf(include);
  const sum = (of: keyof Counts, factor = 1): number[] =>
    monthly(months, (m) => sumOf(outcome.units.map(({ counts }) => inMonth(outcome, counts[of], start + m))) * factor);
  return {
    name: include.name,
    title: include.part.title,
    layer: null,
    source: null,
    owner: null,
    openBefore: openAt(outcome, Math.max(start, outcome.start)),
    counts: {
      touches: sum('touches'),
      opened: sum('opened'),
      worked: sum('worked'),
      backlog: sum('backlog'),
      closed: sum('closed'),
      won: sum('won'),
      revenue: sum('revenue', rate),
      givenBack: sum('givenBack', rate),
      takenBack: sum('takenBack', rate),
      pulled: sum('pulled'),
      pushed: sum('pushed'),
      gated: sum('gated'),
      leverage: sum('leverage'),
    },
  };
}

/** What is open when a month begins: what was at the start, and all that has opened and not closed before. */
function openAt(outcome: Outcome, month: number): number {
  let open = sumOf(outcome.units.map((unit) => unit.openBefore));
  for (let m = 0; m < outcome.months && outcome.start + m < month; m += 1) {
    for (const { counts } of outcome.units) open += at(counts.opened, m) - at(counts.closed, m);
  }
  return open;
}

/** A series' value in a month; 0 where the part has no such month. */
function inMonth(outcome: Outcome, series: readonly number[], month: number): number {
  const m = month - outcome.start;
  return m < 0 || m >= outcome.months ? 0 : at(series, m);
}

function rateOf(include: Include): number {
  return include.rate === undefined ? 1 : Number(include.rate);
}

function monthly(months: number, of: (m: number) => number): number[] {
  return Array.from({ length: months }, (_, m) => of(m));
}
