import type { Broken, Closing, Driver, Model } from '@upsell/engine';
import type { AstNode } from 'langium';
import type { Breaks } from './broken.ts';
import type * as ast from './generated/ast.ts';
import { lowerChannel, lowerSeason } from './lower-channel.ts';
import { lowerClosing, lowerRetention } from './lower-closing.ts';
import { type ExprContext, lowerAssumption, spanOf } from './lower-expression.ts';
import { lowerExpectation, lowerTarget } from './lower-goals.ts';
import { lowerScenario } from './lower-scenario.ts';
import { fiscalYearStartOf, modelHeader, ofType } from './model-block.ts';
import { readPeriod } from './period.ts';
import type { Declared, Program } from './program.ts';
import { headerRange, propertyRange, rangeOf } from './tree.ts';

/**
 * The engine's model of a program: plain data, with the broken places of the text as broken places of the model. A library
 * by itself becomes a model without a period, in which its numbers are checked and nothing is computed.
 */
export function lower(program: Program, breaks: Breaks): Model {
  const header = modelHeader(program);
  const fiscalYearStart = fiscalYearStartOf(program);
  const period = header && readPeriod(header.period?.period, fiscalYearStart);
  const broken = brokenModel(program, breaks) ?? (period ? undefined : NOT_A_MODEL);
  const context = (file: number): ExprContext => ({ program, file, fiscalYearStart, hasPeriod: !broken });
  const lowered = <T extends ast.Element, R>(type: T['$type'], make: (node: T, context: ExprContext) => R): R[] =>
    ofType<T>(program, type).map(({ file, node }: Declared<T>) => make(node, context(file)));
  return {
    title: header?.node.title ?? '',
    currency: header?.currency?.code,
    span: header ? spanOf(0, headerRange(header.node, 'title')) : NOT_A_MODEL.broken,
    start: broken || !period ? UNDATED : period.first,
    months: broken || !period ? 1 : period.last - period.first + 1,
    fiscalYearStart,
    season: header?.season && lowerSeason(header.season, context(0), breaks.field(0, header.season)),
    drivers: lowered('Driver', (node: ast.Driver, within) => lowerDriver(node, within, breaks)),
    channels: lowered('Channel', (node: ast.Channel, within) => lowerChannel(node, within, breaks)),
    closing: lowerOneClosing(program, context, breaks),
    // A second retention block is an error of its own (`duplicate-name`).
    retention: lowered('Retention', (node: ast.Retention, within) => lowerRetention(node, within, breaks))[0],
    scenarios: lowered('Scenario', (node: ast.Scenario, within) => lowerScenario(node, within, breaks)),
    targets: lowered('Target', (node: ast.Target, within) => lowerTarget(node, within, breaks)),
    expectations: lowered('Expect', (node: ast.Expect, within) =>
      lowerExpectation(node, within, breaks.whole(within.file, node)),
    ),
    broken,
    incomplete: incomplete(program, breaks),
  };
}

const NOT_A_MODEL: Broken = { broken: { file: 0, start: 0, end: 0 }, code: 'missing-field' };
/** Any month will do where no period is known: growth is left out, and a step is checked in its own month. */
const UNDATED = 2000 * 12;

function brokenModel(program: Program, breaks: Breaks): Broken | undefined {
  const header = modelHeader(program);
  if (!header) return NOT_A_MODEL;
  const parts = [header.currency, header.period, header.fiscal].filter((field) => field !== undefined);
  const of = (field: AstNode) => breaks.field(0, field);
  const missing = { broken: spanOf(0, headerRange(header.node, 'title')), code: 'missing-field' };
  return (
    breaks.header(0, header.node) ??
    parts.map(of).find(Boolean) ??
    (header.currency && header.period ? undefined : missing)
  );
}

/** A channel may be missing: an import failed, or some text is not understood where a declaration could stand. */
function incomplete(program: Program, breaks: Breaks): Broken | undefined {
  const { doubt } = program;
  if (doubt) return { broken: spanOf(doubt.file, doubt), code: doubt.code };
  for (const { file, node } of ofType<ast.Import>(program, 'Import')) {
    const broken = breaks.whole(file, node);
    if (broken) return broken;
  }
  // A part that is not understood is missing from the totals.
  for (const { file, node } of ofType<ast.Include>(program, 'Include')) {
    const broken = breaks.whole(file, node);
    if (broken) return broken;
  }
  return breaks.outside();
}

function lowerDriver(node: ast.Driver, context: ExprContext, breaks: Breaks): Driver {
  const span = spanOf(context.file, node.name === undefined ? rangeOf(node) : propertyRange(node, 'name'));
  return {
    name: node.name ?? '',
    value: breaks.whole(context.file, node) ?? lowerAssumption(node.value, context),
    span,
  };
}

function lowerOneClosing(program: Program, context: (file: number) => ExprContext, breaks: Breaks): Closing | Broken {
  const closings = ofType<ast.Closing>(program, 'Closing');
  const [first, second] = closings;
  if (second) return { broken: spanOf(second.file, propertyRange(second.node, 'kind')), code: 'second-closing-model' };
  if (first) return lowerClosing(first.node, context(first.file), breaks);
  const header = modelHeader(program);
  const span = header ? headerRange(header.node, 'title') : { start: 0, end: 0 };
  return incomplete(program, breaks) ?? { broken: spanOf(0, span), code: 'no-closing-model' };
}
