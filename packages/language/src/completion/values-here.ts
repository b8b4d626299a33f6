import { type Dimension, monthText, shareLeft } from '@upsell/engine';
import type { IToken } from 'chevrotain';
import { amountIn, currencyOf } from '../amount.ts';
import { readPercent } from '../literals.ts';
import { placedAssumptions } from '../plan-assumptions.ts';
import { percentText } from '../rules/numbers.ts';
import { type SourceFile, sliceOf } from '../source-file.ts';
import { rangeOf } from '../tree.ts';
import { metricSample, sampleValue } from './field-texts.ts';
import { presentFields } from './fields-here.ts';
import type { Expected } from './grammar-states.ts';
import { comparedMetric, neededMoney } from './metrics-here.ts';
import { ownerSlot } from './model-facts.ts';
import { laterMonths, riseEnds } from './months-here.ts';
import { dimensionHere, dimensionOfUses, type NumberPlace } from './number-place.ts';
import { type Asked, fits, type Proposal, plainText, slot } from './proposal.ts';
import { otherEnd, writtenValue } from './rise-and-range.ts';
import { sampleHere } from './sample-here.ts';

/**
 * Values to begin with where a quantity may stand, in the unit that its place takes. Where it may be said where a number is from, they are
 * a `sample`; where nobody would answer for it, somebody does.
 */
export function valueProposals(
  asked: Asked,
  expected: readonly Expected[],
  number: NumberPlace | undefined,
): readonly Proposal[] {
  const place = expected.find(isQuantity);
  if (!place) return [];
  return valuesFor(asked, place.rules, number)
    .map((text) => withNumber(asked, text, place.rules, number))
    .map((snippet) => ({ label: plainText(snippet), kind: 'sample', snippet, detail: 'a value to begin with' }));
}

/**
 * One value of the unit that a function's place takes, by the rules around the function; without commas between its digits, which would
 * part its arguments.
 */
export function argumentHere(
  asked: Asked,
  [, ...around]: readonly string[],
  number: NumberPlace | undefined,
): string | undefined {
  const values = valuesFor(asked, around, number).filter((text) => !/ months?$/.test(text));
  const one = values.find((text) => !text.includes(', ')) ?? values[0]?.split(', ')[0];
  return one?.replaceAll(/(?<=\d),(?=\d)/g, '');
}

const isQuantity = ({ token, rules: [rule] }: Expected): boolean =>
  (token === 'NUMBER' && (rule === 'NumberLiteral' || rule === 'AfterField' || rule === 'ExchangeRate')) ||
  (token === 'PERCENT' && rule === 'Growing');

/** The values as texts, the most likely first, by the rules of the grammar around their place. */
function valuesFor(asked: Asked, rules: readonly string[], number: NumberPlace | undefined): readonly string[] {
  const { before } = asked.place;
  const currency = currencyOf(asked.program);
  const previous = before.at(-1)?.image ?? '';
  const isWhole = !rules.includes('Call') && !OPERATORS.has(previous);
  switch (rules.find((rule) => PLACES.has(rule))) {
    case 'Growing':
      return ['1%/month', '10%/year'];
    case 'AfterField':
      return ['12 months'];
    case 'ExchangeRate':
      return ['1'];
    case 'ScaleEdit':
      return isWhole ? ['1.1', '0.9'] : inUnit(asked, '', dimensionHere(asked));
    case 'CycleField':
      return isWhole ? cycle(before, asked.place.after) : ['100%'];
    case 'AttentionField':
      return isWhole ? attention(before, asked.place.after) : ['100%'];
    case 'SeasonFactor':
    case 'OpenField':
      return [sampleValue(before[0]?.image === 'open' ? 'open at start' : 'season', currency)];
    case 'Target':
    case 'Expect':
      return compared(asked, isWhole);
    case 'Step':
      return isWhole ? ofStep(asked, number, currency) : inUnit(asked, number?.field ?? '', dimensionHere(asked));
    default:
      return [];
  }
}

const PLACES: ReadonlySet<string> = new Set([
  'Growing',
  'AfterField',
  'ExchangeRate',
  'ScaleEdit',
  'CycleField',
  'AttentionField',
  'SeasonFactor',
  'OpenField',
  'Target',
  'Expect',
  'Step',
]);
const OPERATORS: ReadonlySet<string> = new Set(['+', '-', '*', '/', '(']);

/** A share of the cycle, so that all of them sum to 100%; when it is still to be said, in either form. */
function cycle(before: readonly IToken[], after: readonly IToken[]): readonly string[] {
  if (before.length === 1 && after.length === 0) return ['1 month', '20%, 35%, 25%, 15%, 5%', '100%'];
  const shares = [...before.slice(1), ...after].filter(({ image }) => image !== ',');
  const left = shareLeft(shares.map(({ image }) => readPercent(image) ?? Number.NaN));
  return [percentText(Math.max(left ?? 0, 0))];
}

/** What is left of the three shares of a quarter. */
function attention(before: readonly IToken[], after: readonly IToken[]): readonly string[] {
  const left = ATTENTION.slice(before.filter(({ image }) => image === ',').length);
  return left.length === 0 ? [] : [after.length === 0 ? left.join(', ') : (left[0] as string)];
}

const ATTENTION = ['100%', '70%', '30%'];

