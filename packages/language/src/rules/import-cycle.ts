import type { Rule } from './rule.ts';

export const importCycle: Rule = {
  code: 'import-cycle',
  severity: 'error',
  summary: 'A file imports or includes itself, directly or through others.',
  page: {
    why: 'If a library imports a file which imports that library, there is no order in which the two can be read. A portfolio that contains itself would count its own revenue again and again.',
    example: `// file: model.upsell
import "./shared.upsell"
// file: shared.upsell
import "./model.upsell"

owner growth "Growth PM"`,
    mended: `// file: model.upsell
import "./shared.upsell"
// file: shared.upsell
owner growth "Growth PM"`,
    fix: 'Remove one of the two imports. If both files need something of each other, move that into a third library which both import. An `include` that leads back to its own model has to go.',
  },
  breaks: true,
  message: ({ path, part }) =>
    part
      ? `Including \`${path}\` leads back to this file: a model cannot be a part of itself. Remove one of the two.`
      : `Importing \`${path}\` leads back to this file: move what both need into a third library.`,
  check: (program, report) => {
    for (const problem of program.importProblems)
      if (problem.code === 'import-cycle') report(problem.file, problem, problem.params);
  },
};
