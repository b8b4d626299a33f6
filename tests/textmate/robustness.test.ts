import { describe, expect, it } from 'vitest';
import { grammar, tokenize } from './tokenizer.ts';

const PROGRAM = `model "CRLF" {
  period 2026-02 to 2027-01
}

// A comment.
owner a "Unclosed
owner b "B" team "T" @acme/b

sources {
  ticket not run "Later"
}

foundation channel tickets {
  volume     12/month
  conversion base *
  season     may 120%
}
expansion 20% of base
target revenue >= 5 in FY27`;

describe('line ends', () => {
  it('gives CRLF the scopes of LF', async () => {
    const visible = async (text: string) =>
      (await tokenize(text)).map((line) =>
        line
          .map(({ text, scopes }) => `${text.trimEnd()} ${scopes.join(' ')}`)
          .filter((token) => !token.startsWith(' ')),
      );
    expect(await visible(PROGRAM.replaceAll('\n', '\r\n'))).toEqual(await visible(PROGRAM));
  });
});

describe('long lines', () => {
  const long = (part: string) => part.repeat(Math.ceil(10_000 / part.length)).slice(0, 10_000);

  // Each is the worst case of a pattern: what it repeats over, without what would let it match.
  it.each([
    ['digits', `driver a ${long('1')}`],
    ['digits before a letter', `driver a ${long('1')}x`],
    ['a list of percentages', `  cycle ${long('1%,')}`],
    ['groups of digits', `driver a ${long('111,')}`],
    ['digits and underscores', `driver a ${long('1_')}`],
    ['digits and points', `driver a ${long('1.')}`],
    ['digits and hyphens', `driver a ${long('1-')}`],
    ['money signs', `driver a ${long('$')}`],
    ['money', `driver a ${long('$1 ')}`],
    ['years', `  period ${long('2026 ')}`],
    ['letters', `driver a ${long('a')}`],
    ['spaces', `driver a ${long(' ')}x`],
    [
      'spaces after every word that waits for another',
      long('foundation    win    deal    not    fiscal    initiated    open    '),
    ],
    ['spaces after a word of three', `fiscal${long(' ')}`],
    ['operators', `driver a ${long('+-')}`],
    ['parentheses', `driver a ${long('(')}`],
    ['a sum', `driver a ${long('owner + ')}`],
    ['strings', `owner a ${long('"')}`],
    ['escapes', `owner a "${long('\\"')}`],
    ['backslashes', `owner a "${long('\\')}`],
    ['slashes', `driver a ${long('/ ')}`],
    ['comment marks', long('/*')],
    ['a path', `scenario a { set ${long('a.')}`],
    ['a handle', `owner a @${long('a/')}`],
    ['a line of fields', `closing csm { ${long('win rate 25% sample ')}`],
    ['sources', `sources { ${long('not run renamed from ')}`],
    ['month names', `  season ${long('january february ')}`],
    ['metrics', `expect ${long('leverage share of owner + ')}`],
    ['the refused line', `expansion ${long('1')}`],
    ['the refused line, apart', `expansion${long(' ')}x`],
  ])('takes 10,000 characters of %s in well under a second', async (_, line) => {
    const loaded = await grammar;
    for (const before of ['', 'model "m" {', 'expect revenue']) {
      const state = before === '' ? null : loaded.tokenizeLine(before, null).ruleStack;
      // Processor time, not the clock's: other work on the machine is none of the grammar's.
      const begun = process.cpuUsage();
      loaded.tokenizeLine(line, state);
      expect(process.cpuUsage(begun).user / 1000).toBeLessThan(400);
    }
  });
});
