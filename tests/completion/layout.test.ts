import { describe, expect, it } from 'vitest';
import { SPEC_MODEL } from '../fuzz/models.ts';
import { formatted } from '../harness/check-format.ts';
import { accepted, analysedNow, offersAt } from './offers.ts';

const HEAD = 'owner success "S"\nsources { ticket }\n';

/** Places at which declarations are offered: nothing is there, all that can be repeated, amounts of other currencies, inside a scenario. */
const PLACES: Readonly<Record<string, string>> = {
  'an empty file': '‸',
  'a model': `${formatted(SPEC_MODEL)}\n‸`,
  'a currency with a sign of three letters': formatted(`model "M" {\ncurrency SEK\nperiod 2026\n}\n${HEAD}`).concat(
    '\n‸',
  ),
  'a currency with another sign': formatted(`model "M" {\ncurrency JPY\nperiod 2026\n}\n${HEAD}`).concat('\n‸'),
  'a scenario': formatted(SPEC_MODEL).concat('\nscenario s {\n  ‸\n}\n'),
};

describe('a declaration that is inserted', () => {
  it.each(Object.entries(PLACES))('is laid out as the formatter lays it out: in %s', (_, marked) => {
    const offset = marked.indexOf('‸');
    const text = marked.replace('‸', '');
    const offers = offersAt(analysedNow({ 'model.upsell': text }), offset).filter(({ kind }) => kind === 'block');
    expect(offers.length).toBeGreaterThan(2);
    for (const offer of offers) {
      // Where nothing can be said yet the cursor stands in a line of its own.
      const written = `${accepted(text, offer).trimEnd()}\n`.replace(/\n +\n\}/, '\n}');
      expect(formatted(written), offer.label).toBe(written);
    }
  });
});
