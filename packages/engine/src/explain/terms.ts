import type { Month } from '../calendar.ts';
import { dimensionOf } from '../dimension.ts';
import { driversIn } from '../driver-order.ts';
import { perMonth } from '../expression.ts';
import { type Assumption, type Driver, type Expr, isBroken, PLAIN, type Span, type Step } from '../model.ts';
import { DRIVER, type Place } from '../place.ts';
import { rangeKind } from '../range.ts';
import { behindFiles, spanning } from '../span.ts';
import { counts, grownFor, stepInForce } from '../step.ts';
import { type ConstantName, type Derivation, derive, type Label, leaf, type PartLabel } from './derivation.ts';
import { type NumberUnit, unitOf } from './unit.ts';

/** Derives assumptions and expressions of one model down to their literals. */
export interface Terms {
  /** An assumption in a month, with the owner and the provenance of the step in force. */
  assumption(of: Assumption, month: Month, place: Place, label: Label): Derivation;
  /** Arithmetic on literals, which is the same in every month. */
  constant(expr: Expr, label: Label): Derivation;
  /** A place of the model in the list of files that derivations point into. */
  placed(span: Span): Span;
}

/** What the derivations of one model have in common. */
export interface Setting {
  readonly drivers: readonly Driver[];
  /** First month of the model's period, in which the first steps begin. */
  readonly start: Month;
  readonly part?: PartLabel;
  /** How many files stand before those of the model in the list that spans are to point into. */
  readonly firstFile: number;
}

/**
 * The terms of a model whose numbers are whole (language.md, 4 and 5). One number is one object: what has the same value in
 * several months for the same reason, such as a literal or a driver with one step, is derived once and has no month.
 */
export function terms({ drivers, start, part, firstFile }: Setting): Terms {
  const byName = new Map(drivers.map((driver) => [driver.name, driver]));
  const byMonth = new Map<Assumption, Map<Month, Derivation>>();
  /** The last derivation of each expression or step. Months come in order, so the next one is often the same. */
  const last = new Map<object, Derivation>();
  /** Of the drivers that are derived. */
  const units = new Map<string, NumberUnit>();
  const term: Label = { kind: 'term', part };

  const placed = (span: Span): Span => behindFiles(span, firstFile);

  /** A derivation by an expression, or the last one where nothing differs. */
  function once(key: object, next: Derivation): Derivation {
    const before = last.get(key);
    if (before && isSame(before, next)) return before;
    last.set(key, next);
    return next;
  }

  function combined(key: object, op: Parameters<typeof derive>[0], children: readonly Derivation[]): Derivation {
    // What is made of a month's number is that month's.
    const month = children.find((child) => child.month !== undefined)?.month;
    const before = last.get(key);
    // The mean of a range takes long to find.
    if (before?.op === op && before.month === month && haveSameItems(before.children, children)) return before;
    return once(key, derive(op, term, children, { month }));
  }

  const constantLeaf = (name: ConstantName, value: number, month?: Month): Derivation =>
    leaf('constant', { kind: 'constant', name, part }, value, { month });

  function expression(expr: Expr, month: Month): Derivation {
    const of = (inner: Expr) => expression(inner, month);
    switch (expr.kind) {
      case 'literal':
        return once(expr, leaf('literal', term, expr.value, { at: placed(expr.span) }));
      case 'driver':
        return driver(expr.name, month);
      case 'negate':
        return combined(expr, 'negate', [of(expr.operand)]);
      case 'per': {
        if (expr.unit === 'month') return of(expr.value);
        const factor = constantLeaf(
          `${expr.unit}s a month`,
          perMonth(1, expr.unit, month),
          expr.unit === 'workday' ? month : undefined,
        );
        return combined(expr, 'product', [of(expr.value), once(expr.span, factor)]);
      }
      case 'binary':
        return combined(expr, BINARY[expr.op], [of(expr.left), of(expr.right)]);
      default:
        return combined(expr, expr.kind, expr.args.map(of));
    }
  }

  /** An assumption's value in a month by the step in force, without its name. */
  function stepValue(step: Step, month: Month, place: Place): Derivation {
    const value = unscaled(step, month, place);
    const factors = (step.scales ?? []).filter((scale) => counts(scale, month));
    if (factors.length === 0) return value;
    return combined(step.span, 'product', [value, ...factors.map(({ factor }) => scaling(factor, month))]);
  }

  /** A scenario's factor, which stands elsewhere than what it multiplies. */
  function scaling(factor: Expr, month: Month): Derivation {
    const value = expression(factor, month);
    const label: Label = { kind: 'field', name: 'scale', part };
    const own = { month: value.month, unit: unitIn(factor), at: placed(factor.span) };
    const next = value.label.kind === 'term' ? { ...value, ...own, label } : derive('sum', label, [value], own);
    return once(factor.span, next);
  }

  function unscaled(step: Step, month: Month, place: Place): Derivation {
    const { growth } = step;
    const first = step.from ?? start;
    if (!growth) return base(step, month, place);
    if (growth.kind === 'growing') {
      const rate = once(growth, leaf('literal', term, growth.rate, { at: placed(growth.span) }));
      const grown = constantLeaf(`${growth.per}s grown`, grownFor(growth, month, first), month);
      return derive('product', term, [base(step, month, place), derive('growth', term, [rate, grown], { month })], {
        month,
      });
    }
    if (month >= growth.by) return expression(growth.target, month);
    const way = [
      constantLeaf('months risen', Math.max(0, month - first), month),
      once(growth, constantLeaf('months to rise', growth.by - first)),
    ];
    const ends = [base(step, first, place), expression(growth.target, growth.by)];
    return derive('rise', term, [...ends, ...way], { month });
  }

  function base(step: Step, month: Month, place: Place): Derivation {
    const value = expression(step.value, month);
    if (!step.high) return value;
    const dimension =
      dimensionOf(
        step.value,
        () => PLAIN,
        () => {},
      ) ?? PLAIN;
    return combined(step, `${rangeKind(step, dimension, place)} mean`, [value, expression(step.high, month)]);
  }

  /** An assumption whose drivers are derived already. */
  function named(of: Assumption, month: Month, place: Place, label: Label): Derivation {
    const known = byMonth.get(of)?.get(month);
    if (known) return known;
    const step = stepInForce(of.steps, month);
    const value = stepValue(step, month, place);
    const { month: when, at } = value;
    const { from, owner = of.owner, provenance } = step;
    const unit = place.dimension ? { ...place.dimension, percent: false } : unitIn(step.value);
    if (label.kind === 'driver') units.set(label.name, unit);
    const own = { month: when, from, owner, provenance, unit, at: placed(textOf(step)) };
    // A driver by itself keeps its name, and so does a literal that is not the step's own.
    const isOwn = value.label.kind === 'term' && (!at || at.start === own.at.start);
    const next = isOwn ? { ...value, ...own, label } : derive('sum', label, [value], own);
    const result = once(of, next);
    if (!byMonth.has(of)) byMonth.set(of, new Map());
    byMonth.get(of)?.set(month, result);
    return result;
  }

  const unitIn = (expr: Expr): NumberUnit => unitOf(expr, (name) => units.get(name));

  const driver = (name: string, month: Month): Derivation =>
    named(assumptionOf(name), month, DRIVER, { kind: 'driver', name, part });

  function assumptionOf(name: string): Assumption {
    const value = byName.get(name)?.value;
    // Only figures that have a value are derived, and they need no broken driver.
    if (!value || isBroken(value)) throw new Error(`the driver ${name} has no value`);
    return value;
  }

  /** Derives the drivers that an assumption needs, deepest first: a chain of them may be longer than the stack is deep. */
  function settle(of: Assumption, month: Month): void {
    const isOpen = (needed: Needed) => !byMonth.get(assumptionOf(needed.name))?.has(needed.month);
    const pending = needs(of, month, start).filter(isOpen);
    for (let next = pending.at(-1); next; next = pending.at(-1)) {
      const missing = isOpen(next) ? needs(assumptionOf(next.name), next.month, start).filter(isOpen) : [];
      if (missing.length > 0) pending.push(...missing);
      else {
        driver(next.name, next.month);
        pending.pop();
      }
    }
  }

  return {
    placed,
    assumption(of, month, place, label) {
      if (!byMonth.get(of)?.has(month)) settle(of, month);
      return named(of, month, place, label);
    },
    constant(expr, label) {
      const value = expression(expr, start);
      return once(expr.span, { ...value, label, at: placed(expr.span) });
    },
  };
}

