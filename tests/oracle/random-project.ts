/** Random models with all that they say, and random portfolios of them. */
import * as fc from 'fast-check';
import { monthText } from './calendar.ts';
import type { Dice } from './dice.ts';
import { chance, pick } from './dice.ts';
import type { Model } from './model.ts';
import { outcomeOf } from './outcome.ts';
import { outcomeOfProject } from './portfolio.ts';
import { decimalBetween } from './random-expr.ts';
import type { Scope } from './random-goal.ts';
import { randomExpectation, randomTarget } from './random-goal.ts';
import type { RandomModelOptions } from './random-model.ts';
import { randomModel, randomModelInSetting, randomOwners } from './random-model.ts';
import { CURRENCIES, namesFrom, optionalText, TEXTS } from './random-name.ts';
import { randomEdits } from './random-scenario.ts';
import type { Include, Portfolio, Project, Scenario, Statements } from './statement.ts';
import { isPortfolio } from './statement.ts';
import { KEYWORD_NAMES } from './words.ts';

type Period = NonNullable<RandomModelOptions['period']>;

/** An arbitrary of models with scenarios, targets and expectations; without errors but those made on purpose. */
export function arbitraryStatedModel(): fc.Arbitrary<Model & Statements> {
  return fc.gen().map((g) => randomStatedModel({ int: (min, max) => g(fc.integer, { min, max }) }));
}

/** An arbitrary of portfolios, some of them of portfolios. */
export function arbitraryPortfolio(): fc.Arbitrary<Portfolio> {
  return fc.gen().map((g) => randomPortfolio({ int: (min, max) => g(fc.integer, { min, max }) }));
}

/** A model with scenarios, targets and expectations from any dice; now and then a scenario has a rate above 1. */
export function randomStatedModel(dice: Dice, options: RandomModelOptions = {}): Model & Statements {
  const { model, setting } = randomModelInSetting(dice, options);
  const scope: Scope = {
    dice,
    outcome: outcomeOf(model),
    fiscalYearStart: model.fiscalYearStart,
    names: model.channels.map((channel) => channel.name),
    owners: setting.owners,
  };
  const scenarios = namesFrom(dice, KEYWORD_NAMES, dice.int(0, 3), 'scenario_').map((name): Scenario => {
    const { edits, result } = randomEdits(setting, model);
    const within = { ...scope, outcome: result === undefined ? scope.outcome : outcomeOf(result) };
    const expectations = some(dice, 3, () => randomExpectation(within));
    return { name, title: optionalText(dice), edits, expectations };
  });
  return { ...model, scenarios, ...randomGoals(scope) };
}

/** A portfolio from any dice; its parts have periods of their own, which share a month with its own. */
export function randomPortfolio(dice: Dice, depth = 0, period = randomPeriod(dice)): Portfolio {
  const fiscalYearStart = chance(dice, 60) ? dice.int(1, 12) : 1;
  const currency = pick(dice, CURRENCIES);
  const owners = randomOwners(dice);
  const includes = namesFrom(dice, KEYWORD_NAMES, dice.int(1, depth === 0 ? 4 : 2), 'part_').map((name): Include => {
    const part = randomPart(dice, depth, sharing(dice, period));
    if (!isPortfolio(part) && chance(dice, 35)) return { name, part: { ...part, currency } };
    const rate = part.currency === currency ? undefined : decimalBetween(dice, 0.004, 250);
    return { name, rate, part };
  });
  const portfolio: Portfolio = {
    title: pick(dice, TEXTS),
    currency,
    start: monthText(period.start),
    months: period.months,
    fiscalYearStart,
    owners,
    includes,
    targets: [],
    expectations: [],
  };
  const scope: Scope = {
    dice,
    outcome: outcomeOfProject(portfolio),
    fiscalYearStart,
    names: includes.map((include) => include.name),
    owners: owners.map((owner) => owner.name),
  };
  return { ...portfolio, ...randomGoals(scope) };
}

/** Plain, with statements that are not run here, or a portfolio itself. */
function randomPart(dice: Dice, depth: number, period: Period): Project {
  const kind = dice.int(0, 9);
  if (kind >= 8 && depth < 2) return randomPortfolio(dice, depth + 1, period);
  return kind >= 6 ? randomStatedModel(dice, { period }) : randomModel(dice, { period });
}

function randomPeriod(dice: Dice): Period {
  return { start: (2026 - dice.int(0, 6)) * 12 + dice.int(0, 11), months: dice.int(1, 30) };
}

/** A period that has a month in common with another: often the same, else before it, after it, inside or around it. */
function sharing(dice: Dice, { start, months }: Period): Period {
  if (!chance(dice, 75)) return { start, months };
  const first = start + dice.int(-14, months - 1);
  return { start: first, months: Math.max(1, start - first + 1) + dice.int(0, 20) };
}

function randomGoals(scope: Scope): Omit<Statements, 'scenarios'> {
  return {
    targets: some(scope.dice, 4, () => randomTarget(scope)),
    expectations: some(scope.dice, 4, () => randomExpectation(scope)),
  };
}

function some<T>(dice: Dice, most: number, make: () => T): T[] {
  return Array.from({ length: dice.int(0, most) }, make);
}
