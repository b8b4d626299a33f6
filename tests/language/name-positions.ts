import { readFileSync } from 'node:fs';
import type { SymbolKind } from '@upsell/language';

/** Every word of the grammar. */
export const KEYWORDS: readonly string[] = (() => {
  const grammar = readFileSync(new URL('../../packages/language/src/upsell.langium', import.meta.url), 'utf8');
  return [...new Set([...grammar.matchAll(/'([a-z_]+)'/g)].map(([, word]) => word as string))].sort();
})();

export const KINDS: readonly SymbolKind[] = ['owner', 'source', 'driver', 'channel', 'touch', 'scenario'];

/** A name for each kind. */
export type Names = Readonly<Record<SymbolKind, string>>;

export const sameName = (name: string): Names =>
  Object.fromEntries(KINDS.map((kind) => [kind, name])) as Record<SymbolKind, string>;

/** Names that are no words of the language. */
export const PLAIN: Names = {
  owner: 'an_owner',
  source: 'a_source',
  driver: 'a_driver',
  channel: 'a_channel',
  touch: 'a_touch',
  scenario: 'a_scenario',
};

/** A model with names in it, and the place of each. */
export interface Named {
  readonly text: string;
  readonly marks: readonly Mark[];
}

export interface Mark {
  readonly kind: SymbolKind;
  readonly start: number;
  readonly end: number;
  readonly declares: boolean;
}

/** The words that are no names in a path: `closing` is always the closing model, and a field's name wins over a touch's. */
export const NO_PATH: Readonly<Partial<Record<SymbolKind, readonly string[]>>> = {
  driver: ['closing'],
  channel: ['closing'],
  touch: ['volume', 'conversion'],
};

/**
 * A template with names written into it. `‹driver!›` is where the driver is declared, `‹driver›` where it is referred to,
 * and `‹.driver›` where a path does so: there a word that is no name in a path gives way to `steady`, `tickets` or `phone`,
 * which every template declares.
 */
export function named(template: string, names: Names): Named {
  let text = '';
  let from = 0;
  const marks: Mark[] = [];
  for (const match of template.matchAll(/‹(\.?)([a-z]+)(!?)›/g)) {
    const [all, path, word, declares] = match;
    const kind = word as SymbolKind;
    text += template.slice(from, match.index);
    from = match.index + all.length;
    const gives = path && givesWay(kind, names);
    const name = gives ? (INSTEAD[kind] as string) : names[kind];
    if (!gives) marks.push({ kind, start: text.length, end: text.length + name.length, declares: declares === '!' });
    text += name;
  }
  return { text: text + template.slice(from), marks };
}

/** True where a path cannot say a name; a touch goes with its channel. */
const givesWay = (kind: SymbolKind, names: Names): boolean =>
  NO_PATH[kind]?.includes(names[kind]) === true || (kind === 'touch' && givesWay('channel', names));

const INSTEAD: Readonly<Partial<Record<SymbolKind, string>>> = { driver: 'steady', channel: 'tickets', touch: 'phone' };

const HEAD = `model "Names" {
  currency USD
  period 2026-01 to 2026-12
}
owner ‹owner!› "One" team "Team" @acme/one
owner other "Two"
driver steady 5 by other
`;

