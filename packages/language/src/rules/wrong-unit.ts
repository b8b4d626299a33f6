import { amountIn, currencyOf } from '../amount.ts';
import { insertAt, replace } from '../edits.ts';
import { expressionAt, stepOf } from '../expression-at.ts';
import type { Expr, NumberLiteral } from '../generated/ast.ts';
import { readNumber } from '../literals.ts';
import type { Params } from '../problem.ts';
import type { Program } from '../program.ts';
import { rangeOf } from '../tree.ts';
import type { Fix, Rule } from './rule.ts';

export const wrongUnit: Rule = {
  code: 'wrong-unit',
  severity: 'error',
  summary: 'A number has the wrong unit for its place.',
  page: {
    why: 'A volume without a time unit could be a month, a quarter or a year, which is a factor of twelve. Units are checked so that such a mistake is an underlined word and not a missed year.',
    example: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800  counted 2025
  conversion 0.5% estimated 2025-12
}`,
    mended: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month counted 2025
  conversion 0.5%      estimated 2025-12
}`,
    fix: 'Write the unit that the place takes: volumes, touches and capacity are per time (`800/month`, `40/workday`), rates are plain numbers, a deal size is money, cost and quota are money per time.',
  },
  breaks: true,
  message: (params) => {
    const { place, operator, expected, found } = params;
    if (operator)
      return `This is ${found}, and what stands before it is ${expected}: both sides of \`${operator}\` need the same unit.`;
    const advice =
      params['expectedMoney'] === params['foundMoney'] &&
      Number(params['expectedPerMonth']) - Number(params['foundPerMonth']) === 1
        ? ': add a unit of time such as `/month`'
        : params['expectedMoney'] === params['foundMoney'] &&
            Number(params['expectedPerMonth']) - Number(params['foundPerMonth']) === -1
          ? ': remove the unit of time'
          : Number(params['expectedMoney']) === 1 && params['foundMoney'] === 0
            ? ': write an amount of money'
            : Number(params['expectedMoney']) === 0 && params['foundMoney'] === 1
              ? ': write the number without its currency'
              : '';
    return `\`${place}\` takes ${expected}, and this is ${found}${advice}.`;
  },
  fixes({ file, start, end, params }, { program }) {
    const expr = expressionAt(program, file, { start, end });
    if (!expr || isOfAnotherPlace(expr, params)) return [];
    const money = Number(params['expectedMoney']) - Number(params['foundMoney']);
    const time = Number(params['expectedPerMonth']) - Number(params['foundPerMonth']);
    const text = program.files[file]?.text.slice(start, end) ?? '';
    if (money === 0 && time === 1) return [perMonth(file, expr, text)];
    if (money === 0 && time === -1) return withoutUnit(file, expr, params);
    if (money === -1 && (time === 0 || time === 1)) return withoutCurrency(file, expr, params, time);
    if (money === 1 && (time === 0 || time === 1)) return inMoney(program, file, expr, time);
    return [];
  },
};

/** The first time unit of a price or a count is a month; where an operator would take the unit, parentheses go around. */
function perMonth(file: number, expr: Expr, text: string): Fix {
  const needsParentheses = expr.$type === 'Binary' && expr.operator !== '*';
  const title = `Write \`${needsParentheses ? `(${text})` : text}/month\``;
  const { start, end } = rangeOf(expr);
  const edits = needsParentheses
    ? [insertAt(file, start, '('), insertAt(file, end, ')/month')]
    : [insertAt(file, end, '/month')];
  return text.length <= LONGEST ? { title, edits } : { title: 'Add `/month`', edits };
}

const LONGEST = 30;

function withoutUnit(file: number, expr: Expr, { place }: Params): readonly Fix[] {
  if (expr.$type !== 'PerUnit' || !expr.value) return [];
  const { value } = expr;
  const number = value.$type === 'NumberLiteral' ? (readNumber(value.text) ?? 0) : 0;
  // Without its unit it would be a rate above 1.
  if (RATES.has(String(place)) && number > 1) return [];
  const range = { start: rangeOf(value).end, end: rangeOf(expr).end };
  return [{ title: 'Remove the unit of time', edits: [replace(file, range, '')] }];
}

/** `€300` as the volume `300/month`. A rate of so many units of money is none. */
function withoutCurrency(file: number, expr: Expr, { place, operator }: Params, time: number): readonly Fix[] {
  const literal = expr.$type === 'PerUnit' ? expr.value : expr;
  const isMoney = literal?.$type === 'MoneyLiteral' || literal?.$type === 'NumberLiteral';
  if (!isMoney || operator !== undefined || RATES.has(String(place)) || (time === 1 && literal !== expr)) return [];
  const text = `${((literal as NumberLiteral).text ?? '').replace(/^[$€£¥]/, '')}${time === 1 ? '/month' : ''}`;
  return [{ title: `Write \`${text}\``, edits: [replace(file, rangeOf(literal), text)] }];
}

const RATES: ReadonlySet<string> = new Set(['conversion', 'converting', 'win rate', 'cycle', 'attention']);

function inMoney(program: Program, file: number, expr: Expr, time: number): readonly Fix[] {
  const literal = expr.$type === 'PerUnit' ? expr.value : expr;
  if (literal?.$type !== 'NumberLiteral') return [];
  const amount = amountIn(currencyOf(program), (literal as NumberLiteral).text);
  const edits = [replace(file, rangeOf(literal), amount)];
  if (time === 0) return [{ title: `Write \`${amount}\``, edits }];
  const perMonth = `${amount}/month`;
  return [{ title: `Write \`${perMonth}\``, edits: [replace(file, rangeOf(literal), perMonth)] }];
}

/** What a scenario's edit does to another place is said at the edit: the unit that it lacks is not the edit's. */
function isOfAnotherPlace(expr: Expr, { place, operator }: Params): boolean {
  const field = stepOf(expr)?.$container.$container;
  if (field?.$type !== 'SetEdit') return false;
  return operator !== undefined || ((field.path?.members.length ?? 0) === 0 && place !== 'driver');
}
