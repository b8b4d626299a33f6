/** The forecast of an abstract model in the shape of `eval --json` (`forecast.md`, 1 to 4; `language.md`, 6). */
import { monthText } from './calendar.ts';
import { expectationIn, targetIn } from './goal.ts';
import { metricOf } from './metric.ts';
import type { Model } from './model.ts';
import { at } from './model.ts';
import { isRateAboveOne } from './numbers.ts';
import type { OracleChannel, OracleForecast, OracleScenario, OracleSummary, OracleTotal } from './oracle-forecast.ts';
import type { Counts, Outcome, Unit } from './outcome.ts';
import { outcomeOf, sumOf } from './outcome.ts';
import { outcomeOfProject } from './portfolio.ts';
import { edited } from './scenario.ts';
import type { Metric, Project, Scenario } from './statement.ts';
import { isPortfolio } from './statement.ts';

/** The forecast of a valid model or portfolio. */
export function forecast(project: Project): OracleForecast {
  const outcome = outcomeOfProject(project);
  const scenarios = isPortfolio(project) ? [] : (project.scenarios ?? []).map((each) => scenarioOf(project, each));
  return {
    schema: 'upsell/forecast@1',
    model: {
      title: project.title,
      currency: project.currency,
      start: project.start,
      months: project.months,
      fiscalYearStart: project.fiscalYearStart,
      closing: isPortfolio(project) ? null : project.closing.kind,
    },
    months: Array.from({ length: outcome.months }, (_, m) => monthText(outcome.start + m)),
    channels: outcome.units.map(shown),
    total: totalOf(outcome),
    summary: summaryOf(outcome),
    scenarios: scenarios.map(({ scenario, outcome: of }): OracleScenario => {
      const { name, title = null } = scenario;
      if (of === undefined) return { name, title, total: null, summary: null };
      return { name, title, total: totalOf(of), summary: summaryOf(of) };
    }),
    targets: (project.targets ?? []).map((target) => targetIn(outcome, target)),
    expectations: [
      ...(project.expectations ?? []).map((each) => expectationIn(outcome, each, null)),
      ...scenarios.flatMap(({ scenario, outcome: of }) =>
        scenario.expectations.map((each) => expectationIn(of, each, scenario.name)),
      ),
    ],
  };
}

/** A rate above 1 withholds the scenario that makes it, and no other. */
function scenarioOf(model: Model, scenario: Scenario): { scenario: Scenario; outcome: Outcome | undefined } {
  const result = edited(model, scenario.edits);
  return { scenario, outcome: isRateAboveOne(result) ? undefined : outcomeOf(result) };
}

function shown({ counts, name, title, layer, source, owner }: Unit): OracleChannel {
  const { touches, opened, worked, backlog, closed, won, revenue } = counts;
  return { name, title, layer, source, owner, touches, opened, worked, backlog, closed, won, revenue };
}

function totalOf({ units, months, cost }: Outcome): OracleTotal {
  const sum = (of: keyof Counts): number[] =>
    Array.from({ length: months }, (_, m) => sumOf(units.map(({ counts }) => at(counts[of], m))));
  const revenue = sum('revenue');
  const givenBack = sum('givenBack');
  return {
    touches: sum('touches'),
    opened: sum('opened'),
    worked: sum('worked'),
    backlog: sum('backlog'),
    closed: sum('closed'),
    won: sum('won'),
    revenue,
    cost,
    givenBack,
    net: revenue.map((value, m) => value - at(givenBack, m)),
  };
}

function summaryOf(outcome: Outcome): OracleSummary {
  const ratio = (metric: Metric): number | null => metricOf(outcome, { metric });
  const sum = (metric: Metric): number => ratio(metric) ?? 0;
  const revenue = sum('revenue');
  const durable = revenue - sumOf(outcome.units.flatMap(({ counts }) => counts.takenBack));
  const openBefore = sumOf(outcome.units.map((unit) => unit.openBefore));
  return {
    touches: sum('touches'),
    opened: sum('opened'),
    worked: sum('worked'),
    closed: sum('closed'),
    won: sum('won'),
    revenue,
    cost: sum('cost'),
    net: sum('net revenue'),
    durable,
    deferred: sum('net revenue') - durable,
    openAtEnd: sum('opened') + openBefore - sum('closed'),
    backlogAtEnd: sum('backlog'),
    conversion: ratio('conversion'),
    winRate: ratio('win rate'),
    dealSize: ratio('deal size'),
    pulledShare: ratio('pulled share'),
    gatedShare: ratio('gated share'),
    leverageShare: ratio('leverage share'),
  };
}
