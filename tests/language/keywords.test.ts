import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { analyseText } from '../harness/analyse-text.ts';

/** Every word of the grammar is also a legal name, in every place that takes one. */
const grammar = readFileSync(new URL('../../packages/language/src/upsell.langium', import.meta.url), 'utf8');
const keywords = [...new Set([...grammar.matchAll(/'([a-z_]+)'/g)].map(([, word]) => word as string))].sort();
const others = [
  'january',
  'may',
  'FY27',
  'USD',
  'csm',
  'upsell_ae',
  'expansion',
  'adoption',
  'Owner',
  'VOLUME',
  '_',
  'x1',
];

/** A model in which one word names an owner, a source, a driver, a channel, a touch, a scenario and a former source. */
const model = (name: string) => `model "Names" {
  currency USD
  period 2026-01 to 2026-12
}
owner ${name} "Ann"
owner other "Bob"
sources {
  ${name}
  second "Second" renamed from ${name}
}
closing csm {
  owner ${name}
  win rate 25% by ${name}
  deal size $12k
}
driver ${name} 100 by ${name}
driver doubled ${name} * 2 + (${name}) - min(${name}, 50) by other
foundation channel ${name} "One" {
  source ${name}
  owner ${name}
  customer touch ${name} "Touch" ${name} * 1/month gated converting 1% by other
  touch another doubled/month
  conversion 2%
}
foundation channel next {
  source second
  volume 10/month by ${name}
  conversion 10% by ${name}
}
scenario ${name} "What if" {
  set ${name}.${name} = 5/month
  scale ${name} by 2 from 2026-03
  set closing.win_rate = 30%
  drop ${name}
}
target revenue of ${name} >= $1 in 2026 by ${name}
expect opened of ${name} in 2026 >= 1
`;

describe('names', () => {
  const plain = analyseText(model('plain_name'));

  it('knows the words of the grammar', () => {
    expect(keywords.length).toBeGreaterThan(80);
    expect(keywords).toContain('volume');
    expect(plain.diagnostics).toEqual([]);
    expect(plain.forecast.summary.opened).toBeCloseTo(12 * (100 * 0.01 + 250 * 0.02 + 1), 9);
  });

  it.each([...keywords, ...others])('%s', (name) => {
    const { diagnostics, forecast, program } = analyseText(model(name));
    expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
    expect(forecast.summary).toEqual(plain.forecast.summary);
    for (const kind of ['owner', 'source', 'driver', 'channel', 'scenario'] as const)
      expect(program.names[kind].get(name), kind).toHaveLength(1);
  });

  it.each(keywords)('%s stands alone in a list of sources on one line', (name) => {
    const text = model('x').replace('  x\n  second', `  x ${name}_ ${name} not run "never"\n  second`);
    const { diagnostics } = analyseText(text);
    expect(diagnostics.map(({ code }) => code)).toEqual(['source-without-channel']);
  });
});
