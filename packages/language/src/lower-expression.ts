import type { Broken, Expr, Field, Growth, Month, Provenance, Span, Step } from '@upsell/engine';
import type { AstNode } from 'langium';
import type * as ast from './generated/ast.ts';
import { readMoney, readMonth, readNumber, readPercent } from './literals.ts';
import type { Origin } from './parser/moving-leaf.ts';
import { readPeriod } from './period.ts';
import type { Program } from './program.ts';
import { propertyRange, type Range, rangeOf } from './tree.ts';

/** What lowering an expression needs to know about its surroundings. */
export interface ExprContext {
  readonly program: Program;
  readonly file: number;
  /** Of the declaration that is lowered. */
  readonly origin: Origin;
  readonly fiscalYearStart: number;
  /** Without a period growth has no first month; a library is checked without it. */
  readonly hasPeriod: boolean;
}

/** A place in a declaration that moves with it, so that what is lowered once holds as long as its text. */
class MovingSpan implements Span {
  readonly file: number;
  private readonly origin: Origin;
  private readonly from: number;
  private readonly to: number;

  constructor({ file, origin }: Pick<ExprContext, 'file' | 'origin'>, { start, end }: Range) {
    this.file = file;
    this.origin = origin;
    this.from = start - origin.start;
    this.to = end - origin.start;
  }

  get start(): number {
    return this.origin.start + this.from;
  }

  get end(): number {
    return this.origin.start + this.to;
  }
}

/** The place of a problem, which is where it is as long as the problem is. */
export const placeOf = ({ file, start, end }: Span): Span => ({ file, start, end });

export const spanOf = (context: Pick<ExprContext, 'file' | 'origin'>, range: Range): Span =>
  new MovingSpan(context, range);

/** An assumption, or its broken place: a part is missing, or a name that stands for no driver. */
export function lowerAssumption(node: ast.Assumption | undefined, context: ExprContext, blockOwner?: string): Field {
  const missing: Missing = {};
  if (!node?.$cstNode) return { broken: NO_PLACE, code: 'syntax-error' };
  const steps = node.steps.map((step) => lowerStep(step, context, missing));
  const span = spanOf(context, rangeOf(node));
  if (missing.broken) return missing.broken;
  if (steps.length === 0) return { broken: span, code: 'syntax-error' };
  const by = node.clauses.find((clause) => clause.owner)?.owner?.$refText;
  return { steps, owner: by ?? blockOwner, span };
}

/** Set to the first place without a meaning. */
export interface Missing {
  broken?: Broken;
}

const NO_PLACE: Span = { file: 0, start: 0, end: 0 };

function lowerStep(node: ast.Step, context: ExprContext, missing: Missing): Step {
  const from = node.start === undefined ? undefined : readMonth(node.start);
  return {
    value: lowerExpr(node.value, context, missing),
    high: node.high && lowerExpr(node.high, context, missing),
    from,
    fromSpan: from === undefined ? undefined : spanOf(context, propertyRange(node, 'start')),
    growth: context.hasPeriod ? lowerGrowth(node.growth, context, missing) : undefined,
    provenance: lowerProvenance(node.provenance, context),
    span: spanOf(context, rangeOf(node)),
  };
}

function lowerGrowth(node: ast.Growth | undefined, context: ExprContext, missing: Missing): Growth | undefined {
  if (!node?.$cstNode) return undefined;
  const span = spanOf(context, rangeOf(node));
  if (node.$type === 'Rising') {
    const by = readMonth(node.month ?? '');
    if (by === undefined) {
      missing.broken ??= { broken: span, code: 'syntax-error' };
      return undefined;
    }
    return { kind: 'rising', target: lowerExpr(node.target, context, missing), by, span };
  }
  const rate = readPercent(node.rate ?? '');
  if (rate === undefined) {
    missing.broken ??= { broken: span, code: 'syntax-error' };
    return undefined;
  }
  return { kind: 'growing', rate: node.negative ? -rate : rate, per: node.per === 'year' ? 'year' : 'month', span };
}

function lowerProvenance(node: ast.Provenance | undefined, context: ExprContext): Provenance | undefined {
  if (!node?.$cstNode || !node.kind) return undefined;
  const kind = node.kind as Provenance['kind'];
  if (node.period) {
    const period = readPeriod(node.period, context.fiscalYearStart);
    return period ? { kind, from: period.first, to: period.last } : { kind };
  }
  const month: Month | undefined = node.month === undefined ? undefined : readMonth(node.month);
  return month === undefined ? { kind } : { kind, from: month, to: month };
}

/** An expression; where it has none, `missing` says why. */
export function lowerExpr(node: ast.Expr | undefined, context: ExprContext, missing: Missing): Expr {
  if (!node?.$cstNode) {
    missing.broken ??= { broken: NO_PLACE, code: 'syntax-error' };
    return NOTHING;
  }
  const span = spanOf(context, rangeOf(node));
  const sub = (part: ast.Expr | undefined) => lowerExpr(part, context, missing);
  const literal = (value: number | undefined, kind: { money?: boolean; percent?: boolean } = {}): Expr => {
    if (value === undefined) missing.broken ??= { broken: span, code: 'syntax-error' };
    return {
      kind: 'literal',
      value: value ?? Number.NaN,
      money: kind.money ?? false,
      percent: kind.percent ?? false,
      span,
    };
  };
  switch (node.$type) {
    case 'NumberLiteral':
      return literal(readNumber(node.text ?? ''), { money: node.currency !== undefined });
    case 'PercentLiteral':
      return literal(readPercent(node.text ?? ''), { percent: true });
    case 'MoneyLiteral':
      return literal(readMoney(node.text ?? '')?.amount, { money: true });
    case 'NameRef': {
      const name = node.driver?.$refText;
      // Of several with one name each is broken, and says so where it is used.
      if (name === undefined || !context.program.scope.sees(context.file, 'driver', name)) {
        const { doubt } = context.program;
        missing.broken ??= doubt
          ? { broken: placeOf(doubt), code: doubt.code }
          : { broken: span, code: 'unknown-name' };
      }
      return { kind: 'driver', name: name ?? '', span };
    }
    case 'Group':
      return { ...sub(node.inner), span };
    case 'Minus': {
      const operand = sub(node.operand);
      return node.minuses.length % 2 === 1 ? { kind: 'negate', operand, span } : { ...operand, span };
    }
    case 'PerUnit':
      return { kind: 'per', value: sub(node.value), unit: node.unit as ast.TimeUnit, span };
    case 'Binary':
      return { kind: 'binary', op: node.operator as '+', left: sub(node.left), right: sub(node.right), span };
    case 'Call':
      return { kind: node.function as 'min', args: node.args.map(sub), span };
    default:
      missing.broken ??= { broken: spanOf(context, rangeOf(node as AstNode)), code: 'syntax-error' };
      return NOTHING;
  }
}

const NOTHING: Expr = { kind: 'literal', value: Number.NaN, money: false, percent: false, span: NO_PLACE };
