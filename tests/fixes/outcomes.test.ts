import { fixesOf } from '@upsell/language';
import { describe, expect, it } from 'vitest';
import { analyseFiles } from '../harness/analyse-text.ts';
import { afterFix } from '../harness/check-fix.ts';
import { fixesIn } from '../harness/fixes-in.ts';
import { readRuleText } from '../harness/rule-fixtures.ts';

const MODEL = readRuleText('minimal.upsell');

/** The minimal model with a part of it replaced, and what each fix of a code in it makes of that part. */
function replaced(code: string, part: string, wrong: string): readonly string[] {
  if (!MODEL.includes(part)) throw new Error(`no ${part}`);
  const files = { 'model.upsell': MODEL.replace(part, () => wrong) };
  const [before = '', after = ''] = MODEL.split(part);
  const analysis = analyseFiles(files);
  const diagnostic = analysis.diagnostics.find((one) => one.code === code);
  if (!diagnostic) throw new Error(`no ${code} with ${wrong}`);
  return fixesOf(analysis, diagnostic).map((fix) => {
    const text = afterFix(files, { analysis, diagnostic, fix })['model.upsell'] as string;
    if (!text.startsWith(before) || !text.endsWith(after)) return text;
    return text.slice(before.length, text.length - after.length);
  });
}

const VOLUME = 'volume 800/month counted 2025';
const CONVERSION = 'conversion 0.5% measured 2025';

describe('a missing token', () => {
  it.each([
    ['model "Acme" {', 'model "Acme"', ['model "Acme" {']],
    ['owner support "Support lead"', 'owner support "Support lead', ['owner support "Support lead"']],
    ['owner support "Support lead"', 'owner support „Support lead“', ['owner support "Support lead"']],
    ['closing csm {', 'closing cs {', ['closing csm {']],
    ['  currency USD', '  season jan 80%\n  currency USD', ['  season january 80%\n  currency USD']],
    [VOLUME, `${VOLUME} 900/month from 2026-05`, [`${VOLUME}, 900/month from 2026-05`]],
    [VOLUME, `${VOLUME} // all\n    900/month from 2026-05`, [`${VOLUME}, // all\n    900/month from 2026-05`]],
    [VOLUME, 'volume 800./month counted 2025', [VOLUME]],
    [VOLUME, 'volume .5/month counted 2025', ['volume 0.5/month counted 2025']],
    [CONVERSION, 'conversion 5.% measured 2025', ['conversion 5% measured 2025']],
    [CONVERSION, 'conversion .5% measured 2025', [CONVERSION]],
    [VOLUME, `${VOLUME} by support 900/month from 2026-05`, []],
    ['  decided 2025-12\n', '  cycle 2 weeks\n', []],
    ['  decided 2025-12\n', '  cycle 2 mths\n', ['  cycle 2 months\n']],
    ['  currency USD', '  season may 80% june 70%\n  currency USD', ['  season may 80%, june 70%\n  currency USD']],
    [VOLUME, 'volume 800/month rising to 900/month 2026-05', ['volume 800/month rising to 900/month by 2026-05']],
    [VOLUME, 'volume 800/month "why"', []],
    [VOLUME, 'volume 800/month counted 2025,', []],
    [VOLUME, 'volume', []],
    ['  initiated by customer\n}\n', '  initiated by customer\n', ['  initiated by customer\n}\n']],
    [
      '  period 2026-01 to 2026-12\n}',
      '  period 2026-01 to 2026-12 // months',
      ['  period 2026-01 to 2026-12 // months\n}'],
    ],
  ])('%s', (part, wrong, fixed) => expect(replaced('syntax-error', part, wrong)).toEqual(fixed));
});