/** What a metric is compared with; nothing before the comparison, where metrics stand. */
function compared(asked: Asked, isWhole: boolean): readonly string[] {
  const { before, after } = asked.place;
  const currency = currencyOf(asked.program);
  const isFactor = before.at(-1)?.image === '*' || before.at(-1)?.image === '/';
  if (isFactor) return [neededMoney(before, after) === 1 ? amountIn(currency, '1,000') : '2'];
  if (isWhole && !before.some(({ image }) => /^[<>=]+$/.test(image))) return [];
  const metric = comparedMetric(before);
  if (metric !== undefined) return [metricSample(metric, currency)];
  const money = neededMoney(before, after);
  if (money === 1) return [amountIn(currency, '1,000')];
  return money === 0 ? [before.some(({ image }) => image === '/') ? '50%' : '100'] : [];
}

/** Values for the first part of a step. */
function ofStep(asked: Asked, number: NumberPlace | undefined, currency: string): readonly string[] {
  const { before } = asked.place;
  const field = number?.field ?? '';
  const expected = dimensionHere(asked) ?? usesOf(asked);
  if (before.at(-1)?.image === 'to' && number) {
    if (before.at(-2)?.image === 'rising') return [writtenValue(number)];
    const end = otherEnd(number);
    return end === undefined ? inUnit(asked, field, expected) : [end];
  }
  const now = number?.isSet && number.isFirstStep ? valueNow(asked) : undefined;
  if (now !== undefined) return [now];
  if (field !== '' || expected) return inUnit(asked, field, expected);
  return ['240', '100/month', '10%', amountIn(currency, '1,000'), `${amountIn(currency, '1,000')}/month`];
}

/** The unit in which others use the driver that is being written. */
const usesOf = ({ program, place: { before } }: Asked): Dimension | undefined =>
  before[0]?.image === 'driver' ? dimensionOfUses(program, before[1]?.image ?? '') : undefined;

/** The value that a scenario is about to change, where it is a number. */
function valueNow({ program, place: { before } }: Asked): string | undefined {
  const path = before
    .slice(1, -1)
    .map(({ image }) => image)
    .join('');
  const placed = placedAssumptions(program).find(({ scenarioPath }) => scenarioPath === path);
  const value = placed?.node.steps[0]?.value;
  if (!placed || !value?.$cstNode) return undefined;
  const { start, end } = rangeOf(value);
  const text = sliceOf(program.files[placed.file] as SourceFile, start, end);
  return /^[$€£¥]?\d[\d.,_]*[kKMB]?%?( [A-Z]{3})?(\/[a-z]+)?$/.test(text) ? text : undefined;
}

/** A value of a unit: the usual one of the field where it is of that unit. None of units that no literal has. */
function inUnit(asked: Asked, field: string, unit: Dimension | undefined): readonly string[] {
  const { program, place } = asked;
  const currency = currencyOf(program);
  const previous = place.before.at(-1)?.image ?? '';
  const usual = sampleHere(asked, field);
  const { money, perMonth } = unit ?? unitOf(usual);
  const isUsual = unitOf(usual).money === money && unitOf(usual).perMonth === perMonth;
  if (isUsual && previous !== '*' && previous !== '/') return [usual];
  if (![0, 1].includes(money) || ![0, 1].includes(perMonth)) return [];
  if (money + perMonth === 0) return [previous === '*' ? '10%' : previous === '/' ? '2' : '100'];
  return [`${money === 1 ? amountIn(currency, '1,000') : '100'}${perMonth === 1 ? '/month' : ''}`];
}

const unitOf = (text: string): Dimension => ({
  money: /[$€£¥]|[A-Z]{3}/.test(text) ? 1 : 0,
  perMonth: text.endsWith('/month') ? 1 : 0,
});

/** A value with what has to be said of it. */
function withNumber(asked: Asked, text: string, rules: readonly string[], number: NumberPlace | undefined): string {
  const { place } = asked;
  const months = / months?$/.exec(text);
  if (months) return `${slot(1, text.slice(0, months.index))}${months[0]}`;
  if (rules[0] === 'Growing') return slot(1, text.replace(/\/.*/, '')) + text.replace(/^[^/]*/, '');
  if (!rules.includes('Step') || !number) return slots(text);
  if (rules.includes('Rising')) {
    const [month] = riseEnds(asked, number);
    const by = month === undefined ? '' : ` by ${slot(2, monthText(month))}`;
    return firstThatFits(asked, [`${slot(1, text)}${by}`], text);
  }
  const [later] = number.isFirstStep || number.start !== undefined ? [] : laterMonths(asked, number);
  const value = `${slot(1, text)}${later === undefined ? '' : ` from ${slot(2, monthText(later))}`}`;
  const sample = `${value} ${slot(3, 'sample')}`;
  return firstThatFits(asked, [`${sample}${ownerClause(asked, number)}`, sample, value], text);

  function firstThatFits(at: Asked, snippets: readonly string[], bare: string): string {
    const isSaid = place.after.some(({ image }) => image === 'by');
    const usable = snippets.filter((one) => !(isSaid && /\} by \$/.test(one)));
    return usable.find((one) => fits(at, plainText(one))) ?? slots(bare);
  }
}

const slots = (text: string): string =>
  text
    .split(', ')
    .map((part, i) => slot(i + 1, part))
    .join(', ');

/** Who answers for a number of a block that has no owner, and for a driver. */
function ownerClause(asked: Asked, { isSet }: NumberPlace): string {
  if (isSet || (asked.place.block !== undefined && presentFields(asked).has('owner'))) return '';
  const owners = ownerSlot(asked, 4);
  return owners === undefined ? '' : ` by ${owners}`;
}
