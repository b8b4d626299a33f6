import { removeComment, replace } from '../edits.ts';
import type { Rule } from './rule.ts';

/** The words that stand where nobody has written a reason yet, and are none. */
export const NO_REASON = 'the reason is still to be written';

export const ignoreWithoutReason: Rule = {
  code: 'ignore-without-reason',
  severity: 'warning',
  summary: 'A comment silences a rule without saying why.',
  page: {
    why: 'Silencing a rule is a decision about the forecast, and in half a year nobody remembers it. With the reason beside it the next reader can tell whether it still holds. Without it they can only leave it alone.',
    example: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  // upsell-ignore volume-estimated
  volume     800/month estimated 2025-12
  conversion 0.5%      measured 2025
  initiated by customer
}`,
    mended: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  // upsell-ignore volume-estimated: the helpdesk moves in March, and we count from then on
  volume     800/month estimated 2025-12
  conversion 0.5%      measured 2025
  initiated by customer
}`,
    fix: 'Write the reason behind the code and a colon. The quick fix leaves words there for you to write over, `the reason is still to be written`; until you do, there is no reason. If there is no reason, remove the comment, and what it silenced is shown again.',
  },
  message: ({ code }) =>
    code === ''
      ? 'Nobody will know what is silenced here, and why: write `// upsell-ignore CODE: reason`, or remove the comment.'
      : `Nobody will know why \`${code}\` is silenced here: write the reason behind a colon, as in \`// upsell-ignore ${code}: reason\`.`,
  fixes({ file, start, end, params: { code } }, { program }) {
    const comment = `// upsell-ignore ${code}: ${NO_REASON}`;
    const removal = { title: 'Remove the comment', edits: [removeComment(program, file, { start, end })] };
    if (code === '') return [removal];
    const edits = [replace(file, { start, end }, comment)];
    return [{ title: 'Add a reason, to write over', edits, toFill: [NO_REASON] }, removal];
  },
};
