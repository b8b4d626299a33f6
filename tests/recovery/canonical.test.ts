import { describe, expect, it } from 'vitest';
import { CANONICAL } from '../fuzz/models.ts';
import { type Break, damageOf, whole } from './check-recovery.ts';

/*
 * Ways to break one place of the canonical model while typing. Spec: language, 7. `¶` stands behind the lines to blame.
 */

const HEAD = 'foundation channel csm_touches "CSM touches" {';
const SOURCE = '  source     csm_touch';
const OWNER = '  owner      success';
const VOLUME = '  volume     240/month counted 2025-10 to 2025-12';
const CONVERSION = '  conversion 3%        estimated 2025-12';

/** Breaks inside the channel csm_touches: it is withheld, and nothing else is touched. */
const within = (name: string, find: string, put: string, more: Partial<Break> = {}): Break => ({
  name,
  find,
  put,
  damaged: ['Channel csm_touches'],
  withheld: ['csm_touches'],
  ...more,
});

const CHANNEL: readonly Break[] = [
  within('a typo in a provenance', VOLUME, '  volume     240/month cuonted 2025-10 to 2025-12¶'),
  within('no value', VOLUME, '  volume¶'),
  within('no value, and a comment', VOLUME, '  volume // to be counted¶'),
  within('no period', VOLUME, '  volume     240/month counted¶'),
  within('half a period', VOLUME, '  volume     240/month counted 2025-10 to¶'),
  within('half a unit', VOLUME, '  volume     240/¶'),
  within('a typo in a unit', VOLUME, '  volume     240/mnth counted 2025-10 to 2025-12¶', { code: 'unknown-name' }),
  within('a unit twice', VOLUME, '  volume     240/month month counted 2025-10 to 2025-12¶'),
  within('a number with a suffix inside', VOLUME, '  volume     2K40/month counted 2025-10 to 2025-12¶'),
  within('a number in scientific notation', VOLUME, '  volume     2e2/month counted 2025-10 to 2025-12¶'),
  within('a number as Germans write it', VOLUME, '  volume     2.400,50/month counted 2025-10 to 2025-12¶'),
  within('a number with a comma at its end', VOLUME, '  volume     240,/month counted 2025-10 to 2025-12¶'),
  within('a month that is none', VOLUME, '  volume     240/month counted 2025-13 to 2025-12¶'),
  within('a day in place of a month', VOLUME, '  volume     240/month counted 2025-10-01 to 2025-12¶'),
  within('an operator at the end', VOLUME, '  volume     240 *¶'),
  within('two operators', VOLUME, '  volume     240/month * / 2 counted 2025-10 to 2025-12¶'),
  within('a parenthesis that is not closed', VOLUME, '  volume     (240/month counted 2025-10 to 2025-12¶'),
  within('a parenthesis that is not opened', VOLUME, '  volume     240/month) counted 2025-10 to 2025-12¶'),
  within('a call without arguments', VOLUME, '  volume     min()/month counted 2025-10 to 2025-12¶'),
  within('an equals sign', VOLUME, '  volume   = 240/month counted 2025-10 to 2025-12¶'),
  within('a colon', VOLUME, '  volume:    240/month counted 2025-10 to 2025-12¶'),
  within('a semicolon', VOLUME, '  volume     240/month counted 2025-10 to 2025-12;¶'),
  within('a sign of no language', VOLUME, '  volume     240/month § counted 2025-10 to 2025-12¶'),
  within('half of a character', VOLUME, '  volume     240/month \ud83d counted 2025-10 to 2025-12¶'),
  within('a control character', VOLUME, '  volume     240\u0000/month counted 2025-10 to 2025-12¶'),
  within('a typographic minus', VOLUME, '  volume     250−10/month counted 2025-10 to 2025-12¶'),
  within('a digit of another script', VOLUME, '  volume     24٠/month counted 2025-10 to 2025-12¶'),
  within('a lone percent sign', CONVERSION, '  conversion 3% %      estimated 2025-12¶'),
  within('a percentage with a space', CONVERSION, '  conversion 3 %       estimated 2025-12¶'),
  within('a step without a month', CONVERSION, '  conversion 3%, 2.6% from¶'),
  within('a step that is not begun', CONVERSION, '  conversion 3%        estimated 2025-12,¶'),
  within('two steps without a comma', CONVERSION, '  conversion 3% estimated 2025-12 4% from 2026-06¶'),
  within('growth without a unit', CONVERSION, '  conversion 3% growing 1% estimated 2025-12¶'),
  within('growth without a rate', CONVERSION, '  conversion 3% growing estimated 2025-12¶'),
  within('half a range', CONVERSION, '  conversion 3% to estimated 2025-12¶'),
  within('a note without quotes', CONVERSION, '  conversion 3%        estimated 2025-12 note guessed¶'),
  within('a clause without a name', CONVERSION, '  conversion 3%        estimated 2025-12 by¶'),
  within('two wrong words in a line', VOLUME, '  volumme    240 pr month cuonted 2025-10 too 2025-12¶'),
  within('a typo in a field', VOLUME, '  volumme    240/month counted 2025-10 to 2025-12¶'),
  within('a capital letter in a field', VOLUME, '  Volume     240/month counted 2025-10 to 2025-12¶'),
  within('half of a two-word field', CONVERSION, `${CONVERSION}\n  win¶`),
  within(
    'a two-word field without a value',
    CONVERSION,
    `${CONVERSION}\n  win rate¶\n  deal size $9k estimated 2025-12`,
  ),
  within('a two-word field in one word', CONVERSION, `${CONVERSION}\n  winrate 20%¶`),
  within('no owner after `owner`', OWNER, '  owner¶'),
  within('no source after `source`', SOURCE, '  source¶'),
  within('a typo in an initiator', CONVERSION, `${CONVERSION}\n  initiated by custmer¶`),
  within('half of `initiated by`', CONVERSION, `${CONVERSION}\n  initiated¶`),
  within('a season without a month', CONVERSION, `${CONVERSION}\n  season 80%¶`),
  within('a typo in the name of a month', CONVERSION, `${CONVERSION}\n  season Februar 80%¶`),
  within('a moment without quotes', CONVERSION, `${CONVERSION}\n  moment a new team¶`),
  within('a flag that is not closed', CONVERSION, `${CONVERSION}\n  flag "https://example.com¶`),
  within('a rate above 100% that is broken anyway', CONVERSION, '  conversion 300% %    estimated 2025-12¶'),
  within(
    'a unit that is wrong in a field that is broken anyway',
    VOLUME,
    '  volume     240 counted 2025-13 to 2025-12¶',
  ),
  within(
    'a driver that is not there in a field that is broken anyway',
    VOLUME,
    '  volume     nothing/month counted §¶',
  ),
  within(
    'an amount of another currency in a field that is broken anyway',
    CONVERSION,
    `${CONVERSION}\n  deal size €9k €¶`,
  ),
  within('a line of junk', VOLUME, `${VOLUME}\n  ??? !!! ;; hello world¶`),
  within('a comment that is not closed', VOLUME, `  /* was 200¶\n${VOLUME}`),
  within(
    'a merge conflict',
    VOLUME,
    `<<<<<<< HEAD¶\n${VOLUME}¶\n=======¶\n  volume     250/month counted 2025-10 to 2025-12¶\n>>>>>>> feature/x¶`,
  ),
  within('no closing brace', `${CONVERSION}\n}`, `${CONVERSION}¶`),
  within('no opening brace', HEAD, `${HEAD.replace(' {', '')}¶`),
  within('a title that is not closed', HEAD, `${HEAD.replace('touches" {', 'touches {')}¶`),
  within('curly quotes', HEAD, `${HEAD.replace('"CSM touches"', '“CSM touches”')}¶`),
  within('no name', HEAD, 'foundation channel "CSM touches" {¶'),
  within('a number for a name', HEAD, 'foundation channel 7 "CSM touches" {¶'),
  within('a name with a hyphen', HEAD, 'foundation channel csm-touches "CSM touches" {¶'),
  within('a title without quotes', HEAD, 'foundation channel csm_touches CSM touches {¶'),
  within('a typo in `channel`', HEAD, 'foundation chanel csm_touches "CSM touches" {¶'),
  within('no `channel`', HEAD, 'foundation csm_touches "CSM touches" {¶'),
];

