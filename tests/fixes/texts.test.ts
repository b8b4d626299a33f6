import { describe, expect, it } from 'vitest';
import { analyseFiles } from '../harness/analyse-text.ts';
import { completeExcerpt } from '../harness/complete-excerpt.ts';
import { fixesIn } from '../harness/fixes-in.ts';

const texts = (code: string, excerpt: string) => fixesIn(code, excerpt).map(({ text }) => text);
const titles = (code: string, excerpt: string) => fixesIn(code, excerpt).map(({ fix }) => fix.title);
const messagesIn = (code: string, excerpt: string) =>
  analyseFiles({ 'model.upsell': completeExcerpt(excerpt) }).diagnostics.flatMap((one) =>
    one.code === code ? [one.message] : [],
  );

const channel = (...lines: readonly string[]) =>
  ['foundation channel tickets {', ...lines.map((line) => `  ${line}`), '}', ''].join('\n');
const NUMBERS = ['volume 800/month counted 2025', 'conversion 0.5% measured 2025'];
const closing = (kind: string, ...lines: readonly string[]) =>
  [
    `closing ${kind} {`,
    ...['owner success', 'win rate 25% measured 2025', 'deal size $9k measured 2025', ...lines].map(
      (line) => `  ${line}`,
    ),
    '}',
    '',
  ].join('\n');

describe('a mark of this month', () => {
  it('stands behind the step and before what belongs to the touch', () => {
    const touch = 'customer touch calls 500/month growing 2%/month gated converting 1% measured 2025';
    const before = channel('source ticket', 'owner support', touch);
    const marked = (mark: string) => before.replace('2%/month gated', `2%/month ${mark} gated`);
    expect(texts('no-provenance', before)).toEqual([marked('counted 2025-10 to 2025-12'), marked('estimated 2026-01')]);
  });

  it('stands behind the month from which a step holds', () => {
    const before = channel(
      'source ticket',
      'owner support',
      `${NUMBERS[0]},`,
      '  900/month from 2026-06',
      `${NUMBERS[1]}`,
    );
    expect(titles('no-provenance', before)).toEqual([
      'Mark it `counted 2025-10 to 2025-12`',
      'Mark it `estimated 2026-01`',
    ]);
    expect(texts('no-provenance', before)[1]).toBe(before.replace('2026-06', '2026-06 estimated 2026-01'));
  });

  it('of a rate is `estimated` alone', () => {
    const before = channel('source ticket', 'owner support', NUMBERS[0] as string, 'conversion 1%');
    expect(titles('no-provenance', before)).toEqual(['Mark it `estimated 2026-01`']);
  });

  it('takes the place of `sample`', () => {
    const before = 'driver accounts 240 sample by support\n';
    expect(texts('sample-number', before)).toEqual(['driver accounts 240 estimated 2026-01 by support\n']);
  });
});

describe('evidence from months that are not over', () => {
  it.each([
    ['driver reach 5% estimated 2027-03 by support\n', ['estimated 2026-01']],
    ['driver reach 5% decided 2026-02 by support\n', ['decided 2026-01']],
    ['driver reach 5 counted 2025-11 to 2026-01 by support\n', ['counted 2025-11 to 2025-12', 'estimated 2026-01']],
    ['driver reach 5% measured 2025-12 to 2026-03 by support\n', ['measured 2025-12', 'estimated 2026-01']],
    ['driver reach 5 counted 2026 by support\n', ['estimated 2026-01']],
  ])('%j', (before, said) => {
    const written = /(?:estimated|decided|counted|measured) .*(?= by)/.exec(before)?.[0] ?? '';
    expect(texts('future-evidence', before)).toEqual(said.map((one) => before.replace(written, one)));
  });

  it('is mended in the decision on the closing model', () => {
    const before = closing('csm', 'decided 2026-05 "CSMs close"');
    expect(texts('future-evidence', before)).toEqual([before.replace('2026-05', '2026-01')]);
  });
});

describe('a channel that is added for a source', () => {
  const sources = 'sources {\n  ticket\n  email\n}\n';
  it('brings its usual owner, beside the others', () => {
    const before = `${sources}owner success "S"\nowner support "S"\n${channel('source ticket', 'owner support', ...NUMBERS)}`;
    const after = texts('source-without-channel', before)[1] as string;
    expect(after).toContain('owner support "S"\nowner lifecycle "Lifecycle marketing"\n');
    expect(after).toContain('  source     email\n  owner      lifecycle\n');
  });
});

