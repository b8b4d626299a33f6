import { describe, expect, it } from 'vitest';
import { UpsellGrammar } from '../../packages/language/src/generated/grammar.ts';
import { keywordMeaning, keywordOf } from '../../packages/language/src/keywords/keyword-at.ts';
import { leafAt } from '../../packages/language/src/leaf-at.ts';
import { parseFile } from '../../packages/language/src/source-file.ts';
import { named, PLAIN, TEMPLATES } from './name-positions.ts';

/** The words of each rule of the grammar. */
const rules = UpsellGrammar().rules.flatMap((rule) => {
  const words = new Set<string>();
  collect((rule as { definition?: unknown }).definition, words);
  return words.size > 0 && rule.$type === 'ParserRule' ? [[rule.name, [...words]] as const] : [];
});

function collect(node: unknown, words: Set<string>): void {
  if (typeof node !== 'object' || node === null) return;
  const { $type, value } = node as { $type?: string; value?: unknown };
  if ($type === 'Keyword' && typeof value === 'string' && /^\w/.test(value)) words.add(value);
  for (const [key, inner] of Object.entries(node)) {
    // A call of another rule leads to that one.
    if (key.startsWith('$') || key === 'rule' || key === 'type') continue;
    if (Array.isArray(inner)) for (const one of inner) collect(one, words);
    else collect(inner, words);
  }
}

describe('the reference of keywords', () => {
  it('knows the words of the grammar', () => {
    expect(new Set(rules.flatMap(([, words]) => words)).size).toBeGreaterThan(80);
  });

  it.each(rules)('has a paragraph for each word of %s', (rule, words) => {
    for (const word of words) {
      const meaning = keywordMeaning(rule, word);
      expect(meaning?.words.split(' '), `${word} in ${rule}`).toContain(word);
      expect(meaning?.paragraph, word).toMatch(/^[A-Z][^\n]{8,}[.:]$/);
      expect((meaning?.paragraph.match(/`/g) ?? []).length % 2, word).toBe(0);
    }
  });

  it('tells words of several from each other by what stands beside them', () => {
    const at = (text: string, word: string) => {
      const leaf = leafAt(parseFile('file:///a.upsell', text), text.indexOf(word));
      return leaf && keywordOf(leaf)?.words;
    };
    expect(at('expect leverage share <= 5%', 'share')).toBe('leverage share');
    expect(at('expect gated share <= 5%', 'share')).toBe('gated share');
    expect(at('expect net revenue <= 5', 'revenue')).toBe('net revenue');
    expect(at('expect revenue <= 5', 'revenue')).toBe('revenue');
    expect(at('foundation channel c {\n  win rate 5%\n}', 'rate')).toBe('win rate');
    expect(at('closing csm {\n  owner ann\n  decided 2026-01\n}', 'decided')).toBe('decided');
    expect(at('closing csm {\n  owner ann\n  decided 2026-01\n}', 'owner')).toBe('owner');
    expect(at('foundation channel c {\n  open at start 5\n}', 'at start')).toBe('open at start');
  });

  it('takes no name for a word of the language', () => {
    for (const word of ['volume', 'leverage', 'share', 'month', 'by', 'csm']) {
      const names = { ...PLAIN, driver: word, channel: word, owner: word, source: word, touch: word, scenario: word };
      const { text, marks } = named(TEMPLATES['blocks on a line'], names);
      const file = parseFile('file:///a.upsell', text);
      for (const { start } of marks) {
        const leaf = leafAt(file, start);
        expect(leaf?.text).toBe(word);
        expect(leaf && keywordOf(leaf), text.slice(start - 20, start + 20)).toBeUndefined();
      }
    }
  });
});
