import { describe, expect, it } from 'vitest';
import { complaintsOf } from '../fuzz/complaints.ts';
import { RICH } from '../fuzz/models.ts';
import { outcomeOf } from '../fuzz/outcome.ts';
import { type Break, damageOf, whole } from './check-recovery.ts';

/*
 * Ways to break one place of a model with drivers, touches, steps, cycle, capacity, season, retention, scenario, target,
 * expectation and import. Closers are shared here, so that a broken channel takes everything from `worked` on with it.
 */

const EVERY = ['tickets', 'csm_touches', 'marketing', 'in_product'];

const channel =
  (name: string) =>
  (what: string, find: string, put: string, more: Partial<Break> = {}): Break => ({
    name: what,
    find,
    put,
    damaged: [`Channel ${name}`],
    withheld: [name],
    ...more,
  });

const tickets = channel('tickets');
const touches = channel('in_product');
const csm = channel('csm_touches');
const marketing = channel('marketing');

const STEP = '             0.6% from 2026-06 growing 1%/month estimated 2026-01';
const LIMIT_HITS = '  customer touch limit_hits   "Limit hits"           500/month counted 2026-01';
const LOCKED =
  '  vendor   touch locked_views "Locked-feature views" 250/month counted 2026-01 gated converting 2% estimated 2026-01';

const CHANNELS: readonly Break[] = [
  tickets('a step without `from`', STEP, '             0.6% 2026-06 growing 1%/month estimated 2026-01¶'),
  tickets('a step with a quarter', STEP, '             0.6% from 2026-Q3 growing 1%/month estimated 2026-01¶'),
  tickets(
    'a step without a comma before it',
    'estimated 2026-01,\n             0.6%',
    'estimated 2026-01\n             0.6%¶',
  ),
  tickets('growth by a number', STEP, STEP.replace('1%/month', '0.01/month').concat('¶')),
  tickets('evidence that is not closed', 'evidence "helpdesk export"', 'evidence "helpdesk export¶'),
  tickets(
    'a moment that is not closed',
    'moment     "A ticket names the next tier"',
    'moment     "A ticket names the next tier¶',
  ),
  tickets('a flag without a text', 'flag       "https://example.com/flag?x=1"', 'flag¶'),
  tickets(
    'a URL without quotes',
    'flag       "https://example.com/flag?x=1"',
    'flag       https://example.com/flag?x=1¶',
  ),
  csm(
    'a sum without a second part',
    '  volume     accounts * cadence counted 2026-01',
    '  volume     accounts * cadence + counted 2026-01¶',
  ),
  csm('a product without its sign', '  volume     accounts * cadence', '  volume     accounts cadence¶'),
  csm('a season without a comma', '  season     july 50%, august 60%', '  season     july 50% august 60%¶'),
  csm('a season with a driver', '  season     july 50%, august 60%', '  season     july accounts, august 60%¶'),
  csm('a season by number', '  season     july 50%, august 60%', '  season     7 50%, august 60%¶'),
  csm('`open at start` without a number', '  open at start 4', '  open at start¶'),
  csm('`open at start` with a driver', '  open at start 4', '  open at start accounts¶'),
  csm('half of `open at start`', '  open at start 4', '  open 4¶'),
  marketing('a call that is not closed', 'min(300, 1.2 * 250)/month', 'min(300, 1.2 * 250/month¶'),
  marketing('a call with a comma at its end', 'min(300, 1.2 * 250)/month', 'min(300, )/month¶'),
  marketing('a function of another language', 'min(300, 1.2 * 250)/month', 'avg(300, 1.2 * 250)/month¶'),
  marketing('a grouped number among arguments', 'min(300, 1.2 * 250)/month', 'min(300,100)/month¶', {
    code: 'ambiguous-comma',
  }),
  marketing('empty parentheses', '(1% + 0.5%) * 2', '() * 2¶'),
  marketing('its own win rate without a value', '  win rate   15% estimated 2026-01', '  win rate¶'),
  marketing('its own deal size with two signs', '  deal size  $8,000', '  deal size  $$8,000¶'),
  touches('a touch without a name', LIMIT_HITS, '  customer touch "Limit hits" 500/month counted 2026-01¶'),
  touches('a touch without a value', LIMIT_HITS, '  customer touch limit_hits "Limit hits"¶'),
  touches('half a touch', LIMIT_HITS, '  customer¶'),
  touches('a typo in `touch`', LIMIT_HITS, LIMIT_HITS.replace('touch', 'tuch').concat('¶')),
  touches('a touch by someone else', LIMIT_HITS, LIMIT_HITS.replace('customer', 'partner ').concat('¶')),
  touches('`converting` without a value', LOCKED, LOCKED.replace(' 2% estimated 2026-01', '¶')),
  touches(
    '`converting` before `gated`',
    LOCKED,
    LOCKED.replace('gated converting 2% estimated 2026-01', 'converting 2% gated¶'),
  ),
  touches('a typo in `gated`', LOCKED, LOCKED.replace('gated', 'gatted').concat('¶')),
];

