import type { AstNode } from 'langium';
import { nodesIn } from '../block.ts';
import { fieldsOf } from '../broken.ts';
import { remove, replace } from '../edits.ts';
import { fieldName, fieldNameRange } from '../field-name.ts';
import type { Closing, SeasonFactor, SeasonField } from '../generated/ast.ts';
import { readMonthName } from '../literals.ts';
import { type FileProblem, nodeAt, type Program } from '../program.ts';
import { propertyRange, type Range, rangeOf } from '../tree.ts';
import type { FileEdit, ReportHere, Rule } from './rule.ts';

export const duplicateField: Rule = {
  code: 'duplicate-field',
  severity: 'error',
  summary: 'A field stands twice in a block.',
  page: {
    why: 'With two volumes in one channel, nobody can say which of them the forecast uses: the first, the last or their sum. It is usually what is left of a copied line, and the number that was meant to be replaced is still there.',
    example: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month counted 2025
  volume     850/month counted 2025
  conversion 0.5%      estimated 2025-12
}`,
    mended: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     850/month counted 2025
  conversion 0.5%      estimated 2025-12
}`,
    fix: 'Remove the one that is no longer true. If the number changes at some month, write it as a step: `800/month, 850/month from 2026-05`. If both are touches of one channel, write each as a `touch`.',
  },
  breaks: true,
  message: ({ field }) => `\`${field}\` stands here a second time: remove one of the two.`,
  related(problem, program) {
    const { file, start, params } = problem;
    const factor = nodeAt<SeasonFactor>(program, file, 'SeasonFactor', start);
    const isOfSeason = factor && propertyRange(factor, 'month').start === start;
    const months = isOfSeason ? factor.$container.factors.map((one) => propertyRange(one, 'month')) : [];
    const said = factor?.month === undefined ? undefined : readMonthName(factor.month);
    const month = months.find((_, i) => readMonthName(factor?.$container.factors[i]?.month ?? '') === said);
    const fields = fieldsAround(program, problem).filter((field) => fieldName(field) === params['field']);
    const first = isOfSeason ? month : fields.map(fieldNameRange)[0];
    return first && first.start !== start ? [{ file, ...first, message: `The first \`${params['field']}\`` }] : [];
  },
  checkEach(block, _, report) {
    // A scenario's closing model is a block inside a block.
    const inScenarios = nodesIn<Closing>(block, 'Closing').filter(({ $container }) => $container.$type === 'Scenario');
    for (const node of [...block.elements, ...inScenarios]) {
      const seen = new Set<string>();
      for (const field of fieldsOf(node)) {
        const name = fieldName(field);
        if (name === undefined) continue;
        if (seen.has(name)) report(fieldNameRange(field), { field: name });
        seen.add(name);
        if (field.$type === 'SeasonField') checkMonths(field as SeasonField, report);
      }
    }
  },
  fixes(problem, { program }) {
    const { file, params } = problem;
    const factor = nodeAt<SeasonFactor>(program, file, 'SeasonFactor', problem.start);
    if (factor && propertyRange(factor, 'month').start === problem.start)
      return [{ title: `Remove the second \`${params['field']}\``, edits: [withoutFactor(file, factor)] }];
    const fields = fieldsAround(program, problem);
    const second = fields.find((field) => fieldNameRange(field).start === problem.start);
    const first = fields.find((field) => fieldName(field) === params['field']);
    if (!first || !second || isHalf(program, file, rangeOf(second))) return [];
    const said = (field: AstNode) => textOf(program, file, rangeOf(field)).replaceAll(/\s+/g, ' ');
    const title = `Remove the second \`${params['field']}\``;
    return [{ title, edits: [remove(program, file, rangeOf(second))], safe: said(first) === said(second) }];
  },
};

function checkMonths(season: SeasonField, report: ReportHere): void {
  const seen = new Set<number>();
  for (const factor of season.factors) {
    const month = readMonthName(factor.month ?? '');
    if (month === undefined) continue;
    if (seen.has(month)) report(propertyRange(factor, 'month'), { field: factor.month });
    seen.add(month);
  }
}

/** The fields of the block that a problem stands in. */
function fieldsAround(program: Program, { file, start }: FileProblem): readonly AstNode[] {
  const blocks = (['ModelBlock', 'Channel', 'Retention', 'Closing'] as const).map((type) =>
    nodeAt(program, file, type, start),
  );
  return blocks.flatMap((block) => (block ? fieldsOf(block) : []));
}

/** True where a field touches what is not understood: nobody knows how much of that is the field. */
const isHalf = ({ files }: Program, file: number, { start, end }: Range): boolean =>
  files[file]?.problems.some((problem) => problem.start <= end && problem.end >= start) ?? false;

/** A month of a season with the comma before it. */
function withoutFactor(file: number, factor: SeasonFactor): FileEdit {
  const { factors } = factor.$container;
  const before = factors[factors.indexOf(factor) - 1];
  return replace(file, { start: before ? rangeOf(before).end : rangeOf(factor).start, end: rangeOf(factor).end }, '');
}

const textOf = ({ files }: Program, file: number, { start, end }: Range): string =>
  files[file]?.text.slice(start, end) ?? '';
