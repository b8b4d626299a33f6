import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Hover } from 'vscode-languageserver';
import { hover } from '../../packages/language-server/src/features/hover.ts';
import { modelText } from '../bench/model-text.ts';
import { analyseFiles, type Files } from '../harness/analyse-text.ts';
import { LanguageClient } from '../harness/language-client.ts';

const LIBRARY = `owner ann "Ann A." team "Desk" @acme/ann
driver accounts 240 counted 2025-12,
                260 from 2026-07 estimated 2026-01 by ann
driver cadence 1/month counted 2025-12 by ann
`;

const MODEL = `import "./lib.upsell"
model "Small" {
  currency USD
  period 2026-01 to 2026-12
}
owner bob "Bob"
sources { ticket csm_touch }
closing csm {
  owner bob
  win rate 25% measured 2025
  deal size $12k measured 2025
}
foundation channel tickets "Support tickets" {
  source ticket
  owner bob
  volume 200/month counted 2025
  conversion 1% measured 2025 by ann
}
foundation channel touches_by_us {
  source csm_touch
  owner bob
  volume accounts * cadence
  conversion 2% to 4% estimated 2026-01
}
scenario more "More tickets" {
  scale tickets.volume by 1.5 from 2026-07
  set tickets.conversion = 2%
  expect opened of tickets >= 40
}
target revenue >= $120k by bob
expect leverage share <= 50%
expect opened of tickets in 2026-Q1 = 6
`;

/** The hover at `‸` in the first file. */
function at(marked: string, others: Files = { 'lib.upsell': LIBRARY }, format: 'markdown' | 'plaintext' = 'markdown') {
  const text = marked.replace('‸', '');
  const analysis = analyseFiles({ 'model.upsell': text, ...others });
  const lines = text.slice(0, marked.indexOf('‸')).split('\n');
  const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  return hover(analysis, position, { format, written: (uri) => uri });
}

const textAt = (marked: string, ...rest: [Files?, ('markdown' | 'plaintext')?]): string => said(at(marked, ...rest));

const said = (found: Hover | null): string => (found?.contents as { value: string } | undefined)?.value ?? '';

/** The model with the cursor before some of its text. */
const pointingAt = (excerpt: string, text = MODEL): string => {
  if (!text.includes(excerpt)) throw new Error(`no ${excerpt}`);
  return text.replace(excerpt, `‸${excerpt}`);
};

