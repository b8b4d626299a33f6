import type { Assumption } from '../generated/ast.ts';
import { SORT_STEPS, stepOrder } from '../rules/step-order.ts';
import { rangeOf } from '../tree.ts';
import { offer, type Refactoring } from './refactoring.ts';
import { nodeIn } from './under-cursor.ts';

/** Puts the steps of a number in the order of their months, from anywhere in it: as a fix it is there on one of them alone. */
export const sortSteps: Refactoring = (asked) => {
  const { program, records, tracking, asOf, diagnostics } = asked.analysis;
  const assumption = nodeIn<Assumption>(asked, 'Assumption');
  if (!assumption) return [];
  const { start, end } = rangeOf(assumption);
  const problem = diagnostics.find(
    (one) => one.code === stepOrder.code && one.file === 0 && start <= one.start && one.start <= end,
  );
  const fixes = problem && stepOrder.fixes?.(problem, { program, records, tracking, asOf });
  const sorting = fixes?.find(({ title }) => title === SORT_STEPS);
  return sorting ? [offer('refactor.rewrite', sorting.title, () => sorting.edits)] : [];
};
