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
  message: ({ path, reason }) =>
    reason
      ? `\`${path}\` cannot be read as a plan of record: ${reason}. Write it anew with \`upsell lock\`.`
      : `There is no plan of record \`${path}\`: write it with \`upsell lock\`, or correct the path.`,
};
