import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { InlayHint } from 'vscode-languageserver';
import {
  bareInlayHints,
  inlayHints,
  resolveInlayHint,
} from '../../packages/language-server/src/features/inlay-hint.ts';
import { DEFAULTS } from '../../packages/language-server/src/settings.ts';
import { analyseFiles } from '../harness/analyse-text.ts';
import { checkInlayHints } from '../harness/check-inlay-hints.ts';

const HEAD = `model "Small" {«3.0 opened/mo · $108k in 12 mo»
  currency USD
  period 2026-01 to 2026-12
}
owner ann "Ann"
sources { ticket in_product }
`;

const CLOSING = `closing csm {
  owner ann
  win rate 25%«0.8 won/mo»
  deal size $12k«$9,000/mo»
}
`;

const CHANNELS = `foundation channel tickets {«2.0 opened/mo · $72.0k»
  source ticket
  owner ann
  volume 200/month
  conversion 1%«2.0 opened/mo»
}
leverage channel in_product {«1.0 opened/mo · $36.0k»
  source in_product
  owner ann
  customer touch limit_hits "Hits" 60/month«0.6 opened/mo · 60% of it»
  vendor touch locked_views 40/month«0.4 opened/mo · 40% of it»
  conversion 1%«1.0 opened/mo»
}
`;

const EVERYTHING = { start: { line: 0, character: 0 }, end: { line: 1e6, character: 0 } };

const example = (name: string): string =>
  readFileSync(new URL(`../../examples/${name}.upsell`, import.meta.url), 'utf8');

describe('a number that not all is made by', () => {
  const OWN = `${HEAD.replace('3.0', '7.6').replace('$108k', '$205k')}${CLOSING.replace('0.8', '0.9').replace('$9,000', '$10.8k')}foundation channel tickets {«4.0 opened/mo · $75.0k»
  source ticket
  owner ann
  volume 200/month
  conversion 2%«4.0 opened/mo»
  win rate 12.5%«0.5 won/mo»
  deal size $12.5k«$6,250/mo»
}
leverage channel in_product {«3.6 opened/mo · $130k»
  source in_product
  owner ann
  customer touch limit_hits 60/month«0.6 opened/mo · 17% of it»
  vendor touch locked_views 40/month converting 5%«2.0 opened/mo · 55% of it»
  vendor touch other_views 100/month«1.0 opened/mo · 28% of it»
  conversion 1%«1.6 opened/mo»
}
`;

  it('says what it makes itself, and shares of touches add up', () => {
    checkInlayHints(OWN);
  });
});

describe('inlayHint/resolve', () => {
  it('gives every hint of an example the tooltip that it has when all are sent at once', () => {
    for (const [name, ...others] of [['canonical/canonical'], ['acme/acme', 'acme/shared']] as const) {
      const files = [name, ...others].map((one) => [`${path.basename(one)}.upsell`, example(one)]);
      const analysis = analyseFiles(Object.fromEntries(files));
      const whole = inlayHints(analysis, EVERYTHING, { settings: DEFAULTS });
      const bare = bareInlayHints(analysis, EVERYTHING, { settings: DEFAULTS });
      expect(bare.length).toBeGreaterThan(8);
      expect(bare.some((hint) => hint.tooltip)).toBe(false);
      const resolved = bare.map((hint) => resolveInlayHint(hint, analysis, { settings: DEFAULTS }));
      expect(resolved.map(({ data: _, ...hint }) => hint)).toEqual(whole);
    }
  });
});