describe('a character that the language writes in another way', () => {
  const PERIOD = 'period 2026-01 to 2026-12';
  it.each([
    [PERIOD, 'period 2026‑01 to 2026-12', [PERIOD]],
    [PERIOD, 'period 2026-01 – 2026-12', [PERIOD]],
    [PERIOD, 'period 2026-01–2026-12', [PERIOD]],
    [PERIOD, 'period 2026–Q1 to 2026-12', ['period 2026-Q1 to 2026-12']],
    [VOLUME, 'volume 900/month − 100/month counted 2025', ['volume 900/month - 100/month counted 2025']],
    [VOLUME, `${VOLUME} # from the help desk`, [`${VOLUME} // from the help desk`]],
    [VOLUME, `## The volume\n  ${VOLUME}`, [`// The volume\n  ${VOLUME}`]],
    ['"Support lead"', "'Support lead'", ['"Support lead"']],
    ['"Support lead"', '‘Support lead’', ['"Support lead"']],
    ['"Support lead"', "'Support lead", []],
    ['  owner support\n', '  owner: support\n', ['  owner support\n']],
    ['  owner support\n', '  owner:support\n', ['  owner support\n']],
    ['  owner support\n', '  owner support;\n', ['  owner support\n']],
    [CONVERSION, 'conversion 0.5‰ measured 2025', []],
  ])('%s, %s', (part, wrong, fixed) => expect(replaced('syntax-error', part, wrong)).toEqual(fixed));

  it.each([
    ['expect won ≥ 1', 'expect won >= 1'],
    ['target won ≤ 1 by support', 'target won <= 1 by support'],
  ])('%s', (wrong, fixed) => {
    const last = '  initiated by customer\n}\n';
    expect(replaced('syntax-error', last, `${last}\n${wrong}\n`)).toEqual([`${last}\n${fixed}\n`]);
  });
});

describe('what is written so elsewhere', () => {
  const LAST = '  initiated by customer\n}\n';
  const below = (line: string) => `${LAST}\n${line}\n`;
  it.each([
    [CONVERSION, 'conversion 1,5% measured 2025', ['conversion 1.5% measured 2025']],
    [CONVERSION, 'conversion .5% measured 2025', ['conversion 0.5% measured 2025']],
    [CONVERSION, 'conversion = 5% measured 2025', ['conversion 5% measured 2025']],
    [VOLUME, 'volume 800/month counted Nov 2024 to Jan 2025', ['volume 800/month counted 2024-11 to 2025-01']],
    [VOLUME, 'volume 800/month counted November 2025', ['volume 800/month counted 2025-11']],
    [VOLUME, 'volume 800/month counted Q4 2025', ['volume 800/month counted 2025-Q4']],
    [VOLUME, 'volume 800/month counted Q4 FY25', ['volume 800/month counted FY25-Q4']],
    [CONVERSION, 'conversion 0.5% estimated Dec 2025', ['conversion 0.5% estimated 2025-12']],
    [CONVERSION, 'conversion 0.5% growing 1%/mo measured 2025', ['conversion 0.5% growing 1%/month measured 2025']],
    ['deal size $12,000', 'deal size USD 9,000', ['deal size 9,000 USD']],
    [
      VOLUME,
      `${VOLUME} by support,\n         900/month from 2026-05 decided 2026-01`,
      [`${VOLUME},\n         900/month from 2026-05 decided 2026-01 by support`],
    ],
    [
      LAST,
      below(
        'driver seats 300 counted 2025 by support note "n",\n  330 from 2026-03 decided 2026-01,\n  400 from 2026-05 decided 2026-01',
      ),
      [
        below(
          'driver seats 300 counted 2025,\n  330 from 2026-03 decided 2026-01,\n  400 from 2026-05 decided 2026-01 by support note "n"',
        ),
      ],
    ],
    [VOLUME, `${VOLUME} by support,`, []],
    [LAST, below('target revenu >= $5 by support'), [below('target revenue >= $5 by support')]],
    [LAST, below('expect levarage share <= 50%'), [below('expect leverage share <= 50%')]],
    [LAST, below('expect leverage shre <= 50%'), [below('expect leverage share <= 50%')]],
    [LAST, below('target pulled shares >= 5% by support'), [below('target pulled share >= 5% by support')]],
  ])('%s, %s', (part, wrong, fixed) => expect(replaced('syntax-error', part, wrong)).toEqual(fixed));

  it('is a quarter of the fiscal year, perhaps, where that is not the calendar year', () => {
    const from = '  period 2026-01 to 2026-12\n';
    const fiscal = `${from}  fiscal year starts february\n`;
    const text = MODEL.replace(from, fiscal).replace(VOLUME, 'volume 800/month counted Q4 2025');
    const analysis = analyseFiles({ 'model.upsell': text });
    const [error] = analysis.diagnostics.filter(({ code }) => code === 'syntax-error');
    expect(error?.message).toBe(
      '`Q4 2025` is written `2025-Q4` here, or as in `FY27-Q1` where it is a quarter of the fiscal year.',
    );
    expect(error && fixesOf(analysis, error)).toEqual([]);
  });

  it.each([
    ['volume 12/mo counted 2025', ['volume 12/month counted 2025']],
    ['volume 120/yr counted 2025', ['volume 120/year counted 2025']],
    ['volume 12/wk counted 2025', ['volume 12/week counted 2025']],
    ['volume 12/qtr counted 2025', ['volume 12/quarter counted 2025']],
  ])('%s', (wrong, fixed) => expect(replaced('unknown-name', VOLUME, wrong).slice(0, 1)).toEqual(fixed));
});

