import { describe, expect, it } from 'vitest';
import { parseFile } from '../../packages/language/src/source-file.ts';

const messagesIn = (text: string): readonly string[] =>
  parseFile('file:///model.upsell', text).problems.map(({ params }) => String(params['message'] ?? ''));

/** Every declaration and field of the language. */
const ALL = `import "./x.upsell"
actuals "actuals"
plan "p.json"
include "emea.upsell" as emea at 1.08 USD per EUR
model "M" {
  currency USD
  period FY27-Q1 to 2027
  fiscal year starts february
  season december 60%, july 50% + 40%
}
owner a "A" team "T" @a/b
sources {
  ticket "L" not run "x"
  email renamed from mail, "old mail"
}
closing original_ae "T" {
  owner a
  win rate 25% estimated 2026-01 by a note "x" evidence "y"
  deal size $5
  cycle 20%, 80%
  attention 80%, 70%, 60%
  decided 2026-01 "because"
}
closing csm {
  cycle 2 months
}
driver x min(3, 4) * -(2 + y) / 3 per month growing -2%/month sample, 5 to 6 from 2026-02 rising to 7 by 2026-05
foundation channel c "C" {
  source ticket
  initiated by customer
  open at start 5
  moment "x"
  flag "y"
  vendor touch t "T" 5/month gated converting 3% counted 2025 to 2026 by a
}
retention {
  contraction customer 20% decided 2026-01
  after 12 months
}
scenario s "S" {
  set c.t.converting = 5% from 2026-02
  scale c.volume by 1.5 from 2026-02
  drop c
}
target net revenue of c >= $5k + 3 USD in FY27 by a
expect "L" -(revenue of c in 2026-01 to 2026-03) / 2 + pulled share * 3 <= 50%
`;

