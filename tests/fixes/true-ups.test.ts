import { type Month, monthOf } from '@upsell/engine';
import { type Fix, fixesOf } from '@upsell/language';
import { describe, expect, it } from 'vitest';
import { AS_OF, analyseFiles, type Files } from '../harness/analyse-text.ts';
import { afterFix, brokenPromises } from '../harness/check-fix.ts';
import { readRuleText } from '../harness/rule-fixtures.ts';

const MINIMAL = readRuleText('minimal.upsell');
const VOLUME = 'volume 800/month counted 2025';
const CONVERSION = 'conversion 0.5% measured 2025';
const WIN_RATE = 'win rate 25% measured 2025';
const DEAL_SIZE = 'deal size $12,000 measured 2025';

/** 48 opened of 2,400 touches, 2%. */
const ROWS = 'month,source,touches,opened\n2025-10,ticket,800,14\n2025-11,ticket,800,16\n2025-12,ticket,800,18\n';
/** The same, with 14 won of 42 closed, 33.3%, for 178,000.50 together. */
const SALES = `month,source,touches,opened,closed,won,revenue
2025-10,ticket,800,14,14,5,66000
2025-11,ticket,800,16,14,4,44000
2025-12,ticket,800,18,14,5,68000.5
`;

/** The minimal model with parts of it replaced, and actuals beside it. */
function withActuals(parts: Readonly<Record<string, string>>, rows = ROWS): Files {
  let text = MINIMAL;
  for (const [part, by] of Object.entries(parts)) {
    if (!text.includes(part)) throw new Error(`no ${part}`);
    text = text.replace(part, () => by);
  }
  return { 'model.upsell': `${text}\nactuals "actuals"\n`, 'actuals/months.csv': rows };
}

interface Made {
  readonly fix: Fix;
  readonly files: Files;
  readonly after: ReturnType<typeof analyseFiles>;
}

/** What each fix of the first diagnostic of a code makes of some files; it keeps its promises. */
function made(code: string, files: Files, asOf: Month = AS_OF): readonly Made[] {
  const analysis = analyseFiles(files, asOf);
  const diagnostic = analysis.diagnostics.find((one) => one.code === code);
  if (!diagnostic) throw new Error(`no ${code}`);
  return fixesOf(analysis, diagnostic).map((fix) => {
    const offer = { analysis, diagnostic, fix };
    const changed = afterFix(files, offer);
    const after = analyseFiles(changed, asOf);
    expect(brokenPromises(offer, after)).toEqual([]);
    return { fix, files: changed, after };
  });
}

const titles = (code: string, files: Files, asOf?: Month) => made(code, files, asOf).map(({ fix }) => fix.title);
const codesOf = ({ after }: Made) => after.diagnostics.map(({ code }) => code);

it('is not offered for a later step than the actuals allow: the problem would stay', () => {
  const later = 'conversion 0.5% measured 2025, 0.6% from 2026-04 estimated 2025-06';
  expect(titles('stale-estimate', withActuals({ [CONVERSION]: later }), monthOf(2026, 7))).toEqual([]);
});