describe('a unit', () => {
  it.each([
    ['volume 800 counted 2025', 'volume 800/month counted 2025'],
    ['volume 400 + 400 counted 2025', 'volume (400 + 400)/month counted 2025'],
    ['volume 1,600 / 2 counted 2025', 'volume (1,600 / 2)/month counted 2025'],
    ['volume 400 * 2 counted 2025', 'volume 400 * 2/month counted 2025'],
    ['volume 800/month per month counted 2025', 'volume 800/month counted 2025'],
  ])('%s', (wrong, fixed) => expect(replaced('wrong-unit', VOLUME, wrong)).toEqual([fixed]));

  it.each([
    ['volume $300 counted 2025', ['volume 300/month counted 2025']],
    ['volume 300 USD counted 2025', ['volume 300/month counted 2025']],
    ['volume $300/month counted 2025', ['volume 300/month counted 2025']],
    ['volume $300/month/month counted 2025', []],
  ])('of money is none of a count: %s', (wrong, fixed) => expect(replaced('wrong-unit', VOLUME, wrong)).toEqual(fixed));

  it('of money is the currency of the model', () => {
    const deal = 'deal size $12,000 measured 2025';
    expect(replaced('wrong-unit', deal, 'deal size 12k measured 2025')).toEqual(['deal size $12k measured 2025']);
    const both = `${deal}\n  cost 9k decided 2025-12`;
    expect(replaced('wrong-unit', deal, both)).toEqual([both.replace('9k', '$9k/month')]);
    expect(replaced('wrong-unit', deal, both.replace('9k', '9k/year'))).toEqual([both.replace('9k', '$9k/year')]);
  });

  it('is not taken from a rate that would be above 1 then', () =>
    expect(replaced('wrong-unit', CONVERSION, 'conversion 5/month measured 2025')).toEqual([]));
});

