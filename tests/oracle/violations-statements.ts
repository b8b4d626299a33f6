/** What would be an error in a project's statements (`language.md`, 6), or be read in two ways: the arbitrary makes none. */
import { monthIndex } from './calendar.ts';
import { isMoney } from './metric.ts';
import type { Model } from './model.ts';
import { isRateAboveOne } from './numbers.ts';
import { afterEdit, assumptionAt } from './scenario.ts';
import type { Edit, Measured, MetricExpr, Period, Portfolio, Project, Scenario, Statements } from './statement.ts';
import { isPortfolio, pathText } from './statement.ts';
import { numberViolations, violations } from './violations.ts';

/** Every rule that a project breaks, as `where: what`, parts included; a scenario may have a rate above 1 in its end. */
export function projectViolations(project: Project): string[] {
  if (isPortfolio(project)) return [...portfolioViolations(project), ...goalViolations(project)];
  const scenarios = project.scenarios ?? [];
  return [
    ...violations(project),
    ...goalViolations(project),
    ...sameNames('scenario', scenarios),
    ...scenarios.flatMap((each) => scenarioViolations(project, each)),
  ];
}

function portfolioViolations({ includes, currency, start, months }: Portfolio): string[] {
  const found = sameNames('part', includes);
  const first = monthIndex(start);
  for (const { name, rate, part } of includes) {
    if ((rate === undefined) !== (part.currency === currency)) found.push(`${name}: currency-mismatch`);
    if (rate !== undefined && !(Number(rate) > 0)) found.push(`${name}: a rate that is not positive`);
    const begin = monthIndex(part.start);
    if (begin >= first + months || begin + part.months <= first) found.push(`${name}: no month in common`);
    found.push(...projectViolations(part).map((each) => `${name}, ${each}`));
  }
  return found;
}

function scenarioViolations(model: Model, { name, edits, expectations }: Scenario): string[] {
  const found: string[] = [];
  let result = model;
  for (const [index, edit] of edits.entries()) {
    found.push(...editViolations(result, edit));
    result = afterEdit(result, edit);
    const broken = numberViolations(result);
    const isLast = index === edits.length - 1;
    const isOnPurpose = isLast && isRateAboveOne(result);
    found.push(...broken.filter((each) => !(isOnPurpose && each.includes('rate-above-one'))));
  }
  if (edits.filter((edit) => edit.kind === 'closing').length > 1) found.push('second-closing-model');
  return [...found, ...goalViolations({ ...model, targets: [], expectations })].map((each) => `${name}, ${each}`);
}

function editViolations(model: Model, edit: Edit): string[] {
  switch (edit.kind) {
    case 'closing':
      return [];
    case 'drop':
      return model.channels.some(({ name }) => name === edit.channel) ? [] : [`${edit.channel}: unreachable`];
    case 'set':
    case 'scale': {
      const path = pathText(edit.path);
      const old = assumptionAt(model, edit.path);
      const isClosing = edit.path.kind !== 'closing' && path.split('.')[0] === 'closing';
      if (isClosing) return [`${path}: the closing model, not what is called so`];
      const from = edit.kind === 'set' ? edit.value.steps[0]?.from : undefined;
      return old === undefined && (edit.kind === 'scale' || from !== undefined) ? [`${path}: not there`] : [];
    }
  }
}

/** Targets and expectations: known names, a month of the period, sides of one dimension. */
function goalViolations(project: Project & Partial<Statements>): string[] {
  const found: string[] = [];
  const units = isPortfolio(project) ? project.includes : project.channels;
  const first = monthIndex(project.start);
  const checkPeriod = (where: string, period: Period | undefined): void => {
    if (period === undefined) return;
    const [from, to] = [monthIndex(period.from), monthIndex(period.to)];
    if (from > to) found.push(`${where}: range-order`);
    if (to < first || from >= first + project.months) found.push(`${where}: period-outside`);
  };
  const checkMeasured = ({ metric, of, in: period }: Omit<Measured, 'kind'>): void => {
    if (of !== undefined && !units.some(({ name }) => name === of)) found.push(`${metric} of ${of}: unknown-name`);
    if (of !== undefined && (metric === 'cost' || metric === 'leverage share')) found.push(`${metric} of ${of}`);
    checkPeriod(metric, period);
  };
  const powerOf = (expr: MetricExpr): number => {
    if (expr.kind === 'metric') checkMeasured(expr);
    return powerOfMoney(expr, powerOf);
  };

  for (const target of project.targets ?? []) {
    checkMeasured(target);
    if (powerOf(target.value) !== (isMoney(target.metric) ? 1 : 0)) found.push(`target ${target.metric}: wrong-unit`);
    const isOwned = target.by === undefined || project.owners.some(({ name }) => name === target.by);
    if (!isOwned) found.push(`target ${target.metric}: unknown owner`);
  }
  for (const { left, right, label } of project.expectations ?? []) {
    if (powerOf(left) !== powerOf(right)) found.push(`expect ${label}: wrong-unit`);
  }
  return found;
}

/** The power of money of a metric expression, that of its operands given; NaN where it has none. */
function powerOfMoney(expr: MetricExpr, of: (expr: MetricExpr) => number): number {
  switch (expr.kind) {
    case 'number':
    case 'percent':
      return 0;
    case 'money':
      return 1;
    case 'metric':
      return isMoney(expr.metric) ? 1 : 0;
    case 'negative':
      return of(expr.of);
    case '+':
    case '-':
      return of(expr.left) === of(expr.right) ? of(expr.left) : Number.NaN;
    case '*':
      return of(expr.left) + of(expr.right);
    case '/':
      return of(expr.left) - of(expr.right);
    default:
      return Number.NaN;
  }
}

function sameNames(kind: string, items: readonly { readonly name: string }[]): string[] {
  return new Set(items.map((each) => each.name)).size === items.length ? [] : [`${kind}: duplicate-name`];
}