const CADENCE = 'driver cadence  0.5/month rising to 1/month by 2026-09';

const DRIVERS: readonly Break[] = [
  {
    name: 'a driver without its target',
    find: CADENCE,
    put: 'driver cadence  0.5/month rising to¶ by 2026-09',
    damaged: ['Driver cadence'],
    withheld: ['csm_touches'],
  },
  {
    name: 'a driver with `rising by` a quarter',
    find: CADENCE,
    put: 'driver cadence  0.5/month rising to 1/month by 2026-Q3¶',
    damaged: ['Driver cadence'],
    withheld: ['csm_touches'],
  },
  {
    name: 'a driver without a value',
    find: 'driver accounts 240 counted 2026-01 by growth',
    put: 'driver accounts¶',
    damaged: ['Driver accounts'],
    withheld: ['csm_touches'],
  },
  {
    name: 'a driver whose value is junk',
    find: 'driver accounts 240 counted',
    put: 'driver accounts 240 ?? counted¶',
    damaged: ['Driver accounts'],
    withheld: ['csm_touches'],
  },
  {
    name: 'a driver with an equals sign',
    find: 'driver accounts 240',
    put: 'driver accounts = 240¶',
    damaged: ['Driver accounts'],
    withheld: ['csm_touches'],
  },
];

const closing = (name: string, find: string, put: string): Break => ({
  name,
  find,
  put,
  damaged: ['Closing upsell_ae'],
  closing: true,
});

const CLOSING: readonly Break[] = [
  closing('a cycle with a word', 'cycle     20%, 35%, 25%, 15%, 5%', 'cycle     20%, 35%, 25%, 15%, rest¶'),
  closing('a cycle with two commas', 'cycle     20%, 35%, 25%, 15%, 5%', 'cycle     20%,, 35%, 25%, 15%, 5%¶'),
  closing('a cycle without spaces', 'cycle     20%, 35%, 25%, 15%, 5%', 'cycle     20%,35%,25%,15%,5%;¶'),
  closing(
    'closers without a second step',
    '            3 from 2026-08 decided 2026-01',
    '            from 2026-08 decided 2026-01¶',
  ),
  closing('capacity without a unit', 'capacity  12/month', 'capacity  12/¶'),
  closing('a cost with a word', 'cost      $9k/month', 'cost      about $9k/month¶'),
  closing('a range with a dash', '20% to 30%', '20% – 30%¶'),
  closing('a quota with a wrong suffix', '$60k/month', '$60kk/month¶'),
  closing('a decision without a month', 'decided   2026-01 "Board meeting"', 'decided   "Board meeting"¶'),
];

const MODEL: readonly Break[] = [
  {
    name: 'a season with a typo',
    find: '  season   december 80%, january 90%',
    put: '  season   decembre 80%, january 90%¶',
    damaged: ['ModelBlock Rich model'],
    // A channel's own season replaces the model's.
    withheld: EVERY.filter((name) => name !== 'csm_touches'),
  },
  {
    name: 'a fiscal year that starts in no month',
    find: 'starts february',
    put: 'starts febuary¶',
    damaged: ['ModelBlock Rich model'],
    // The period is written in months and no field reads fiscal quarters: a strict reader needs no fiscal year here.
    unsure: EVERY,
  },
  {
    name: 'no braces',
    find: 'model "Rich model" {',
    put: 'model "Rich model"¶',
    damaged: ['ModelBlock Rich model'],
    withheld: EVERY,
    closing: true,
  },
];