describe('the percent sign of what is asked of a share', () => {
  it.each([
    ['expect leverage share <= 50\n', 'expect leverage share <= 50%\n'],
    ['expect 30 <= win rate\n', 'expect 30% <= win rate\n'],
    ['target pulled share >= 45 by support\n', 'target pulled share >= 45% by support\n'],
  ])('%j', (before, after) => expect(texts('rate-above-one', before)).toEqual([after]));
});

describe('a sign that stands apart from its number', () => {
  it.each([
    ['driver reach 5 % counted 2025 by support\n', '5%'],
    ['driver reach %  5 counted 2025 by support\n', '5%'],
    ['driver reach $ 12k counted 2025 by support\n', '$12k'],
  ])('is joined with it: %j', (before, joined) => {
    const after = `driver reach ${joined} counted 2025 by support\n`;
    expect(titles('syntax-error', before)).toEqual([`Write \`${joined}\``]);
    expect(texts('syntax-error', before)).toEqual([after]);
  });

  it('is not joined with a number that is missing', () => {
    expect(titles('syntax-error', 'driver reach % counted 2025 by support\n')).toEqual([]);
  });
});

describe('an unused declaration is removed', () => {
  const rest = '\ndriver reach 5 counted 2025 by support\n\ntarget touches >= 1\n';

  it.each([
    ['one of several lines', 'owner growth "Growth"\nowner support "Support"\n', 'owner support "Support"\n'],
    ['with its comment', 'owner growth "Growth" // left\nowner support "Support"\n', 'owner support "Support"\n'],
    ['with its documentation', 'owner support "S"\n/** Left\nin May. */\nowner growth "G"\n', 'owner support "S"\n'],
    [
      'between blank lines',
      'owner support "S"\n\nowner growth "G"\n\ntarget won >= 1\n',
      'owner support "S"\n\ntarget won >= 1\n',
    ],
    [
      'without what another comment says',
      '/**/ owner support "S"\n/* G */\nowner growth "G"\n',
      '/**/ owner support "S"\n/* G */\n',
    ],
    ['the last one', 'owner support "S"\n\nowner growth "G"\n', 'owner support "S"\n'],
    ['without a line end', 'owner support "S"\nowner growth "G"', 'owner support "S"'],
    ['in a file of another system', 'owner growth "G"\r\nowner support "S"\r\n', 'owner support "S"\r\n'],
    ['beside another', 'owner growth "G" owner support "S"\n', 'owner support "S"\n'],
    [
      'below what another line says',
      '// Everybody.\n\nowner growth "G"\nowner support "S"\n',
      '// Everybody.\n\nowner support "S"\n',
    ],
  ])('%s', (_, before, after) => expect(texts('unused-owner', before)).toEqual([after]));

  it('with what scenarios do to it', () => {
    const scenario = 'scenario more {\n  set reach = 6 decided 2025-12\n  drop tickets\n  scale reach by 2\n}\n';
    const [offer] = fixesIn('unused-driver', `${rest}\n${scenario}`);
    expect(offer?.text).toBe('\ntarget touches >= 1\n\nscenario more {\n  drop tickets\n}\n');
    expect(offer?.fix.title).toBe('Remove the driver `reach`, and what scenarios do to it');
    expect(titles('unused-driver', rest)).toEqual(['Remove the driver `reach`']);
  });
});

describe('a source', () => {
  it('that takes everything is removed with what is said of it', () => {
    const before = 'sources {\n  ticket\n  other "Rest" not run "Not sorted"\n}\n';
    expect(texts('catch-all-source', before)).toEqual(['sources {\n  ticket\n}\n']);
    expect(texts('catch-all-source', 'sources { ticket other not run "x" }\n')).toEqual(['sources { ticket }\n']);
  });

  it('that has a channel is not', () => {
    const fed = channel('source other', 'owner support', ...NUMBERS, 'initiated by customer');
    expect(texts('catch-all-source', fed)).toEqual([]);
  });

  it('has its channel on its own layer, unless that is the last of the foundation', () => {
    const calls = channel('source outbound', 'owner support', ...NUMBERS).replace('tickets', 'calls');
    const campaigns = channel('source marketing', 'owner support', ...NUMBERS);
    expect(texts('layer-mismatch', calls + campaigns)).toEqual([calls + campaigns.replace('foundation', 'leverage')]);
    expect(texts('layer-mismatch', campaigns)).toEqual([]);
    const leverage = calls.replace('foundation', 'leverage');
    expect(texts('layer-mismatch', leverage)).toEqual([calls]);
  });
});

