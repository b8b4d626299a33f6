/** What would be an error in a model (`language.md`, 4 to 6), or make it ill-conditioned: the arbitrary makes none. */

import { dimensionOf, dimensionOfDriver, hasNames, isSame, PLAIN } from './dimension.ts';
import { evaluate, literalValue, periodOf, scaleIn, valueIn } from './evaluate.ts';
import type { Expr, Model, Season } from './model.ts';
import { isTouches } from './model.ts';
import type { Numbered } from './numbers.ts';
import { numbersOf } from './numbers.ts';

const CATCH_ALLS = ['other', 'misc', 'unknown', 'none', 'na', 'general', 'various'];

/** Every rule that a model breaks, as `where: what`; empty for a valid model. Scenarios: `violations-statements.ts`. */
export function violations(model: Model): string[] {
  const found = numberViolations(model);
  const expect: Expect = (holds, what) => {
    if (!holds) found.push(what);
  };
  checkTaxonomy(model, expect);
  expect(
    model.channels.some((channel) => channel.layer === 'foundation'),
    'model: no foundation channel',
  );
  return found;
}

/** The rules of `violations` that scenarios keep as well: all but those on taxonomy and layers. */
export function numberViolations(model: Model): string[] {
  const found: string[] = [];
  const expect: Expect = (holds, what) => {
    if (!holds) found.push(what);
  };

  const numbers = numbersOf(model);
  for (const each of numbers) checkNumber(model, each, expect);
  checkNames(model, expect);
  checkLiterals(model, expect);

  expect(model.months >= 1 && model.months <= 600, 'model: period-length');
  expect(model.closing.attention === undefined || model.closing.kind === 'original_ae', 'closing: attention-elsewhere');
  if (model.retention !== undefined) {
    const { afterMonths } = model.retention;
    expect(afterMonths === undefined || (Number.isInteger(afterMonths) && afterMonths >= 1), 'retention: after');
    for (const channel of model.channels) {
      const says = channel.initiator !== undefined;
      const touchesSay = isTouches(channel.volume) && channel.volume.every((touch) => touch.initiator !== undefined);
      expect(says || touchesSay, `${channel.name}: initiator-missing`);
    }
  }
  return found;
}

type Expect = (holds: boolean, what: string) => void;

function checkNumber(model: Model, numbered: Numbered, expect: Expect): void {
  const { path, assumption, blockOwner, place, dimension } = numbered;
  const owner = assumption.by ?? blockOwner;
  expect(owner !== undefined && model.owners.some((each) => each.name === owner), `${path}: missing-owner`);

  let previous: string | undefined;
  for (const [index, step] of assumption.steps.entries()) {
    expect((index === 0) === (step.from === undefined), `${path}: only the first step has no from`);
    expect(previous === undefined || step.from === undefined || previous < step.from, `${path}: step-order`);
    previous = step.from;
    const growth = step.growth;
    if (growth?.kind === 'rising') expect((step.from ?? model.start) < growth.by, `${path}: rising, step-order`);
    if (growth?.kind === 'growing') expect(Number(growth.percent) >= -100, `${path}: growing, negative-number`);

    const dimensions = [step.expr, step.high, growth?.kind === 'rising' ? growth.to : undefined]
      .filter((expr) => expr !== undefined)
      .map((expr) => dimensionOf(model, expr, []));
    const wanted = dimension ?? dimensionOfDriver(model, assumption, []);
    for (const each of dimensions) expect(isSame(each, wanted), `${path}: wrong-unit ${JSON.stringify(each)}`);
    if (step.high !== undefined) checkRange(model, numbered, step.expr, step.high, expect);
    expect(!isCancelling(model, step.expr), `${path}: a difference of nearly equal numbers`);
  }
  for (const { by } of assumption.scalings ?? []) {
    expect(isSame(dimensionOf(model, by, []), PLAIN), `${path}: scale, wrong-unit`);
    expect(!isCancelling(model, by), `${path}: scale by a difference of nearly equal numbers`);
  }

  for (const month of periodOf(model)) {
    const value = valueIn(model, assumption, place, month);
    expect(Number.isFinite(value), `${path}: not finite`);
    expect(value >= 0, `${path}: negative in month ${month}`);
    if (place === 'rate') expect(value <= 1, `${path}: rate-above-one in month ${month}`);
  }
}

