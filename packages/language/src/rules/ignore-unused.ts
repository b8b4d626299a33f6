import { removeComment } from '../edits.ts';
import type { Rule } from './rule.ts';

export const ignoreUnused: Rule = {
  code: 'ignore-unused',
  severity: 'warning',
  unnecessary: true,
  summary: 'A comment silences a rule that says nothing there.',
  page: {
    why: 'A comment that silences a rule says: we have seen this, and we live with it. When the reason is gone and the comment stays, it hides the next problem of that kind on the same line, and readers take it for a decision that still stands.',
    example: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  // upsell-ignore volume-estimated: the helpdesk moves in March
  volume     800/month counted 2025-10 to 2025-12
  conversion 0.5%      measured 2025
  initiated by customer
}`,
    mended: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month counted 2025-10 to 2025-12
  conversion 0.5%      measured 2025
  initiated by customer
}`,
    fix: 'Remove the comment. If it should silence something, check the code for a typo, and that the comment stands above the very line: it covers the next line that is not a comment. Errors cannot be silenced. In an imported library nothing is asked, since another model may need the comment.',
  },
  message: ({ code, known, severity }) => {
    if (code === '') return 'This comment names no rule: write `// upsell-ignore CODE: reason`, or remove it.';
    if (!known) return `There is no rule \`${code}\` to silence: correct the code, or remove the comment.`;
    return severity === 'error'
      ? `\`${code}\` is an error, and an error cannot be silenced: mend it, and remove the comment.`
      : `\`${code}\` says nothing about the line below: remove the comment.`;
  },
  fixes({ file, start, end, params: { known } }, { program }) {
    const edits = [removeComment(program, file, { start, end })];
    // A code that no rule has may be a typo.
    return [{ title: 'Remove the comment', edits, safe: known === 1 }];
  },
};
