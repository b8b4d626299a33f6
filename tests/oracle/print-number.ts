/** Words of expressions and assumptions (`language.md`, 4 and 5). */
import { multiplied } from './decimal.ts';
import type { Dice } from './dice.ts';
import { chance, pick, shuffled } from './dice.ts';
import type { Arithmetic, Assumption, DriverName, Provenance, Step } from './model.ts';
import type { Gap, Word } from './print-layout.ts';
import type { LiteralPlace } from './print-literal.ts';
import { spellMoney, spellPeriod, spellPlain, spellString } from './print-literal.ts';
import type { Context, Measured } from './statement.ts';
import { UNIT_WORDS } from './words.ts';

/** Numbers name drivers, expectations name metrics; all else is spelled alike. */
type Expr = Arithmetic<DriverName | Measured>;

/** How tightly an operator binds; parentheses are needed around what binds less than its place asks. */
const SUM = 1;
const PRODUCT = 2;
const UNARY = 3;
const UNIT = 4;
const PRIMARY = 5;

const ANYWHERE: LiteralPlace = { canGroup: true, keepsForm: false };

/** A word of the grammar. */
export function word(text: string, gap: Gap = 'space'): Word {
  return { text, gap };
}

/** A name that the model chose. */
export function name(text: string, gap: Gap = 'space'): Word {
  return { text, gap, isName: true };
}

/** The words of an assumption: steps, then clauses in any order. */
export function assumptionWords(dice: Dice, context: Context, assumption: Assumption, isDriver = false): Word[] {
  const steps = assumption.steps.flatMap((step, index) => [
    ...(index === 0 ? [] : [word(',', 'tight')]),
    ...withGap(stepWords(dice, context, step, isDriver), index === 0 ? 'space' : 'step'),
  ]);
  const clauses = [
    assumption.by === undefined ? [] : [word('by'), name(assumption.by, 'beside')],
    assumption.note === undefined ? [] : [word('note'), word(spellString(dice, assumption.note))],
    assumption.evidence === undefined ? [] : [word('evidence'), word(spellString(dice, assumption.evidence))],
  ];
  return [...steps, ...shuffled(dice, clauses).flat()];
}

function stepWords(dice: Dice, context: Context, step: Step, isDriver: boolean): Word[] {
  const { expr, high, from, growth, provenance } = step;
  const range: LiteralPlace = { canGroup: true, keepsForm: isDriver };
  const words =
    high === undefined
      ? exprWords(dice, context, expr)
      : [...exprWords(dice, context, expr, range), word('to', 'beside'), ...exprWords(dice, context, high, range)];
  if (from !== undefined) words.push(word('from'), word(from));
  if (growth?.kind === 'growing') {
    const falls = growth.percent.startsWith('-');
    const rate = spellPlain(dice, 'percent', growth.percent.replace('-', ''), { canGroup: true, keepsForm: true });
    words.push(word('growing'), ...(falls ? [word('-'), word(rate, 'tight')] : [word(rate)]));
    words.push(...perWords(dice, growth.per));
  }
  if (growth?.kind === 'rising') {
    words.push(word('rising'), word('to', 'beside'), ...exprWords(dice, context, growth.to));
    words.push(word('by'), word(growth.by));
  }
  if (provenance !== undefined) words.push(...provenanceWords(dice, context, provenance));
  return words;
}

function provenanceWords(dice: Dice, context: Context, provenance: Provenance): Word[] {
  switch (provenance.kind) {
    case 'sample':
      return [word('sample')];
    case 'estimated':
    case 'decided':
      return [word(provenance.kind), word(provenance.month)];
    case 'counted':
    case 'measured':
      return [word(provenance.kind), ...periodWords(dice, context, provenance.from, provenance.to)];
  }
}

/** The words of a period. */
export function periodWords(dice: Dice, context: Context, from: string, to: string): Word[] {
  return spellPeriod(dice, context, from, to).map((each) => word(each, each === 'to' ? 'beside' : 'space'));
}

