// @ts-check
/** @file A report shows what the command line prints, in the words of the reader's language. */
import assert from 'node:assert/strict';
import { ACME, AS_OF, PORTFOLIO, printed, ReportPage, reportOf } from './report-page.mjs';

/** @param {Intl.NumberFormatOptions} options */
const numbers = (options) => {
  const format = new Intl.NumberFormat('en', options);
  // As on paper: 53.55 is 53.6, though the nearest double lies below it.
  return (/** @type {number} */ value) => format.format(Number(value.toPrecision(14)));
};
const count = numbers({ minimumFractionDigits: 1, maximumFractionDigits: 1 });
const whole = numbers({ maximumFractionDigits: 0 });
const dollars = numbers({ style: 'currency', currency: 'USD', maximumFractionDigits: 0 });
const short = numbers({
  ...{ style: 'currency', currency: 'USD', notation: 'compact' },
  ...{ minimumSignificantDigits: 3, maximumSignificantDigits: 3 },
});
// Thousands are written as they are in hints and reports.
const money = (/** @type {number} */ value) =>
  Math.abs(value) < 9_999.5 ? dollars(value) : short(value).replace('K', 'k');
/** @param {number} value @param {(value: number) => string} text */
const signed = (value, text) => {
  const size = text(Math.abs(value));
  return size === text(0) ? size : `${value < 0 ? '\u2212' : '+'}${size}`;
};
/** @param {string | undefined} text */
const numberIn = (text = '') => Number(text.replace('\u2212', '-').replaceAll(',', ''));
/** A part of a total is rounded so that they add up: by less than what the last digit stands for. @param {string | undefined} text @param {number} value */
const isShown = (text, value) =>
  assert.ok(Math.abs(numberIn(text) - value) < 0.1 && /\.\d$/.test(text ?? ''), `${text} of ${value}`);
/** @param {readonly number[]} values */
const sum = (values) => values.reduce((so, value) => so + value, 0);