describe('textDocument/hover on a number', () => {
  it('derives it from its terms, each with value, owner, provenance and a link', () => {
    expect(textAt(pointingAt('accounts * cadence').replace('‸accounts *', 'accounts ‸*'))).toBe(
      `**volume of touches\\_by\\_us** 240.0 to 260.0/month

- volume accounts \\* cadence = 240.0 to 260.0/month · no provenance · owner bob \\(Bob\\) · [line 22](<file:///workspace/model.upsell#L22>)
  - accounts 240 · counted 2025-12 · owner ann \\(Ann A.\\) · [lib.upsell:2](<file:///workspace/lib.upsell#L2>)
  - accounts 260 from 2026-07 · estimated 2026-01 · owner ann \\(Ann A.\\) · [lib.upsell:3](<file:///workspace/lib.upsell#L3>)
  - cadence 1/month · counted 2025-12 · owner ann \\(Ann A.\\) · [lib.upsell:4](<file:///workspace/lib.upsell#L4>)

| month | value/month |
| --- | ---: |
| 2026-01 to 2026-06 | 240.0 |
| 2026-07 to 2026-12 | 260.0 |

250.0 touches a month x 2.93% = **7.3 opened** a month

87.9 closed in the 12 months x 25.0% = 22.0 won; x $12,000 = **$263,681**`,
    );
  });

  it('says what its own line makes of it, and who answers for it alone', () => {
    const text = textAt(pointingAt('1% measured'));
    expect(text).toContain('**conversion of tickets** 1.0%');
    expect(text).toContain('conversion 1% · measured 2025-01 to 2025-12 · owner ann \\(Ann A.\\)');
    expect(text).toContain('200.0 touches a month x 1.0% = **2.0 opened** a month');
    expect(textAt(pointingAt('4% estimated'))).toContain('conversion 2% to 4%, expected 2.93% · estimated 2026-01');
  });

  it('is that of the scenario inside one', () => {
    expect(textAt(pointingAt('1.5 from'))).toContain('| 2026-07 to 2026-12 | 300.0 |');
    expect(textAt(pointingAt('2%\n  expect'))).toContain('**conversion of tickets** 2.0%');
  });

  it('of a path in a scenario is the number that it names, and what that is there', () => {
    const set = textAt(pointingAt('conversion = 2%'));
    expect(set).toBe(`**conversion of tickets** 1.0%

- conversion 1% · measured 2025-01 to 2025-12 · owner ann \\(Ann A.\\) · [line 17](<file:///workspace/model.upsell#L17>)

In the scenario \`more\`: 2.0%`);
    expect(textAt(pointingAt('volume by 1.5'))).toMatch(
      /^\*\*volume of tickets\*\* 200\.0[\s\S]*owner bob[\s\S]*In the scenario `more`: 200\.0 to 300\.0/,
    );
    // The closing model is the one that the scenario has by then.
    const csm = MODEL.replace(
      '  set tickets',
      `  set closing.win_rate = 30%
  closing upsell_ae { owner ann  win rate 40% sample  deal size $9k sample }
  set closing.deal_size = $8k
  set closing.quota = $50k/month
  set tickets`,
    );
    expect(textAt(pointingAt('win_rate = 30%', csm))).toMatch(/^\*\*win rate\*\* 25\.0%[\s\S]*`more`: 40\.0%$/);
    expect(textAt(pointingAt('closing.deal_size', csm))).toMatch(/^\*\*deal size\*\* \$9,000[\s\S]*`more`: \$8,000$/);
    // What is not there yet is what the scenario makes it.
    expect(textAt(pointingAt('quota = $50k', csm))).toMatch(/^\*\*quota\*\* \$50,000[\s\S]*owner ann/);
    expect(at(pointingAt('nothing by', MODEL.replace('tickets.volume by', 'tickets.nothing by')))).toBeNull();
  });

  it('has its unit, and drivers have theirs', () => {
    const drivers = `owner ann "Ann"
driver share 3% sample by ann
driver kept 1 - share by ann
driver both share * kept by ann
driver some 240 * share by ann
driver fee $0.50 * 1.5 sample by ann
driver pay $2,400/quarter sample by ann
driver ramp 6/(2/month) sample by ann
driver pace 6/week sample by ann
driver names 5 sample, 6 from 2026-07 sample by ann
driver rush 12/quarter sample, 12/month from 2026-07 sample by ann
`;
    const heads = [...drivers.matchAll(/driver (\w+)/g)].map(
      ([whole]) => textAt(pointingAt(whole.slice(7), drivers), {}).split('\n')[0],
    );
    expect(heads).toEqual([
      '**driver share** 3.0%',
      '**driver kept** 97.0%',
      '**driver both** 2.91%',
      '**driver some** 7.2',
      // A library has no currency.
      '**driver fee** 0.75',
      '**driver pay** 800/month',
      '**driver ramp** 3 months',
      '**driver pace** 26/month',
      // A library has no months beyond the first.
      '**driver names** 5',
      '**driver rush** 4/month',
    ]);
    const model = MODEL.replace('bob\n  win', 'bob\n  capacity 120/quarter\n  quota accounts * $1k/year\n  win');
    expect(textAt(pointingAt('120/quarter', model))).toContain(
      '**capacity** 40.0/month\n\n- capacity 120/quarter = 40.0/month',
    );
    const quota = textAt(pointingAt('* $1k', model).replace('‸* $1k', '* ‸$1k'));
    expect(quota).toContain('**quota** $20,000 to $21,667/month');
    expect(quota).toContain('| month | value/month |\n| --- | ---: |\n| 2026-01 to 2026-06 | $20,000 |');
  });

  it('without a history says which one it is and whose', () => {
    const text = MODEL.replace('currency USD', 'currency USD\n  season may 120%')
      .replace('owner bob\n  win', 'owner bob\n  cycle 20%, 35%, 45%\n  attention 80%, 70%, 60%\n  win')
      .replace('csm {', 'original_ae {')
      .replace('conversion 1%', 'season december 60%, july 50% + 40%\n  open at start 7\n  conversion 1%');
    expect(textAt(pointingAt('35%, 45%', text))).toBe(`**cycle, 1 month later** 35.0%

- cycle 35% · owner bob \\(Bob\\) · [line 11](<file:///workspace/model.upsell#L11>)`);
    expect(textAt(pointingAt('20%, 35%', text))).toContain('**cycle, in the same month** 20.0%');
    expect(textAt(pointingAt('70%, 60%', text))).toContain('**attention, month 2 of the fiscal quarter** 70.0%');
    expect(textAt(pointingAt('120%', text))).toContain('**season in May** 120.0%');
    const own = textAt(pointingAt('60%, july', text));
    expect(own).toContain(
      '**season of tickets in December** 60.0%\n\n- season 60.0% · owner bob \\(Bob\\) · [line 20]',
    );
    expect(own).toContain('**$');
    expect(textAt(pointingAt('50% + 40%', text))).toContain('**season of tickets in July** 90.0%');
    expect(textAt(pointingAt('7\n', text))).toContain('**open at start of tickets** 7.0');
    expect(textAt(pointingAt('2 months', text.replace('20%, 35%, 45%', '2 months')))).toContain(
      '**cycle** 2 months\n\n- cycle 2 months · owner bob',
    );
    // Inside a scenario's closing model it is that one's.
    const other = text.replace(
      '  set tickets',
      '  closing csm { owner ann cycle 10%, 90% win rate 1% deal size $1 }\n  set tickets',
    );
    expect(textAt(pointingAt('90% win', other))).toContain('cycle, 1 month later** 90.0%\n\n- cycle 90% · owner ann');
    // What is wrong has no value.
    expect(textAt(text.replace('35%, 45%', '‸35%, 4 5%'))).not.toContain('35.0%');
  });

  it('says what the season makes of the volume, and of each month that it names', () => {
    const text = MODEL.replace('volume 200/month', 'season july 70%, december 50%\n  volume 200/month').replace(
      'currency USD',
      'currency USD\n  season march 50%',
    );
    const opened = 'volume 200.0 x season 93.333% = 186.7 touches a month x 1.0% = **1.9 opened** a month';
    for (const excerpt of ['200/month', '1% measured', 'tickets "Support'])
      expect(textAt(pointingAt(excerpt, text))).toContain(opened);
    // The word of the month is that of its number.
    for (const excerpt of ['july 70%', '70%']) {
      const july = textAt(pointingAt(excerpt, text));
      expect(july).toMatch(/^\*\*season of tickets in July\*\* 70\.0%/);
      expect(july).toContain('2026-07: volume 200.0 x 70.0% = **140.0 touches**\n');
    }
    // A model's is that of all channels that have none of their own.
    expect(textAt(pointingAt('march 50%', text))).toMatch(
      /^\*\*season in March\*\* 50\.0%[\s\S]*2026-03: volume 240\.0 x 50\.0% = \*\*120\.0 touches\*\* in all channels without a season of their own$/,
    );
    const years = text.replace('2026-12', '2032-03').replace('200/month', '200/month growing 1%/month');
    expect(textAt(pointingAt('july', years))).toMatch(
      /- 2026-07: volume 212\.3 x 70\.0% = \*\*148\.6 touches\*\*\n- 2027-07: [\s\S]*\n- and 1 year more\n/,
    );
    expect(textAt(pointingAt('july', text.replace('2026-12', '2026-06')))).toContain(
      'The period does not have this month.',
    );
    expect(textAt(pointingAt('july', text.replace('200/month', '200/month / 0')))).not.toContain('2026-07');
    const touches = text.replace('volume 200/month', 'touch a 150/month\n  touch b 50/month converting 2%');
    expect(textAt(pointingAt('a 150/month', touches))).toContain(
      'volume 150.0 x season 93.333% = 140.0 touches a month x 1.0%',
    );
    expect(textAt(pointingAt('1% measured', touches))).toContain(
      'volume 150.0 x season 93.333% = 140.0 touches a month x 1.0%',
    );
  });

  it('says what withholds it', () => {
    const zero = MODEL.replace('accounts * cadence', 'accounts * (1/month / 0)');
    expect(textAt(zero.replace('accounts * (', 'accounts ‸* ('))).toBe(
      `Withheld because of \`division-by-zero\` at [line 22](<file:///workspace/model.upsell#L22>).

Withheld because of \`division-by-zero\` at line 22. Mend it, and the figure is back.`,
    );
    // What is no number of the language has no derivation, and its line says why.
    expect(textAt(MODEL.replace('1% measured 2025 by', '1% ‸measured 2025 +'))).toMatch(/^\*\*measured\*\*/);
  });
});

