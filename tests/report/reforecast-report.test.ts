import { isBroken, monthOf } from '@upsell/engine';
import { documentText, reforecastReport } from '@upsell/report';
import { describe, expect, it } from 'vitest';
import { analyseFiles } from '../harness/analyse-text.ts';

const channel = (name: string, more = '') => `foundation channel ${name} {
  source ${name}
  owner a
  volume 1,000/month counted 2025
  conversion 5% measured 2025
  initiated by customer
  ${more}
}`;

const MODEL = `model "Three" {
  currency USD
  period 2026-01 to 2026-06
}
owner a "Ann"
sources {
  ticket
  csm_touch
  email
}
closing csm {
  owner a
  win rate 25% measured 2025
  deal size $1,000 measured 2025
}
${channel('ticket', 'season january 50%, february 50%, march 50%')}
${channel('csm_touch')}
${channel('email')}
actuals "actuals"
`;

/** What the command prints of the rows `2026-01 ticket 500 25`, a channel's touches and opened in a month. */
function printed(...rows: readonly string[]): string {
  const csv = ['month,source,touches,opened,through', ...rows.map((row) => `${row.replaceAll(' ', ',')}`)].join('\n');
  const files = { 'model.upsell': MODEL, 'actuals/months.csv': `${csv}\n` };
  const { model, forecast, tracking } = analyseFiles(files, monthOf(2026, 8));
  const { reforecast, plan, actuals } = tracking;
  const actual = tracking.variance({ from: model.start, to: model.start + model.months - 1 });
  if (!reforecast || isBroken(reforecast) || !actual || isBroken(actual)) throw new Error('nothing to tell');
  const text = documentText(reforecastReport({ model, forecast, plan, actuals, actual, reforecast, targets: [] }));
  return text.replaceAll('\n', ' ').replaceAll(/ +/g, ' ');
}

const months = (source: string, ...all: readonly number[]) => all.map((m) => `2026-0${m} ${source} 500 25 `);

describe('a re-forecast says what it goes by', () => {
  it('where all channels have actuals of all months that are over', () => {
    const text = printed(...['ticket', 'csm_touch', 'email'].flatMap((name) => months(name, 1, 2, 3)));
    expect(text).toContain('Actuals through 2026-03; the rest goes on as the last whole months went');
    expect(text).toContain(
      'Volume and conversion are what was measured in 2026-01 to 2026-03. The rest has those of the model in that proportion, with their season',
    );
    expect(text).not.toMatch(/for want of|end before|before the period/);
  });

  it('where a channel has none at all, another lacks months, and a third ends early', () => {
    const text = printed(...months('ticket', 1, 4), ...months('csm_touch', 1, 2));
    expect(text).toContain(
      'By the model, for want of actuals: `ticket` in 2026-02 to 2026-03; `email`. Actuals end before that, and the rest begins: `csm_touch` in 2026-02.',
    );
    expect(text).toContain('measured in the last whole months of each channel.');
  });

  it('where a channel has nothing but a part of a month', () => {
    const text = printed(...months('ticket', 1, 2), ...months('email', 1, 2), '2026-02 csm_touch 100 5 2026-02-10');
    expect(text).toContain('By the model, for want of actuals: `csm_touch` but for a part of 2026-02.');
  });

  it('where they were counted before the period', () => {
    const text = printed(...months('ticket', 1, 2), ...months('email', 1, 2), '2025-12 csm_touch 1000 50 ');
    expect(text).toContain('What was measured before the period goes on as it is.');
  });

  it('and of a period that is over tells of no rest', () => {
    const text = printed(...['ticket', 'csm_touch', 'email'].flatMap((name) => months(name, 1, 2, 3, 4, 5, 6)));
    expect(text).toContain('Actuals through 2026-06, the end of the period Opened');
    expect(text).not.toMatch(/rest|goes on/);
  });
});
