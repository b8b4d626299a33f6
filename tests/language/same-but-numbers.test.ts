import { monthOf } from '@upsell/engine';
import { analyse, changedFile, differenceOf, parseFile } from '@upsell/language';
import { describe, expect, it } from 'vitest';
import { isSameButNumbers, parseBlock } from '../../packages/language/src/block.ts';

const CHANNEL = `channel channel_0 "Since 2019" {
  source     ticket
  owner      support
  volume     800/month counted 2025-10 to 2025-12 // 7 a day
  conversion 0.5% estimated 2025-12
  deal size  $12,000 measured 2025
}
`;

const isSame = (from: string, to: string): boolean => isSameButNumbers(read(CHANNEL), read(CHANNEL.replace(from, to)));

const read = (text: string) => parseBlock(text, { endsBlocks: true });

describe('blocks that are the same but for their numbers', () => {
  it.each([
    ['800/', '900/'],
    ['0.5%', '0.7%'],
    ['$12,000', '$13,579'],
    ['0.5%', '0.55%'],
    ['0.5%', '12%'],
    ['800/', '8/'],
    ['$12,000', '$120,000'],
    ['no such text', ''],
  ])('%s becomes %s', (from, to) => expect(isSame(from, to)).toBe(true));

  it.each([
    ['channel_0', 'channel_1'],
    ['"Since 2019"', '"Since 2020"'],
    ['7 a day', '8 a day'],
    ['2025-12 //', '2025-11 //'],
    ['$12,000', '€12,000'],
    ['0.5%', '0,5%'],
    ['$12,000', '$1,200,000'],
    ['0.5% ', '0.5k '],
    ['800/month', '800/ month'],
    ['owner', 'moner'],
    ['800/month', '800/moths'],
  ])('not where %s becomes %s', (from, to) => expect(isSame(from, to)).toBe(false));

  it('not where something is wrong with one of them', () => {
    const broken = CHANNEL.replace('conversion', 'conversiun');
    expect(isSameButNumbers(read(broken), read(broken))).toBe(false);
    expect(isSameButNumbers(read(`${CHANNEL}/* open`), read(`${CHANNEL}/* open`))).toBe(false);
  });
});

it('what is said of a name behind a number moves with it', () => {
  const text = 'driver a 8 sample by nobody\n\ndriver b 8 sample by somebody\n';
  const [uri, host, options] = ['file:///model.upsell', { load: () => undefined }, { asOf: monthOf(2026, 1) }];
  const file = parseFile(uri, text);
  const before = analyse(file, host, options);
  const longer = text.replace('a 8 sample', 'a 8000.25 sample');
  const changed = changedFile(file, differenceOf(text, longer));
  const after = analyse(changed, host, options, [], before);
  const marked = after.diagnostics.flatMap(({ code, start, end }) =>
    code === 'unknown-name' ? [longer.slice(start, end)] : [],
  );
  expect(marked).toEqual(['nobody', 'somebody']);
  expect(after.checked.facts).toBe(before.checked.facts);
});

it('a period of years is judged by its new years', () => {
  const text = 'model "Acme" {\n  currency USD\n  period 2026 to 2027\n}\n';
  const [uri, host, options] = ['file:///model.upsell', { load: () => undefined }, { asOf: monthOf(2026, 1) }];
  const file = parseFile(uri, text);
  const before = analyse(file, host, options);
  const codes = (analysis: typeof before) => analysis.diagnostics.map(({ code }) => code);
  expect(codes(before)).not.toContain('period-length');
  const changed = changedFile(file, differenceOf(text, text.replace('to 2027', 'to 2097')));
  expect(codes(analyse(changed, host, options, [], before))).toContain('period-length');
});

it.each([
  ['1', '2'],
  ['1', '1.08'],
  ['2', '3'],
  ['1.08', '1'],
])('what a part is worth is judged anew where %s becomes %s', (from, to) => {
  const header = 'model "Acme" {\n  currency USD\n  period 2026-01 to 2026-12\n}\n';
  const part = parseFile('file:///part.upsell', header);
  const [host, options] = [{ load: () => part }, { asOf: monthOf(2026, 1) }];
  const textWith = (rate: string) => `${header}\ninclude "part.upsell" as part at ${rate} USD per USD\n`;
  const file = parseFile('file:///model.upsell', textWith(from));
  const before = analyse(file, host, options);
  const changed = changedFile(file, differenceOf(file.text, textWith(to)));
  const said = ({ diagnostics }: typeof before) =>
    diagnostics.filter(({ code }) => code === 'currency-mismatch').map(({ message }) => message);
  expect(said(before)).toHaveLength(from === '1' ? 0 : 1);
  const anew = analyse(parseFile(file.uri, textWith(to)), host, options);
  expect(said(analyse(changed, host, options, [], before))).toEqual(said(anew));
});
