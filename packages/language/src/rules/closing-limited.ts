import { holds, isBroken, limitedMonths, monthText } from '@upsell/engine';
import { fieldOfClosing } from '../closing-block.ts';
import { fieldNameRange } from '../field-name.ts';
import { countText } from './numbers.ts';
import type { Rule } from './rule.ts';

export const closingLimited: Rule = {
  code: 'closing-limited',
  severity: 'warning',
  summary: 'The closers cannot work all that is opened.',
  modelOnly: true,
  page: {
    why: 'Revenue is limited by the closers here, not by touches. Another touch, a better conversion or a new campaign changes nothing in these months: what it opens waits. Money spent on opening more is lost until somebody can work it.',
    example: `closing csm {
  owner     success
  win rate  25%      measured 2025
  deal size $12,000  measured 2025
  capacity  30/month decided 2025-12
  decided   2025-12
}

foundation channel tickets {
  source     ticket
  owner      support
  volume     800/month counted 2025
  conversion 5%        measured 2025
}`,
    mended: `closing csm {
  owner     success
  win rate  25%      measured 2025
  deal size $12,000  measured 2025
  closers   2        decided 2025-12
  capacity  30/month decided 2025-12
  decided   2025-12
}

foundation channel tickets {
  source     ticket
  owner      support
  volume     800/month counted 2025
  conversion 5%        measured 2025
}`,
    fix: 'Add closers or capacity from the month that the message names, or open less. What it would bring can be tried out in a `scenario` with `set closing.closers = …`; scenarios themselves are not judged.',
  },
  message: ({ field, since, first, limited, months, atEnd, most, mostIn, last }) => {
    const when = since
      ? `since ${monthText(Number(first))}`
      : `in ${limited} of ${months} months, first in ${monthText(Number(first))}`;
    const end = atEnd ? `${countText(atEnd)} of them at the end of ${monthText(Number(last))}` : '';
    const peak = mostIn === undefined ? '' : `${countText(most)} at most, at the end of ${monthText(Number(mostIn))}`;
    const waiting = [end, peak].filter(Boolean).join(' and ');
    // Of attention alone a share is worked, so that there more touches still bring more.
    const advice =
      field === 'capacity'
        ? 'More touches change nothing there: add closers or capacity, or open less.'
        : 'Free the closers from other work, or open less.';
    return `\`${field}\` leaves opened opportunities unworked ${when}, ${waiting}. ${advice}`;
  },
  judge({ program, model, evaluated }, report) {
    const field = fieldOfClosing(program, 'capacity') ?? fieldOfClosing(program, 'attention');
    const { backlog } = evaluated.forecast.total;
    const limited = limitedMonths(evaluated.forecast.total);
    const [first] = limited;
    if (!field || first === undefined || isBroken(backlog)) return;
    const { start, months } = model;
    const most = Math.max(...backlog);
    const atEnd = limited.at(-1) === months - 1 ? (backlog[months - 1] as number) : 0;
    report(field.file, fieldNameRange(field.node), {
      field: field.node.$type === 'AttentionField' ? 'attention' : 'capacity',
      since: limited.length === months - first ? 1 : 0,
      first: start + first,
      limited: limited.length,
      months,
      atEnd,
      most,
      mostIn: holds(most, '>', atEnd) ? start + backlog.indexOf(most) : undefined,
      last: start + months - 1,
    });
  },
};
