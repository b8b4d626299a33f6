import type { Rule } from './rule.ts';

export const pathOutsideWorkspace: Rule = {
  code: 'path-outside-workspace',
  severity: 'error',
  summary: 'A path leads out of the workspace.',
  page: {
    why: "A model is reviewed, versioned and computed together with what it reads. A file outside of the workspace is on one person's disk: it is in no review, the next checkout does not have it, and the same model gives other numbers there, or none. It also keeps a model that somebody sent you from reading your files.",
    example: `import "../../elsewhere/owners.upsell"`,
    mended: `import "owners.upsell"
// file: owners.upsell
owner desk "Upsell desk"`,
    fix: 'Move the file into the workspace, which is the folder that is open in the editor, or the repository around the model on the command line. Then correct the path: it is relative to the file that it stands in.',
  },
  message: ({ path }) =>
    `\`${path}\` lies outside of this workspace, and a model reads only what stands in it: move the file into the workspace, or correct the path.`,
  check: (program, report) => {
    for (const problem of program.importProblems)
      if (problem.code === 'path-outside-workspace') report(problem.file, problem, problem.params);
  },
};
