import { isKnown } from '@upsell/engine';
import { dashboardInput } from '@upsell/language';
import {
  boardOf,
  dashboardReport,
  documentMarkdown,
  expectationVerdict,
  forecastTable,
  hintTexts,
  sidesText,
  targetLine,
} from '@upsell/report';
import { describe, expect, it } from 'vitest';
import { preciseRateText } from '../../packages/report/src/numbers.ts';
import { analyseText } from '../harness/analyse-text.ts';

const CURRENCY = 'JPY';
const nowhere = () => 'nowhere';

const modelWith = (more: string) =>
  analyseText(`model "Small" {
  currency JPY
  period 2026-01 to 2026-12
}
owner a "Ann"
sources {
  ticket
}
closing csm {
  owner a
  win rate 0.001% measured 2025
  deal size ¥1.55 measured 2025
}
foundation channel t {
  source ticket
  owner a
  volume 100,000/month counted 2025
  conversion 0.00004% measured 2025
  initiated by customer
}
${more}
`);

describe('what differs is not shown as the same', () => {
  it.each([
    ['deal size = ¥1.6', '¥1.55 = ¥1.60', 'fails: ¥1.55 of exactly ¥1.60'],
    ['win rate >= 0.0011%', '0.001% >= 0.0011%', 'fails: 0.001% of at least 0.0011%'],
    ['conversion >= 0.00008%', '0.00004% >= 0.00008%', 'fails: 0.00004% of at least 0.00008%'],
    ['opened >= 0.50001', '0.48 >= 0.50', 'fails: 0.48 of at least 0.50'],
    ['opened >= 0.48', '0.5 >= 0.5', 'holds: 0.5 of at least 0.5'],
    ['opened >= 2', '0.5 >= 2.0', 'fails: 0.5 of at least 2'],
  ])('%s: %s', (text, sides, verdict) => {
    const [result] = modelWith(`expect ${text}`).expectations;
    if (!result) throw new Error('no expectation');
    expect(sidesText(result, CURRENCY, nowhere)).toBe(sides);
    expect(expectationVerdict(result, CURRENCY)).toBe(verdict);
    // The problem at the line shows both sides as well.
    const problem = modelWith(`expect ${text}`).diagnostics.find(({ code }) => code === 'expectation-failed');
    expect(problem?.message ?? '').not.toMatch(/is ¥?0%?[,.] /);
  });

  it('what is missing of a target is never nothing, and a target that is missed is not the target', () => {
    const { model, forecast, targets, ...rest } = modelWith('target win rate >= 0.0020% by a\ntarget opened >= 0.49');
    const lines = targets.map((result) => targetLine(result, CURRENCY, nowhere));
    expect(lines).toEqual([
      'Target win rate >= 0.0020% (a): 0.001%, 50.0% attained, 0.001 pp missing',
      'Target opened >= 0.49: 0.48, 98.0% attained, 0.01 missing',
    ]);
    const hints = hintTexts(model, forecast, nowhere);
    expect(targets.map((result) => hints.target(result).text)).toEqual([
      '50.0% · 0.001 pp missing',
      '98.0% · 0.01 missing',
    ]);
    const board = boardOf(dashboardInput({ model, forecast, targets, ...rest }));
    const report = documentMarkdown(dashboardReport(board));
    expect(report).toContain('0.001%, 50.0% attained, 0.001 pp missing');
    expect(report).toContain('0.48, 98.0% attained, 0.01 missing');
  });

  it('a target that is reached but for what arithmetic leaves is reached', () => {
    const { targets } = modelWith('target opened >= 0.4800000000001');
    const [result] = targets;
    expect(result && isKnown(result.gap) && result.gap > 0).toBe(true);
    expect(result && targetLine(result, CURRENCY, nowhere)).toMatch(/: 0\.5, 100\.0% attained, reached$/);
  });
});

describe('a rate', () => {
  it.each([
    [0.0000004, '0.00004%'],
    [0.001234, '0.1234%'],
    [0.25, '25.0%'],
    [0.00963, '0.963%'],
    [1 / 3, '33.333%'],
    [1 / 70_000, '0.00143%'],
    [1e-17, '0.0%'],
    [0, '0.0%'],
    [-0.005, '-0.5%'],
    [0.003 * 0.1 * 10, '0.3%'],
  ])('%d has the decimals that it was written with: %s', (value, text) => expect(preciseRateText(value)).toBe(text));

  it('stands so in the table', () => {
    const { model, forecast } = modelWith('');
    expect(forecastTable(model, forecast, nowhere)).toMatch(/^t .* 0\.00004% /m);
  });
});
