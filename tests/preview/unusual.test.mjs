// @ts-check
/** @file Reports of models that are broken, empty, tiny or huge, that have another plan, or strange money. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { newFolder, ReportPage, reportOf, SCREENS, upsell } from './report-page.mjs';

/** @param {{ period?: string, currency?: string, channels?: string, size?: string, more?: string, conversion?: string }} options */
const text = ({
  period = '2026-01 to 2026-12',
  currency = 'USD',
  size = '$12,000',
  conversion = '3%',
  channels,
  more = '',
}) => `model "Small" {
  currency ${currency}
  period ${period}
}
owner desk "Desk"
sources {
  a
  b
}
closing csm {
  owner desk
  win rate 25% measured 2025
  deal size ${size} measured 2025
  decided 2025-12
}
${channels ?? `foundation channel a { source a owner desk volume 100/month counted 2025 conversion ${conversion} measured 2025 initiated by customer }`}
${more}
`;
const MONTHS = `month,source,touches,opened,closed,won,revenue
2025-11,a,90,2,1,1,9000
2026-01,a,90,0,0,0,0
2026-02,a,0,0,0,0,0
2026-03,a,90,4,3,2,-5000
2099-01,a,90,2,1,1,9000
`;

describe('the report of an unusual model', () => {
  /** @type {ReportPage} */
  let report;
  before(async () => {
    report = await ReportPage.open();
  });
  after(() => report?.close());

  /** A model and its actuals in a folder of their own. @param {string} model @param {string} [months] */
  function written(model, months) {
    const folder = newFolder();
    const file = path.join(folder, 'small.upsell');
    writeFileSync(file, model);
    mkdirSync(path.join(folder, 'actuals'));
    if (months !== undefined) writeFileSync(path.join(folder, 'actuals', 'months.csv'), months);
    return file;
  }

  /** All screens of it, each without a fault. @param {string} file */
  async function seen(file) {
    await report.show(reportOf(file));
    /** @type {Record<string, string>} */
    const texts = {};
    for (const name of SCREENS) {
      await report.choose(name);
      texts[name] = ((await report.page.locator('#app').textContent()) ?? '').replace(/\s+/g, ' ');
      assert.doesNotMatch(texts[name] ?? '', /NaN|undefined|Infinity|\[object/, name);
      const shapes = await report.page
        .locator('#app svg *')
        .evaluateAll((all) =>
          all
            .map((one) => one.outerHTML)
            .filter((html) => /NaN|Infinity|="-\d[^"]*"/.test(html.replace(/ d="[^"]*"/, ''))),
        );
      assert.deepEqual(shapes, [], name);
    }
    assert.deepEqual(await report.allFaults(), []);
    return texts;
  }

  it('withholds what an error withholds, and says why and where', async () => {
    const { machine = '', scenarios = '' } = await seen(
      written(text({ conversion: '300%', more: 'target revenue >= $1M by desk' })),
    );
    assert.match(machine, /Figures are withheld because of an error: [^.]*rate[^.]*\..*small\.upsell:16/);
    assert.match(machine, /Revenue\u2013.*revenue >= \$1M\u2013not known/);
    assert.equal(await report.page.locator('.target.over, .target.under').count(), 0);
    assert.match(scenarios, /Revenue\u2013/);
  });

  it('says of an error that withholds nothing no more than that it is there', async () => {
    const { machine = '' } = await seen(written(text({ more: 'expect "Much" revenue >= $1B' }).replace('  b\n', '')));
    assert.match(machine, /There is an error: .*Much/);
    assert.match(machine, /Revenue\$108k/);
  });

  it('has none of what a model has none of', async () => {
    const { machine = '', trust = '' } = await seen(written('model "Empty" {\n}\n'));
    assert.match(machine, /The model has no channel yet/);
    assert.match(trust, /0 of 0 numbers have an owner/);
    await seen(written(text({ channels: '' })));
  });

  it('is of one month, or of 600', async () => {
    const one = await seen(written(text({ period: '2026-01 to 2026-01', more: 'actuals "actuals"' }), MONTHS));
    assert.match(one['machine'] ?? '', /in the month/);
    const many = await seen(written(text({ period: '2026-01 to 2075-12', more: 'actuals "actuals"' }), MONTHS));
    assert.match(many['machine'] ?? '', /in 600 months.*Dec2075/);
  });

  it('counts what was lost, and what was not opened', async () => {
    const { variance = '' } = await seen(written(text({ more: 'actuals "actuals"' }), MONTHS));
    assert.match(variance, /Revenue: from plan to actual.*Actual(-|\u2212)\$5,000/);
    const months = written(text({ more: 'actuals "actuals"' }), 'month,source,touches,opened\n2026-01,a,90,2\n');
    assert.match((await seen(months))['variance'] ?? '', /Won and revenue are not recorded of every channel/);
    assert.match((await seen(written(text({ more: 'actuals "actuals"' }))))['variance'] ?? '', /There are no actuals/);
  });

  it('compares with a plan of other months and channels', async () => {
    const file = written(
      text({
        period: '2025-07 to 2026-06',
        channels: ['a', 'b']
          .map(
            (name) =>
              `foundation channel ${name} { source ${name} owner desk volume 100/month counted 2025 conversion 4% measured 2025 initiated by customer }`,
          )
          .join('\n'),
      }),
      `${MONTHS}2026-01,b,100,3,1,1,12000\n`,
    );
    upsell('lock', file, '--as-of', '2026-11-15');
    writeFileSync(
      file,
      text({ more: 'actuals "actuals"\nplan "plans/small.plan.json"' }).replace('  b\n', '  b not run "No longer"\n'),
    );
    const { machine = '', variance = '' } = await seen(file);
    assert.match(machine, /Small: what the plan of record has/);
    assert.doesNotMatch(machine, /Plan of record\$/);
    const rows = await report.choose('machine').then(() => report.rows('.machine'));
    assert.deepEqual(
      rows.map((row) => [row[0], row[3]]),
      [
        ['a', '0Plan 4.0 \u22124.0'],
        ['b', '3Plan 4.0 \u22121.0'],
        ['Total', '3Plan 8.0 \u22125.0'],
      ],
    );
    assert.match(variance, /Actual against the plan of record/);
    await report.choose('variance');
    const from = report.page.getByLabel('From');
    assert.equal(await from.locator('option').first().textContent(), 'Jul 2025');
    await from.selectOption({ label: 'Nov 2025' });
    assert.match((await report.page.locator('#screen h2').first().textContent()) ?? '', /Nov 2025 to/);
  });

  it('shows money of any kind', async () => {
    for (const [currency, size, shown] of [
      ['CHF', '12,000 CHF', /CHF\s?108k/],
      ['JPY', '\u00a512,000', /\u00a5108k/],
      ['XXX', '12,000 XXX', /108k/],
      ['XQZ', '12,000 XQZ', /XQZ\s?108k/],
    ]) {
      const { machine = '' } = await seen(
        written(text({ currency: /** @type {string} */ (currency), size: /** @type {string} */ (size) })),
      );
      assert.match(machine, /** @type {RegExp} */ (shown));
    }
  });
});