describe('a closing model', () => {
  it('gets what a head costs and is asked for, in the currency of the model', () => {
    const before = closing('upsell_ae', 'decided 2025-12');
    const added = '  cost $9,000/month sample\n  quota $90,000/month sample\n  decided';
    expect(texts('head-without-quota', before)).toEqual([before.replace('  decided', added)]);
    const francs = `model "M" {\n  currency CHF\n  period 2026\n}\n${before.replace('$9k', '9k CHF')}`;
    const offers = texts(
      'head-without-quota',
      francs.replace('  decided', '  cost 9k CHF/month measured 2025\n  decided'),
    );
    expect(offers[0]).toContain('  cost 9k CHF/month measured 2025\n  quota 90,000 CHF/month sample\n  decided');
  });

  it('says that a cost changes the forecast, and that a quota does not', () => {
    const withCost = fixesIn('head-without-quota', closing('upsell_ae', 'quota $9k/month measured 2025'));
    expect(withCost.map(({ fix }) => fix.changesForecast)).toEqual([true]);
    const withQuota = fixesIn('head-without-quota', closing('upsell_ae', 'cost $9k/month measured 2025'));
    expect(withQuota.map(({ fix }) => fix.changesForecast)).toEqual([undefined]);
  });

  it('gets neither where nobody would answer for them, nor where outbound is not run', () => {
    expect(texts('head-without-quota', closing('upsell_ae').replace('  owner success\n', ''))).toEqual([]);
    const whole = closing('upsell_ae', 'cost $9k/month measured 2025', 'quota $9k/month measured 2025');
    expect(texts('head-without-quota', `sources {\n  ticket\n  outbound not run "May"\n}\n${whole}`)).toEqual([]);
  });

  it('gets the month of the decision', () => {
    const before = closing('csm', 'closers 2 measured 2025 // as of today');
    expect(texts('closing-undecided', before)).toEqual([before.replace('today\n', 'today\n  decided 2026-01\n')]);
    const line = 'closing csm { owner success win rate 25% measured 2025 deal size $9k measured 2025 }\n';
    expect(texts('closing-undecided', line)).toEqual([line.replace(' }', '\n  decided 2026-01\n}')]);
  });

  it('gets attention that changes nothing, or loses what is not its own', () => {
    const before = closing('original_ae', 'decided 2025-12');
    const after = closing('original_ae', 'decided 2025-12', 'attention 100%, 100%, 100%');
    expect(texts('attention-missing', before)).toEqual([after]);
    const others = closing('csm', 'attention 100%, 60%, 20%', 'decided 2025-12');
    expect(texts('attention-elsewhere', others)).toEqual([closing('csm', 'decided 2025-12')]);
  });
});

describe('who starts the conversation', () => {
  it('is said by the channel', () => {
    const before = channel('source ticket', 'owner support', ...NUMBERS);
    const said = (who: string) => before.replace('}', `  initiated by ${who}\n}`);
    expect(texts('initiator-missing', before)).toEqual([said('customer'), said('vendor')]);
  });

  it('is said by the touch', () => {
    const before = channel('source ticket', 'owner support', 'touch calls 5/month counted 2025', NUMBERS[1] as string);
    const said = (who: string) => before.replace('touch', `${who} touch`);
    expect(texts('initiator-missing', before)).toEqual([said('customer'), said('vendor')]);
  });

  it('changes the net revenue where some of it is given back', () => {
    const before = channel('source ticket', 'owner support', ...NUMBERS);
    const retention =
      'retention {\n  owner support\n  contraction customer 1% sample\n  contraction vendor 2% sample\n}\n';
    expect(titles('initiator-missing', before)[0]).toBe('Write `initiated by customer` (the pulled share changes)');
    expect(titles('initiator-missing', before + retention)[1]).toBe(
      'Write `initiated by vendor` (the pulled share and the net revenue change)',
    );
  });
});

describe('a comment that silences', () => {
  const line = '// upsell-ignore stale-estimate: counted in May';
  const driver = 'driver reach 5 counted 2025 by support\n';

  it('nothing is removed, with its line if it has one', () => {
    expect(texts('ignore-unused', `${line}\n${driver}`)).toEqual([driver]);
    expect(texts('ignore-unused', `${driver}  ${line}\n`)).toEqual([driver]);
    expect(texts('ignore-unused', driver.replace('\n', `  ${line}\n`))).toEqual([driver]);
  });

  it('covers nothing at the end of the file, not the line that it stands on', () => {
    const number = 'driver reach 5 sample by support';
    expect(texts('ignore-unused', `${number} // upsell-ignore sample-number: later`)).toEqual([number]);
  });

  it('nothing is removed without asking only if its rule is known', () => {
    const isSafe = (text: string) => fixesIn('ignore-unused', text).map(({ fix }) => fix.safe);
    expect(isSafe(`${line}\n${driver}`)).toEqual([true]);
    expect(isSafe(`${line.replace('stale', 'old')}\n${driver}`)).toEqual([false]);
  });

  it('without a reason gets words for one, or is removed', () => {
    const bare = '// upsell-ignore unused-driver';
    for (const before of [bare, `${bare}:`, `//upsell-ignore  unused-driver :`])
      expect(texts('ignore-without-reason', `${before}\n${driver}`)).toEqual([
        `${bare}: as agreed in May\n${driver}`,
        driver,
      ]);
    // Words that nobody has written over are no reason.
    const words = `${bare}: the reason is still to be written\n${driver}`;
    expect(texts('ignore-without-reason', words)).toHaveLength(2);
    expect(texts('ignore-without-reason', `// upsell-ignore\n${driver}`)).toEqual([driver]);
  });
});

