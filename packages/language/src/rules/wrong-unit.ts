import type { Rule } from './rule.ts';

export const wrongUnit: Rule = {
  code: 'wrong-unit',
  severity: 'error',
  summary: 'A number has the wrong unit for its place.',
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
            : '';
    return `\`${place}\` takes ${expected}, and this is ${found}${advice}.`;
  },
};
