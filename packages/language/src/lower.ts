import type {
  Broken,
  Channel,
  Closing,
  Cycle,
  Driver,
  Expr,
  Field,
  Initiator,
  Model,
  Retention,
  Season,
  Touch,
} from '@upsell/engine';
import type { AstNode } from 'langium';
import type { Breaks } from './broken.ts';
import type * as ast from './generated/ast.ts';
import { readMonthName, readNumber } from './literals.ts';
import { type ExprContext, lowerAssumption, lowerExpr, type Missing, spanOf } from './lower-expression.ts';
import { fiscalYearStartOf, modelHeader, ofType } from './model-block.ts';
import { spelled } from './parser/words.ts';
import { readPeriod } from './period.ts';
import type { Program } from './program.ts';
import { headerRange, keywordRange, propertyRange, rangeOf } from './tree.ts';

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
  return {
    title: header?.node.title ?? '',
    currency: header?.currency?.code,
    span: header ? spanOf(0, headerRange(header.node, 'title')) : NOT_A_MODEL.broken,
    start: broken || !period ? UNDATED : period.first,
    months: broken || !period ? 1 : period.last - period.first + 1,
    fiscalYearStart,
    season: header?.season && lowerSeason(header.season, context(0), breaks.field(0, header.season)),
    drivers: ofType<ast.Driver>(program, 'Driver').map(({ file, node }) => lowerDriver(node, context(file), breaks)),
    channels: ofType<ast.Channel>(program, 'Channel').map(({ file, node }) =>
      lowerChannel(node, context(file), breaks),
    ),
    closing: lowerClosings(program, context, breaks),
    retention: lowerRetentions(program, context, breaks),
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
  const [part] = ofType<ast.Include>(program, 'Include');
  // A part's result is not computed yet, and a total without it would be wrong.
  if (part)
    return breaks.whole(part.file, part.node) ?? { broken: spanOf(part.file, rangeOf(part.node)), code: 'include' };
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

function lowerSeason(node: ast.SeasonField, context: ExprContext, broken: Broken | undefined): Season | Broken {
  if (broken) return broken;
  const missing: Missing = {};
  const season = node.factors.map((factor) => ({
    calendarMonth: readMonthName(factor.month ?? '') ?? 1,
    factor: lowerExpr(factor.factor, context, missing),
  }));
  return missing.broken ?? season;
}

/** Reads the fields of a block: by type, and for numbers by the word that they begin with. */
function fieldReader(block: { fields: readonly AstNode[] }, context: ExprContext, breaks: Breaks, owner?: string) {
  const find = <T extends AstNode>(type: string, test: (node: T) => boolean = () => true): T | undefined =>
    block.fields.find((node) => node.$type === type && node.$cstNode && test(node as T)) as T | undefined;
  return {
    find,
    number(type: string, name: string): Field | undefined {
      const node = find<ast.ChannelNumber>(type, (n) => spelled(n.field ?? '') === name);
      return node && (breaks.field(context.file, node) ?? lowerAssumption(node.value, context, owner));
    },
    /** Arithmetic on literals; undefined where the field is broken, which `broken` then says. */
    exprs(field: AstNode, nodes: readonly ast.Expr[]): readonly Expr[] | undefined {
      const missing: Missing = {};
      const exprs = nodes.map((node) => lowerExpr(node, context, missing));
      return breaks.field(context.file, field) || missing.broken ? undefined : exprs;
    },
    /** The first field with an error in it, in the order of the text. */
    broken: (): Broken | undefined =>
      block.fields
        .filter((f) => f.$cstNode)
        .map((f) => breaks.field(context.file, f))
        .find(Boolean),
  };
}

const ownerOf = (block: { fields: readonly AstNode[] }): string | undefined =>
  (block.fields.find((f) => f.$type === 'OwnerField') as ast.OwnerField | undefined)?.owner?.$refText;

const initiatorOf = (word: string | undefined): Initiator | undefined =>
  word === 'customer' || word === 'vendor' ? word : undefined;

function lowerChannel(node: ast.Channel, context: ExprContext, breaks: Breaks): Channel {
  const owner = ownerOf(node);
  const read = fieldReader(node, context, breaks, owner);
  const header = spanOf(context.file, headerRange(node, 'name', 'title'));
  const missing: Broken = { broken: header, code: 'missing-field' };
  const volume = read.number('ChannelNumber', 'volume');
  const conversion = read.number('ChannelNumber', 'conversion');
  const touches = (node.fields.filter((f) => f.$type === 'Touch' && f.$cstNode) as ast.Touch[]).map((touch): Touch => {
    const broken = breaks.field(context.file, touch);
    return {
      name: touch.name ?? '?',
      volume: broken ?? lowerAssumption(touch.value, context, owner),
      converting: touch.converting && (broken ?? lowerAssumption(touch.converting, context, owner)),
      initiator: initiatorOf(touch.initiator),
      gated: touch.gated ?? false,
      span: spanOf(context.file, rangeOf(touch)),
    };
  });
  const single = (value: Field): Touch[] => [{ name: '', volume: value, gated: false, span: header }];
  const season = read.find<ast.SeasonField>('SeasonField');
  const open = read.find<ast.OpenField>('OpenField');
  const needsConversion = touches.length === 0 || touches.some((touch) => !touch.converting);
  return {
    name: node.name ?? '',
    title: node.title,
    layer: node.layer,
    source: read.find<ast.SourceField>('SourceField')?.source?.$refText,
    owner,
    initiator: initiatorOf(read.find<ast.InitiatedField>('InitiatedField')?.initiator),
    touches: touches.length > 0 ? touches : single(volume ?? missing),
    conversion: conversion ?? (needsConversion ? missing : undefined),
    winRate: read.number('ChannelNumber', 'win rate'),
    dealSize: read.number('ChannelNumber', 'deal size'),
    season: season && lowerSeason(season, context, breaks.field(context.file, season)),
    openAtStart: open && read.exprs(open, [open.value])?.[0],
    broken: breaks.header(context.file, node) ?? read.broken(),
    span: header,
  };
}

function lowerClosings(program: Program, context: (file: number) => ExprContext, breaks: Breaks): Closing | Broken {
  const closings = ofType<ast.Closing>(program, 'Closing');
  const [first, second] = closings;
  if (second) return { broken: spanOf(second.file, propertyRange(second.node, 'kind')), code: 'second-closing-model' };
  if (first) return lowerClosing(first.node, context(first.file), breaks);
  const header = modelHeader(program);
  const span = header ? headerRange(header.node, 'title') : { start: 0, end: 0 };
  return incomplete(program, breaks) ?? { broken: spanOf(0, span), code: 'no-closing-model' };
}

function lowerClosing(node: ast.Closing, context: ExprContext, breaks: Breaks): Closing {
  const owner = ownerOf(node);
  const read = fieldReader(node, context, breaks, owner);
  const span = spanOf(context.file, headerRange(node, 'kind', 'title'));
  const missing: Broken = { broken: span, code: 'missing-field' };
  const cycle = read.find<ast.CycleField>('CycleField');
  const attention = read.find<ast.AttentionField>('AttentionField');
  return {
    kind: node.kind ?? '',
    title: node.title,
    owner,
    winRate: read.number('ClosingNumber', 'win rate') ?? missing,
    dealSize: read.number('ClosingNumber', 'deal size') ?? missing,
    cycle: cycle && lowerCycle(cycle, read.exprs(cycle, cycle.shares), context.file),
    closers: read.number('ClosingNumber', 'closers'),
    capacity: read.number('ClosingNumber', 'capacity'),
    cost: read.number('ClosingNumber', 'cost'),
    quota: read.number('ClosingNumber', 'quota'),
    attention: attention && read.exprs(attention, attention.shares),
    broken: breaks.header(context.file, node) ?? read.broken(),
    span,
  };
}

function lowerCycle(node: ast.CycleField, shares: readonly Expr[] | undefined, file: number): Cycle | undefined {
  const [first] = node.shares;
  const last = node.shares[node.shares.length - 1];
  if (!shares || !first || !last) return undefined;
  if (!node.months) {
    const range = { start: rangeOf(first).start, end: rangeOf(last).end };
    return { kind: 'shares', shares, span: spanOf(file, range) };
  }
  const months = first.$type === 'NumberLiteral' ? readNumber(first.text ?? '') : undefined;
  return { kind: 'months', months: months ?? 0, span: spanOf(file, rangeOf(node)) };
}

function lowerRetentions(
  program: Program,
  context: (file: number) => ExprContext,
  breaks: Breaks,
): Retention | undefined {
  const [first] = ofType<ast.Retention>(program, 'Retention');
  if (!first) return undefined;
  const { file, node } = first;
  const within = context(file);
  const owner = ownerOf(node);
  const read = fieldReader(node, within, breaks, owner);
  const span = spanOf(file, keywordRange(node));
  const contraction = (who: Initiator): Field => {
    const field = read.find<ast.Contraction>('Contraction', (c) => c.initiator === who);
    if (!field) return { broken: span, code: 'missing-field' };
    return breaks.field(file, field) ?? lowerAssumption(field.value, within, owner);
  };
  const after = read.find<ast.AfterField>('AfterField');
  return {
    customer: contraction('customer'),
    vendor: contraction('vendor'),
    afterMonths: (after && readNumber(after.months ?? '')) ?? 12,
    broken: breaks.header(file, node) ?? read.broken(),
    span,
  };
}