describe('a rate above 1', () => {
  it.each([
    ['5', ['5%']],
    ['130%', ['13%']],
    ['100', ['100%']],
    ['101', []],
    ['1,001%', []],
    ['5 growing 1%/month', []],
    ['2% to 110%', ['2% to 11%']],
    ['2% to 15%, 40 from 2026-05', ['2% to 15%, 40% from 2026-05']],
    ['12% to 110%', []],
  ])('%s', (wrong, fixed) =>
    expect(replaced('rate-above-one', '0.5% measured', `${wrong} measured`)).toEqual(
      fixed.map((text) => `${text} measured`),
    ),
  );

  it('is a tenth in a scenario where the scenario sets a rate, and nothing where it sets a driver', () => {
    const lastLines = '  initiated by customer\n}\n';
    const inScenario = (edit: string) =>
      replaced('rate-above-one', lastLines, `${lastLines}\nscenario more {\n  ${edit}\n}\n`);
    const end = ' decided 2025-12';
    expect(inScenario(`set tickets.conversion = 130%${end}`)).toHaveLength(1);
    expect(inScenario('scale tickets.conversion by 300')).toEqual([]);
  });
});

describe('steps', () => {
  const steps = (...texts: readonly string[]) => `volume ${texts.join(',\n    ')}`;
  const [first, may, august] = ['800/month', '900/month from 2026-05', '950/month from 2026-08'];

  it('are sorted by their months, with what belongs to each', () => {
    const wrong = steps(first, `${august} growing 1%/month decided 2025-12`, may);
    const right = steps(first, may, `${august} growing 1%/month decided 2025-12`);
    expect(replaced('step-order', VOLUME, wrong)).toEqual([right]);
    expect(replaced('step-order', VOLUME, steps(may, first))).toEqual([steps(first, may)]);
  });

  it('that have one month, or none, are not', () => {
    expect(replaced('step-order', VOLUME, steps(first, may, may))).toEqual([]);
    expect(replaced('step-order', VOLUME, steps(first, '900/month'))).toEqual([]);
  });

  it('hold from the start', () => {
    expect(replaced('step-order', VOLUME, steps(may, august))).toEqual([steps('900/month', august)]);
    expect(replaced('step-order', VOLUME, steps(august, may))).toEqual([]);
  });
});

describe('ends', () => {
  it.each([
    ['volume 900/month to 2,100/quarter counted 2025', ['volume 2,100/quarter to 900/month counted 2025']],
    ['volume 700/month counted 2025-12 to 2025-01', ['volume 700/month counted 2025-01 to 2025-12']],
    ['volume 700/month to 700/month counted 2025', []],
  ])('are swapped: %s', (wrong, fixed) => expect(replaced('range-order', VOLUME, wrong)).toEqual(fixed));

  it('of rates are not, where one would be above 1', () =>
    expect(replaced('range-order', CONVERSION, 'conversion 120% to 2% measured 2025')).toEqual([]));
});

describe('names', () => {
  it('are those that are near and fit', () => {
    const drivers = (use: string) => `driver dials 2,000/month counted 2025 by support
driver dial 5 counted 2025 by support
foundation channel tickets {
  source ticket
  owner support
  volume ${use} counted 2025
  conversion 0.5% measured 2025
}
`;
    const texts = (use: string) => fixesIn('unknown-name', drivers(use)).map(({ text }) => text);
    const after = drivers('diels').replace(
      'by support\nfoundation',
      'by support\ndriver diels 1/month sample by support\nfoundation',
    );
    expect(texts('diels')).toEqual([drivers('dials'), after]);
    expect(texts('diels/month')[0]).toBe(drivers('dial/month'));
  });

  it.each([
    ['set tickets.volume = diels', 'dials'],
    ['set tickets.conversion = diel', 'dial'],
    ['set tickets.conversion = 1% rising to diels by 2026-09', 'dial'],
    ['set dials = diel', 'dials'],
    ['scale tickets.volume by diels', 'dial'],
  ])('fit into what a scenario does: %s', (edit, meant) => {
    const text = `driver dials 2,000/month counted 2025 by support
driver dial 5% counted 2025 by support
${MODEL.slice(MODEL.indexOf('foundation'))}
scenario more {
  ${edit}
}
`;
    expect(fixesIn('unknown-name', text)[0]?.fix.title).toBe(`Write \`${meant}\``);
  });

  it('do not lead in a circle', () => {
    const drivers = (use: string) => `owner ann "Ann"
driver accounts reach * 2 by ann
driver reach ${use} by ann
`;
    expect(fixesIn('unknown-name', drivers('account * 3'))).toEqual([]);
  });

  it('are declared where their kind stands', () => {
    const text = `owner ann "Ann" // comment
// Another.
driver accounts 240 counted 2025 by bob
`;
    const [declared] = fixesIn('unknown-name', text);
    expect(declared?.text).toBe(text.replace('comment\n', 'comment\nowner bob "Bob"\n'));
  });
});