const BINARY = { '+': 'sum', '-': 'difference', '*': 'product', '/': 'quotient' } as const;

/** The same number for the same reason. */
const isSame = (a: Derivation, b: Derivation): boolean =>
  a.op === b.op &&
  a.value === b.value &&
  a.month === b.month &&
  a.at?.start === b.at?.start &&
  a.provenance === b.provenance &&
  haveSameItems(a.children, b.children);

const haveSameItems = (a: readonly Derivation[], b: readonly Derivation[]): boolean =>
  a.length === b.length && a.every((one, i) => one === b[i]);

/** The text of a step's value, with its growth and without where it comes from. */
const textOf = ({ value, high, growth }: Step): Span => spanning(value.span, growth?.span ?? high?.span ?? value.span);

/** A driver in a month. */
interface Needed {
  readonly name: string;
  readonly month: Month;
}

/** The drivers that an assumption's value in a month is made of; a rise also looks at its two ends. */
export function needs({ steps }: Assumption, month: Month, start: Month): readonly Needed[] {
  const step = stepInForce(steps, month);
  const { growth, value, high } = step;
  const at = (when: Month, ...expressions: readonly (Expr | undefined)[]): readonly Needed[] =>
    driversIn(expressions.filter((expr) => expr !== undefined)).map((name) => ({ name, month: when }));
  const factors = at(month, ...(step.scales ?? []).filter((one) => counts(one, month)).map(({ factor }) => factor));
  if (growth?.kind !== 'rising') return [...factors, ...at(month, value, high)];
  if (month >= growth.by) return [...factors, ...at(month, growth.target)];
  return [...factors, ...at(step.from ?? start, value, high), ...at(growth.by, growth.target)];
}
