import type { Rule } from './rule.ts';

export const planNotFound: Rule = {
  code: 'plan-not-found',
  severity: 'error',
  summary: 'There is no plan of record at the path of `plan`, or none that can be read.',
  page: {
    why: 'A plan of record is what everybody agreed to be measured by. Without the file the variance would be against the model of today, which moves with every edit, and no miss would ever be seen.',
    example: `plan "plans/fy26.plan.json"`,
    mended: `// \`upsell lock model.upsell\` writes the plan; then:
// plan "plans/fy26.plan.json"`,
    fix: 'Write the plan with `upsell lock`, which names the file, and commit it beside the model; or correct the path, which is relative to the model.',
  },
  message: ({ path, reason, written }) => {
    // Another path than the one that is written has to be corrected first.
    const name = `name \`${written}\`, which \`upsell lock\` writes.`;
    if (reason !== undefined) {
      const mend = written === undefined ? 'Write it anew with `upsell lock`.' : `Correct the path, or ${name}`;
      return `\`${path}\` cannot be read as a plan of record: ${reason}. ${mend}`;
    }
    const mend =
      written === undefined ? 'write it with `upsell lock`, or correct the path.' : `correct the path, or ${name}`;
    return `There is no plan of record \`${path}\`: ${mend}`;
  },
};