/** Where a driver can stand in a number. */
const NUMBERS = [
  ...['‹driver›', '(‹driver›)', '(((‹driver›)))', '-‹driver›', '- -‹driver›', '2 - -‹driver›', '(‹driver›)/month'],
  ...['‹driver› + 1', '1 + ‹driver›', '‹driver› - ‹driver›', '‹driver›+‹driver›', '2*‹driver›', '(2)*‹driver›'],
  ...['‹driver› / 2', '‹driver›/2', '1 / (‹driver›)', '1/(‹driver›)', '(‹driver› + ‹driver›) * ‹driver›'],
  ...['‹driver›/month', '‹driver› per month', '‹driver›/week/day', '2/month * ‹driver›', '5 USD * ‹driver›'],
  ...['min(‹driver›, 2)', 'max(2, ‹driver›)', 'min(‹driver›)', 'min(-‹driver›, steady) + ‹driver›'],
  ...['1, ‹driver› from 2026-02', '‹driver›, ‹driver› from 2026-02 sample, ‹driver› from 2026-05 growing 2%/month'],
  ...[
    '‹driver› growing -2% per year',
    '‹driver› rising to ‹driver› by 2026-05',
    '5 rising to ‹driver› by 2026-05 sample',
  ],
  ...[
    'sample',
    'estimated 2026-01',
    'decided 2026-01',
    'counted 2026-01',
    'measured 2025-01 to 2025-03',
    'note "x"',
  ].map((provenance) => `‹driver› ${provenance}`),
];

const LINES = `${HEAD}sources {
  never not run "Reason" renamed from before
  ‹source!›
  second "Second" renamed from older, "oldest one"
}
closing csm "Title" {
  owner ‹owner›
  win rate 25% by ‹owner›
  deal size $12k + $0 * ‹driver› decided 2026-01 by ‹owner› note "Why"
  closers ‹driver› decided 2025-12, ‹driver› from 2026-05 decided 2026-01,
    2 * ‹driver› from 2026-07 decided 2026-01
  capacity max(‹driver›, ‹driver›)/month decided 2026-01
  cost $1/month * ‹driver› evidence "Pay" by ‹owner›
  quota ‹driver› * $1/month
  decided 2026-01 "Board"
}
driver ‹driver!› 100 by ‹owner›
${NUMBERS.map((number, i) => `driver number_${i} ${number} by ‹owner›`).join('\n')}
foundation channel ‹channel!› "One" {
  source ‹source›
  owner ‹owner›
  customer touch ‹touch!› "Title" ‹driver› * 1/month gated converting 1% + 0 * ‹driver› by ‹owner›
  touch phone ‹driver›/month by ‹owner› gated
  vendor touch letters 2/month by ‹owner›
  conversion 2% by ‹owner› note "by other"
  initiated by customer
}
foundation channel tickets {
  source second
  touch phone 10/month by ‹owner› converting 0 * ‹driver› + 10% by ‹owner›
  conversion 10% by ‹owner›
  initiated by vendor
}
retention {
  owner ‹owner›
  contraction customer 0 * ‹driver› + 5%
  contraction vendor 6% by ‹owner›
  after 6 months
}
scenario ‹scenario!› "What if" {
  set ‹.channel›.‹.touch› = ‹driver›/month by ‹owner›
  scale ‹.channel›.‹.touch› by ‹driver› from 2026-03
  set ‹.channel›.phone.converting = 1%
  scale ‹.channel›.conversion by 1
  scale ‹.driver› by 2 from 2026-03
  set steady = ‹driver›
  set closing.win_rate = 30%
  drop ‹channel›
  closing csm {
    owner ‹owner›
    win rate 20% by ‹owner›
    deal size $12k
  }
  expect opened of ‹channel› <= 0
}
target revenue of ‹channel› >= $1 by ‹owner›
target won of ‹channel› >= 1 in 2026 by ‹owner›
expect opened of ‹channel› >= 1
expect "Sum" opened of ‹channel› in 2026 + opened of ‹channel› >= opened of ‹channel› * 2
expect (opened of ‹channel› in 2026) = opened of ‹channel›
target opened of ‹channel› >= 1
`;