describe('a path that leads nowhere', () => {
  const scenario = (edit: string) => `scenario more {\n  ${edit}\n}\n`;

  it.each([
    ['set tickets.conversoin = 1%', 'set tickets.conversion = 1%'],
    ['set ticket.conversion = 1%', 'set tickets.conversion = 1%'],
    ['scale closing.winrate by 2', 'scale closing.win_rate by 2'],
    ['drop ticket', 'drop tickets'],
  ])('%s', (before, after) => {
    expect(texts('unreachable-scenario-path', scenario(before))).toEqual([scenario(after)]);
  });

  it.each(['set tickets.email = 1%', 'scale closing.quota by 2', 'scale closing.qouta by 2', 'drop growth'])(
    'has no fix where nothing of the kind is near: %s',
    (edit) => expect(texts('unreachable-scenario-path', scenario(edit))).toEqual([]),
  );
});

describe('a fix', () => {
  it('writes no word where it would begin a declaration', () => {
    const driver = (name: string) => `driver ${name} 240 counted 2025-12 by support\n`;
    const use = (name: string) => `driver total\n  ${name} + 1 counted 2025-12 by support\n`;
    expect(titles('unknown-name', `${driver('seats')}${use('seatz')}`)).toContain('Write `seats`');
    expect(titles('unknown-name', `${driver('driver')}${use('drivr')}`)).not.toContain('Write `driver`');
  });

  it('declares nothing between a head that lacks something and what follows it on its line', () => {
    const text = 'model\uFEFF owner support "Support lead"\n';
    const found = fixesIn('unknown-name', `${text}driver seats 240 counted 2025-12 by suport\n`);
    for (const { text: after } of found) expect(after).toContain('model\uFEFF owner support');
  });
});

describe('a unit of time that is none', () => {
  const volume = (value: string) =>
    channel('source ticket', 'owner support', `volume ${value} sample`, NUMBERS[1] ?? '');
  const said = (value: string) => messagesIn('unknown-name', volume(value))[0];

  it.each([
    ['800/mo', 'month'],
    ['800/months', 'month'],
    ['800 / wk', 'week'],
    ['800/yr', 'year'],
  ])('%s is probably another', (value, unit) => {
    expect(said(value)).toMatch(new RegExp(`Did you mean \`${unit}\`\\?$`));
    expect(texts('unknown-name', volume(value))[0]).toBe(volume(value.replace(/\w+$/, unit)));
  });

  it('and short for nothing is answered with those that there are', () => {
    const units = '`month`, `week`, `day`, `quarter`, `year` or `workday`';
    expect(said('800/fortnight')).toBe(
      `There is no driver and no unit of time \`fortnight\`. Write ${units}, or declare it.`,
    );
    expect(titles('unknown-name', volume('800/fortnight'))).toEqual([]);
  });

  it('is not looked for where only a driver can stand', () => {
    expect(said('mont * 1/month')).toMatch(/^There is no driver `mont`\. Declare it/);
    const driver = 'driver months 12 counted 2025-12 by support\n';
    expect(messagesIn('unknown-name', `${driver}${volume('8/month/mnths')}`)[0]).toMatch(/Did you mean `months`\?$/);
  });
});

describe('a token that is missing or mistyped', () => {
  const strange = (times: number) =>
    channel('source ticket', 'owner support', 'volum 800/month counted 2025', '@'.repeat(times), NUMBERS[1] ?? '');

  it('is found among other errors of its declaration', () => {
    expect(titles('syntax-error', strange(0))).toContain('Write `volume`');
    expect(titles('syntax-error', strange(20))).toContain('Write `volume`');
  });

  it('is found at the end of the text', () => {
    expect(titles('syntax-error', 'owner support "Support')).toEqual(['Insert `"`']);
  });

  it('is not looked for among hundreds of them: each would have the declaration read again', () => {
    expect(titles('syntax-error', strange(200))).toEqual([]);
  });
});
