import { isWhole, shareWorked } from '../queue.ts';
import { growthFactor } from '../step.ts';
import type { Cell, Formula } from './cell.ts';

export const plus = (left: Formula, right: Formula): Formula => ({ op: '+', left, right });
export const minus = (left: Formula, right: Formula): Formula => ({ op: '-', left, right });
export const times = (left: Formula, right: Formula): Formula => ({ op: '*', left, right });
export const over = (left: Formula, right: Formula): Formula => ({ op: '/', left, right });
export const ratio = (above: Formula, below: Formula): Formula => ({ op: 'ratio', over: above, under: below });
export const sum = (cells: readonly Cell[]): Formula => ({ op: 'sum', cells });

/** What a formula comes to; null where it has no value. */
export function computed(formula: Formula): number | null {
  if (typeof formula === 'number') return formula;
  if ('line' in formula) return formula.value;
  switch (formula.op) {
    case '+':
      return of(formula.left) + of(formula.right);
    case '-':
      return of(formula.left) - of(formula.right);
    case '*':
      return of(formula.left) * of(formula.right);
    case '/':
      return of(formula.left) / of(formula.right);
    case 'grown':
      return growthFactor(of(formula.rate), formula.months / formula.per);
    case 'negate':
      return -of(formula.operand);
    case 'min':
      return formula.args.reduce<number>((least, arg) => Math.min(least, of(arg)), Number.POSITIVE_INFINITY);
    case 'max':
      return formula.args.reduce<number>((most, arg) => Math.max(most, of(arg)), Number.NEGATIVE_INFINITY);
    case 'sum':
      return formula.cells.reduce((total, cell) => total + of(cell), 0);
    case 'sum of products':
      return formula.left.reduce((total, cell, i) => total + of(cell) * of(formula.right[i] as Cell), 0);
    case 'share':
      return shareWorked(of(formula.limit), of(formula.queue));
    case 'ratio':
      return of(formula.under) === 0 ? null : of(formula.over) / of(formula.under);
    case 'if whole':
      return of(isWhole(of(formula.share)) ? formula.whole : formula.otherwise);
    case 'if known':
      return formula.cell.value === null ? null : computed(formula.value);
  }
}

const of = (formula: Formula): number => computed(formula) ?? Number.NaN;
