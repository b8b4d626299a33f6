import type { AstNode } from 'langium';
import type { AttentionField, CycleField, Element, Expr, FiscalField, SeasonField } from '../generated/ast.ts';
import { MONTH_NAMES, readMonthName, readNumber, readPeriodPoint } from '../literals.ts';
import { didYouMean } from '../nearest.ts';
import type { Problem } from '../problem.ts';
import { propertyRange, type Range, rangeOf, walk } from '../tree.ts';

export const CLOSING_KINDS: readonly string[] = ['csm', 'upsell_ae', 'original_ae'];
export const INITIATOR_WORDS: readonly string[] = ['customer', 'vendor'];

/**
 * Words and counts that the grammar leaves open so that a typo keeps its tree: closing kinds, initiators, months' names, the
 * currency's form, the ends of periods, numbers of months, and places that take numbers only (spec: language, 5 and 6).
 */
export function wordErrors(elements: readonly Element[]): readonly Problem[] {
  const problems: Problem[] = [];
  const report = (range: Range, message: string) =>
    problems.push({ code: 'syntax-error', ...range, params: { message } });
  const oneOf = (node: AstNode, property: string, word: string | undefined, words: readonly string[]) => {
    if (word === undefined || words.includes(word)) return;
    const all = words
      .map((w) => `\`${w}\``)
      .join(', ')
      .replace(/, ([^,]*)$/, ' or $1');
    report(propertyRange(node, property), `Expected ${all}, found \`${word}\`.${didYouMean(word, words)}`);
  };
  const monthName = (node: AstNode, word: string | undefined) => {
    if (word === undefined || readMonthName(word)) return;
    report(propertyRange(node, 'month'), `\`${word}\` is not the name of a month.${didYouMean(word, MONTH_NAMES)}`);
  };
  const literalsOnly = (exprs: readonly Expr[], field: string) => {
    for (const expr of exprs)
      walk(expr, (node) => {
        if (node.$type === 'NameRef')
          report(rangeOf(node), `\`${field}\` takes numbers only, not the name of a driver.`);
      });
  };
  const wholeMonths = (node: AstNode, property: string, text: string | undefined, from: number, to: number) => {
    const n = text === undefined ? undefined : readNumber(text);
    if (n === undefined || (Number.isInteger(n) && n >= from && n <= to)) return;
    const limits = to === Infinity ? `from ${from}` : `from ${from} to ${to}`;
    report(propertyRange(node, property), `Expected a whole number of months ${limits}, found \`${text}\`.`);
  };
  const visit = (node: AstNode): void => {
    const n = node as AstNode & Record<string, unknown>;
    switch (node.$type) {
      case 'Closing':
        oneOf(node, 'kind', n['kind'] as string, CLOSING_KINDS);
        break;
      case 'InitiatedField':
      case 'Contraction':
        oneOf(node, 'initiator', n['initiator'] as string, INITIATOR_WORDS);
        break;
      case 'FiscalField':
        monthName(node, (n as unknown as FiscalField).month);
        break;
      case 'SeasonFactor':
        monthName(node, n['month'] as string);
        break;
      case 'CurrencyField': {
        const code = n['code'] as string | undefined;
        if (code !== undefined && !/^[A-Z]{3}$/.test(code))
          report(
            propertyRange(node, 'code'),
            `\`${code}\` is not a currency: write its three capital letters, such as \`USD\`.`,
          );
        break;
      }
      case 'Period':
        for (const property of ['start', 'end']) {
          const point = n[property] as string | undefined;
          // Months and quarters are read with their tokens; here only a number that is no year is left.
          if (point !== undefined && /^\d+$/.test(point) && !readPeriodPoint(point, 1))
            report(propertyRange(node, property), `\`${point}\` is not a year: write four digits, such as \`2026\`.`);
        }
        break;
      case 'SeasonField':
        literalsOnly((n as unknown as SeasonField).factors.map((f) => f.factor).filter(Boolean), 'season');
        break;
      case 'OpenField':
        if (n['value']) literalsOnly([n['value'] as Expr], 'open at start');
        break;
      case 'AttentionField': {
        const { shares } = n as unknown as AttentionField;
        literalsOnly(shares, 'attention');
        if (shares.length !== 3)
          report(
            rangeOf(node),
            `\`attention\` takes three shares, one for each month of the fiscal quarter, not ${shares.length}.`,
          );
        break;
      }
      case 'CycleField': {
        const { shares, months } = n as unknown as CycleField;
        literalsOnly(shares, 'cycle');
        const [only] = shares;
        if (months && only) {
          if (only.$type !== 'NumberLiteral') report(rangeOf(only), 'Expected a whole number of months from 0 to 60.');
          else wholeMonths(node, 'shares', (only as { text?: string }).text, 0, 60);
        }
        break;
      }
      case 'AfterField':
        wholeMonths(node, 'months', n['months'] as string, 1, Number.POSITIVE_INFINITY);
        break;
      default:
    }
  };
  for (const element of elements) walk(element, visit);
  return problems;
}
