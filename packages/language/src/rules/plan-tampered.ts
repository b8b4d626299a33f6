import type { Rule } from './rule.ts';

export const planTampered: Rule = {
  code: 'plan-tampered',
  severity: 'error',
  summary: 'A plan of record that is no longer what was locked.',
  page: {
    why: 'A plan that can be edited after the fact is no plan: the miss disappears, and so does what could have been learned from it. The file carries a hash of its content, and it does not fit any more.',
    example: `plan "plans/fy26.plan.json"
// file: plans/fy26.plan.json
{ "schema": "upsell/plan@1", "sha256": "0", "content": {} }`,
    mended: `// The plan as git has it, or a new one by \`upsell lock\`; then:
// plan "plans/fy26.plan.json"`,
    fix: 'Restore the file from git. If a new plan was agreed, lock the model again, under another name, so that both stay.',
  },
  message: ({ path }) =>
    `\`${path}\` was changed after it was locked, and is not compared with: restore it from git, or lock the model anew.`,
};