describe('textDocument/hover on a figure', () => {
  it('of a model is made of its channels, of a channel of its numbers', () => {
    expect(textAt(pointingAt('revenue >= $120k'))).toBe(`**revenue = $335,681**

- tickets $72,000 · owner bob · [line 13](<file:///workspace/model.upsell#L13>)
- touches\\_by\\_us $263,681 · owner bob · [line 19](<file:///workspace/model.upsell#L19>)

**revenue**: Won times deal size.`);
    const quarter = textAt(pointingAt('opened of tickets in'));
    expect(quarter).toContain('**opened of tickets in 2026\\-Q1 = 6.0**'.replace('\\-', '-'));
    expect(quarter).toContain('volume 200/month · counted 2025-01 to 2025-12 · owner bob \\(Bob\\)');
    expect(quarter).toContain('**opened**: Opportunities that were opened');
  });

  it('is that of the scenario inside one', () => {
    expect(textAt(pointingAt('opened of tickets >='))).toContain('**opened of tickets, scenario more = 60.0**');
  });

  it('says of a goal how it stands', () => {
    expect(textAt(pointingAt('$120k by'))).toContain('**$335,681** against >= $120,000: 279.7% attained, reached');
    expect(textAt(pointingAt('50%\n'))).toContain('**holds**: 0.00% <= 50.00%');
  });
});