const DECLARATIONS: readonly Break[] = [
  // The channel before ends where the next one starts, so that what stands between the two is its own.
  { name: 'a line of junk between channels', find: HEAD, put: `hello world 12 "x"¶\n${HEAD}`, withheld: ['tickets'] },
  { name: 'a brace too many', find: `${HEAD}`, put: `}¶\n${HEAD}`, withheld: ['tickets'] },
  {
    name: 'a typo in a layer',
    find: HEAD,
    put: `${HEAD.replace('foundation', 'fundation')}¶`,
    damaged: ['Channel csm_touches'],
    incomplete: true,
    unsure: ['tickets', 'csm_touches'],
  },
  { name: 'a typo in a layer and in `channel`', ...lost('fundation chanel csm_touches "CSM touches" {¶') },
  { name: 'two typos, and a sign of no language', ...lost('fundation chanel csm_touches "CSM touches" ? {¶') },
  { name: 'a declaration without its words', ...lost('csm_touches "CSM touches" {¶') },
  { name: 'only a brace', ...lost('{¶') },
  { name: 'half a declaration', find: HEAD, put: `foundation¶\n\n${HEAD}`, incomplete: true },
  { name: 'half a channel', find: HEAD, put: `foundation channel x¶\n\n${HEAD}`, incomplete: true },
  { name: 'a driver without a name', find: HEAD, put: `driver¶\n${HEAD}` },
  { name: 'a driver without a value', find: HEAD, put: `driver dials¶\n${HEAD}` },
  {
    name: 'an owner without a label',
    find: 'owner support        "Support lead"',
    put: 'owner support¶',
    damaged: ['Owner support'],
  },
  {
    name: 'an owner with a label that is not closed',
    find: 'owner support        "Support lead"',
    put: 'owner support        "Support lead¶',
  },
  {
    name: 'an owner with half of a character in its label',
    find: '"Support lead"',
    put: '"Support \ud83d lead"¶',
    damaged: ['Owner support'],
  },
  {
    name: 'an owner with a wrong handle',
    find: 'owner support        "Support lead"',
    put: 'owner support        "Support lead" @acme/¶',
    damaged: ['Owner support'],
  },
  {
    name: '`sources` without a closing brace',
    find: '  in_product\n}',
    put: '  in_product¶',
    damaged: ['Sources'],
  },
  { name: 'a number in `sources`', find: '\n  outbound\n', put: '\n  outbound 12¶\n', damaged: ['Sources'] },
  {
    name: 'a target without a number',
    find: 'owner growth         "Growth PM"',
    put: 'owner growth         "Growth PM"\ntarget revenue >=¶',
  },
  {
    name: 'an expectation without a metric',
    find: 'owner growth         "Growth PM"',
    put: 'owner growth         "Growth PM"\nexpect revenu <= 5¶',
  },
];

