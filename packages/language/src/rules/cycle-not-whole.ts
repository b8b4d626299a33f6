import { wholeShares } from '@upsell/engine';
import { replace } from '../edits.ts';
import type { CycleField } from '../generated/ast.ts';
import { readNumber, readPercent } from '../literals.ts';
import { nodeAt } from '../program.ts';
import { rangeOf } from '../tree.ts';
import { numberText, percentText } from './numbers.ts';
import type { Rule } from './rule.ts';

export const cycleNotWhole: Rule = {
  code: 'cycle-not-whole',
  severity: 'error',
  summary: 'The shares of the cycle do not sum to 100%.',
  page: {
    why: 'The cycle says when the opportunities that are worked in a month close: this month, next month, and so on. If the shares sum to 90%, every tenth opportunity vanishes without being won or lost; if they sum to 110%, it is decided twice. Both change the revenue without anybody having said so.',
    example: `closing csm {
  owner     success
  win rate  25%     estimated 2025-12
  deal size $12,000 measured 2025
  cycle     40%, 30%, 20%
}`,
    mended: `closing csm {
  owner     success
  win rate  25%     estimated 2025-12
  deal size $12,000 measured 2025
  cycle     40%, 30%, 20%, 10%
}`,
    fix: 'Add the months that are missing, or correct the shares until they sum to 100%. What never closes is not a matter of the cycle but of the win rate.',
  },
  breaks: true,
  message: ({ sum }) =>
    `The shares of \`cycle\` sum to ${percentText(sum)}, and they must sum to 100%: what is worked closes at some time.`,
  fixes({ file, start }, { program }) {
    const shares = nodeAt<CycleField>(program, file, 'CycleField', start)?.shares ?? [];
    const values = shares.map((share) => {
      if (share.$type === 'PercentLiteral') return readPercent(share.text);
      return share.$type === 'NumberLiteral' ? readNumber(share.text) : undefined;
    });
    const scaled = values.includes(undefined) ? undefined : wholeShares(values as number[]);
    if (!scaled) return [];
    const edits = shares.map((share, i) => {
      const text = share.$type === 'PercentLiteral' ? percentText(scaled[i]) : numberText(scaled[i]);
      return replace(file, rangeOf(share), text);
    });
    const title = `Scale the shares to 100%: ${edits.map(({ newText }) => newText).join(', ')}`;
    return [{ title, edits }];
  },
};
