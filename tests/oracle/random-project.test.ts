import { describe, expect, it } from 'vitest';
import { monthIndex } from './calendar.ts';
import { seededDice } from './dice.ts';
import { hasNames } from './dimension.ts';
import { forecast } from './forecast.ts';
import type { Model } from './model.ts';
import { isTouches } from './model.ts';
import { randomPortfolio, randomStatedModel } from './random-project.ts';
import { assumptionAt, edited } from './scenario.ts';
import type { Expectation, MetricExpr, Path, Period, Portfolio, Project, Statements } from './statement.ts';
import { isPortfolio, METRICS, pathText } from './statement.ts';
import { projectViolations } from './violations-statements.ts';

const models = Array.from({ length: 250 }, (_, seed) => randomStatedModel(seededDice(seed)));
const portfolios = Array.from({ length: 80 }, (_, seed) => randomPortfolio(seededDice(seed)));

describe('random projects', () => {
  it('break no rule but those that they break on purpose', () => {
    for (const [seed, model] of models.slice(0, 80).entries())
      expect(projectViolations(model), `seed ${seed}`).toEqual([]);
    for (const [seed, model] of portfolios.slice(0, 40).entries())
      expect(projectViolations(model), `seed ${seed}`).toEqual([]);
  }, 60_000);

  it('have every feature', () => {
    const seen = new Set([
      ...models.flatMap((model) => [...scenarioFeatures(model), ...goalFeatures(model)]),
      ...portfolios.flatMap((portfolio) => [...partFeatures(portfolio), ...goalFeatures(portfolio)]),
    ]);
    expect(FEATURES.filter((feature) => !seen.has(feature))).toEqual([]);
  }, 60_000);
});

const PATHS = [
  ...['volume', 'conversion', 'win_rate', 'deal_size', 'touch', 'converting', 'driver'],
  ...['win_rate', 'deal_size', 'closers', 'capacity', 'cost', 'quota'].map((field) => `closing.${field}`),
];

const FEATURES = [
  ...PATHS.flatMap((path) => [`set ${path}`, `set ${path} from`, `scale ${path}`, `scale ${path} from`]),
  ...[
    'win_rate',
    'deal_size',
    'converting',
    'closing.capacity',
    'closing.closers',
    'closing.cost',
    'closing.quota',
  ].map((path) => `set absent ${path}`),
  ...['drop', 'drop all', 'closing', 'edit after closing', 'set after scale', 'scale after set', 'scale by a driver'],
  ...['scale by 0', 'a field named like a touch', 'a rate above 1', 'expect in a scenario', 'of what is dropped'],
  ...METRICS,
  ...METRICS.filter((each) => each !== 'cost' && each !== 'leverage share').map((each) => `${each} of`),
  ...['part of the period', 'beyond the period', 'whole period', 'goal of the model’s period'],
  ...['target >=', 'target <=', 'target by', 'no attainment', 'expect <=', 'expect <', 'expect >=', 'expect >'],
  ...['expect =', 'label', 'passes', 'fails', 'undefined', 'literal first', '+', '-', '*', '/', 'negative'],
  ...['rate', 'same money', 'same period', 'begins before', 'begins later', 'ends before', 'ends later', 'nested'],
  ...['goals of a part', '1 part', '4 parts', 'goal of a part'],
];

function* scenarioFeatures(model: Model & Statements): Generator<string> {
  const { scenarios } = forecast(model);
  for (const [index, { edits, expectations }] of model.scenarios.entries()) {
    const result = edited(model, edits);
    if (scenarios[index]?.total === null) yield 'a rate above 1';
    if (expectations.length > 0) yield 'expect in a scenario';
    if (result.channels.length === 0) yield 'drop all';
    const dropped = edits.flatMap((edit) => (edit.kind === 'drop' ? [edit.channel] : []));
    const named = expectations.flatMap(({ left, right }) => [...measuredIn(left), ...measuredIn(right)]);
    if (named.some(({ of }) => of !== undefined && dropped.includes(of))) yield 'of what is dropped';

    for (const [at, edit] of edits.entries()) {
      const before = edits.slice(0, at);
      if (edit.kind === 'drop' || edit.kind === 'closing') yield edit.kind;
      else {
        const path = kindOf(edit.path);
        const old = assumptionAt(edited(model, before), edit.path);
        const from = edit.kind === 'set' ? edit.value.steps[0]?.from : edit.from;
        yield `${edit.kind} ${path}${from === undefined ? '' : ' from'}`;
        if (old === undefined) yield `set absent ${path}`;
        const last = before.findLast((each) => 'path' in each && pathText(each.path) === pathText(edit.path));
        if (last !== undefined) yield `${edit.kind} after ${last.kind}`;
        if (edit.path.kind === 'closing' && before.some(({ kind }) => kind === 'closing')) yield 'edit after closing';
        if (edit.kind === 'scale' && hasNames(edit.by)) yield 'scale by a driver';
        if (edit.kind === 'scale' && edit.by.kind === 'number' && edit.by.text === '0') yield 'scale by 0';
        if (isNamedLikeTouch(model, edit.path)) yield 'a field named like a touch';
      }
    }
  }
}

