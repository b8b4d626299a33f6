import type { Rule } from './rule.ts';

export const importNotLibrary: Rule = {
  code: 'import-not-library',
  severity: 'error',
  summary: 'An imported file is a model.',
  page: {
    why: 'A model answers for one forecast: its period, its sources, its closing model. Importing it into another would bring all of that along, and the two would contradict each other.',
    example: `// file: model.upsell
import "./emea.upsell"
// file: emea.upsell
model "EMEA" {
  currency USD
  period 2026-01 to 2026-12
}`,
    mended: `// file: model.upsell
import "./shared.upsell"
// file: shared.upsell
owner growth "Growth PM"`,
    fix: 'Move what both models need, such as owners and drivers, into a file without a `model` block and import that one. To add up the results of several models, write `include` instead of `import`.',
  },
  breaks: true,
  message: ({ path }) =>
    `\`${path}\` is a model, and only a library can be imported: move what you need into a file without a \`model\` block.`,
  check: (program, report) => {
    for (const problem of program.importProblems)
      if (problem.code === 'import-not-library') report(problem.file, problem, problem.params);
  },
};