describe('one number is trued up', () => {
  /** What a fix of `code` makes of a part of the minimal model; the rest stays as it is, to the letter. */
  const outcome = (code: string, part: string, by: string, rows?: string): readonly string[] => {
    const files = withActuals({ [part]: by }, rows);
    return made(code, files).map((one) => {
      expect(one.files).toEqual({ ...files, 'model.upsell': expect.any(String) });
      expect(codesOf(one)).not.toContain(code);
      const [before = '', behind = ''] = files['model.upsell']?.split(by) ?? [];
      const text = one.files['model.upsell'] as string;
      expect(text.startsWith(before) && text.endsWith(behind)).toBe(true);
      return text.slice(before.length, text.length - behind.length);
    });
  };

  it.each(['trueup-available', 'stale-estimate'])('by the fix of %s', (code) =>
    expect(outcome(code, CONVERSION, 'conversion 0.5% estimated 2025-06')).toEqual([
      'conversion 0.5% estimated 2025-06,\n             2% from 2026-01 measured 2025-10 to 2025-12',
    ]),
  );

  it('by the fix of estimate-expiring', () =>
    expect(outcome('estimate-expiring', CONVERSION, 'conversion 0.5% estimated 2025-09')).toEqual([
      'conversion 0.5% estimated 2025-09,\n             2% from 2026-01 measured 2025-10 to 2025-12',
    ]));

  it('under the first step, wherever that stands', () =>
    expect(outcome('trueup-available', CONVERSION, 'conversion  0.5%  measured 2025 // of last year')[0]).toContain(
      '\n              2% from 2026-01 ',
    ));

  it('before what belongs to all steps', () =>
    expect(
      outcome('trueup-available', CONVERSION, 'conversion 0.5% measured 2025 by success note "as of May"'),
    ).toEqual([
      'conversion 0.5% measured 2025,\n             2% from 2026-01 measured 2025-10 to 2025-12 by success note "as of May"',
    ]));

  it('behind the step in force, before later ones', () =>
    expect(
      outcome(
        'trueup-available',
        CONVERSION,
        'conversion 0.4% measured 2024,\n    0.5% from 2025-07 measured 2025,\n    1% from 2026-06 decided 2025-12',
      ),
    ).toEqual([
      'conversion 0.4% measured 2024,\n    0.5% from 2025-07 measured 2025,\n             2% from 2026-01 measured 2025-10 to 2025-12,\n    1% from 2026-06 decided 2025-12',
    ]));

  it.each(['sample', 'estimated 2025-12', ''])('in the place of a guess from the same month: %j', (guess) =>
    expect(outcome('trueup-available', CONVERSION, `${CONVERSION},\n    0.6% from 2026-01 ${guess}`.trimEnd())).toEqual(
      [`${CONVERSION},\n    2% from 2026-01 measured 2025-10 to 2025-12`],
    ),
  );

  it('to a range where it was one, as much narrower as the evidence makes it', () => {
    // The prior of 2% to 5%, its 5th and 95th percentiles, is Beta(12.889, 370.492); of Beta(32.889, 990.492) they are these.
    const rows = 'month,source,touches,opened\n2025-12,ticket,640,20\n';
    expect(outcome('stale-estimate', CONVERSION, 'conversion 2% to 5% estimated 2025-06', rows)).toEqual([
      'conversion 2% to 5% estimated 2025-06,\n             2.36% to 4.17% from 2026-01 measured 2025-12',
    ]);
  });

  it.each([
    [2400, 70, '2.92%'],
    [2400, 65, '2.71%'],
    [2400, 72, '3%'],
    [300, 100, '33.3%'],
    [100, 100, '100%'],
    [123_456, 10, '0.0081%'],
    [999_999, 12, '0.0012%'],
  ])('by three digits at most: %i touches, %i opened', (touches, opened, value) => {
    const rows = `month,source,touches,opened\n2025-12,ticket,${touches},${opened}\n`;
    expect(outcome('stale-estimate', CONVERSION, 'conversion 0.5% estimated 2025-06', rows)).toEqual([
      `conversion 0.5% estimated 2025-06,\n             ${value} from 2026-01 measured 2025-12`,
    ]);
  });

  it('of a volume, which is counted', () => {
    const rows = 'month,source,touches,opened\n2025-10,ticket,1233,6\n2025-11,ticket,1300,6\n2025-12,ticket,1234,5\n';
    for (const volume of ['volume 800/month estimated 2025-06', 'volume 200/week estimated 2025-06'])
      expect(outcome('stale-estimate', VOLUME, volume, rows)).toEqual([
        `${volume},\n         1,260/month from 2026-01 counted 2025-10 to 2025-12`.replace(
          ',\n',
          `,\n${' '.repeat(0)}`,
        ),
      ]);
  });

  it('of the volume of a touch', () =>
    expect(outcome('stale-estimate', VOLUME, 'customer touch calls 900/month estimated 2025-06 gated')).toEqual([
      'customer touch calls 900/month estimated 2025-06,\n                       800/month from 2026-01 counted 2025-10 to 2025-12 gated',
    ]));

  it.each([
    [WIN_RATE, 'win rate 25% estimated 2025-06', '           33.3% from 2026-01 measured 2025-10 to 2025-12'],
    [DEAL_SIZE, 'deal size $12k estimated 2025-06', '            $12,700 from 2026-01 measured 2025-10 to 2025-12'],
  ])('of the closing model: %s', (part, by, step) => {
    const [one] = made('stale-estimate', withActuals({ [part]: by }, SALES));
    expect(one?.files).toEqual(withActuals({ [part]: `${by},\n${step}` }, SALES));
    expect(codesOf(one as Made)).not.toContain('stale-estimate');
  });

  it('with line ends and a currency of the model', () => {
    const files = withActuals({ USD: 'CHF', [DEAL_SIZE]: 'deal size 12k CHF estimated 2025-06' }, SALES);
    const crlf = { ...files, 'model.upsell': (files['model.upsell'] as string).replaceAll('\n', '\r\n') };
    const [one] = made('stale-estimate', crlf);
    expect(one?.files['model.upsell']).toBe(
      crlf['model.upsell'].replace(
        '2025-06\r\n',
        '2025-06,\r\n            12,700 CHF from 2026-01 measured 2025-10 to 2025-12\r\n',
      ),
    );
  });

  it('and the forecast goes by it from that month on', () => {
    const rows = ROWS.replaceAll('2025-10', '2026-02')
      .replaceAll('2025-11', '2026-03')
      .replaceAll('2025-12', '2026-04');
    const [one] = made('trueup-available', withActuals({}, rows), monthOf(2026, 5));
    expect(
      [...((one?.after.forecast.channels[0]?.opened ?? []) as Float64Array)].map((opened) => opened.toFixed(6)),
    ).toEqual([...Array(4).fill('4.000000'), ...Array(8).fill('16.000000')]);
  });
});