function checkRange(model: Model, { path, place, assumption }: Numbered, low: Expr, high: Expr, expect: Expect): void {
  expect(!hasNames(low) && !hasNames(high), `${path}: range-not-constant`);
  for (const month of periodOf(model)) {
    const [lo, hi] = [evaluate(model, low, month), evaluate(model, high, month)];
    expect(lo > 0, `${path}: range-not-positive`);
    expect(lo < hi, `${path}: range-order`);
    const isBeta = place === 'rate' || (place === 'driver' && low.kind === 'percent' && high.kind === 'percent');
    expect(!isBeta || hi < 1, `${path}: rate-above-one`);
    // Whether a range whose scaled end is above 1 is refused, nobody says.
    const isRate = place === 'rate';
    expect(!isRate || hi * scaleIn(model, assumption, month) < 1, `${path}: rate-above-one, scaled end of a range`);
  }
}

/** Whether some difference in an expression leaves little of its operands: no error, but its last digits are lost. */
function isCancelling(model: Model, expr: Expr): boolean {
  switch (expr.kind) {
    case 'number':
    case 'percent':
    case 'money':
    case 'driver':
      return false;
    case 'per':
    case 'negative':
      return isCancelling(model, expr.of);
    case 'min':
    case 'max':
      return expr.of.some((each) => isCancelling(model, each));
    case '+':
    case '-': {
      const sizeIn = (each: Expr, month: number): number => Math.abs(evaluate(model, each, month));
      const cancels = periodOf(model).some(
        (month) => sizeIn(expr, month) < 0.05 * Math.max(sizeIn(expr.left, month), sizeIn(expr.right, month)),
      );
      return cancels || isCancelling(model, expr.left) || isCancelling(model, expr.right);
    }
    default:
      return isCancelling(model, expr.left) || isCancelling(model, expr.right);
  }
}

function checkNames(model: Model, expect: Expect): void {
  const kinds = {
    owner: model.owners,
    source: model.sources,
    driver: model.drivers,
    channel: model.channels,
  };
  for (const [kind, items] of Object.entries(kinds)) {
    expect(new Set(items.map((each) => each.name)).size === items.length, `${kind}: duplicate-name`);
    for (const each of items) expect(/^[A-Za-z_][A-Za-z0-9_]*$/.test(each.name), `${kind}: not a name ${each.name}`);
  }
  for (const { name, volume, conversion, owner } of model.channels) {
    const isNeeded = !isTouches(volume) || volume.some((touch) => touch.converting === undefined);
    expect(conversion !== undefined || !isNeeded, `${name}: missing-field conversion`);
    if (isTouches(volume)) {
      expect(volume.length > 0, `${name}: missing-field`);
      expect(new Set(volume.map((touch) => touch.name)).size === volume.length, `${name}: duplicate-name of a touch`);
    }
    expect(owner === undefined || model.owners.some((each) => each.name === owner), `${name}: unknown owner`);
  }
}

function checkTaxonomy(model: Model, expect: Expect): void {
  for (const source of model.sources) {
    const fed = model.channels.filter((channel) => channel.source === source.name).length;
    expect(fed === (source.notRun === undefined ? 1 : 0), `${source.name}: fed by ${fed} channels`);
    expect(!CATCH_ALLS.includes(source.name), `${source.name}: catch-all-source`);
  }
  for (const { source } of model.channels) {
    expect(
      model.sources.some((each) => each.name === source),
      `${source}: unknown-source`,
    );
  }
}

function checkLiterals(model: Model, expect: Expect): void {
  const isPlain = (expr: Expr): boolean => !hasNames(expr) && isSame(dimensionOf(model, expr, []), PLAIN);
  const { attention, cycle } = model.closing;
  if (cycle?.kind === 'shares') {
    expect(cycle.shares.every(isPlain), 'cycle: wrong-unit');
    const shares = cycle.shares.map((share) => literalValue(model, share));
    expect(
      shares.every((share) => share >= 0 && share <= 1),
      'cycle: a share outside 0 to 1',
    );
    expect(Math.abs(shares.reduce((so, share) => so + share, 0) - 1) < 1e-12, 'cycle-not-whole');
  }
  if (cycle?.kind === 'months') {
    expect(Number.isInteger(cycle.months) && cycle.months >= 0 && cycle.months <= 60, 'cycle: months');
  }
  for (const share of attention ?? []) {
    expect(isPlain(share), 'attention: wrong-unit');
    expect(literalValue(model, share) >= 0 && literalValue(model, share) <= 1, 'attention: outside 0 to 1');
  }
  const checkSeason = (season: Season | undefined): void => {
    expect(new Set((season ?? []).map((each) => each.month)).size === (season ?? []).length, 'season: month twice');
    for (const { factor } of season ?? []) {
      expect(isPlain(factor) && literalValue(model, factor) >= 0, 'season: not a plain number of 0 or more');
    }
  };
  checkSeason(model.season);
  for (const { name, season, openAtStart } of model.channels) {
    checkSeason(season);
    if (openAtStart !== undefined) {
      expect(isPlain(openAtStart) && literalValue(model, openAtStart) >= 0, `${name}: open at start`);
    }
  }
}
