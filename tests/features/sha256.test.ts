import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sha256OfText } from '../../packages/language-server/src/sha256.browser.ts';

it('seals a plan in a browser as Node does', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('', '\ud800', 'é\u0000\r\n', 'x'.repeat(100_000)),
  );
  fc.assert(
    fc.property(text, (one) => {
      expect(sha256OfText(one)).toBe(createHash('sha256').update(one, 'utf8').digest('hex'));
    }),
  );
});
