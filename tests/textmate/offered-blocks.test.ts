/** The grammar and completion agree: no word of an offered block is unknown to the grammar, and no number is refused. */
import { monthOf } from '@upsell/engine';
import { plainText, proposalsAt } from '@upsell/language/completion';
import { describe, expect, it } from 'vitest';
import { analyseText } from '../harness/analyse-text.ts';
import { hasScope, type Token, tokenize } from './tokenizer.ts';

const offered = proposalsAt(analyseText('').program, 0, monthOf(2026, 11));
const blocks = offered.filter(({ kind }) => kind === 'block').map(({ label, snippet }) => [label, snippet] as const);

describe('blocks that completion offers', () => {
  it('are many', () => {
    expect(blocks.length).toBeGreaterThan(15);
  });

  it.each(blocks)('have no word that the grammar does not know: %s', async (_, snippet) => {
    const text = plainText(snippet);
    const unknown = (await tokenize(text)).flat().filter(isUnknown);
    expect(unknown, text).toEqual([]);
  });

  it.each(blocks)('have no part unfilled: %s', (_, snippet) => {
    expect(plainText(snippet)).not.toMatch(/\$\{|\$[A-Z]|[|\t\\]/);
  });
});

function isUnknown(token: Token): boolean {
  return (
    hasScope(token, 'invalid') ||
    token.scopes.at(-1) === 'variable.other.upsell' ||
    (token.scopes.length === 1 && token.text.trim() !== '')
  );
}
