/** Wherever a quantity may stand, a value of the right unit is offered before names, and those before functions. */
import { describe, expect, it } from 'vitest';
import { BLOCK_FIELDS } from '../../packages/language/src/parser/words.ts';
import { complete } from '../harness/check-completion.ts';
import { analysedNow, complaints, offersAt } from './offers.ts';

const model = (currency: string, own = '') => `model "M" {
  currency ${currency}
  period 2026-02 to 2027-01
  ${own}
}

owner support "Support lead"

sources {
  ticket
  email
}

driver accounts 240         counted 2026-01 by support
driver dials    2,000/month counted 2026-01 by support

closing csm {
  owner     support
  win rate  25%       estimated 2026-01
  deal size 9,000 ${currency} estimated 2026-01
}

foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month counted 2025-11 to 2026-01
  conversion 0.5%      estimated 2026-01
  initiated by customer
}

`;

const MODEL = model('USD');
const inChannel = (line: string) => `${MODEL}leverage channel new {\n  source email\n  owner support\n  ${line}\n}\n`;
const inClosing = (line: string, kind = 'upsell_ae') =>
  `${MODEL}scenario s {\n  closing ${kind} {\n    owner support\n    ${line}\n  }\n}\n`;
const inScenario = (line: string) => `${MODEL}scenario s {\n  ${line}\n}\n`;
const inRetention = (line: string) => `${MODEL}retention {\n  owner support\n  ${line}\n}\n`;
const atTop = (line: string) => `${MODEL}${line}\n`;

/** Where a value is expected, and what is offered first: of a field as the language names it, in each of its places. */
const VALUES: readonly (readonly [field: string, text: string, first: string])[] = [
  ['volume', inChannel('volume $0'), '500/month sample'],
  ['volume', inChannel('volume 2 * $0'), '100/month sample'],
  ['volume', inChannel('volume dials * $0'), '10% sample'],
  ['volume', inChannel('volume min(dials, $0'), '500/month'],
  ['volume', inChannel('volume $0 sample'), '500/month'],
  ['volume', inChannel('volume $0/month'), '100'],
  ['volume', inChannel('volume 5/month to $0'), '10/month sample'],
  ['volume', inChannel('volume 5/month rising to $0'), '5/month by 2027-01'],
  ['volume', inChannel('volume 5/month sample, $0'), '500/month from 2026-11 sample'],
  ['volume', inChannel('volume 5/month growing $0'), '1%/month'],
  ['touch', inChannel('touch chats "Chats" $0'), '100/month sample'],
  ['touch', inChannel('touch chats "Chats" 5/month sample converting $0'), '2% sample'],
  ['conversion', inChannel('conversion $0'), '1% sample'],
  ['conversion', inChannel('conversion 60% to $0'), '80% sample'],
  ['win rate', inChannel('win rate $0'), '25% sample'],
  ['deal size', inChannel('deal size $0'), '$12,000 sample'],
  ['season', inChannel('season july $0'), '100%'],
  ['open at start', inChannel('open at start $0'), '0'],
  ['win rate', inClosing('win rate $0'), '25% sample'],
  ['deal size', inClosing('deal size $0'), '$12,000 sample'],
  ['cycle', inClosing('cycle $0'), '1 month'],
  ['cycle', inClosing('cycle 20%, 35.5%, $0'), '44.5%'],
  ['closers', inClosing('closers $0'), '1 sample'],
  ['capacity', inClosing('capacity $0'), '25/month sample'],
  ['cost', inClosing('cost $0'), '$9,000/month sample'],
  ['quota', inClosing('quota $0'), '$90,000/month sample'],
  ['attention', inClosing('attention $0', 'original_ae'), '100%, 70%, 30%'],
  ['attention', inClosing('attention 100%, $0', 'original_ae'), '70%, 30%'],
  ['contraction', inRetention('contraction vendor $0'), '25% sample'],
  ['after', inRetention('after $0'), '12 months'],
  ['set', inScenario('set tickets.volume = $0'), '800/month sample'],
  ['set', inScenario('set closing.cost = $0'), '$9,000/month sample'],
  ['scale', inScenario('scale accounts by $0'), '1.1'],
  ['expect', inScenario('expect revenue >= $0'), '$1M'],
  ['expect', atTop('expect revenue / opened >= $0'), '$1,000'],
  ['expect', atTop('expect opened / touches <= $0'), '50%'],
  ['expect', atTop('expect won + opened >= $0'), '100'],
  ['target', atTop('target revenue >= $0'), '$1M'],
  ['target', atTop('target cost <= $0'), '$100k'],
  ['target', atTop('target opened of tickets >= $0'), '100'],
  ['target', atTop('target leverage share <= $0'), '50%'],
  ['target', atTop('target deal size >= $0 in 2026-04'), '$12,000'],
  ['driver', atTop('driver x $0'), '240 sample by support'],
];