describe('fields', () => {
  it('stand with their like', () => {
    expect(replaced('missing-field', `  ${VOLUME}\n  ${CONVERSION}\n`, `  ${VOLUME}\n`)).toEqual([
      `  ${VOLUME}\n  conversion 0.5% sample\n`,
    ]);
    expect(replaced('missing-field', '  deal size $12,000 measured 2025\n', '')).toEqual([
      '  deal size $12,000 sample\n',
    ]);
    expect(replaced('missing-field', 'currency USD\n  ', '')[0]).toContain('12\n  currency USD\n}');
  });

  it('have an owner', () => {
    const channel = 'foundation channel tickets {\n  source ticket\n  volume 8/month counted 2025 by ann\n}\n';
    const [added] = fixesIn('missing-field', `owner ann "Ann"\n${channel}`);
    expect(added?.text).toBe(`owner ann "Ann"\n${channel.replace('\n}', '\n  conversion 0.5% sample by ann\n}')}`);
    const alone = analyseFiles({ 'library.upsell': channel.replace(' by ann', '') });
    const missing = alone.diagnostics.filter(({ code }) => code === 'missing-field');
    expect(missing.map((diagnostic) => fixesOf(alone, diagnostic))).toEqual([[]]);
  });

  it('say the layer that the source has, and leverage only where there is a foundation', () => {
    const layers = (source: string, others = '') =>
      fixesIn(
        'missing-field',
        `${others}channel x {\n  source ${source}\n  owner ann\n  volume 8/month counted 2025\n  conversion 1% measured 2025\n}\n`,
      ).map(({ fix }) => fix.title);
    const foundation = MODEL.slice(MODEL.indexOf('foundation'));
    expect(layers('marketing', foundation)).toEqual(['Write `leverage channel`', 'Write `foundation channel`']);
    expect(layers('email', foundation)).toEqual(['Write `foundation channel`', 'Write `leverage channel`']);
    expect(layers('marketing')).toEqual(['Write `foundation channel`']);
  });

  it('are removed with their line, and safely where they say the same', () => {
    const twice = (second: string) =>
      fixesIn('duplicate-field', `retention {\n  owner ann\n  after 6 months\n  ${second}\n}\n`).map(
        ({ fix }) => fix.safe,
      );
    expect(twice('after  6 months')).toEqual([true]);
    expect(twice('after 7 months')).toEqual([false]);
  });
});