/** The words of an expression that stands on its own. */
export function exprWords(dice: Dice, context: Context, expr: Expr, place: LiteralPlace = ANYWHERE): Word[] {
  return bound(expr, SUM, place);

  /** The expression in a place that asks for this binding, in parentheses where it needs them, and now and then. */
  function bound(each: Expr, asked: number, at: LiteralPlace): Word[] {
    const { words, binding } = bare(each, at);
    // A driver's range keeps its ends bare, so that a percent stays one whatever "both ends" means.
    const isWhim = !place.keepsForm && chance(dice, 3);
    return binding < asked || isWhim ? parenthesized(words) : words;
  }

  function bare(each: Expr, at: LiteralPlace): { words: Word[]; binding: number } {
    switch (each.kind) {
      case 'number':
      case 'percent':
        return { words: [word(spellPlain(dice, each.kind, each.text, at))], binding: PRIMARY };
      case 'money':
        return { words: [word(spellMoney(dice, each.text, context.currency, at))], binding: PRIMARY };
      case 'driver':
        return { words: [name(each.name)], binding: PRIMARY };
      case 'metric':
        return { words: metricWords(dice, context, each), binding: PRIMARY };
      case 'per': {
        const same = inOtherUnit(each, dice);
        return { words: [...bound(same.of, PRIMARY, at), ...perWords(dice, same.unit)], binding: UNIT };
      }
      case 'negative': {
        const of = bound(each.of, UNARY, at);
        return { words: [word('-'), ...withGap(of, of[0]?.text === '-' ? 'beside' : 'tight')], binding: UNARY };
      }
      case '+':
      case '-':
        return { words: operation(each, SUM, at), binding: SUM };
      case '*':
      case '/':
        return { words: operation(each, PRODUCT, at), binding: PRODUCT };
      case 'min':
      case 'max': {
        const within = { ...at, canGroup: false };
        const args = shuffled(dice, each.of).flatMap((arg, index) => [
          ...(index === 0 ? [] : [word(',', 'tight')]),
          ...withGap(bound(arg, SUM, within), index === 0 ? 'tight' : 'space'),
        ]);
        return { words: [word(each.kind), word('(', 'tight'), ...args, word(')', 'tight')], binding: PRIMARY };
      }
    }
  }

  function operation(each: Extract<Expr, { left: unknown }>, binding: number, at: LiteralPlace): Word[] {
    const swaps = (each.kind === '+' || each.kind === '*') && chance(dice, 10);
    const [first, second] = swaps ? [each.right, each.left] : [each.left, each.right];
    const left = bound(first, binding, at);
    let right = bound(second, binding + 1, at);
    // After `/` the unit words are units, so a driver named like one of them goes into parentheses.
    if (each.kind === '/' && isUnitWord(right[0])) right = parenthesized(right);
    const isTight = binding === PRODUCT && chance(dice, 15);
    const gap = isTight ? 'tight' : 'space';
    return [...left, word(each.kind, gap), ...withGap(right, gap)];
  }
}

/** The words of a metric, of what and in which months. */
export function metricWords(dice: Dice, context: Context, { metric, of, in: period }: Omit<Measured, 'kind'>): Word[] {
  return [
    ...metric.split(' ').map((each, index) => word(each, index === 0 ? 'space' : 'beside')),
    ...(of === undefined ? [] : [word('of'), name(of, 'beside')]),
    ...(period === undefined ? [] : [word('in'), ...periodWords(dice, context, period.from, period.to)]),
  ];
}

/** The same rate in another unit, where the digits stay exact: 12/month is 144/year. */
function inOtherUnit(each: Extract<Expr, { kind: 'per' }>, dice: Dice): Extract<Expr, { kind: 'per' }> {
  const { of, unit } = each;
  const isLiteral = of.kind === 'number' || of.kind === 'percent' || of.kind === 'money';
  if (!isLiteral || unit !== 'month' || !chance(dice, 10)) return each;
  const other = pick(dice, ['quarter', 'year'] as const);
  return { kind: 'per', of: { ...of, text: multiplied(of.text, other === 'year' ? 12 : 3) }, unit: other };
}

function perWords(dice: Dice, unit: string): Word[] {
  const isWord = chance(dice, 25);
  return isWord
    ? [word('per', 'beside'), word(unit, 'beside')]
    : [word('/', 'tight'), word(unit, chance(dice, 5) ? 'beside' : 'tight')];
}

function isUnitWord(first: Word | undefined): boolean {
  return first !== undefined && (UNIT_WORDS as readonly string[]).includes(first.text);
}

function parenthesized(words: readonly Word[]): Word[] {
  return [word('('), ...withGap(words, 'tight'), word(')', 'tight')];
}

/** The words with another gap before the first of them. */
export function withGap(words: readonly Word[], gap: Gap): Word[] {
  return words.map((each, index) => (index === 0 ? { ...each, gap } : each));
}