describe('textDocument/hover on a name', () => {
  it('of a channel is its table by month', () => {
    const rows = textAt(pointingAt('tickets "Support')).split('\n');
    expect(rows[0]).toBe(
      '**tickets** Support tickets · foundation · source ticket · owner bob · [line 13](<file:///workspace/model.upsell#L13>)',
    );
    expect(rows).toContain('| month | opened | closed | won | revenue |');
    expect(rows.filter((row) => row.startsWith('| 2026-'))).toHaveLength(12);
    expect(rows.at(-1)).toBe('| 2026-12 | 2.0 | 2.0 | 0.5 | $6,000 |');
  });

  it('of a channel is its table by fiscal quarter in a long period, and by year in a longer one', () => {
    const period = (text: string) => pointingAt('tickets "Support', MODEL.replace('2026-01 to 2026-12', text));
    const quarters = textAt(period('2026-01 to 2028-02'))
      .split('\n')
      .filter((row) => row.startsWith('| FY'));
    expect(quarters).toHaveLength(9);
    expect(quarters[0]).toBe('| FY26-Q1 | 6.0 | 6.0 | 1.5 | $18,000 |');
    expect(quarters.at(-1)).toBe('| FY28-Q1 | 4.0 | 4.0 | 1.0 | $12,000 |');
    const years = textAt(period('2026-11 to 2032-10').replace('period', 'fiscal year starts july\n  period'));
    expect(years.split('\n').filter((row) => row.startsWith('| FY'))).toHaveLength(7);
    expect(years).toContain('| FY27 | 16.0 | 16.0 | 4.0 | $48,000 |');
  });

  it('of a driver is its value by month and who uses it', () => {
    const text = textAt(pointingAt('accounts * cadence'));
    expect(text).toContain('**driver accounts** 240 to 260');
    expect(text).toContain('Used by:\n\n- touches\\_by\\_us.volume · [line 22](<file:///workspace/model.upsell#L22>)');
    expect(textAt('driver spare‸ 5 by ann\n', {})).toContain('Nothing uses it here.');
  });

  it('of an owner is what it answers for', () => {
    expect(textAt(pointingAt('bob\n  volume 200'))).toBe(
      `**bob** · Bob

Answers for:

- closing csm · [line 8](<file:///workspace/model.upsell#L8>)
- channel tickets · [line 13](<file:///workspace/model.upsell#L13>)
- channel touches\\_by\\_us · [line 19](<file:///workspace/model.upsell#L19>)
- target revenue \\>= $120k by bob · [line 30](<file:///workspace/model.upsell#L30>)`.replaceAll('\\>', '&gt;'),
    );
    const retention = 'retention {\n  owner bob\n  contraction customer 1% sample\n  contraction vendor 1% sample\n}\n';
    expect(textAt(pointingAt('bob\n  volume 200', MODEL + retention))).toContain('- retention · [line 33]');
    const ann = textAt(pointingAt('ann\n}'));
    expect(ann).toContain('**ann** · Ann A. · team Desk · \\@acme/ann');
    expect(ann).toContain('- tickets.conversion · [line 17]');
    expect(ann).toContain('- driver cadence · [lib.upsell:4]');
  });

  it('of a source is its questions', () => {
    expect(
      textAt(pointingAt('ticket\n')),
    ).toBe(`\`ticket\`, Support tickets: fed by the channel \`tickets\`, owned by \`bob\`.

- Volume: How many tickets come in each month?
- Conversion: How many reveal a need that the next tier or product solves, and get flagged?`);
  });

  it('of a scenario is how it differs', () => {
    expect(textAt(pointingAt('more "More'))).toContain('**more** More tickets\n\nCompared with the model:');
  });
});

