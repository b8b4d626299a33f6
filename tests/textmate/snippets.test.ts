/** The grammar and the snippets agree: no word of a snippet is unknown to the grammar, and no number is refused. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hasScope, type Token, tokenize } from './tokenizer.ts';

interface Snippet {
  readonly prefix: string;
  readonly body: readonly string[];
}

const FILE = new URL('../../packages/vscode/assets/snippets.json', import.meta.url);
const snippets = Object.entries<Snippet>(JSON.parse(readFileSync(FILE, 'utf8')));

describe('snippets', () => {
  it.each(snippets)('knows every word of "%s"', async (_, { body }) => {
    const text = insert(body.join('\n'));
    const unknown = (await tokenize(inPlace(text))).flat().filter(isUnknown);
    expect(unknown, text).toEqual([]);
  });

  it.each(snippets)('leaves no part of "%s" unfilled', (_, { body }) => {
    expect(insert(body.join('\n'))).not.toMatch(/\$\{|\$[A-Z]|[|\t\\]/);
  });

  it('have one prefix each', () => {
    const prefixes = snippets.map(([, { prefix }]) => prefix);
    expect(new Set(prefixes).size).toBe(prefixes.length);
  });
});

/** What stands in the document when nobody fills anything in. */
function insert(body: string): string {
  return body
    .replace(/\$CURRENT_YEAR/g, '2026')
    .replace(/\$CURRENT_MONTH/g, '01')
    .replace(/\$\{\d+\|([^,|]*)[^|]*\|\}/g, '$1')
    .replace(/\$\{\d+:((?:[^}\\]|\\.)*)\}/g, '$1')
    .replace(/(?<!\\)\$\d/g, '')
    .replace(/\\(.)/g, '$1');
}

/** Two snippets are for the inside of a block. */
function inPlace(text: string): string {
  if (text.startsWith('not run')) return `sources {\n  email ${text}\n}`;
  return / touch /.test(text) && !text.includes('{') ? `leverage channel x {\n  ${text}\n}` : text;
}

function isUnknown(token: Token): boolean {
  return (
    hasScope(token, 'invalid') ||
    token.scopes.at(-1) === 'variable.other.upsell' ||
    (token.scopes.length === 1 && token.text.trim() !== '')
  );
}
