import type { Rule } from './rule.ts';

export const importNotFound: Rule = {
  code: 'import-not-found',
  severity: 'error',
  summary: 'An imported file is not there.',
  breaks: true,
  message: ({ path }) => `There is no file \`${path}\` to import: correct the path or create the file.`,
  check: (program, report) => {
    for (const problem of program.importProblems)
      if (problem.code === 'import-not-found') report(problem.file, problem, problem.params);
  },
};
