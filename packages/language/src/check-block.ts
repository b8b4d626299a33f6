import { remembered, work } from '@upsell/engine';
import type { Block } from './block.ts';
import type { Facts, Known } from './facts.ts';
import { type Group, ofGroup } from './group.ts';
import { RULES } from './rules/index.ts';
import type { ReportHere, Rule } from './rules/rule.ts';
import type { BlockProblem } from './source-file.ts';

/** What the rules say of the declarations of some blocks, each by itself. */
export const checkGroup = (group: Group, isModel: boolean, facts: Facts): readonly BlockProblem[] =>
  checkedGroup(group, isModel, facts.currency, facts.fiscalYearStart, facts.hasRetention, facts.closing, facts.closer);

/** The same of the date, and of what the model's period makes of them. */
export const judgeGroup = (
  group: Group,
  isModel: boolean,
  { asOf, fiscalYearStart, period }: Known,
): readonly BlockProblem[] => judgedGroup(group, isModel, asOf, fiscalYearStart, period?.first, period?.last);

const CHECKS = RULES.filter(({ checkEach }) => checkEach);
const JUDGEMENTS = RULES.filter(({ judgeEach }) => judgeEach);

const checked = remembered(
  (
    block: Block,
    isModel: boolean,
    currency: Facts['currency'],
    fiscalYearStart: number,
    hasRetention: boolean,
    closing: Facts['closing'],
    closer: Facts['closer'],
  ) => {
    const facts = { currency, fiscalYearStart, hasRetention, closing, closer };
    return collect(block, isModel, CHECKS, (rule, report) => rule.checkEach?.(block, facts, report));
  },
);

const judged = remembered(
  (
    block: Block,
    isModel: boolean,
    asOf: number,
    fiscalYearStart: number,
    first: number | undefined,
    last: number | undefined,
  ) => {
    const period = first === undefined || last === undefined ? undefined : { first, last };
    const known: Known = { asOf, fiscalYearStart, period };
    return collect(block, isModel, JUDGEMENTS, (rule, report) => rule.judgeEach?.(block, known, report));
  },
);

const checkedGroup = ofGroup(checked);
const judgedGroup = ofGroup(judged);

function collect(
  block: Block,
  isModel: boolean,
  rules: readonly Rule[],
  look: (rule: Rule, report: ReportHere) => void,
): readonly BlockProblem[] {
  const found: BlockProblem[] = [];
  if (block.elements.length === 0) return found;
  const from = block.start;
  for (const rule of rules) {
    if (rule.modelOnly && !isModel) continue;
    work.rules++;
    look(rule, ({ start, end }, params = {}) =>
      found.push({ block, problem: { code: rule.code, start: start - from, end: end - from, params } }),
    );
  }
  return found;
}