describe('owners', () => {
  it('are written into the block, behind its source, and behind the number', () => {
    const owned = replaced('missing-owner', '  owner support\n', '');
    expect(owned).toHaveLength(4);
    expect(owned.slice(0, 2)).toEqual(['  owner success\n', '  owner support\n']);
    expect(owned[3]).toContain(`${VOLUME} by support\n`);
  });

  describe('that none is declared of', () => {
    const nobody = (rest: string) => {
      const text = `model "Acme" {\n  currency USD\n  period 2026-01 to 2026-12\n}\n\n${rest}`;
      const files = { 'model.upsell': text };
      const analysis = analyseFiles(files);
      return analysis.diagnostics.flatMap((diagnostic) =>
        fixesOf(analysis, diagnostic).flatMap((fix) => {
          const after = afterFix(files, { analysis, diagnostic, fix })['model.upsell'] ?? '';
          return fix.toFill ? [{ ...fix, text: after.slice(text.length - rest.length) }] : [];
        }),
      );
    };
    const title = 'Declare an owner and name it here';

    it('are declared and named in the block, by the name that a built-in source suggests', () => {
      const tickets = (owner: string) => `foundation channel t {\n  source ticket\n${owner}  ${VOLUME}\n}\n`;
      expect(nobody(tickets(''))).toMatchObject([
        {
          title,
          preferred: true,
          toFill: ['support', 'Support lead'],
          text: `owner support "Support lead"\n\n${tickets('  owner support\n')}`,
        },
      ]);
    });

    it('are declared and named behind a number that stands by itself', () => {
      const text = 'owner revops "RevOps"\n\ndriver reach 5 counted 2025 by revops\n';
      expect(nobody('driver reach 5 counted 2025\n')).toMatchObject([{ title, text }]);
    });

    it('are declared for the closing model, which has to name one', () => {
      const closing = (owner: string) => `closing csm {\n${owner}  cycle 100%\n}\n`;
      const [first] = nobody(closing(''));
      expect(first?.text).toBe(
        `owner success "Customer success lead"\n\n${closing('').replace('}', '  owner success\n}')}`,
      );
    });
  });

  it('are written behind the number that is asked for', () => {
    const touch = (by: string) =>
      `owner ann "Ann"\nfoundation channel t {\n  source ticket\n  touch a 5/month counted 2025 by ann gated converting 1%${by}\n}\n`;
    expect(fixesIn('missing-owner', touch('')).map(({ text }) => text)).toContain(touch(' by ann'));
  });
});

describe('the taxonomy', () => {
  it('lists what the channels feed, and marks the rest', () => {
    const [listed] = replaced('no-sources', 'sources {\n  ticket\n}\n\n', '');
    expect(listed).toBe(`sources {
  implementation not run "Not started"
  ticket
  csm_touch      not run "Not started"
  outbound       not run "Not started"
  email          not run "Not started"
  marketing      not run "Not started"
  in_product     not run "Not started"
}

`);
  });

  it('gets a channel behind the others, with the usual numbers', () => {
    const [marked, added] = replaced('source-without-channel', '  ticket\n', '  ticket\n  email\n');
    expect(marked).toBe('  ticket\n  email not run "Not started"\n');
    expect(
      added?.endsWith(`${CONVERSION}
  initiated by customer
}

foundation channel email "Email" {
  source     email
  owner      lifecycle
  volume     500/month sample
  conversion 1%        sample
  initiated by vendor
}
`),
    ).toBe(true);
  });

  it('gets a channel for a source of any name', () => {
    const [, added] = replaced('source-without-channel', '  ticket\n', '  ticket\n  constructor\n');
    expect(added).toContain('foundation channel constructor "Constructor" {\n  source     constructor\n');
  });

  it('takes a name from those that are free, and the new one of what was renamed', () => {
    expect(replaced('unknown-source', 'source ticket', 'source tickets')).toHaveLength(2);
    const renamed = MODEL.replace('  ticket\n', '  case renamed from ticket\n');
    const analysis = analyseFiles({ 'model.upsell': renamed });
    const [first] = analysis.diagnostics.filter(({ code }) => code === 'unknown-source');
    expect(first && fixesOf(analysis, first)[0]?.title).toBe('Write `case`');
  });
});

describe('a new declaration', () => {
  const scenario = 'scenario more {\n  scale tickets.volume by 2\n}\n';
  const sampleBefore = (comments: string) => {
    const text = `sources {\n  ticket\n  email\n}\n${MODEL.slice(MODEL.indexOf('foundation'))}\n${comments}${scenario}`;
    return fixesIn('source-without-channel', text)[1]?.text.split('initiated by vendor\n}\n')[1];
  };

  it.each(['', '// One.\n', '// One.\n  // Two.\n', '/** What if. */\n', '/*\n * What if.\n */\n// One.\n'])(
    'stands before the comments that belong to the next one: %j',
    (comments) => expect(sampleBefore(comments)).toBe(`\n${comments}${scenario}`),
  );

  it('stands behind a comment that belongs to nothing', () =>
    expect(sampleBefore('// The rest.\n\n')).toBe(`\n${scenario}`));
});