/** Fields that say something else than a quantity. */
const OTHERS = ['currency', 'period', 'fiscal year starts', 'owner', 'source', 'initiated by', 'moment', 'flag'];

/** The other fields of a block, the other shares of a cycle or of a quarter, and who answers for a driver. */
const STILL_TO_BE_SAID = /missing-field|cycle-not-whole|takes three shares|missing-owner/;

describe('where a quantity may stand', () => {
  it.each(VALUES)('%s: a value is offered first', (_, text, first) => {
    expect(complete(text).labels[0]).toBe(first);
  });

  it('every field of every block is looked at', () => {
    const seen = new Set([...VALUES.map(([field]) => field), ...OTHERS, 'decided', 'drop', 'closing']);
    expect(
      Object.values(BLOCK_FIELDS)
        .flat()
        .filter((field) => !seen.has(field)),
    ).toEqual([]);
  });

  it.each(VALUES)('%s: whatever value or function is accepted fits there', (_, marked) => {
    const offset = marked.indexOf('$0');
    const text = marked.replace('$0', '');
    const files = { 'model.upsell': text };
    const before = analysedNow(files);
    const offers = offersAt(before, offset).filter(({ kind }) => kind === 'sample' || kind === 'function');
    const found = offers.flatMap((offer) => complaints(files, before, offset, offer));
    expect(found.filter((one) => !STILL_TO_BE_SAID.test(one))).toEqual([]);
    expect(offers.map(({ kind }) => kind)).toEqual(
      offers
        .map(({ kind }) => kind)
        .toSorted()
        .toReversed(),
    );
  });

  it('is of the currency of the model, also between the commas of a function', () => {
    const francs = complete(`${model('CHF')}target revenue >= $0\n`);
    expect(francs.labels).toEqual(['1M CHF', 'min', 'max']);
    expect(complete(`${model('CHF')}target deal size >= $0\n`).accept('min')).toContain(
      '>= min(12000 CHF, 12000 CHF)\n',
    );
    expect(complete(`${model('EUR')}retention {\n}\nscenario s {\n  set closing.quota = $0\n}`).labels[0]).toBe(
      '€90,000/month sample',
    );
  });

  it('is the usual one of a built-in source, as its whole channel has it, and a small one of another source', () => {
    const at = (source: string, line: string) =>
      complete(`${MODEL}foundation channel new {\n  source ${source}\n  owner support\n  ${line}\n}\n`).labels[0];
    expect([at('implementation', 'conversion $0'), at('implementation', 'volume $0')]).toEqual([
      '15% sample',
      '12/month sample',
    ]);
    expect([at('partner', 'conversion $0'), at('partner', 'volume $0')]).toEqual(['2% sample', '100/month sample']);
    const field = complete(`${MODEL}foundation channel new {\n  source implementation\n  owner support\n  $0\n}\n`);
    expect(JSON.stringify(field.items.find(({ label }) => label === 'conversion')?.textEdit)).toContain('15%');
  });

  it('has no second unit', () => {
    const units = (line: string) => complete(atTop(line)).labels.filter((label) => label.startsWith('/'));
    expect(units('driver x 800 $0')).toContain('/month');
    expect([units('driver x 800/month $0'), units('driver x 800 per week $0')]).toEqual([[], []]);
  });

  it('names somebody who answers for it where nobody would', () => {
    const bare = complete(`${MODEL}leverage channel new {\n  source email\n  conversion $0\n}\n`);
    expect(bare.labels[0]).toBe('1% sample by support');
    expect(complete(`${MODEL}driver x $0 by support\n`).labels[0]).toBe('240 sample');
  });

  it('is of the unit in which others use a driver', () => {
    const used = `${MODEL.replace('800/month', 'dials * reached')}driver reached $0\n`;
    expect(complete(used).labels[0]).toBe('100 sample by support');
    expect(
      complete(MODEL.replace('driver dials    2,000/month', 'driver dials $0').replace('800/month', 'dials')).labels[0],
    ).toBe('100/month');
  });

  it('is a factor or a divisor behind their signs, and not offered where a metric begins', () => {
    expect(complete(inChannel('volume dials / $0')).labels[0]).toBe('2 sample');
    expect(complete(atTop('expect revenue >= 2 * $0')).labels[0]).toBe('$1,000');
    expect(complete(atTop('expect $0 >= 50%')).labels).not.toContain('50%');
    expect(complete(atTop('expect $0')).labels[0]).toBe('revenue');
  });

  it('is compared with no part of a whole where it is more than all of it', () => {
    const parts = (line: string) => complete(atTop(line)).labels.filter((label) => /share|rate|conversion/.test(label));
    const all = ['conversion', 'win rate', 'pulled share', 'gated share', 'leverage share'];
    expect(parts('expect $0 <= 10')).toEqual([]);
    expect(parts('expect "Few wait" $0 <= 250%')).toEqual([]);
    expect(parts('expect 10 >= $0')).toEqual([]);
    expect(parts('target $0 >= 10 in 2026 by support')).toEqual([]);
    for (const line of ['expect $0 <= 1', 'expect $0 <= 40%', 'expect $0 * 20 <= 10', 'expect $0 <= 10 * conversion'])
      expect(parts(line).toSorted(), line).toEqual(all.toSorted());
  });

  it('is not offered inside a number that is being typed', () => {
    for (const text of [inChannel('volume 12$0'), atTop('target revenue >= 5$0'), inRetention('after 1$0')])
      expect(complete(text).labels).toEqual([]);
  });
});

describe('behind `/` and `per`', () => {
  const units = ['month', 'week', 'day', 'quarter', 'year', 'workday'];

  it('are the units that the place takes, before what else a number can be divided by', () => {
    for (const sign of ['/', ' per ']) {
      expect(complete(inChannel(`conversion 2% growing 2%${sign}$0`)).labels).toEqual(['month', 'year']);
      expect(complete(inChannel(`volume 2/month growing -2%${sign}$0`)).labels).toEqual(['month', 'year']);
      expect(complete(inClosing(`capacity 120${sign}$0`)).labels).toEqual(units);
      expect(complete(inClosing(`cost $9k${sign}$0`)).labels).toEqual(units);
      expect(complete(atTop(`driver cadence 1${sign}$0`)).labels.slice(0, 6)).toEqual(units);
    }
  });

  it('`month` and `months` stand behind a whole number of `cycle` and `after` only', () => {
    expect(complete(inClosing('cycle 1 $0')).labels).toContain('month');
    expect(complete(inClosing('cycle 3 $0')).labels).toContain('months');
    expect(complete(inClosing('cycle 20% $0')).labels).not.toContain('months');
    expect(complete(inRetention('after 12 $0')).labels).toEqual(['months']);
  });
});