describe('the words of syntax errors', () => {
  it.each([
    ['target revenue', 'Expected `>=` or `<=`, found the end of the line.'],
    ['target revenue of c 5', 'Expected `>=` or `<=`, found `5`.'],
    ['target revenue of', 'Expected the name of a channel, found the end of the line.'],
    ['target revenue >= $5 by', 'Expected the name of an owner, found the end of the line.'],
    ['expect opened', 'Expected `<=`, `<`, `>=`, `>` or `=`, found the end of the line.'],
    ['expect opened of', 'Expected the name of a channel, found the end of the line.'],
    ['driver x 5 growing 2%', 'Expected `/month` or `/year`, found the end of the line.'],
    ['driver x 5 growing 2%/', 'Expected `month` or `year`, found the end of the line.'],
    ['driver x 5 by', 'Expected the name of an owner, found the end of the line.'],
    ['retention {\n  after 12\n}', 'Expected `month` or `months`, found the end of the line.'],
    ['retention {\n  contraction\n}', 'Expected `customer` or `vendor`, found the end of the line.'],
    ['model "M" {\n  currency\n}', 'Expected a currency such as `USD`, found the end of the line.'],
    ['model "M" {\n  season\n}', 'Expected the name of a month, found the end of the line.'],
    ['model "M" {\n  fiscal year starts\n}', 'Expected the name of a month, found the end of the line.'],
    ['closing', 'Expected `csm`, `upsell_ae` or `original_ae`, found the end of the line.'],
    ['foundation channel c {\n  source\n}', 'Expected the name of a source, found the end of the line.'],
    ['foundation channel c {\n  initiated by\n}', 'Expected `customer` or `vendor`, found the end of the line.'],
    [
      'scenario s {\n  set\n}',
      'Expected a driver, a channel with a field such as `tickets.volume`, or a field of `closing`, found the end of the line.',
    ],
    ['scenario s {\n  set c.\n}', 'Expected the name of a field or a touch, found the end of the line.'],
    ['scenario s {\n  drop\n}', 'Expected the name of a channel, found the end of the line.'],
    ['include "a" as b at 2', 'Expected a currency such as `USD`, found the end of the line.'],
    ['sources {\n  a renamed from b,\n}', 'Expected a name or text in quotes, found the end of the line.'],
    ['owner', 'Expected a name, found the end of the line.'],
  ])('%j', (text, message) => expect(messagesIn(`${text}\n`)[0]).toBe(message));

  it.each([
    ['jan', ' Did you mean `january`?'],
    ['Sept', ' Did you mean `september`?'],
    ['DEC', ' Did you mean `december`?'],
    ['febuary', ' Did you mean `february`?'],
    ['spring', ''],
  ])('say which month `%s` means', (word, meant) => {
    const said = [`\`${word}\` is not the name of a month.${meant}`];
    expect(messagesIn(`model "M" {\n  season ${word} 80%\n}\n`)).toEqual(said);
    expect(messagesIn(`model "M" {\n  fiscal year starts ${word}\n}\n`)).toEqual(said);
  });

  it.each([
    ['driver x 5 growing 2%/mo sample', ' Did you mean `month`?'],
    ['driver x 5 growing 2%/years sample', ' Did you mean `year`?'],
    ['driver x 5 growing 2%/week sample', ''],
  ])('say which unit of time is meant in %j', (text, meant) => {
    const [said] = messagesIn(`${text}\n`);
    expect(said?.replace(/^Expected `month` or `year`, found `\w+`\./, '')).toBe(meant);
  });

  it('name the units of time where `per` has another word behind it', () => {
    const units = 'Behind `per` stands a unit of time: write `month`, `week`, `day`, `quarter`, `year` or `workday`.';
    expect(messagesIn('driver x 5 per fortnight sample\n')).toEqual([units]);
    expect(messagesIn('foundation channel c {\n  volume 5 per months sample\n}\n')).toEqual([units]);
  });

  it.each([
    ['volume 5./month', 'A number has digits on both sides of its point: write `5` or `5.0`.'],
    ['volume .5/month', 'A number has a digit before its point: write `0.5`.'],
    ['conversion 5.% sample', 'A number has digits on both sides of its point: write `5%` or `5.0%`.'],
    ['conversion .5% sample', 'A number has a digit before its point: write `0.5%`.'],
    ['volume 800/month counted 2025 900/month from 2026-03 sample', 'A comma is missing before `900`: add it.'],
    ['volume 8/month sample // x\n    9/month from 2026-03', 'A comma is missing before `9`: add it.'],
    ['volume 1/month rising to 2/month by 2026-02 3/month from 2026-03', 'A comma is missing before `3`: add it.'],
    ['season may 80% june 70%', 'A comma is missing before `june`: add it.'],
    [
      'volume 8/month sample by a 9/month from 2026-03',
      '`by a` stands behind the last step: write a comma and this step before it.',
    ],
    ['source 2nd', '`2nd` is not a name: a name begins with a letter or `_`.'],
    ['touch 1st 5/month sample', '`1st` is not a name: a name begins with a letter or `_`.'],
  ])('say what is wrong with %j in a channel', (line, message) =>
    expect(messagesIn(`foundation channel c {\n  ${line}\n}\n`)).toEqual([message]),
  );

  it('say that a value without a month is too much, and not that a comma is missing', () => {
    const [said] = messagesIn('foundation channel c {\n  volume 8/month 9\n  conversion 1% from 2026-03\n}\n');
    expect(said).toMatch(/^`9` does not belong in a `channel` block/);
  });

  it.each([
    ['cycle 2 weeks', /^A cycle is counted in whole months, as in `cycle 2 months`: /],
    ['cycle 2 monts', /Did you mean `months`\?$/],
    ['cycle 20% 80%', /^A comma is missing before `80%`/],
    ['attention 80%, 70%, 60% 50%', /^A comma is missing before `50%`/],
  ])('say what is wrong with %j', (line, message) => {
    const said = messagesIn(`closing csm {\n  ${line}\n}\n`);
    expect(said[0]).toMatch(message);
  });

  it.each(['owner 1a "A"', 'driver 1a 5 sample', 'sources {\n  1a\n}', 'sources { b\n  1a }', 'scenario 1a { }'])(
    'say of %j that it is not a name',
    (text) => expect(messagesIn(`${text}\n`)[0]).toBe('`1a` is not a name: a name begins with a letter or `_`.'),
  );

  it('says of a closing block without its brace what is missing, and not that a field of it is none', () => {
    const text = 'closing csm\n  owner a\n  decided 2026-01\n}\n';
    expect(messagesIn(text)).toEqual([
      'Expected `{`, found the end of the line.',
      '`decided` cannot be read before the block is opened: write `{` behind the kind of this `closing` block.',
    ]);
  });

  it.each([
    ['driver x % sample', 'A number is missing before `%`: write it, such as `4%`.'],
    ['driver x "All" %', 'A number is missing before `%`: write it, such as `4%`.'],
    ['driver x 5, % from 2026-05', 'A number is missing before `%`: write it, such as `4%`.'],
    ['expect win rate >= %', 'A number is missing before `%`: write it, such as `4%`.'],
    ['driver x 2 * $', 'A number is missing behind `$`: write it, such as `$12,000`.'],
    ['driver x 1,200 % sample', '`%` stands right behind its number: write `1,200%`.'],
    ['driver x %4 sample', '`%` stands right behind its number: write `4%`.'],
    ['driver x € 12k', '`€` stands right before its number: write `€12k`.'],
    ['driver x 4% % sample', 'This character `%` cannot stand here: remove it.'],
    ['owner % "Nobody"', 'This character `%` cannot stand here: remove it.'],
    ['driver $ 5', 'This character `$` cannot stand here: remove it.'],
    ['expect won ≥ 1', '`≥` is written `>=` here.'],
    ['driver x 5 counted 2026‑01', '`‑` is not the hyphen of a month or a quarter: write `2026-01`.'],
    ['driver x 5 counted 2025-10 – 2025-12', '`–` is not the word between two months: write `2025-10 to 2025-12`.'],
    ['driver x 5 – 2', '`–` is not the minus sign of the keyboard: write `-`.'],
    ['driver x 5 # a guess', 'A comment begins with `//`, not with `#`.'],
    ["owner ann 'Ann'", 'Text stands between straight double quotes: write `"…"`.'],
    ['owner ann ‘Ann’', 'Text stands between straight double quotes: write `"…"`.'],
  ])('say of the characters in %j where their number belongs, or what is written', (text, message) =>
    expect(messagesIn(`${text}\n`)).toEqual([message]),
  );

  it('always name what may stand where a line is cut, or where something else stands', () => {
    expect(messagesIn(ALL)).toEqual([]);
    let cuts = 0;
    for (const { index, 0: token } of ALL.matchAll(/"[^"\n]*"|[@\w.%$/-]+|[^\s\w]/g)) {
      const end = index + token.length;
      const rest = ALL.slice(ALL.indexOf('\n', end));
      for (const behind of [rest, '', ` )${rest}`, ` other${rest}`]) {
        const said = messagesIn(ALL.slice(0, end) + behind);
        for (const message of said) {
          expect(message).not.toMatch(
            /something else|more, found|Expected ,|undefined|[A-Z]{2}_|`(.+)` does not .*Did you mean `\1`/,
          );
          cuts++;
        }
      }
    }
    expect(cuts).toBeGreaterThan(500);
  }, 30_000);
});

it('names every wrong character, in the order of the text', () => {
  const { problems } = parseFile(
    'file:///model.upsell',
    'owner \u00e9lan "A"\nclosing csm {\n  owner \uff05 x \u00e9\n}\n',
  );
  const ofCharacters = problems.filter(({ params }) => /This character/.test(String(params['message'])));
  expect(ofCharacters.map(({ start }) => start)).toEqual([6, 37, 41]);
  // In one declaration, too.
  const one = parseFile('file:///model.upsell', 'driver \u00e9 5 \uff05').problems;
  expect(
    one.filter(({ params }) => /This character/.test(String(params['message']))).map(({ start }) => start),
  ).toEqual([7, 11]);
});
