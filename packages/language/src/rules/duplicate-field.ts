import { fieldsOf } from '../broken.ts';
import { fieldName, fieldNameRange } from '../field-name.ts';
import type { SeasonField } from '../generated/ast.ts';
import { readMonthName } from '../literals.ts';
import { propertyRange } from '../tree.ts';
import type { Report, Rule } from './rule.ts';

export const duplicateField: Rule = {
  code: 'duplicate-field',
  severity: 'error',
  summary: 'A field stands twice in a block.',
  breaks: true,
  message: ({ field }) => `\`${field}\` stands here a second time: remove one of the two.`,
  check(program, report) {
    for (const { file, node } of program.elements) {
      const seen = new Set<string>();
      for (const field of fieldsOf(node)) {
        const name = fieldName(field);
        if (name === undefined) continue;
        if (seen.has(name)) report(file, fieldNameRange(field), { field: name });
        seen.add(name);
        if (field.$type === 'SeasonField') checkMonths(field as SeasonField, file, report);
      }
    }
  },
};

function checkMonths(season: SeasonField, file: number, report: Report): void {
  const seen = new Set<number>();
  for (const factor of season.factors) {
    const month = readMonthName(factor.month ?? '');
    if (month === undefined) continue;
    if (seen.has(month)) report(file, propertyRange(factor, 'month'), { field: factor.month });
    seen.add(month);
  }
}