/** The declaration of csm_touches without words that can begin it. */
function lost(put: string): Omit<Break, 'name'> {
  return { find: HEAD, put, damaged: ['Channel csm_touches'], incomplete: true, unsure: ['tickets', 'csm_touches'] };
}

const EVERY = ['implementations', 'tickets', 'csm_touches', 'outbound', 'email', 'marketing', 'in_product'];

const closing = (name: string, find: string, put: string): Break => ({
  name,
  find,
  put,
  damaged: ['Closing upsell_ae'],
  closing: true,
});
const WIN_RATE = '  win rate  25%     estimated 2025-12';

const CLOSING: readonly Break[] = [
  closing('a typo in the kind', 'closing upsell_ae {', 'closing upsel_ae {¶'),
  closing('no kind', 'closing upsell_ae {', 'closing {¶'),
  closing('a win rate without a value', WIN_RATE, '  win rate¶'),
  closing('half of `win rate`', WIN_RATE, '  win 25%    estimated 2025-12¶'),
  closing('shares of a cycle read as one number', WIN_RATE, `  cycle 0,100%¶\n${WIN_RATE}`),
  closing('half a cycle', WIN_RATE, `${WIN_RATE}\n  cycle 20%,¶`),
  closing('a cycle of half a month', WIN_RATE, `${WIN_RATE}\n  cycle 1.5 months¶`),
  closing('a currency without an amount', '  deal size $12,000 measured', '  deal size $ measured¶'),
  closing('no closing brace', 'measured 2025-07 to 2025-12\n}', 'measured 2025-07 to 2025-12¶'),
  closing('a line of junk', WIN_RATE, `${WIN_RATE}\n  = = =¶`),
];

const header = (name: string, find: string, put: string): Break => ({
  name,
  find,
  put,
  damaged: ['ModelBlock Canonical expansion'],
  withheld: EVERY,
  closing: true,
});

const MODEL: readonly Break[] = [
  header('a typo in the period', '  period 2026-01 to 2026-12', '  period 2026-01 too 2026-12¶'),
  header('half a period', '  period 2026-01 to 2026-12', '  period 2026-01 to¶'),
  header('no period after `period`', '  period 2026-01 to 2026-12', '  period¶'),
  header('a month that is none', '  period 2026-01 to 2026-12', '  period 2026-01 to 2026-13¶'),
  header('a currency in small letters', '  currency USD', '  currency usd¶'),
  header('a currency sign', '  currency USD', '  currency $¶'),
  header('a title that is not closed', '"Canonical expansion" {', '"Canonical expansion {¶'),
];

const model = whole(CANONICAL);

describe.each([
  ['a channel', CHANNEL],
  ['other declarations', DECLARATIONS],
  ['the closing model', CLOSING],
  ['the model block', MODEL],
])('%s', (_part, breaks) => {
  it.each(breaks)('$name', (broken) => {
    expect(damageOf(model, broken)).toEqual([]);
  });
});