describe('textDocument/hover on a word of the language', () => {
  it('is a paragraph, and of a field the question of its source', () => {
    expect(textAt(pointingAt('volume 200'))).toMatch(
      /^\*\*volume\*\*: How many touches there are[\s\S]*\n\nHow many tickets come in each month\?$/,
    );
    expect(textAt(pointingAt('foundation channel tickets'))).toMatch(
      /^\*\*foundation\*\*: A channel of what your people do/,
    );
    expect(textAt(pointingAt('rate 25%'))).toMatch(/^\*\*win rate\*\*: /);
  });

  it('is nothing in comments, texts and white space', () => {
    expect(at('// vol‸ume\n', {})).toBeNull();
    expect(at('\n‸\n', {})).toBeNull();
    expect(at('‸', {})).toBeNull();
    expect(at('owner ann "vol‸ume"\n', {})).toBeNull();
  });
});

describe('textDocument/hover', () => {
  it('makes no text of a model markup or a link', () => {
    const evil = '<img onerror> **b** [x](javascript:y) `c` | https://evil.example www.evil.example me@evil.example';
    const text = MODEL.replaceAll('"Bob"', JSON.stringify(evil)).replace('"Support tickets"', JSON.stringify(evil));
    for (const excerpt of ['tickets "', 'bob\n  volume 200', '200/month', 'opened of tickets in', 'revenue >=']) {
      const shown = textAt(pointingAt(excerpt, text));
      expect(shown).not.toMatch(/<img|(?<!\\)\[x|(?<!\\)`c`|\*\*b\*\*|https:\/\/|\bwww\.|(?<!\\)@|(?<!\\)\(javascript/);
    }
    expect(textAt(pointingAt('tickets "', text))).toContain('&lt;img onerror&gt;');
  });

  it('is plain text for a client that shows it as it is', () => {
    const text = textAt(pointingAt('accounts * cadence'), { 'lib.upsell': LIBRARY }, 'plaintext');
    expect(text).toContain(
      'driver accounts 240 to 260\n\n- accounts 240 · counted 2025-12 · owner ann (Ann A.) · lib.upsell:2\n',
    );
    expect(text).not.toMatch(/\*\*|\[|\\|\| /);
  });

  it('works in a library, half-typed, with other line ends, and anywhere in the examples', () => {
    expect(textAt(LIBRARY.replace('1/month', '‸1/month'), {})).toContain('**driver cadence** 1/month\n');
    expect(textAt(pointingAt('1% measured', MODEL.replaceAll('\n', '\r\n')))).toContain('[line 17]');
    const texts = ['acme/acme', 'acme/shared', 'canonical/canonical', 'portfolio/portfolio'].map((name) =>
      readFileSync(new URL(`../../examples/${name}.upsell`, import.meta.url), 'utf8'),
    );
    for (const whole of texts)
      for (let length = 0; length < whole.length; length += 211) {
        const text = whole.slice(0, length);
        const analysis = analyseFiles({ 'model.upsell': text });
        const lines = text.split('\n');
        const settings = { format: 'markdown', written: (uri: string) => uri } as const;
        for (let line = 0; line < lines.length; line += 7)
          for (const character of [0, 3, 14, 30]) {
            const shown = said(hover(analysis, { line, character }, settings));
            expect(shown).not.toMatch(/undefined(?! ·)|NaN|Infinity|\[object/);
          }
      }
  });

  it('is quick in a long model', () => {
    const text = modelText(1000, { months: 36, capacity: true });
    const analysis = analyseFiles({ 'model.upsell': text });
    const lines = text.split('\n');
    const times: number[] = [];
    for (let line = 0; line < lines.length; line += 5)
      for (const character of [4, 16]) {
        const start = performance.now();
        hover(analysis, { line, character }, { format: 'markdown', written: (uri) => uri });
        times.push(performance.now() - start);
      }
    times.sort((a, b) => a - b);
    expect(times[Math.floor(times.length * 0.95)]).toBeLessThan(100);
  });

  it('is served in the format that the client prefers', async () => {
    const client = new LanguageClient();
    const uri = 'untitled:Untitled-1';
    const ask = () =>
      client.connection.sendRequest('textDocument/hover', {
        textDocument: { uri },
        position: { line: 0, character: 8 },
      });
    await client.start({ textDocument: { hover: { contentFormat: ['plaintext'] } } });
    await client.open(uri, 'driver reach 5 by ann\n');
    expect(await ask()).toMatchObject({
      contents: { kind: 'plaintext', value: expect.stringContaining('driver reach 5') },
    });
    expect(await client.stop()).toBe(0);
  });
});

describe('the documentation of what is pointed at', () => {
  const documented = (declaration: string, comment: string) => MODEL.replace(declaration, `${comment}\n${declaration}`);

  it.each([
    ['a channel', 'foundation channel tickets', 'tickets "Support'],
    ['its words', 'foundation channel tickets', 'channel tickets'],
    ['a use of it', 'foundation channel tickets', 'tickets >= 40'],
    ['an owner', 'owner bob', 'bob "Bob"'],
    ['a scenario', 'scenario more', 'more "More'],
    ['the closing model', 'closing csm', 'closing csm'],
    ['the model', 'model "Small"', 'model "Small"'],
    ['a target', 'target revenue', 'target revenue'],
  ])('stands with %s', (_, declaration, excerpt) => {
    const text = documented(declaration, '/**\n * What it is *for*,\n * on two lines.\n *\n * And more.\n */');
    const before = textAt(pointingAt(excerpt));
    expect(textAt(pointingAt(excerpt, text))).toContain('\n\nWhat it is \\*for\\*, on two lines.\n\nAnd more.');
    expect(before).not.toContain('And more');
  });

  it('stands with a driver of a library, a touch and a source, in any ends of lines', () => {
    const library = LIBRARY.replace('driver cadence', '/** How often\r\n    we call. */\r\n\r\ndriver cadence');
    const files = { 'lib.upsell': library };
    expect(textAt(pointingAt('cadence\n'), files)).toContain('\n\nHow often we call.\n\n');
    expect(textAt(`/** Pays. */ ‸${LIBRARY.slice(0, 20)}`, {})).toContain('Pays.');
    const touch = MODEL.replace(
      '  volume 200/month counted 2025',
      '  /** Each limit once. */\n  customer touch hits "Hits" 200/month counted 2025',
    );
    expect(textAt(pointingAt('hits "Hits"', touch))).toContain('Each limit once.');
    const source = MODEL.replace('sources { ticket', 'sources { /** Of the desk. */ ticket');
    expect(textAt(pointingAt('ticket csm_touch', source))).toContain('Of the desk.');
  });

  it('is no other comment', () => {
    for (const comment of ['// /** Not this. */', '/* Not this. */', '/** Not this. */ // but', '/** Not this.']) {
      const text = documented('owner bob', comment);
      expect(textAt(pointingAt('bob "Bob"', text))).not.toContain('Not this');
    }
    expect(textAt(pointingAt('bob "Bob"', documented('owner bob', '/**/')))).toContain('bob');
    // A comment of a line that ends as another one does.
    expect(textAt(pointingAt('bob "Bob"', documented('owner bob', '// /** Not this\n/* nor this */')))).not.toMatch(
      /this/,
    );
  });
});