function kindOf(path: Path): string {
  if (path.kind === 'closing') return `closing.${path.field}`;
  return path.kind === 'field' ? path.field : path.kind;
}

function isNamedLikeTouch({ channels }: Model, path: Path): boolean {
  if (path.kind !== 'field') return false;
  const channel = channels.find(({ name }) => name === path.channel);
  return isTouches(channel?.volume) && channel.volume.some(({ name }) => name === path.field);
}

function* goalFeatures(project: Project): Generator<string> {
  const { targets, expectations } = forecast(project);
  for (const { compare, by, of, in: period, metric } of project.targets ?? []) {
    yield `target ${compare}`;
    yield of === undefined ? metric : `${metric} of`;
    yield periodFeature(project, period);
    if (by !== undefined) yield 'target by';
    if (of !== undefined && isPortfolio(project)) yield 'goal of a part';
  }
  if (targets.some(({ attainment }) => attainment === null)) yield 'no attainment';
  for (const { left, right, pass } of expectations) {
    yield pass ? 'passes' : 'fails';
    if (left === null || right === null) yield 'undefined';
  }
  const scenarios = isPortfolio(project) ? [] : (project.scenarios ?? []);
  const all: readonly Expectation[] = [
    ...(project.expectations ?? []),
    ...scenarios.flatMap((scenario) => scenario.expectations),
  ];
  for (const { label, left, compare, right } of all) {
    yield `expect ${compare}`;
    if (label !== undefined) yield 'label';
    if (['number', 'percent', 'money'].includes(left.kind)) yield 'literal first';
    yield* kindsOf(left);
    yield* kindsOf(right);
    for (const { metric, of, in: period } of [...measuredIn(left), ...measuredIn(right)]) {
      yield of === undefined ? metric : `${metric} of`;
      yield periodFeature(project, period);
    }
  }
}

function periodFeature({ start, months }: Project, period: Period | undefined): string {
  if (period === undefined) return 'goal of the model’s period';
  const [from, to, first] = [monthIndex(period.from), monthIndex(period.to), monthIndex(start)];
  if (from < first || to >= first + months) return 'beyond the period';
  return from === first && to === first + months - 1 ? 'whole period' : 'part of the period';
}

function measuredIn(expr: MetricExpr): Extract<MetricExpr, { kind: 'metric' }>[] {
  if (expr.kind === 'metric') return [expr];
  if ('left' in expr) return [...measuredIn(expr.left), ...measuredIn(expr.right)];
  return expr.kind === 'negative' ? measuredIn(expr.of) : [];
}

function kindsOf(expr: MetricExpr): string[] {
  if ('left' in expr) return [expr.kind, ...kindsOf(expr.left), ...kindsOf(expr.right)];
  return expr.kind === 'negative' ? [expr.kind, ...kindsOf(expr.of)] : [];
}

function* partFeatures({ includes, start, months }: Portfolio): Generator<string> {
  const first = monthIndex(start);
  if (includes.length === 1) yield '1 part';
  if (includes.length === 4) yield '4 parts';
  for (const { rate, part } of includes) {
    const begin = monthIndex(part.start);
    yield rate === undefined ? 'same money' : 'rate';
    if (begin === first && part.months === months) yield 'same period';
    if (begin < first) yield 'begins before';
    if (begin > first) yield 'begins later';
    if (begin + part.months < first + months) yield 'ends before';
    if (begin + part.months > first + months) yield 'ends later';
    if (isPortfolio(part)) yield 'nested';
    if ((part.targets?.length ?? 0) > 0) yield 'goals of a part';
  }
}
