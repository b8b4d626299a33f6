import { monthOf } from '@upsell/engine';
import { describe, expect, it } from 'vitest';
import { formatFor } from '../../packages/preview/src/format.ts';

describe('numbers in the language of a reader', () => {
  it('have a sign, whatever digits that language has', () => {
    const arabic = formatFor('ar-EG', 'EGP');
    expect(arabic.signed(-5, 'count')).toBe('\u2212\u0665\u066b\u0660');
    expect(arabic.signed(0.02, 'count')).toBe('\u0660\u066b\u0660');
    expect(arabic.change(0.02, 'count')).toBe('');
    expect(arabic.change(1, 'count')).toBe('+\u0661\u066b\u0660');
  });

  it('are written as that language writes them', () => {
    const german = formatFor('de', 'EUR');
    expect(german.count(12_345.67)).toBe('12.345,7');
    expect(german.money(1_234_567).replaceAll('\u00a0', ' ')).toBe('1.234.567 \u20ac');
    expect(german.rate(0.256).replaceAll('\u00a0', ' ')).toBe('25,6 %');
    expect(german.months(monthOf(2026, 2), monthOf(2026, 12))).toBe('Feb. 2026 to Dez. 2026');
  });

  it('are rounded as on paper, with no sign where nothing is left, and a dash where there are none', () => {
    const english = formatFor('en', 'USD');
    expect(english.count(53.55)).toBe('53.6');
    expect(english.count(-0.01)).toBe('0.0');
    expect(english.signed(-0.3, 'money')).toBe('$0');
    expect(english.size(0.00001, 'rate')).toBe('0.0 pp');
    expect(english.shortMoney(756_300)).toBe('$756k');
    expect(formatFor('de', 'EUR').shortMoney(1_234_567).replaceAll('\u00a0', ' ')).toBe('1,23 Mio. €');
    expect(english.shortMoney(-1_234_567)).toBe('-$1.23M');
    expect(english.count(null)).toBe('\u2013');
    expect(english.rate(0.00512)).toBe('0.512%');
  });

  it('have the name of a currency that has no sign, and no currency where none is known', () => {
    expect(formatFor('en', 'XQZ').money(1_200).replaceAll('\u00a0', ' ')).toBe('XQZ 1,200');
    expect(formatFor('en', undefined).money(1_200)).toBe('1,200');
    expect(formatFor('en', 'credits').money(1_200)).toBe('1,200');
  });
});
