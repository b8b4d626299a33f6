import type { Broken, Channel, Field, Season, Touch } from '@upsell/engine';
import type { Breaks } from './broken.ts';
import type * as ast from './generated/ast.ts';
import { readMonthName } from './literals.ts';
import { fieldReader, initiatorOf, ownerOf } from './lower-block.ts';
import { type ExprContext, lowerAssumption, lowerExpr, type Missing, spanOf } from './lower-expression.ts';
import { headerRange, rangeOf } from './tree.ts';

/** A channel; its parts that are not the language are broken. */
export function lowerChannel(node: ast.Channel, context: ExprContext, breaks: Breaks): Channel {
  const owner = ownerOf(node);
  const read = fieldReader(node, context, breaks, owner);
  const header = spanOf(context, headerRange(node, 'name', 'title'));
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
      span: spanOf(context, rangeOf(touch)),
    };
  });
  const single = (value: Field): Touch[] => [{ name: '', volume: value, gated: false, span: header }];
  const season = read.find<ast.SeasonField>('SeasonField');
  const open = read.find<ast.OpenField>('OpenField');
  const source = read.find<ast.SourceField>('SourceField');
  const needsConversion = touches.length === 0 || touches.some((touch) => !touch.converting);
  return {
    name: node.name ?? '',
    title: node.title,
    layer: node.layer,
    source: source?.source?.$refText,
    owner,
    initiator: initiatorOf(read.find<ast.InitiatedField>('InitiatedField')?.initiator),
    touches: touches.length > 0 ? touches : single(volume ?? missing),
    conversion: conversion ?? (needsConversion ? missing : undefined),
    winRate: read.number('ChannelNumber', 'win rate'),
    dealSize: read.number('ChannelNumber', 'deal size'),
    season: season && lowerSeason(season, context, breaks.field(context.file, season)),
    openAtStart: open && read.exprs(open, [open.value])?.[0],
    broken: breaks.header(context.file, node) ?? read.broken(),
    unclear: breaks.unread(context.file, node) ?? (source ? breaks.field(context.file, source) : missing),
    span: header,
  };
}

/** A season's factors, in the order of the text. */
export function lowerSeason(node: ast.SeasonField, context: ExprContext, broken: Broken | undefined): Season | Broken {
  if (broken) return broken;
  const missing: Missing = {};
  const season = node.factors.map((factor) => ({
    calendarMonth: readMonthName(factor.month ?? '') ?? 1,
    factor: lowerExpr(factor.factor, context, missing),
  }));
  return missing.broken ?? season;
}
