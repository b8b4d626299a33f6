import type { Evaluated } from './evaluate.ts';
import type { Figure, Flows, Forecast } from './figures.ts';
import { isBroken, type Series } from './model.ts';

/**
 * True where two evaluations of a model certainly have the same figures to the bit, so that all that is said of them is the same. False
 * where one withholds anything: the line that it is withheld for may be another.
 */
export function haveSameFigures(a: Evaluated, b: Evaluated): boolean {
  return (
    isSameForecast(a.forecast, b.forecast) &&
    areSame(a.scenarios, b.scenarios, (one, other) => isSameScenario(one, other)) &&
    areSame(
      a.targets,
      b.targets,
      (one, other) => isSameValue(one.value, other.value) && isSameValue(one.goal, other.goal),
    ) &&
    areSame(a.expectations, b.expectations, isSameResult)
  );
}

type Scenario = Evaluated['scenarios'][number];
type Result = Evaluated['expectations'][number];

const isSameScenario = (a: Scenario, b: Scenario): boolean =>
  // A scenario's channels may have to be computed; what is said of it is said of its totals.
  isSameSummary(a.forecast, b.forecast) && areSame(a.expectations, b.expectations, isSameResult);

const isSameResult = (a: Result, b: Result): boolean =>
  a.pass === b.pass && isSameValue(a.left, b.left) && isSameValue(a.right, b.right);

function isSameForecast(a: Forecast, b: Forecast): boolean {
  return (
    isSameSummary(a, b) &&
    areSame(a.channels, b.channels, (one, other) => one === other || isSameChannel(one, other)) &&
    isSameFigure(a.limit, b.limit) &&
    isSameFigure(a.total.worked, b.total.worked) &&
    isSameFigure(a.total.backlog, b.total.backlog)
  );
}

const isSameSummary = (a: Forecast, b: Forecast): boolean =>
  (Object.keys(a.summary) as (keyof Forecast['summary'])[]).every((name) =>
    isSameValue(a.summary[name], b.summary[name]),
  );

type Channel = Forecast['channels'][number];

const isSameChannel = (a: Channel, b: Channel): boolean =>
  a.channel.name === b.channel.name &&
  FLOWS_SAID.every((flow) => isSameFigure(a[flow], b[flow])) &&
  areSame(
    a.parts,
    b.parts,
    (one, other) => isSameFigure(one.touches, other.touches) && isSameFigure(one.opened, other.opened),
  );

const FLOWS_SAID: readonly (keyof Flows & ('touches' | 'opened' | 'closed' | 'won' | 'revenue'))[] = [
  'touches',
  'opened',
  'closed',
  'won',
  'revenue',
];

const isSameValue = (a: unknown, b: unknown): boolean => !isBroken(a) && !isBroken(b) && Object.is(a, b);

function isSameFigure(a: Figure | undefined, b: Figure | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return !isBroken(a) && !isBroken(b) && (a === b || isSameSeries(a, b));
}

function isSameSeries(a: Series, b: Series): boolean {
  return a.length === b.length && a.every((value, m) => Object.is(value, b[m]));
}

const areSame = <T>(a: readonly T[], b: readonly T[], isSame: (one: T, other: T) => boolean): boolean =>
  a === b || (a.length === b.length && a.every((one, i) => isSame(one, b[i] as T)));
