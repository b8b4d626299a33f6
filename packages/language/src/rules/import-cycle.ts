import type { Rule } from './rule.ts';

export const importCycle: Rule = {
  code: 'import-cycle',
  severity: 'error',
  summary: 'A file imports itself, directly or through others.',
  breaks: true,
  message: ({ path }) => `Importing \`${path}\` leads back to this file: move what both need into a third library.`,
  check: (program, report) => {
    for (const problem of program.importProblems)
      if (problem.code === 'import-cycle') report(problem.file, problem, problem.params);
  },
};
