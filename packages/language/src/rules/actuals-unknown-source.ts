import { actualsCountText } from './actuals-count.ts';
import { joinedSourceFixes } from './joined-source-fixes.ts';
import type { Rule } from './rule.ts';

export const actualsUnknownSource: Rule = {
  code: 'actuals-unknown-source',
  severity: 'error',
  summary: 'A source in the actuals that is not in the list.',
  page: {
    why: 'The list of sources is closed, so that every opportunity belongs to a channel with an owner. What comes in under another name is counted in no channel. Either a new way of working has no owner yet, or somebody renamed a value in the CRM.',
    example: `actuals "actuals"
// file: actuals/months.csv
month,source,touches,opened
2026-01,tickets,812,4`,
    mended: `actuals "actuals"
// file: actuals/months.csv
month,source,touches,opened
2026-01,ticket,812,4`,
    fix: 'Write the name as the list `sources` has it. If the source was renamed, write `renamed from` behind its new name, and old rows join it; if it is new, add it to the list, with a channel that feeds it.',
  },
  message: (params) =>
    actualsCountText(params) ??
    `\`${params['source']}\` is not in the list \`sources\`, and is counted in no channel: correct it, write \`renamed from\` behind its new name in the list, or add it with a channel.`,
  fixes: joinedSourceFixes,
};
