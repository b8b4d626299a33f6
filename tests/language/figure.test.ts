import { monthOf } from '@upsell/engine';
import { readFigure } from '@upsell/language';
import { describe, expect, it } from 'vitest';
import { analyseText } from '../harness/analyse-text.ts';

const MODEL = analyseText(`
model "Small" { currency USD
  period 2026-02 to 2027-01
  fiscal year starts february }
owner desk "Desk"
sources { ticket csm_touch outbound }
closing upsell_ae { owner desk
  win rate 25%
  deal size $12,000 }
foundation channel tickets { source ticket owner desk
  volume 800/month
  conversion 0.5% }
foundation channel in { source csm_touch owner desk
  volume 240/month
  conversion 3% }
leverage channel of { source outbound owner desk
  customer touch by 500/month
  customer touch win 150/month
  conversion 0.8% }
`);

const read = (text: string) => readFigure(text, MODEL);
const problem = (text: string): string => {
  const found = read(text);
  return 'problem' in found ? found.problem : `no problem: ${found.text}`;
};

describe('a figure', () => {
  it.each([
    ['revenue', { metric: 'revenue' }, 'revenue'],
    ['  net   revenue\nof  tickets ', { metric: 'net revenue', of: 'tickets' }, 'net revenue of tickets'],
    ['won of in in FY27-Q1', { metric: 'won', of: 'in' }, 'won of in in FY27-Q1'],
    ['opened of of', { metric: 'opened', of: 'of' }, 'opened of of'],
    ['opened of of.by', { metric: 'opened', of: 'of', touch: 'by' }, 'opened of of.by'],
    ['conversion of of . win in 2026-03', { touch: 'win' }, 'conversion of of.win in 2026-03'],
    ['leverage share', { metric: 'leverage share' }, 'leverage share'],
  ])('is read in every spelling: %j', (text, figure, shown) => {
    expect(read(text)).toMatchObject({ figure, text: shown });
  });

  it('knows its months', () => {
    const window = (text: string) => {
      const found = read(text);
      return 'figure' in found ? found.figure.window : found.problem;
    };
    expect(window('revenue')).toBeUndefined();
    expect(window('revenue in FY27-Q1')).toEqual({ from: monthOf(2026, 2), to: monthOf(2026, 4) });
    expect(window('revenue in 2026-Q3 to 2026-11')).toEqual({ from: monthOf(2026, 7), to: monthOf(2026, 11) });
  });

  it('has a note where the model lacks some of its months', () => {
    expect(read('revenue in 2026-02 to 2027-01')).toMatchObject({ note: undefined });
    expect(read('revenue in 2026')).toMatchObject({
      note: "`2026` has months outside of the model's period, 2026-02 to 2027-01: they count for nothing.",
    });
  });

  it.each([
    ['revenues', 'There is no metric `revenues`. Did you mean `revenue`? The metrics are touches, '],
    ['Win rate of tickets', 'There is no metric `Win rate`. Did you mean `win rate`?'],
    ['12', 'There is no metric `12`. The metrics are'],
    ['revenue >= 5 expect cost', 'There is no metric `revenue >= 5 expect cost`.'],
    ['revenue of tickets >= 5 expect cost', '`revenue of tickets >= 5 expect cost` is not a figure: write'],
    ['', '`` is not a figure: write'],
    ['revenue of', '`revenue of` is not a figure: write'],
    ['revenue in // what', '`revenue in // what` is not a figure: write'],
    ['revenue of ticket', 'There is no channel `ticket`. Did you mean `tickets`?'],
    ['revenue of everything', 'There is no channel `everything`. The model has tickets, in, of.'],
    ['cost of tickets', '`cost` is a figure of the whole model: remove `of tickets`.'],
    ['leverage share of tickets', '`leverage share` is a figure of the whole model'],
    ['opened of of.bye', '`of` has no touch `bye`. Did you mean `by`?'],
    ['opened of tickets.all', '`tickets` has no touch `all`. It has none.'],
    ['won of of.by', '`won` is not known touch by touch: ask for `won of of`.'],
    ['revenue in 2026-13', '`2026-13` is not a month'],
    ['revenue in 2026-Q5', '`2026-Q5` is not a quarter'],
    ['revenue in 2026-05 to 2026-02', '`2026-05 to 2026-02` ends before it begins'],
    ['revenue in FY29', "`FY29` has no month in the model's period, 2026-02 to 2027-01"],
  ])('that is none says why: %j', (text, sentence) => {
    expect(problem(text)).toContain(sentence);
  });
});