describe('the figures of a report', () => {
  /** @type {ReportPage} */
  let report;
  const forecast = printed('eval', ACME);

  before(async () => {
    report = await ReportPage.open();
    await report.show(reportOf(ACME));
  });
  after(() => report?.close());

  it('are in the headline those of eval', async () => {
    const facts = await report.page.locator('.facts .fact-value').allTextContents();
    const { opened, revenue, net, durable } = forecast.summary;
    const again = printed('reforecast', ACME);
    assert.deepEqual(facts, [
      count(opened / 12),
      money(revenue),
      money(net),
      money(durable),
      money(again.revenue.value),
    ]);
    const targets = await report.page.locator('.targets .fact').allTextContents();
    for (const [i, { text, value, gap, metric }] of forecast.targets.entries()) {
      assert.ok(targets[i]?.startsWith(text), targets[i]);
      if (metric === 'revenue')
        assert.ok(targets[i]?.includes(`${money(value)}91.0% attained, ${money(gap)} missing`), targets[i]);
    }
  });

  it('are in the grid those of eval and variance, and their sums', async () => {
    const rows = await report.rows('.machine');
    /** @type {string[]} */
    const months = forecast.months;
    const signals = new Set(
      await report.page.locator('.machine tr.channel .mark').evaluateAll((marks) =>
        marks.map((mark) => {
          const row = /** @type {Element} */ (mark.closest('tr'));
          return `${row.children[0]?.querySelector('button, a, span')?.textContent ?? ''} ${[...row.children].indexOf(/** @type {Element} */ (mark.closest('td'))) - 3}`;
        }),
      ),
    );
    const byMonth = months.slice(0, 10).map((month) => printed('variance', ACME, '--in', month));
    for (const { name, title, opened, revenue } of forecast.channels) {
      const row = rows.find(([head]) => head === title);
      assert.ok(row, title);
      isShown(row.at(-2), sum(opened));
      assert.equal(row.at(-1), money(sum(revenue)));
      for (const [m, found] of byMonth.entries()) {
        const { plan, actual, verdicts } = found.channels.find(
          (/** @type {{ name: string }} */ one) => one.name === name,
        );
        const [, happened, planned, difference] = /^(.+)Plan (\S+) (\S+)$/.exec(row[3 + m] ?? '') ?? [];
        assert.equal(happened, whole(actual.opened), `${name} ${months[m]}`);
        isShown(planned, plan.opened);
        assert.equal(difference, signed(actual.opened - numberIn(planned), count), `${name} ${months[m]}`);
        assert.equal(signals.has(`${title} ${m}`), verdicts.opened.verdict === 'signal');
      }
      for (const m of [10, 11]) isShown(row[3 + m], opened[m]);
    }
    const total = rows.at(-1);
    const channels = forecast.channels.map((/** @type {{ title: string }} */ { title }) =>
      rows.find(([head]) => head === title),
    );
    // What was planned where that stands beside what happened, else what the model has.
    const shown = (/** @type {string} */ cell) => numberIn(/Plan (\S+)/.exec(cell)?.[1] ?? cell);
    for (const column of [...months.map((_, m) => 3 + m), (total?.length ?? 0) - 2])
      assert.equal(
        count(sum(channels.map((/** @type {readonly string[]} */ row) => shown(row[column] ?? '')))),
        count(shown(total?.[column] ?? '')),
        `column ${column}`,
      );
    assert.equal(total?.[0], 'Total');
    for (const [
      m,
      {
        total: { plan, actual },
      },
    ] of byMonth.entries())
      assert.equal(
        total?.[3 + m],
        `${whole(actual.opened)}Plan ${count(plan.opened)} ${signed(actual.opened - numberIn(count(plan.opened)), count)}`,
      );
    assert.deepEqual(total?.slice(-2), [count(forecast.summary.opened), money(forecast.summary.revenue)]);
  });

  it('are in the variance of any months those of variance', async () => {
    await report.choose('variance');
    const { page } = report;
    const [, from, to] = await page.locator('.picker select').all();
    assert.ok(from && to);
    for (const [first, last, period] of [
      ['Feb 2026', 'Nov 2026'],
      ['May 2026', 'May 2026', '2026-05'],
      ['May 2026', 'Jul 2026', 'FY27-Q2'],
      ['Feb 2026', 'Apr 2026', 'FY27-Q1'],
    ]) {
      await from.selectOption({ label: /** @type {string} */ (first) });
      await to.selectOption({ label: /** @type {string} */ (last) });
      const { channels, total } = printed('variance', ACME, ...(period ? ['--in', period] : []));
      const title = await page.locator('#screen h2').first().textContent();
      assert.equal(title, `Actual against the model, ${first === last ? first : `${first} to ${last}`}`);
      const [revenue, opened] = await Promise.all(
        [0, 1].map((n) => report.rows(`.bridges .bridge:nth-of-type(${n + 1})`)),
      );
      const [planned, volume, conversion, happened] = opened?.map(([, , value]) => value) ?? [];
      assert.deepEqual(
        opened?.map(([name]) => name),
        ['Plan', 'Volume', 'Conversion', 'Actual'],
      );
      assert.deepEqual([planned, happened], [count(total.plan.opened), count(total.actual.opened)]);
      isShown(volume, total.opened.volume);
      isShown(conversion, total.opened.conversion);
      assert.equal(count(sum([planned, volume, conversion].map(numberIn))), happened);
      const effects = {
        Volume: 'volume',
        Conversion: 'conversion',
        Timing: 'timing',
        'Win rate': 'winRate',
        'Deal size': 'dealSize',
      };
      assert.deepEqual(
        revenue?.map(([name, , value]) => [name, value]),
        [
          ['Plan', money(total.plan.revenue)],
          ...Object.entries(effects).map(([name, effect]) => [name, signed(total.revenue[effect], money)]),
          ['Actual', money(total.actual.revenue)],
        ],
      );
      const rows = await report.rows('.variance');
      assert.equal(rows.length, channels.length);
      for (const { title: name, owner, plan, actual, opened: by, verdicts, lever } of channels) {
        const row = rows.find(([head]) => head === name);
        const [who, planned, happened, difference, volume, conversion, ...rest] = row?.slice(1, 10) ?? [];
        assert.deepEqual(
          [who, happened, ...rest],
          [
            owner,
            whole(actual.opened),
            signed(actual.revenue - plan.revenue, money),
            verdicts.opened.verdict,
            lever ?? '\u2013',
          ],
        );
        // Rounded so that they add up as shown, each by less than what the last digit stands for.
        const [a, b, c, d] = [planned, difference, volume, by.testable ? conversion : '0'].map(numberIn);
        assert.ok(Math.abs(a - plan.opened) < 0.1, `${name}: planned ${planned}`);
        assert.ok(Math.abs(a + b - actual.opened) < 1e-9, `${name}: ${planned} ${difference}`);
        assert.ok(!by.testable || Math.abs(c - by.volume) < 0.1, `${name}: volume ${volume}`);
        assert.ok(Math.abs(c + d - b) < 1e-9, `${name}: ${volume} ${conversion} ${difference}`);
      }
    }
    await from.selectOption({ label: 'Dec 2026' });
    assert.equal(
      await to.evaluate((select) => /** @type {HTMLSelectElement} */ (select).selectedOptions[0]?.text),
      'Dec 2026',
    );
    assert.equal(
      await page.locator('#screen .empty').textContent(),
      'There are no actuals to compare with in these months.',
    );
    await page.locator('.picker select').first().selectOption({ label: 'FY27-Q1, Feb 2026 to Apr 2026' });
    assert.equal(
      await page.locator('#screen h2').first().textContent(),
      'Actual against the model, Feb 2026 to Apr 2026',
    );
  });

  it('are those of the scenarios, and of a number that is turned', async () => {
    await report.choose('scenarios');
    const { page } = report;
    const rows = await report.rows('.scenarios');
    const revenue = rows.find(([name]) => name === 'Revenue');
    const { revenue: here } = forecast.summary;
    assert.deepEqual(revenue?.slice(1), [
      money(here),
      ...forecast.scenarios.map(
        (/** @type {{ summary: { revenue: number } }} */ { summary }) =>
          `${money(summary.revenue)}${signed(summary.revenue - here, money)}`,
      ),
    ]);
    const slider = page.getByRole('slider', { name: 'closing.win_rate' });
    await slider.fill('1.2');
    const value = page.locator('.sliders li', { hasText: 'closing.win_rate' }).locator('.value');
    assert.equal(await value.textContent(), '25% \u2192 30%');
    const effect = await report.rows('.effects');
    // Nothing waits for the win rate: revenue goes with it, from the month on that is not over.
    const first = forecast.months.indexOf(AS_OF.slice(0, 7));
    const later = forecast.total.revenue
      .slice(first)
      .reduce((/** @type {number} */ sum, /** @type {number} */ one) => sum + one, 0);
    assert.deepEqual(
      effect.find(([name]) => name === 'Revenue'),
      ['Revenue', money(here + later * 0.2), signed(later * 0.2, money)],
    );
    assert.deepEqual(
      effect.find(([name]) => name === 'Opened'),
      ['Opened', count(forecast.summary.opened), ''],
    );
    assert.equal(
      await page.locator('.written pre').textContent(),
      'scenario what_if {\n  scale closing.win_rate by 1.2 from 2026-11\n}',
    );
    await page.getByRole('searchbox').fill('TICKETS');
    assert.deepEqual(await page.locator('.sliders .path').allTextContents(), ['tickets.volume', 'tickets.conversion']);
    await page.getByRole('slider', { name: 'tickets.conversion' }).fill('0');
    assert.match(
      (await page.locator('.written pre').textContent()) ?? '',
      /win_rate by 1\.2 from 2026-11\n {2}scale tickets\.conversion by 0 from 2026-11\n/,
    );
    await page.getByRole('button', { name: 'Reset' }).click();
    assert.deepEqual(
      (await report.rows('.effects')).find(([name]) => name === 'Revenue'),
      ['Revenue', money(here), ''],
    );
    assert.equal(await page.locator('.written pre').count(), 0);
    assert.ok(await page.getByRole('button', { name: 'Reset' }).isDisabled());
    await page.getByRole('searchbox').fill('');
    await slider.fill('2');
    await page.getByRole('slider', { name: 'closing.win_rate' }).fill('2');
    await page.getByRole('slider', { name: 'implementations.conversion' }).fill('2');
    assert.equal(await page.locator('.sliders .factor.turned').count(), 2);
    await page.getByRole('button', { name: 'Reset' }).click();
  });

  it('say of every number where it comes from', async () => {
    await report.choose('trust');
    assert.match(
      (await report.page.locator('#screen').textContent()) ?? '',
      /32 of 32 numbers have an owner \(100\.0%\)/,
    );
    assert.deepEqual(
      (await report.rows('.kinds')).map(([kind, , number]) => [kind, number]),
      [
        ['No provenance', '0'],
        ['Sample', '0'],
        ['Estimated', '0'],
        ['Counted', '12'],
        ['Measured', '17'],
        ['Decided', '3'],
      ],
    );
  });

  it('are those of the parts of a portfolio', async () => {
    await report.show(reportOf(PORTFOLIO));
    assert.equal(await report.page.locator('h2').first().textContent(), 'Opened opportunities by model and month');
    assert.deepEqual((await report.page.locator('.machine thead th').allTextContents()).slice(0, 2), [
      'Model',
      'Trend',
    ]);
    const { channels, summary } = printed('eval', PORTFOLIO);
    const rows = await report.rows('.machine');
    for (const [i, { title, opened, revenue }] of channels.entries()) {
      assert.deepEqual([rows[i]?.[0], rows[i]?.at(-1)], [title, money(sum(revenue))]);
      isShown(rows[i]?.at(-2), sum(opened));
    }
    const total = rows.at(-1) ?? [];
    assert.deepEqual([total[0], ...total.slice(-2)], ['Total', count(summary.opened), money(summary.revenue)]);
  });

  it('were shown without a fault', async () => assert.deepEqual(await report.allFaults(), []));
});