/** Blocks on one line, where the next field's word follows a name. */
const BLOCKS_ON_A_LINE = `${HEAD}driver ‹driver!› 100 by ‹owner›
sources { never not run "Reason" ‹source!› second "Second" third renamed from older }
closing csm { win rate 25% + 0 * ‹driver› deal size $12k estimated 2026-01 by ‹owner› closers ‹driver› sample cost $1/month rising to $1/month * ‹driver› by 2026-05 decided 2025-12 owner ‹owner› decided 2026-01 }
foundation channel ‹channel!› { source ‹source› owner ‹owner› touch ‹touch!› 1/month * ‹driver› customer touch phone ‹driver›/month gated conversion 2% initiated by vendor }
foundation channel tickets "Tickets" { source second touch phone 10/month * ‹driver› by ‹owner› conversion 10% by ‹owner› initiated by vendor }
leverage channel last { volume 10/month by ‹owner› conversion 0 * ‹driver› + 1% owner ‹owner› open at start 4 initiated by vendor source third }
retention { owner ‹owner› contraction customer 0 * ‹driver› contraction vendor 6% by ‹owner› after 6 months }
scenario ‹scenario!› { scale ‹.channel›.‹.touch› by ‹driver› set ‹.channel›.phone = ‹driver›/month by ‹owner› scale ‹.driver› by 2 set steady = ‹driver› drop ‹channel› drop tickets }
scenario second { set steady = ‹driver› closing csm { owner ‹owner› win rate 2% by ‹owner› deal size $1 * ‹driver› decided 2026-01 decided 2026-01 } expect opened of ‹channel› >= 1 }
scenario third { closing csm { owner ‹owner› deal size $1 win rate 2% closers ‹driver› sample decided 2026-01 } }
target revenue of ‹channel› >= $1 target opened of ‹channel› >= 1 in 2026 by ‹owner› expect 1 <= opened of ‹channel›`;

/** A word that begins no line of its own may begin one as a name. */
const LINE_STARTS = `${HEAD}driver
  ‹driver!› 100 by
  ‹owner›
driver sum
  ‹driver› * 2 +
  ‹driver› by other
driver largest max(
  ‹driver›,
  ‹driver›
) by other
driver growing_one 5 rising to
  ‹driver› by 2026-05,
  ‹driver› from 2026-07 by other
sources {
  ‹source!›
  tickets
}
closing csm {
  owner other
  win rate 25%
  deal size $12k
}
foundation channel
  ‹channel!›
{
  source
  ‹source›
  owner
  ‹owner›
  touch
  ‹touch!›
  ‹driver›/month
  conversion 2%
}
foundation channel tickets {
  source tickets
  owner other
  touch phone 5/month
  conversion 2%
}
scenario
  ‹scenario!›
{
  scale
  ‹.channel›.
  ‹.touch› by
  ‹driver›
  drop
  ‹channel›
}
target revenue of
  ‹channel› >= $1 by
  ‹owner›
`;

/** The parts of a portfolio are in the namespace of the channels. */
const PORTFOLIO = `${HEAD}include "one.upsell" as ‹channel!›
include "two.upsell" as other at 1.08 USD per EUR
target revenue of ‹channel› >= $1 in 2026 by ‹owner›
expect opened of ‹channel› + opened of other >= opened of ‹channel›
expect opened of ‹channel› in 2026-01 >= 1`;

const part = (currency: string) =>
  `model "Part" {
  currency ${currency}
  period 2026-01 to 2026-12
}
owner ann "Ann"
sources { ticket }
closing csm {
  owner ann
  win rate 25%
  deal size 1000
}
foundation channel tickets {
  source ticket
  owner ann
  volume 1000/month
  conversion 2%
}
`.replace('1000\n', `1000 ${currency}\n`);

/** The files that the portfolio includes. */
export const PARTS = { 'one.upsell': part('USD'), 'two.upsell': part('EUR') };

/** Every place where a name can stand, in models without an error. */
export const TEMPLATES: Readonly<Record<'lines' | 'blocks on a line' | 'portfolio' | 'line starts', string>> = {
  lines: LINES,
  'blocks on a line': BLOCKS_ON_A_LINE,
  portfolio: PORTFOLIO,
  'line starts': LINE_STARTS,
};