describe('a percentage of the base', () => {
  const fixed = (text: string) => {
    const files = { 'model.upsell': text };
    const analysis = analyseFiles(files);
    const diagnostic = analysis.diagnostics.find(({ code }) => code === 'percent-of-base');
    if (!diagnostic) throw new Error('no percentage');
    return fixesOf(analysis, diagnostic).map((fix) => ({
      title: fix.title,
      after: analyseFiles(afterFix(files, { analysis, diagnostic, fix })),
    }));
  };

  it.each([
    ['alone', 'expansion 20% of base\n'],
    ['with a model', `${MODEL.slice(0, MODEL.indexOf('owner'))}expansion 20% of base\n`],
    ['with all but channels', `${MODEL.slice(0, MODEL.indexOf('foundation'))}expansion 20% of base // growth\n`],
    [
      'with sources of its own',
      `model "Acme" {\n  currency CHF\n  period 2026\n}\n\nsources {\n  partner\n  in_product\n  email not run "No"\n}\nadoption 5%\n`,
    ],
  ])('becomes a whole model: %s', (_, text) => {
    const [machine] = fixed(text);
    expect(machine?.title).toContain('Write the machine');
    expect(machine?.after.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(machine?.after.forecast.summary.revenue).toBeGreaterThan(0);
  });

  it.each([
    ['with channels', `${MODEL}expansion 20% of base\n`],
    ['in a library', 'owner ann "Ann"\nexpansion 20% of base\n'],
    [
      'where no source is run',
      'model "A" {\n  currency USD\n  period 2026\n}\nsources {\n  email not run "No"\n}\nadoption 5%\n',
    ],
  ])('is deleted: %s', (_, text) => expect(fixed(text).map(({ title }) => title)).toEqual(['Delete the line']));
});

describe('closing models', () => {
  it('are added with an owner, who is declared where there is none', () => {
    const bare = 'model "A" {\n  currency CHF\n  period 2026\n}\n\nsources {\n  email not run "No"\n}\n';
    const files = { 'model.upsell': bare };
    const analysis = analyseFiles(files);
    const [diagnostic] = analysis.diagnostics;
    if (diagnostic?.code !== 'no-closing-model') throw new Error('no such diagnostic');
    const texts = fixesOf(analysis, diagnostic).map(
      (fix) => afterFix(files, { analysis, diagnostic, fix })['model.upsell'] as string,
    );
    expect(texts).toHaveLength(3);
    expect(texts[1]).toContain('owner success "Customer success lead"\n\nclosing upsell_ae {\n  owner     success\n');
    expect(texts[1]).toContain('  cost      9,000 CHF/month  sample\n');
  });

  it('are moved into a scenario, with a name that is free', () => {
    const second = 'closing csm "More \\"closers\\"" {\n  owner success // x\n}\n';
    const files = { 'model.upsell': `${MODEL}scenario csm {\n}\n${second}`.replaceAll('\n', '\r\n') };
    const analysis = analyseFiles(files);
    const diagnostic = analysis.diagnostics.find(({ code }) => code === 'second-closing-model');
    const fix = diagnostic && fixesOf(analysis, diagnostic)[0];
    expect(fix?.title).toBe('Move it into a scenario `csm_2`');
    const moved = `scenario csm_2 "More \\"closers\\"" {
  closing csm "More \\"closers\\"" {
    owner success // x
  }
}
`;
    expect(fix && afterFix(files, { analysis, diagnostic, fix })['model.upsell']).toContain(
      moved.replaceAll('\n', '\r\n'),
    );
  });
});
