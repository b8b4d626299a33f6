import type { Broken, Closing, Driver, Model, Span } from '@upsell/engine';
import type { AstNode } from 'langium';
import type { Breaks } from './broken.ts';
import type * as ast from './generated/ast.ts';
import { lowerChannel, lowerSeason } from './lower-channel.ts';
import { lowerClosing, lowerRetention } from './lower-closing.ts';
import { type ExprContext, lowerAssumption, placeOf, spanOf } from './lower-expression.ts';
import { lowerExpectation, lowerTarget } from './lower-goals.ts';
import { lowerScenario } from './lower-scenario.ts';
import { fiscalYearStartOf, type ModelHeader, modelHeader, ofType } from './model-block.ts';
import { originOf } from './parser/parser.ts';
import { readPeriod } from './period.ts';
import type { Declared, Program, Scope } from './program.ts';
import { remembered } from './remembered.ts';
import { headerRange, propertyRange, rangeOf, walk } from './tree.ts';

/**
 * The engine's model of a program: plain data, with the broken places of the text as broken places of the model. A library
 * by itself becomes a model without a period, in which its numbers are checked and nothing is computed.
 */
export function lower(program: Program, breaks: Breaks): Model {
  const header = modelHeader(program);
  const fiscalYearStart = fiscalYearStartOf(program);
  const period = header && readPeriod(header.period?.period, fiscalYearStart);
  const broken = brokenModel(program, breaks) ?? (period ? undefined : NOT_A_MODEL);
  const within: Within = { program, fiscalYearStart, hasPeriod: !broken, breaks };
  const lowered = <T extends ast.Element, R>(type: T['$type'], make: Lowering<T, R>): R[] =>
    ofType<T>(program, type).map((declared) => make(declared, within));
  return {
    title: header?.node.title ?? '',
    currency: header?.currency?.code,
    span: header ? headerSpan(header) : NOT_A_MODEL.broken,
    start: broken || !period ? UNDATED : period.first,
    months: broken || !period ? 1 : period.last - period.first + 1,
    fiscalYearStart,
    season: header?.season && onceSeason({ file: 0, node: header.season }, within),
    drivers: lowered('Driver', onceDriver),
    channels: lowered('Channel', onceChannel),
    closing: lowerOneClosing(within),
    // A second retention block is an error of its own (`duplicate-name`).
    retention: lowered('Retention', onceRetention)[0],
    scenarios: lowered('Scenario', onceScenario),
    targets: lowered('Target', onceTarget),
    expectations: lowered('Expect', onceExpectation),
    broken,
    incomplete: incomplete(program, breaks),
  };
}

/** What lowering needs to know besides the declaration. */
interface Within extends Pick<ExprContext, 'program' | 'fiscalYearStart' | 'hasPeriod'> {
  readonly breaks: Breaks;
}

type Lowering<N extends AstNode, R> = (of: Declared<N>, within: Within) => R;

/** Lowers a declaration once for as long as its text stands, no error lies in it, and all drivers that it names are known. */
function once<N extends AstNode, R>(make: (node: N, context: ExprContext, breaks: Breaks) => R): Lowering<N, R> {
  const kept = new WeakMap<N, { file: number; fiscalYearStart: number; hasPeriod: boolean; lowered: R }>();
  return ({ file, node }, { program, fiscalYearStart, hasPeriod, breaks }) => {
    const canKeep = !breaks.whole(file, node) && knowsDrivers(node, program.scope, file);
    const last = canKeep ? kept.get(node) : undefined;
    if (last?.file === file && last.fiscalYearStart === fiscalYearStart && last.hasPeriod === hasPeriod)
      return last.lowered;
    const lowered = make(node, { program, file, origin: originOf(node), fiscalYearStart, hasPeriod }, breaks);
    if (canKeep) kept.set(node, { file, fiscalYearStart, hasPeriod, lowered });
    return lowered;
  };
}

const knowsDrivers = remembered((node: AstNode, scope: Scope, file: number): boolean => {
  let known = true;
  walk(node, (one) => {
    if (one.$type !== 'NameRef') return;
    const name = (one as ast.NameRef).driver?.$refText;
    known &&= name !== undefined && scope.sees(file, 'driver', name);
  });
  return known;
});

const onceDriver = once(lowerDriver);
const onceChannel = once(lowerChannel);
const onceClosing = once(lowerClosing);
const onceRetention = once(lowerRetention);
const onceScenario = once(lowerScenario);
const onceTarget = once(lowerTarget);
const onceExpectation = once((node: ast.Expect, context, breaks) =>
  lowerExpectation(node, context, breaks.whole(context.file, node)),
);
const onceSeason = once((node: ast.SeasonField, context, breaks) =>
  lowerSeason(node, context, breaks.field(context.file, node)),
);

const headerSpan = ({ node }: ModelHeader): Span =>
  spanOf({ file: 0, origin: originOf(node) }, headerRange(node, 'title'));

const NOT_A_MODEL: Broken = { broken: { file: 0, start: 0, end: 0 }, code: 'missing-field' };
/** Any month will do where no period is known: growth is left out, and a step is checked in its own month. */
const UNDATED = 2000 * 12;

function brokenModel(program: Program, breaks: Breaks): Broken | undefined {
  const header = modelHeader(program);
  if (!header) return NOT_A_MODEL;
  const parts = [header.currency, header.period, header.fiscal].filter((field) => field !== undefined);
  const of = (field: AstNode) => breaks.field(0, field);
  const missing = { broken: headerSpan(header), code: 'missing-field' };
  return (
    breaks.header(0, header.node) ??
    parts.map(of).find(Boolean) ??
    (header.currency && header.period ? undefined : missing)
  );
}

/** A channel may be missing: an import failed, or some text is not understood where a declaration could stand. */
function incomplete(program: Program, breaks: Breaks): Broken | undefined {
  const { doubt } = program;
  if (doubt) return { broken: placeOf(doubt), code: doubt.code };
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
  const span = spanOf(context, node.name === undefined ? rangeOf(node) : propertyRange(node, 'name'));
  return {
    name: node.name ?? '',
    value: breaks.whole(context.file, node) ?? lowerAssumption(node.value, context),
    span,
  };
}

function lowerOneClosing(within: Within): Closing | Broken {
  const { program, breaks } = within;
  const [first, second] = ofType<ast.Closing>(program, 'Closing');
  if (second) {
    const at = { file: second.file, origin: originOf(second.node) };
    return { broken: spanOf(at, propertyRange(second.node, 'kind')), code: 'second-closing-model' };
  }
  if (first) return onceClosing(first, within);
  const header = modelHeader(program);
  const missing = { broken: header ? headerSpan(header) : NOT_A_MODEL.broken, code: 'no-closing-model' };
  return incomplete(program, breaks) ?? missing;
}