const UNNEEDED: readonly Break[] = [
  {
    name: 'an owner without a team after `team`',
    find: 'team "Support" @acme/support',
    put: 'team @acme/support¶',
    damaged: ['Owner support'],
  },
  { name: 'a handle with a space', find: '@acme/support', put: '@acme /support¶', damaged: ['Owner support'] },
  { name: 'a source with half a label', find: 'csm_touch "CSM touch"', put: 'csm_touch "CSM touch¶' },
  {
    name: 'a source that is not run without a reason',
    find: 'not run "No dialling yet"',
    put: 'not run¶',
    damaged: ['Sources'],
  },
  { name: 'a source without its old name', find: 'renamed from product', put: 'renamed from¶', damaged: ['Sources'] },
  { name: 'a target without a metric', find: 'target revenue >= $650k', put: 'target >= $650k¶', damaged: ['Target'] },
  {
    name: 'a target with an arrow',
    find: 'target revenue >= $650k',
    put: 'target revenue => $650k¶',
    damaged: ['Target'],
  },
  { name: 'a target in a period that is none', find: 'in FY27 by', put: 'in 2026-Q5 by¶', damaged: ['Target'] },
  {
    name: 'an expectation without a comparison',
    find: 'leverage share <= 90%',
    put: 'leverage share 90%¶',
    damaged: ['Expect'],
  },
  {
    name: 'an expectation with half a metric',
    find: 'leverage share <= 90%',
    put: 'leverage <= 90%¶',
    damaged: ['Expect'],
  },
  {
    name: 'an edit without a value',
    find: 'set   closing.closers = 3 decided 2026-02',
    put: 'set   closing.closers =¶',
    damaged: ['Scenario second_ae'],
  },
  {
    name: 'an edit without a sign',
    find: 'closing.closers = 3',
    put: 'closing.closers 3¶',
    damaged: ['Scenario second_ae'],
  },
  {
    name: 'a scale without a factor',
    find: 'by 120% from 2026-06',
    put: 'by from 2026-06¶',
    damaged: ['Scenario second_ae'],
  },
  { name: 'a drop without a name', find: 'drop  marketing', put: 'drop¶', damaged: ['Scenario second_ae'] },
  { name: 'an unknown edit', find: 'drop  marketing', put: 'remove marketing¶', damaged: ['Scenario second_ae'] },
  {
    name: 'a scenario without a closing brace',
    find: '  expect revenue >= $100k\n}',
    put: '  expect revenue >= $100k¶',
    damaged: ['Scenario second_ae'],
  },
];

const RETENTION: readonly Break[] = [
  ['a contraction without a value', 'contraction customer 10% estimated 2026-01', 'contraction customer¶'],
  ['a contraction by someone else', 'contraction customer 10% estimated', 'contraction partner 10% estimated¶'],
  ['months that are not whole', 'after 6 months', 'after 6.5 months¶'],
  ['months without their unit', 'after 6 months', 'after 6¶'],
  ['a line of junk', 'after 6 months', 'after 6 months\n  then nothing¶'],
].map(([name = '', find = '', put = '']) => ({ name, find, put, damaged: ['Retention'], retention: true }));

const IMPORT = 'import "./shared.upsell"';

const IMPORTS: readonly Break[] = [
  // What the library declares is not known, and tickets needs one of its drivers.
  {
    name: 'an import without a path',
    find: IMPORT,
    put: 'import¶',
    damaged: ['Import ./shared.upsell'],
    withheld: ['tickets'],
  },
  {
    name: 'an import without quotes',
    find: IMPORT,
    put: 'import ./shared.upsell¶',
    damaged: ['Import ./shared.upsell'],
    withheld: ['tickets'],
  },
  {
    name: 'an import that is not closed',
    find: IMPORT,
    put: 'import "./shared.upsell¶',
    incomplete: true,
    // The path can be read all the same.
    unsure: ['tickets'],
  },
  {
    name: 'an import of a file that is not there',
    find: IMPORT,
    put: 'import "./sharde.upsell"¶',
    damaged: ['Import ./shared.upsell'],
    withheld: ['tickets'],
    code: 'import-not-found',
  },
  {
    name: 'an import of half of a character',
    find: IMPORT,
    put: 'import "./shared\ud83d.upsell"¶',
    damaged: ['Import ./shared.upsell'],
    withheld: ['tickets'],
  },
];

const model = whole(RICH);

it('the model is whole to begin with', () => {
  expect(model.analysis.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
});

describe.each([
  ['channels', CHANNELS],
  ['drivers', DRIVERS],
  ['the closing model', CLOSING],
  ['the model block', MODEL],
  ['what no number needs', UNNEEDED],
  ['retention', RETENTION],
  ['imports', IMPORTS],
])('%s', (_part, breaks) => {
  it.each(breaks)('$name', (broken) => {
    expect(damageOf(model, broken)).toEqual([]);
  });
});

describe("a line's first word decides", () => {
  // Spec: language, 3 and 6: `decided` is a field of the closing model wherever it stands in the block.
  it('`decided` may follow the owner', () => {
    const decided = '  decided   2026-01 "Board meeting"\n';
    const later = RICH.replace(decided, '').replace('  quota     $60k/month\n', `  quota     $60k/month\n${decided}`);
    const outcome = outcomeOf(later);
    expect(outcome.analysis.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(complaintsOf(outcome)).toEqual([]);
  });
});
