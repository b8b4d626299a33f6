import type { AstNode } from 'langium';
import type * as ast from '../generated/ast.ts';
import { MONTH_NAMES, readMonthName, readNumber, readPeriodPoint } from '../literals.ts';
import { didYouMean, meantText, nearestOrFull } from '../nearest.ts';
import type { Problem } from '../problem.ts';
import { linkRange, propertyRange, type Range, rangeOf, walk } from '../tree.ts';
import { spelled } from './words.ts';

const CLOSING_KINDS: readonly string[] = ['csm', 'upsell_ae', 'original_ae'];
const INITIATORS: readonly string[] = ['customer', 'vendor'];

/**
 * Words and counts that the grammar leaves open so that a typo keeps its tree: closing kinds, initiators, months' names, the
 * currency's form, the ends of periods, numbers of months, and places that take numbers only (spec: language, 5 and 6).
 */
export function wordErrors(nodes: ReadonlyMap<string, readonly AstNode[]>): readonly Problem[] {
  const problems: Problem[] = [];
  const report: Report = (range, message) => problems.push({ code: 'syntax-error', ...range, params: { message } });
  for (const [type, check] of Object.entries(CHECKS))
    for (const node of nodes.get(type) ?? []) check(node as never, report);
  return problems;
}

const UNFINISHED: Readonly<Record<string, string>> = {
  'not run': '`not run` says why: write the reason in quotes behind it.',
  'renamed from': '`renamed from` names what the source was called before: write that name behind it.',
};

type Report = (range: Range, message: string) => void;

const CHECKS: Readonly<Record<string, (node: never, report: Report) => void>> = {
  Closing: (node: ast.Closing, report) => oneOf(node, 'kind', node.kind, CLOSING_KINDS, report),
  InitiatedField: (node: ast.InitiatedField, report) => oneOf(node, 'initiator', node.initiator, INITIATORS, report),
  Contraction: (node: ast.Contraction, report) => oneOf(node, 'initiator', node.initiator, INITIATORS, report),
  FiscalField: (node: ast.FiscalField, report) => monthName(node, node.month, report),
  SeasonFactor: (node: ast.SeasonFactor, report) => {
    monthName(node, node.month, report);
    if (node.factor) literalsOnly(node.factor, 'season', report);
  },
  Sources: (node: ast.Sources, report) => {
    // `email not run` without its reason reads as three names: names stand one a line, so it is not meant so.
    for (const [i, source] of node.sources.entries()) {
      const [word, next] = [node.sources[i + 1], node.sources[i + 2]];
      const advice = UNFINISHED[`${word?.name} ${next?.name}`];
      if (!advice || !next?.$cstNode || source.$cstNode?.range.start.line !== next.$cstNode.range.start.line) continue;
      report(rangeOf(next), advice);
    }
  },
  CurrencyField: (node: ast.CurrencyField, report) => {
    if (node.code === undefined || /^[A-Z]{3}$/.test(node.code)) return;
    const advice = 'write its three capital letters, such as `USD`';
    report(propertyRange(node, 'code'), `\`${node.code}\` is not a currency: ${advice}.`);
  },
  Period: (node: ast.Period, report) => {
    for (const property of ['start', 'end'] as const) {
      const point = node[property];
      // Months and quarters are read with their tokens; here only a number that is no year is left.
      if (point === undefined || !/^\d+$/.test(point) || readPeriodPoint(point, 1)) continue;
      report(propertyRange(node, property), `\`${point}\` is not a year: write four digits, such as \`2026\`.`);
    }
  },
  OpenField: (node: ast.OpenField, report) => {
    if (node.value) literalsOnly(node.value, 'open at start', report);
  },
  AttentionField: (node: ast.AttentionField, report) => {
    for (const share of node.shares) literalsOnly(share, 'attention', report);
    if (node.shares.length === 3) return;
    const months = 'one for each month of the fiscal quarter';
    report(rangeOf(node), `\`attention\` takes three shares, ${months}, not ${node.shares.length}.`);
  },
  CycleField: (node: ast.CycleField, report) => {
    for (const share of node.shares) literalsOnly(share, 'cycle', report);
    const [only] = node.shares;
    if (!node.months || !only) return;
    if (only.$type === 'NumberLiteral') wholeMonths(node, 'shares', only.text, [0, 60], report);
    else report(rangeOf(only), 'Expected a whole number of months from 0 to 60.');
  },
  Target: (node: ast.Target, report) => {
    wholeModel(node, report);
    if (node.value) literalsOnly(node.value, 'target', report);
  },
  MetricRef: (node: ast.MetricRef, report) => wholeModel(node, report),
  AfterField: (node: ast.AfterField, report) => wholeMonths(node, 'months', node.months, [1], report),
};

/** The closers work for every channel, and leverage is a share of all of them. */
function wholeModel({ metric, of }: ast.Target | ast.MetricRef, report: Report): void {
  const name = spelled(metric ?? '');
  if (!of?.$refNode || (name !== 'cost' && name !== 'leverage share')) return;
  report(linkRange(of), `\`${name}\` is a figure of the whole model: remove \`of ${of.$refText}\`.`);
}

function oneOf(
  node: AstNode,
  property: string,
  word: string | undefined,
  words: readonly string[],
  report: Report,
): void {
  if (word === undefined || words.includes(word)) return;
  const all = words
    .map((w) => `\`${w}\``)
    .join(', ')
    .replace(/, ([^,]*)$/, ' or $1');
  report(propertyRange(node, property), `Expected ${all}, found \`${word}\`.${didYouMean(word, words)}`);
}

function monthName(node: AstNode, word: string | undefined, report: Report): void {
  if (word === undefined || readMonthName(word)) return;
  const meant = meantText(nearestOrFull(word, MONTH_NAMES, 3));
  report(propertyRange(node, 'month'), `\`${word}\` is not the name of a month.${meant}`);
}

function literalsOnly(expr: ast.Expr, field: string, report: Report): void {
  walk(expr, (node) => {
    if (node.$type === 'NameRef') report(rangeOf(node), `\`${field}\` takes numbers only, not the name of a driver.`);
  });
}

function wholeMonths(
  node: AstNode,
  property: string,
  text: string | undefined,
  [from, to]: readonly [from: number, to?: number],
  report: Report,
): void {
  const n = text === undefined ? undefined : readNumber(text);
  if (n === undefined || (Number.isInteger(n) && n >= from && n <= (to ?? n))) return;
  const limits = to === undefined ? `from ${from}` : `from ${from} to ${to}`;
  report(propertyRange(node, property), `Expected a whole number of months ${limits}, found \`${text}\`.`);
}