describe('all numbers are trued up', () => {
  const parts = {
    [WIN_RATE]: 'win rate 25% estimated 2025-06',
    [DEAL_SIZE]: 'deal size $12,000 estimated 2025-06',
    [VOLUME]: 'volume 700/month estimated 2025-06',
    [CONVERSION]: 'conversion 0.5% estimated 2025-06',
  };

  it('at once, but for volumes: a miss by volume is something to do', () => {
    const files = withActuals(parts, SALES);
    for (const code of ['stale-estimate', 'trueup-available']) {
      const offers = made(code, files);
      expect(offers).toHaveLength(2);
      const [, all] = offers;
      expect(all?.fix.title).toBe('True up all 3 numbers with enough evidence (the forecast changes)');
      expect(all?.files).toEqual(
        withActuals(
          {
            ...parts,
            [WIN_RATE]: `${parts[WIN_RATE]},\n           33.3% from 2026-01 measured 2025-10 to 2025-12`,
            [DEAL_SIZE]: `${parts[DEAL_SIZE]},\n            $12,700 from 2026-01 measured 2025-10 to 2025-12`,
            [CONVERSION]: `${parts[CONVERSION]},\n             2% from 2026-01 measured 2025-10 to 2025-12`,
          },
          SALES,
        ),
      );
      expect(codesOf(all as Made)).not.toContain('trueup-available');
      expect(codesOf(all as Made).filter((one) => one === 'stale-estimate')).toHaveLength(1); // The volume.
    }
  });

  it('in each file', () => {
    const library = `sources {
  ticket
  email
}

foundation channel emails {
  source email
  owner success
  volume 800/month counted 2025
  conversion 0.6% measured 2025
  initiated by customer
}

owner success "Customer success"
owner support "Support lead"
`;
    const files: Record<string, string> = {
      ...withActuals(
        { 'sources {\n  ticket\n}\n\n': '' },
        `${ROWS}${ROWS.replaceAll('ticket', 'email').replace(/.*\n/, '')}`,
      ),
      'shared.upsell': library,
    };
    files['model.upsell'] =
      `import "./shared.upsell"\n${(files['model.upsell'] as string).replaceAll(/^owner .*\n/gm, '')}`;
    const [, all] = made('trueup-available', files);
    const step = (text: string, first: string) =>
      text.replace(first, `${first},\n             2% from 2026-01 measured 2025-10 to 2025-12`);
    expect(all?.files['model.upsell']).toBe(step(files['model.upsell'], CONVERSION));
    expect(all?.files['shared.upsell']).toBe(step(library, 'conversion 0.6% measured 2025'));
    expect(all?.after.diagnostics).toEqual([]);
  });

  it('is not offered beside the only one', () =>
    expect(titles('trueup-available', withActuals({}))).toEqual([
      'True up to 2%, measured 2025-10 to 2025-12 (the forecast changes)',
    ]));
});

describe('nothing is offered', () => {
  const STALE = { [CONVERSION]: 'conversion 0.5% estimated 2025-06' };
  const row = (rows: string) => `month,source,touches,opened\n${rows}\n`;

  it.each([
    ['without actuals', STALE, row('')],
    ['below ten opened', STALE, row('2025-12,ticket,800,9')],
    ['of more opened than touches', STALE, row('2025-12,ticket,10,11')],
    ['before the period', STALE, row('2025-11,ticket,800,18')],
    [
      'of another source',
      { ...STALE, '  ticket\n}': '  ticket\n  email not run "No"\n}' },
      row('2025-12,email,800,18'),
    ],
    [
      'where touches convert each on their own',
      {
        [VOLUME]: 'touch calls 800/month counted 2025 converting 0.5% estimated 2025-06',
        [`  ${CONVERSION}\n`]: '',
      },
      ROWS,
    ],
    ['below ten won', { [WIN_RATE]: 'win rate 25% estimated 2025-06' }, SALES.replaceAll(/,14,[45],/g, ',14,3,')],
    [
      'for a driver, which no row says',
      {
        [CONVERSION]: 'conversion rate measured 2025',
        '\nfoundation': '\ndriver rate 0.5% estimated 2025-06 by support\n\nfoundation',
      },
      ROWS,
    ],
  ])('%s', (_, parts, rows) => expect(titles('stale-estimate', withActuals(parts, rows))).toEqual([]));

  it('after the period', () => {
    const rows = row('2026-11,ticket,800,18\n2026-12,ticket,800,18');
    expect(titles('stale-estimate', withActuals(STALE, rows), monthOf(2027, 1))).toEqual([]);
  });
});
