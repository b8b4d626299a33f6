import { monthText } from '@upsell/engine';
import { GrammarUtils } from 'langium';
import { replace } from '../edits.ts';
import type { Assumption, Step } from '../generated/ast.ts';
import { readMonth } from '../literals.ts';
import { nodeAt } from '../program.ts';
import type { SourceFile } from '../source-file.ts';
import { propertyRange, rangeOf } from '../tree.ts';
import type { Rule } from './rule.ts';

/** The title of the fix that puts the steps in order. */
export const SORT_STEPS = 'Sort the steps by their months';

export const stepOrder: Rule = {
  code: 'step-order',
  severity: 'error',
  summary: 'The steps of a number are not in the order of time.',
  page: {
    why: 'The steps of a number are its history: what it was, and from which month it is something else. Out of order, a later step would be overruled by an earlier one, and the history would say what nobody meant.',
    example: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month              counted 2025,
             950/month from 2026-09 estimated 2025-12,
             900/month from 2026-05 estimated 2025-12
  conversion 0.5%                   estimated 2025-12
}`,
    mended: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month              counted 2025,
             900/month from 2026-05 estimated 2025-12,
             950/month from 2026-09 estimated 2025-12
  conversion 0.5%                   estimated 2025-12
}`,
    fix: 'Put the steps in the order of their months. The first holds from the start and has no `from`; each later one has a `from` after the one before it. A rise ends after the month in which it starts.',
  },
  breaks: true,
  message: ({ reason, from, before, by }) => {
    if (reason === 'rising')
      return `The rise ends in ${monthText(Number(by))}, not after its start in ${monthText(Number(from))}: choose a later month.`;
    if (reason === 'first')
      return 'The first step holds from the start: remove its `from`, or put a step without one before it.';
    if (reason === 'missing') return 'Every step after the first says from when it holds: add `from` and a month.';
    return `This step starts in ${monthText(Number(from))}, not after the one before it in ${monthText(Number(before))}: put the steps in the order of time.`;
  },
  fixes({ file, start, params }, { program }) {
    const assumption = nodeAt<Assumption>(program, file, 'Assumption', start);
    const source = program.files[file] as SourceFile;
    if (!assumption || params['reason'] === 'rising') return [];
    const { steps } = assumption;
    // What a scenario sets may begin with a month: the steps before it stay.
    const mayBegin = assumption.$container.$type === 'SetEdit';
    const sorted = steps.toSorted((a, b) => monthOf(a) - monthOf(b));
    const [first] = sorted;
    if (!first || !isOrdered(sorted)) return [];
    if (mayBegin ? params['reason'] !== 'first' : first.start === undefined) {
      const textOf = (step: Step) => source.text.slice(rangeOf(step).start, rangeOf(step).end);
      const edits = steps.flatMap((step, i) =>
        sorted[i] === step ? [] : [replace(file, rangeOf(step), textOf(sorted[i] as Step))],
      );
      return edits.length > 0 ? [{ title: SORT_STEPS, edits }] : [];
    }
    const from = GrammarUtils.findNodeForKeyword(first.$cstNode, 'from');
    if (first !== steps[0] || !from) return [];
    const spaces = /[ \t]*$/.exec(source.text.slice(0, from.offset))?.[0].length ?? 0;
    const range = { start: from.offset - spaces, end: propertyRange(first, 'start').end };
    return [{ title: `Remove \`from ${first.start}\``, edits: [replace(file, range, '')] }];
  },
};

/** The month from which a step holds; the one without a month holds before all others. */
const monthOf = ({ start }: Step): number =>
  start === undefined ? Number.NEGATIVE_INFINITY : (readMonth(start) ?? Number.NaN);

const isOrdered = (steps: readonly Step[]): boolean =>
  steps.every((step, i) => i === 0 || monthOf(step) > monthOf(steps[i - 1] as Step));
