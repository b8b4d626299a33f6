import type { Rule } from './rule.ts';

export const importNotFound: Rule = {
  code: 'import-not-found',
  severity: 'error',
  summary: 'An imported file is not there.',
  breaks: true,
  message: ({ path }) =>
    String(path).endsWith('.upsell')
      ? `There is no file \`${path}\` to import: correct the path or create the file.`
      : `\`${path}\` is not a \`.upsell\` file, and only such a file can be imported: correct the path.`,
  check: (program, report) => {
    for (const problem of program.importProblems)
      if (problem.code === 'import-not-found') report(problem.file, problem, problem.params);
  },
};
