import type {
  Actuals,
  Broken,
  Channel,
  Closing,
  Driver,
  Expectation,
  Model,
  Retention,
  Scenario,
  Season,
  Span,
  Target,
} from '@upsell/engine';
import type { AstNode } from 'langium';
import type { Breaks } from './broken.ts';
import type * as ast from './generated/ast.ts';
import { lowerChannel, lowerSeason } from './lower-channel.ts';
import { lowerClosing, lowerRetention } from './lower-closing.ts';
import { type ExprContext, lowerAssumption, placeOf, spanOf } from './lower-expression.ts';
import { lowerExpectation, lowerTarget } from './lower-goals.ts';
import { withHistory } from './lower-history.ts';
import { Once, type Within } from './lower-once.ts';
import { lowerScenario } from './lower-scenario.ts';
import { fiscalYearStartOf, type ModelHeader, modelHeader, ofType } from './model-block.ts';
import { originOf } from './parser/moving-leaf.ts';
import { readPeriod } from './period.ts';
import type { Program } from './program.ts';
import { headerRange, propertyRange, rangeOf } from './tree.ts';

/**
 * The engine's model of a program: plain data, with the broken places of the text as broken places of the model. A library
 * by itself becomes a model without a period, in which its numbers are checked and nothing is computed. What `actuals` hold of the
 * months before the period feeds the cycle.
 */
export function lower(program: Program, breaks: Breaks, actuals?: Actuals): Model {
  const header = modelHeader(program);
  const fiscalYearStart = fiscalYearStartOf(program);
  const period = header && readPeriod(header.period?.period, fiscalYearStart);
  const broken = brokenModel(program, breaks) ?? (period ? undefined : NOT_A_MODEL);
  const within: Within = { program, fiscalYearStart, hasPeriod: !broken, breaks };
  return {
    title: header?.node.title ?? '',
    currency: header?.currency?.code,
    span: header ? headerSpan(header) : NOT_A_MODEL.broken,
    start: broken || !period ? UNDATED : period.first,
    months: broken || !period ? 1 : period.last - period.first + 1,
    fiscalYearStart,
    season: header?.season && ONCE.season.one({ file: 0, node: header.season }, within),
    drivers: ONCE.driver.all(within),
    channels:
      broken || !period ? ONCE.channel.all(within) : withHistory(ONCE.channel.all(within), actuals, period.first),
    closing: lowerOneClosing(within),
    // A second retention block is an error of its own (`duplicate-name`).
    retention: ONCE.retention.all(within)[0],
    scenarios: ONCE.scenario.all(within),
    targets: ONCE.target.all(within),
    expectations: ONCE.expect.all(within),
    broken,
    incomplete: incomplete(program, breaks),
  };
}

const ONCE = {
  driver: new Once<ast.Driver, Driver>('Driver', lowerDriver),
  channel: new Once<ast.Channel, Channel>('Channel', lowerChannel),
  closing: new Once<ast.Closing, Closing>('Closing', lowerClosing),
  retention: new Once<ast.Retention, Retention>('Retention', lowerRetention),
  scenario: new Once<ast.Scenario, Scenario>('Scenario', lowerScenario),
  target: new Once<ast.Target, Target>('Target', lowerTarget),
  expect: new Once<ast.Expect, Expectation>('Expect', (node, context, breaks) =>
    lowerExpectation(node, context, breaks.whole(context.file, node)),
  ),
  season: new Once<ast.SeasonField, Season | Broken>('SeasonField', (node, context, breaks) =>
    lowerSeason(node, context, breaks.field(context.file, node)),
  ),
};

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
  if (first) return ONCE.closing.one(first, within);
  const header = modelHeader(program);
  const missing = { broken: header ? headerSpan(header) : NOT_A_MODEL.broken, code: 'no-closing-model' };
  return incomplete(program, breaks) ?? missing;
}
