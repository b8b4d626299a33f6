import { monthOf } from '@upsell/engine';
import { applyEdits, format, parseFile, starterModel } from '@upsell/language';
import { describe, expect, it } from 'vitest';
import { analyseFiles, analyseText } from '../harness/analyse-text.ts';

const START = monthOf(2026, 7);
const textIn = (currency: string, title = 'Expansion') => starterModel({ title, start: START, currency });

describe('a starter model', () => {
  it('has no error, in any currency, and is laid out', () => {
    for (const currency of ['USD', 'EUR', 'CHF', 'JPY']) {
      const text = textIn(currency);
      const { diagnostics } = analyseFiles({ 'model.upsell': text }, START);
      expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(applyEdits(text, format(parseFile('file:///model.upsell', text)))).toBe(text);
    }
  });

  it('forecasts the seven channels over twelve months', () => {
    const { model, forecast } = analyseText(textIn('USD'));
    expect([model.start, model.months, model.currency]).toEqual([START, 12, 'USD']);
    // 35.7 opened a month, a quarter of them won, at 12,000.
    expect(forecast.summary.opened).toBeCloseTo(12 * 35.7, 9);
    expect(forecast.summary.revenue).toBeCloseTo(12 * 35.7 * 0.25 * 12_000, 6);
    expect(model.channels.map(({ layer }) => layer)).toEqual([...Array(5).fill('foundation'), 'leverage', 'leverage']);
  });

  it('says of every number that nobody has looked at it, and who started', () => {
    const { diagnostics } = analyseText(textIn('USD'));
    const codes = diagnostics.map(({ code }) => code);
    expect(codes.filter((code) => code === 'sample-number')).toHaveLength(7 * 2 + 5);
    for (const code of ['no-provenance', 'initiator-missing', 'head-without-quota', 'layer-mismatch'])
      expect(codes).not.toContain(code);
  });

  it('asks the two questions of each channel above its numbers', () => {
    const lines = textIn('USD').split('\n');
    const above = (word: string) => lines.filter((_, i) => lines[i + 1]?.startsWith(`  ${word}`));
    for (const word of ['volume', 'conversion']) {
      expect(above(word)).toHaveLength(7);
      for (const line of above(word)) expect(line).toMatch(/^ {2}\/\/ [A-Z].*\?$/);
    }
  });

  it('takes any title', () => {
    const title = 'A "quoted"\ntitle with a \\';
    expect(analyseText(textIn('USD', title)).model.title).toBe('A "quoted" title with a \\');
  });
});
