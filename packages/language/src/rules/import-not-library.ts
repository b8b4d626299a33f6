import type { Rule } from './rule.ts';

export const importNotLibrary: Rule = {
  code: 'import-not-library',
  severity: 'error',
  summary: 'An imported file is a model.',
  breaks: true,
  message: ({ path }) =>
    `\`${path}\` is a model, and only a library can be imported: move what you need into a file without a \`model\` block.`,
  check: (program, report) => {
    for (const problem of program.importProblems)
      if (problem.code === 'import-not-library') report(problem.file, problem, problem.params);
  },
};