describe('textDocument/inlayHint', () => {
  it('stands at the end of the lines that make the numbers', () => checkInlayHints(HEAD + CLOSING + CHANNELS));

  it('says what capacity leaves waiting', () =>
    checkInlayHints(`${HEAD.replace('$108k', '$90.0k')}closing csm {
  owner ann
  win rate 25%«0.6 won/mo»
  deal size $12k«$7,500/mo»
  capacity 2.5/month«2.5 worked/mo · 6.0 wait»
}
${CHANNELS.replace('$72.0k', '$60.0k').replace('$36.0k', '$30.0k')}`));

  it('says what capacity is left', () =>
    checkInlayHints(`${HEAD}closing csm {
  owner ann
  win rate 25%«0.8 won/mo»
  deal size $12k«$9,000/mo»
  capacity 10/month«3.0 worked/mo of 10.0»
}
${CHANNELS}`));

  it('lists the channels of a model so that they add up to its total as shown', () => {
    const [name, ...others] = ['acme/acme', 'acme/shared'];
    const analysis = analyseFiles({
      'acme.upsell': example(name as string),
      ...Object.fromEntries(others.map((one) => [`${path.basename(one)}.upsell`, example(one)])),
    });
    const [model] = inlayHints(analysis, EVERYTHING, { settings: DEFAULTS });
    const { value } = (model as InlayHint).tooltip as { value: string };
    const sum = (all: Iterable<RegExpMatchArray>) =>
      [...all].reduce((so, [, amount = '']) => so + Number(amount.replace(',', '')), 0);
    expect(value).toContain('= 34.9 a month');
    expect(sum(value.matchAll(/: ([\d.]+) opened a month/g))).toBeCloseTo(34.9, 6);
    expect(value).toContain('**$1,092,550 revenue**');
    expect(sum(value.matchAll(/opened a month, \$([\d,]+)/g))).toBe(1_092_550);
  });

  it('names the line where a figure is withheld, and shows the rest', () =>
    checkInlayHints(
      `${HEAD.replace('3.0 opened/mo · $108k in 12 mo', 'withheld: see line 16')}closing csm {
  owner ann
  win rate 25%«withheld: see line 16»
  deal size $12k«withheld: see line 16»
}
${CHANNELS.replaceAll('2.0 opened/mo', 'withheld: see line 16').replace(' · $72.0k', '').replace('conversion 1%«withheld: see line 16»', 'conversion 101%«withheld: rate above one»')}`,
    ));

  it('says on the line that withholds a figure what is missing there', () => {
    checkInlayHints(
      `${HEAD.replace('3.0 opened/mo · $108k in 12 mo', 'withheld: see line 12')}${CLOSING.replaceAll(/«[^»]*»/g, '«withheld: see line 12»')}foundation channel tickets {«withheld: no conversion»
  source ticket
  owner ann
  volume 200/month
}
${CHANNELS.slice(CHANNELS.indexOf('leverage'))}`,
    );
    const whole = CHANNELS.replaceAll(/ · \$[\d.]+k(?=»)/g, ' · withheld: see line 1');
    checkInlayHints(`${HEAD.replace('$108k in 12 mo', 'withheld: no closing model')}${whole}`);
    // Where there is no room for all of it, the reason is said.
    const many = whole.replaceAll('2.0 opened', '20.0 opened').replace('200/month', '2,000/month');
    checkInlayHints(`${HEAD.replace('3.0 opened/mo · $108k in 12 mo', '21.0 opened/mo · no closing model')}${many}`);
    const [model] = inlayHints(
      analyseFiles({ 'model.upsell': (HEAD + CHANNELS).replaceAll(/«[^»]*»/g, '') }),
      EVERYTHING,
      {
        settings: DEFAULTS,
      },
    );
    expect(model?.tooltip).toMatchObject({
      value: expect.stringMatching(
        /^\*\*36\.0 opened\*\* in the 12 months = 3\.0 a month\n\nWithheld because of `no-closing-model`/,
      ),
    });
  });

  it('keeps what is opened where the closing model is broken', () =>
    checkInlayHints(`${HEAD.replace('$108k in 12 mo', 'withheld: see line 9')}closing csm {
  owner ann
  win rate«withheld: syntax error»
  deal size $12k«withheld: see line 9»
}
foundation channel tickets {«2.0 opened/mo · withheld: see line 9»
  source ticket
  owner ann
  volume 200/month
  conversion 1%«2.0 opened/mo»
}
leverage channel in_product {«1.0 opened/mo · withheld: see line 9»
  source in_product
  owner ann
  volume 100/month
  conversion 1%«1.0 opened/mo»
}
`));

  it('names the imported file where that is where the error stands', () =>
    checkInlayHints(
      `import "./shared.upsell"
${HEAD.replace('3.0 opened/mo · $108k in 12 mo', 'withheld: see shared.upsell:2').replace('owner ann "Ann"\n', '')}${CLOSING.replaceAll(/«[^»]*»/g, '«withheld: see shared.upsell:2»')}foundation channel tickets {«withheld: see shared.upsell:2»
  source ticket
  owner ann
  volume accounts * 1/month
  conversion 1%«withheld: see shared.upsell:2»
}
leverage channel in_product {«1.0 opened/mo · withheld: shared.upsell:2»
  source in_product
  owner ann
  volume 100/month
  conversion 1%«1.0 opened/mo»
}
`.replace('1.0 opened/mo · withheld: shared.upsell:2', '1.0 opened/mo · $36.0k'),
      { 'shared.upsell': 'owner ann "Ann"\ndriver accounts 240 / 0 by ann\n' },
    ));

  it('has one hint a line, the block before its fields', () =>
    checkInlayHints(`model "Small" {«2.0 opened/mo · $72.0k in 12 mo»
  currency USD period 2026-01 to 2026-12 }
owner ann "Ann"
sources { ticket }
closing csm { owner ann win rate 25% deal size $12k }«0.5 won/mo»
foundation channel tickets { source ticket owner ann volume 200/month conversion 1% }«2.0 opened/mo · $72.0k»
`));

  it('obeys the switch over all and the ones below it', () => {
    const without = (text: string, ...parts: RegExp[]) => parts.reduce((t, part) => t.replaceAll(part, ''), text);
    const text = HEAD + CLOSING + CHANNELS;
    const hints = DEFAULTS.inlayHints;
    checkInlayHints(without(text, /«[^»]*»/g), {}, { ...DEFAULTS, inlayHints: { ...hints, enabled: false } });
    checkInlayHints(
      without(text, /(?<=conversion 1%)«[^»]*»/g),
      {},
      { ...DEFAULTS, inlayHints: { ...hints, rates: false } },
    );
  });

  it('compares scenarios with the model, and says what is reached and what holds', () =>
    checkInlayHints(`${HEAD}${CLOSING}${CHANNELS}scenario more "More tickets" {«+$36.0k (+33.3%) revenue»
  set tickets.volume = 300/month
  expect revenue > $108k«holds: $144k»
}
scenario same {«the same revenue»
  set tickets.volume = 200/month
}
scenario worse {«-$72.0k (-66.7%) revenue»
  drop tickets
  expect opened of tickets > 1«fails: 0.0»
}
scenario wrong {«withheld: see line 37»
  scale tickets.conversion by 200
}
target revenue >= $120k«90.0% · $12.0k missing»
target opened of tickets <= 24 in 2026«100.0% · reached with 24.0»
target leverage share <= 30% by ann«90.0% · 3.3 pp missing»
expect "Leverage" leverage share <= 50%«holds: 33.3%»
expect opened of in_product > opened of tickets«fails: 12.0 of more than 24»
expect revenue / opened = $3,000«holds: $3,000»
`));

  it('says what is given back and what lasts', () =>
    checkInlayHints(`${HEAD}${CLOSING}${CHANNELS.replace('volume 200/month', 'volume 200/month\n  initiated by customer')}retention {«net $108k · durable $95.8k»
  owner ann
  contraction customer 10%
  contraction vendor 20%
}
`));

  it('shows the parts of a portfolio', () =>
    checkInlayHints(
      `model "All" {«6.0 opened/mo · $226k in 12 mo»
  currency USD
  period 2026-01 to 2026-12
}
include "us.upsell" as us«3.0 opened/mo · $108k»
include "emea.upsell" as emea at 1.09 USD per EUR«3.0 opened/mo · $118k»
expect revenue of emea > revenue of us«holds: $118k of more than $108k»
`,
      {
        'us.upsell': (HEAD + CLOSING + CHANNELS).replaceAll(/«[^»]*»/g, ''),
        'emea.upsell': (HEAD + CLOSING + CHANNELS)
          .replaceAll(/«[^»]*»/g, '')
          .replaceAll('$12k', '€12k')
          .replaceAll('USD', 'EUR'),
      },
    ));

  it('has none in a library', () => checkInlayHints('owner ann "Ann"\ndriver accounts 240 by ann\n'));
});
