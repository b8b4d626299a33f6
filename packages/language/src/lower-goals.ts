import type { Broken, Expectation, Metric, MetricExpr, MetricRef, Span, Target, Window } from '@upsell/engine';
import type { Breaks } from './broken.ts';
import type * as ast from './generated/ast.ts';
import { readMoney, readNumber, readPercent } from './literals.ts';
import { type ExprContext, lowerExpr, type Missing, spanOf } from './lower-expression.ts';
import { METRICS, spelled } from './parser/words.ts';
import { readPeriod } from './period.ts';
import { type SourceFile, sliceOf } from './source-file.ts';
import { propertyRange, type Range, rangeOf } from './tree.ts';

/** A target; broken where its statement is not the language. */
export function lowerTarget(node: ast.Target, context: ExprContext, breaks: Breaks): Target {
  const missing: Missing = {};
  const value = lowerExpr(node.value, context, missing);
  const span = spanOf(context, rangeOf(node));
  const start = node.metric === undefined ? span.start : propertyRange(node, 'metric').start;
  const last = node.period ?? node.value;
  return {
    text: statement(context, { start, end: last?.$cstNode ? rangeOf(last).end : span.end }),
    metric: {
      kind: 'metric',
      metric: spelled(node.metric ?? '') as Metric,
      of: node.of?.$refText,
      window: lowerWindow(node.period, context),
      span: node.metric === undefined ? span : spanOf(context, propertyRange(node, 'metric')),
    },
    comparison: node.comparison === '<=' ? '<=' : '>=',
    value,
    owner: node.owner?.$refText,
    broken: breaks.whole(context.file, node) ?? missing.broken ?? halfRead(node.metric, span),
    span,
  };
}

/** What of a metric's two words the next line has cut off: nothing else may be wrong with it. */
const halfRead = (metric: string | undefined, span: Span): Broken | undefined =>
  METRICS.includes(spelled(metric ?? '')) ? undefined : { broken: span, code: 'syntax-error' };

/** An expectation, of the model or of a scenario. */
export function lowerExpectation(
  node: ast.Expect,
  context: ExprContext,
  broken: Expectation['broken'] | undefined,
): Expectation {
  const missing: Missing = {};
  const left = lowerMetricExpr(node.left, context, missing);
  const right = lowerMetricExpr(node.right, context, missing);
  const span = spanOf(context, rangeOf(node));
  const start = node.left?.$cstNode ? rangeOf(node.left).start : span.start;
  return {
    label: node.label,
    text: statement(context, { start, end: span.end }),
    left,
    comparison: (node.comparison ?? '=') as Expectation['comparison'],
    right,
    broken: broken ?? missing.broken,
    span,
  };
}

function lowerMetricExpr(node: ast.MetricExpr | undefined, context: ExprContext, missing: Missing): MetricExpr {
  if (!node?.$cstNode) {
    missing.broken ??= { broken: NOTHING.span, code: 'syntax-error' };
    return NOTHING;
  }
  const span = spanOf(context, rangeOf(node));
  const sub = (part: ast.MetricExpr | undefined) => lowerMetricExpr(part, context, missing);
  const literal = (value: number | undefined, money: boolean): MetricExpr => {
    if (value === undefined) missing.broken ??= { broken: span, code: 'syntax-error' };
    return { kind: 'literal', value: value ?? Number.NaN, money, span };
  };
  switch (node.$type) {
    case 'MetricRef':
      missing.broken ??= halfRead(node.metric, span);
      return lowerMetricRef(node, context);
    case 'MetricGroup':
      return { ...sub(node.inner), span };
    case 'MetricMinus': {
      const operand = sub(node.operand);
      return node.minuses.length % 2 === 1 ? { kind: 'negate', operand, span } : { ...operand, span };
    }
    case 'MetricBinary':
      return { kind: 'binary', op: node.operator as '+', left: sub(node.left), right: sub(node.right), span };
    case 'NumberLiteral':
      return literal(readNumber(node.text ?? ''), node.currency !== undefined);
    case 'PercentLiteral':
      return literal(readPercent(node.text ?? ''), false);
    default:
      return literal(readMoney(node.text ?? '')?.amount, true);
  }
}

const lowerMetricRef = (node: ast.MetricRef, context: ExprContext): MetricRef => ({
  kind: 'metric',
  metric: spelled(node.metric ?? '') as Metric,
  of: node.of?.$refText,
  window: lowerWindow(node.period, context),
  span: spanOf(context, rangeOf(node)),
});

function lowerWindow(node: ast.Period | undefined, { fiscalYearStart }: ExprContext): Window | undefined {
  const period = readPeriod(node, fiscalYearStart);
  return period && { from: period.first, to: period.last };
}

/** A statement as it is written, on one line and without comments. */
function statement({ program, file }: ExprContext, { start, end }: Range): string {
  const text = sliceOf(program.files[file] as SourceFile, start, end);
  return text.replaceAll(/\/\/[^\r\n]*|\/\*[\s\S]*?\*\/|\s+/g, ' ').replaceAll(/ {2,}/g, ' ');
}

const NOTHING: MetricExpr = { kind: 'literal', value: Number.NaN, money: false, span: { file: 0, start: 0, end: 0 } };
