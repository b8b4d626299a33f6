/** At the beginning of a line whose rest is there already: the words with which it is a field or a declaration, and nothing else. */
import { describe, expect, it } from 'vitest';
import { complete } from '../harness/check-completion.ts';

const MODEL = `model "M" {
  currency USD
  period 2026-02 to 2027-01
}

owner support "Support lead"

sources {
  ticket
  email
}

driver accounts 240 counted 2026-01 by support

closing csm {
  owner     support
  win rate  25%     estimated 2026-01
  deal size $12,000 estimated 2026-01
}

foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month counted 2025-11 to 2026-01
  conversion 0.5%      estimated 2026-01
}

`;

const atTop = (line: string) => `${MODEL}${line}\n`;
const inChannel = (line: string) => `${MODEL}leverage channel new {\n  owner support\n  ${line}\n}\n`;
const inClosing = (line: string) =>
  `${MODEL}scenario s {\n  closing original_ae {\n    owner support\n    ${line}\n  }\n}\n`;
const inScenario = (line: string) => `${MODEL}scenario s {\n  ${line}\n}\n`;
const inRetention = (line: string) => `${MODEL}retention {\n  owner support\n  ${line}\n}\n`;
const inModel = (line: string) => MODEL.replace('currency USD', line);

const CALLS = 'calls "Calls" {\n  source email\n  owner support\n  volume 5/month sample\n  conversion 5% sample\n}';

const TAILS: readonly (readonly [marked: string, labels: readonly string[]])[] = [
  [atTop(`$0 channel ${CALLS}`), ['foundation', 'leverage']],
  [atTop(`$0channel ${CALLS}`), ['foundation', 'leverage']],
  [atTop(`  $0 channel ${CALLS}`.replaceAll('\n', '\r\n')), ['foundation', 'leverage']],
  [atTop(`$0 /* by phone */ channel ${CALLS}`), ['foundation', 'leverage']],
  [atTop(`ch$0 ${CALLS}`), ['foundation channel', 'leverage channel']],
  [atTop(`$0 ${CALLS}`), ['foundation channel', 'leverage channel']],
  [atTop(`$0 ${CALLS.replaceAll('calls', 'tickets')}`), []],
  [atTop(`$0 {\n  contraction customer 5% sample by support\n}`), ['retention']],
  [atTop('$0 revenue >= $5M'), ['target', 'expect']],
  [atTop('$0 reach 5% sample by support'), ['driver']],
  [atTop('$0 accounts 5% sample by support'), []],
  [atTop('$0 ann "Ann" team "A"'), ['owner']],
  [atTop('$0 "./people.upsell"'), ['expect', 'import']],
  [atTop('$0 "plans/m.plan.json"'), ['expect', 'plan']],
  [atTop('$0 source ticket'), []],
  [atTop('$0closing csm {\n}'), []],
  [inChannel('$0 source email'), []],
  [inChannel('$0source email'), []],
  [inChannel('$0 email'), ['source', 'touch', 'customer touch', 'vendor touch']],
  [inChannel('$0 5%'), ['conversion', 'win rate', 'open at start']],
  [inChannel('$0 5/month sample'), ['volume']],
  [inChannel('$0 accounts * 1/month sample'), ['volume']],
  [inChannel('$0 $5,000'), ['deal size']],
  [inChannel('$0 touch x 5/month'), ['customer', 'vendor']],
  [inChannel('$0touch x 5/month'), ['customer', 'vendor']],
  [inChannel('$0 rate 5%'), ['win']],
  [inChannel('$0 by customer'), ['initiated']],
  [inChannel('$0 customer'), ['initiated by', 'touch', 'customer touch', 'vendor touch']],
  [inChannel('$0 at start 5'), ['open']],
  [inChannel('$0 july 50%'), ['season']],
  [inChannel('$0 "What a moment looks like"'), ['moment', 'flag']],
  [inChannel('volume 5/month sample,\n    $0 6/month from 2026-12 sample'), []],
  [inChannel('$0 // said later'), complete(inChannel('$0')).labels],
  [inClosing('$0 size $5,000'), ['deal']],
  [inClosing('$0 25%'), ['win rate', 'closers']],
  [inClosing('$0 2'), ['closers']],
  [inClosing('$0 20%, 80%'), ['cycle']],
  [inClosing('$0 80%, 60%, 10%'), ['attention']],
  [inClosing('$0 $9k/month'), ['cost', 'quota']],
  [inClosing('$0 2026-01 "Why"'), ['decided']],
  [inScenario('$0 tickets.volume = 5/month'), ['set']],
  [inScenario('$0 tickets.volume by 1.1'), ['scale']],
  [inScenario('$0 tickets'), ['drop']],
  [inScenario('$0 csm {\n    owner support\n  }'), ['closing']],
  [inRetention('$0 vendor 5% sample'), ['contraction']],
  [inRetention('$0 5% sample'), ['contraction customer', 'contraction vendor']],
  [inRetention('$0 12 months'), ['after']],
  [inModel('$0 USD'), ['currency']],
  [inModel('$0 year starts may'), ['fiscal']],
];

describe('before the rest of a line', () => {
  it.each(TAILS)('%#: what goes on with it as it is', (marked, labels) => {
    expect(complete(marked).labels).toEqual(labels);
  });

  it('is put before a word that the cursor touches, or in the place of half a word', () => {
    expect(complete(atTop(`$0channel ${CALLS}`)).accept('leverage')).toContain(`\nleverage channel ${CALLS}`);
    expect(complete(inChannel('$0email')).accept('source')).toContain('\n  source email\n');
    expect(complete(atTop(`ch$0 ${CALLS}`)).accept('foundation channel')).toContain(`\nfoundation channel ${CALLS}`);
    expect(complete(inChannel('conv$0 5%')).accept('conversion')).toContain('\n  conversion 5%\n');
    expect(complete(inChannel('conv$0 5%')).labels).not.toContain('volume');
  });

  it('says what it is', () => {
    const { items } = complete(atTop(`$0 channel ${CALLS}`));
    expect(items[0]?.detail).toBe('people who already talk to customers');
    expect(complete(inChannel('$0 5/month')).items[0]?.documentation).toContain('How many conversations there are.');
  });
});
