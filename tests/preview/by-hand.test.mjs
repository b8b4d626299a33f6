// @ts-check
/** @file What a person does on a report by keyboard and pointer. */
import assert from 'node:assert/strict';
import { ACME, CANONICAL, ReportPage, reportOf } from './report-page.mjs';

describe('a report by hand', () => {
  /** @type {ReportPage} */
  let report;
  before(async () => {
    report = await ReportPage.open();
    await report.show(reportOf(ACME));
  });
  after(() => report?.close());

  /** What has the focus: the name of a tab, the place of a cell, or its text. */
  const focused = () =>
    report.page.evaluate(() => {
      const at = document.activeElement;
      return at?.getAttribute('data-cell') ?? (at?.id || at?.textContent || '');
    });
  /** @param {...string} keys */
  const press = async (...keys) => {
    for (const key of keys) await report.page.keyboard.press(key);
  };
  const tip = () => report.page.getByRole('tooltip');

  it('goes from screen to screen by the arrows, Home and End', async () => {
    await press('Tab');
    assert.equal(await focused(), 'tab-machine');
    for (const [key, name] of [
      ['ArrowRight', 'variance'],
      ['ArrowRight', 'scenarios'],
      ['ArrowRight', 'trust'],
      ['ArrowRight', 'machine'],
      ['ArrowLeft', 'trust'],
      ['Home', 'machine'],
      ['End', 'trust'],
      ['Home', 'machine'],
    ]) {
      await press(/** @type {string} */ (key));
      assert.equal(await focused(), `tab-${name}`);
      assert.equal(await report.page.locator('[role="tab"][aria-selected="true"]').getAttribute('id'), `tab-${name}`);
      assert.equal(await report.page.locator('#screen').getAttribute('aria-labelledby'), `tab-${name}`);
    }
  });

  it('goes through the grid by the arrows, Home and End, and comes back to where it was', async () => {
    await press('Tab');
    assert.equal(await focused(), '0:0');
    for (const [key, place] of [
      ['ArrowRight', '0:1'],
      ['ArrowDown', '1:1'],
      ['End', '1:11'],
      ['ArrowRight', '1:11'],
      ['ArrowUp', '0:11'],
      ['ArrowUp', '0:11'],
      ['Home', '0:0'],
      ['ArrowLeft', '0:0'],
      ['ArrowDown', '1:0'],
      ['ArrowRight', '1:1'],
      ['Enter', '1:1'],
    ]) {
      await press(/** @type {string} */ (key));
      assert.equal(await focused(), place, key);
    }
    await press('Shift+Tab', 'Tab');
    assert.equal(await focused(), '1:1');
    assert.equal(await report.page.locator('td[tabindex="0"]').count(), 1);
    await report.page.locator('[data-cell="4:3"]').click();
    assert.equal(await report.page.locator('td[tabindex="0"]').getAttribute('data-cell'), '4:3');
    assert.equal(await report.page.locator('td[tabindex="0"]').count(), 1);
  });

  it('says beside a cell what it is made of, and Escape takes that away', async () => {
    await report.page.locator('[data-cell="1:1"]').focus();
    assert.match(
      (await tip().textContent()) ?? '',
      /Support tickets, Mar 2026.*808\.0 touches at 0\.50% = 4\.0 opened.*Actual.*5 opened.*\+1\.0 against the plan: too little data/s,
    );
    assert.match(
      (await tip().textContent()) ?? '',
      /volume800\/month growing 1%\/month counted 2025-11 to 2026-01 by support/,
    );
    assert.equal(
      await report.page.locator('[data-cell="1:1"]').getAttribute('aria-describedby'),
      await tip().getAttribute('id'),
    );
    assert.equal(await report.page.locator('[aria-describedby]').count(), 1);
    await press('Escape');
    assert.equal(await tip().count(), 0);
    assert.equal(await report.page.locator('[aria-describedby]').count(), 0);
    await report.page.locator('[data-cell="2:4"]').hover();
    await tip().filter({ hasText: 'CSM touches, Jun 2026' }).waitFor();
    assert.equal(await report.page.locator('[data-cell="2:4"]').getAttribute('aria-describedby'), 'cell-tip');
    // The pointer has called it, and the focus is elsewhere.
    await report.page.locator('#tab-machine').focus();
    await report.page.locator('[data-cell="2:5"]').hover();
    await tip().waitFor();
    await press('Escape');
    assert.equal(await tip().count(), 0);
    await report.page.locator('[data-cell="2:4"]').hover();
    await tip().waitFor();
    await report.page.locator('h1').hover();
    await tip().waitFor({ state: 'detached' });
  });

  it('keeps what it says while the pointer reads it', async () => {
    await report.page.locator('[data-cell="2:4"]').hover();
    await tip().waitFor();
    await tip().hover();
    await report.page.waitForTimeout(500);
    assert.match((await tip().textContent()) ?? '', /CSM touches, Jun 2026/);
    await report.page.locator('h1').hover();
    await tip().waitFor({ state: 'detached' });
  });

  it('has what a row comes to in sight without scrolling, however many months there are', async () => {
    const { width, height } = report.page.viewportSize() ?? { width: 0, height: 0 };
    await report.page.setViewportSize({ width: 900, height });
    for (const place of ['1:0', '1:11']) {
      await report.page.locator(`[data-cell="${place}"]`).focus();
      const boxes = await report.page.locator('tr.channel').nth(1).locator('.sum').all();
      assert.equal(boxes.length, 2);
      const cell = await report.page.locator(`[data-cell="${place}"]`).boundingBox();
      for (const one of boxes) {
        const box = await one.boundingBox();
        assert.ok(
          box && cell && box.x >= cell.x + cell.width && box.x + box.width <= 900,
          `${place} ${JSON.stringify(box)}`,
        );
      }
    }
    await press('Escape');
    await report.page.setViewportSize({ width, height });
  });

  it('begins beside the text with the current month in sight, and the owner below the name', async () => {
    const { width, height } = report.page.viewportSize() ?? { width: 0, height: 0 };
    await report.page.setViewportSize({ width: 560, height });
    await report.choose('trust');
    await report.choose('machine');
    const current = await report.page.locator('.machine th.month.open').first().boundingBox();
    const sum = await report.page.locator('.machine th.sum').first().boundingBox();
    const name = await report.page.locator('.machine tr.channel th').first().boundingBox();
    assert.ok(
      current && sum && name && current.x >= name.x + name.width && current.x + current.width <= sum.x + 1,
      JSON.stringify({ current, sum, name }),
    );
    const row = report.page.locator('tr.channel').first();
    assert.equal(await row.locator('.owner-below').textContent(), 'onboarding');
    assert.ok(await row.locator('.owner-below').isVisible());
    assert.ok(!(await row.locator('td.owner').isVisible()));
    await report.page.setViewportSize({ width, height });
    assert.ok(!(await row.locator('.owner-below').isVisible()));
    assert.ok(await row.locator('td.owner').isVisible());
  });

  it('shows a month whole, or nothing of it, wherever it is scrolled to', async () => {
    const { width, height } = report.page.viewportSize() ?? { width: 0, height: 0 };
    await report.page.setViewportSize({ width: 560, height });
    let blank = 0;
    for (const left of [0, 13, 58, 131, 10_000]) {
      const seen = await report.page.locator('.scroll:has(.machine)').evaluate(async (scroll, to) => {
        scroll.scrollLeft = to;
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        const row = /** @type {HTMLTableRowElement} */ (scroll.querySelector('tr.channel'));
        const sides = [...row.cells].map((cell) => ({
          box: cell.getBoundingClientRect(),
          isSticky: getComputedStyle(cell).position === 'sticky',
          isBlank: getComputedStyle(cell).color === 'rgba(0, 0, 0, 0)',
        }));
        const stay = sides.filter(({ isSticky }) => isSticky).map(({ box }) => box);
        const [from, end] = [stay[0]?.right ?? 0, stay[1]?.left ?? 0];
        const rest = sides.filter(({ isSticky }) => !isSticky);
        const isIn = (/** @type {DOMRect} */ box) => box.right > from + 1 && box.left < end - 1;
        const isWhole = (/** @type {DOMRect} */ box) => box.left >= from - 1 && box.right <= end + 1;
        const { more = '' } = /** @type {HTMLElement} */ (scroll).dataset;
        return {
          more,
          wrong: rest.filter(({ box, isBlank }) => box.width > 0 && isIn(box) && isBlank === isWhole(box)).length,
          blank: rest.filter(({ box, isBlank }) => isIn(box) && isBlank).length,
          isWider: scroll.scrollWidth > scroll.clientWidth,
        };
      }, left);
      assert.equal(seen.wrong, 0, `scrolled to ${left}`);
      assert.ok(seen.isWider);
      assert.equal(seen.more, left === 0 ? 'after' : left === 10_000 ? 'before' : 'before after');
      blank += seen.blank;
    }
    assert.ok(blank > 3, `${blank} blank columns`);
    await report.page.setViewportSize({ width, height });
  });

  it('keeps what it says within the page', async () => {
    for (const place of ['0:0', '0:11', '9:0', '9:11']) {
      await report.page.locator(`[data-cell="${place}"]`).focus();
      await tip().waitFor();
      await report.page.waitForTimeout(100);
      const box = await tip().boundingBox();
      const { width, height } = report.page.viewportSize() ?? { width: 0, height: 0 };
      assert.ok(
        box && box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height,
        `${place} ${JSON.stringify(box)}`,
      );
    }
    await press('Escape');
  });

  it('sorts by any column, and what is not there stands at the end', async () => {
    await report.choose('variance');
    const headers = await report.page.locator('.variance thead button').all();
    assert.equal(headers.length, 10);
    for (const [column, header] of headers.entries())
      for (const direction of ['ascending', 'descending']) {
        const isThis = async () =>
          (await report.page.locator('.variance thead th').nth(column).getAttribute('aria-sort')) === direction;
        for (let clicks = 0; clicks < 2 && !(await isThis()); clicks++) {
          await header.focus();
          await press('Enter');
        }
        assert.ok(await isThis(), `${column} ${direction}`);
        const cells = (await report.rows('.variance')).map((row) => row[column] ?? '');
        const values = cells.map(shownValue);
        const sorted = [...values].sort((a, b) =>
          typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b)),
        );
        assert.deepEqual(values, direction === 'ascending' ? sorted : sorted.reverse(), `${column} ${direction}`);
      }
  });

  it('turns a number by the arrows', async () => {
    await report.choose('scenarios');
    await report.page.getByRole('slider', { name: 'closing.deal_size' }).focus();
    await press('ArrowRight', 'ArrowRight');
    assert.match(
      (await report.page.locator('.written pre').textContent()) ?? '',
      /scale closing\.deal_size by 1\.1 from 2026-11\n/,
    );
    assert.equal(
      await report.page.getByRole('slider', { name: 'closing.deal_size' }).getAttribute('aria-valuetext'),
      '110% of what it is: $12,000 \u2192 $13,200',
    );
    await press('Home');
    assert.match((await report.page.locator('.written pre').textContent()) ?? '', /by 0 from 2026-11\n/);
  });

  it('shows what follows beside or above the slider that is turned', async () => {
    const { page } = report;
    for (const width of [320, 500, 900, 1400]) {
      await page.setViewportSize({ width, height: 640 });
      for (const name of ['accounts', 'tickets.conversion', 'in_product.locked_views']) {
        const slider = page.getByRole('slider', { name }).first();
        // From below it comes from under the edge, from above from under what stands there.
        for (const from of [0, 1e6]) {
          await page.evaluate((top) => scrollTo(0, top), from);
          await slider.evaluate((one) => one.blur());
          await slider.focus();
          await slider.press('ArrowRight');
          for (const one of [slider, page.locator('.effects tr', { hasText: 'Revenue' }).first()]) {
            const isSeen = await one.evaluate((element) => {
              const { left, top, width, height } = element.getBoundingClientRect();
              const there = document.elementFromPoint(left + Math.min(width, 20) / 2, top + height / 2);
              return element.contains(there);
            });
            assert.ok(isSeen, `${width} ${name} ${from} ${one}`);
          }
        }
      }
    }
    await page.setViewportSize({ width: 1280, height: 720 });
  });

  it('says on each screen what there is none of', async () => {
    await report.show(reportOf(CANONICAL));
    await report.choose('variance');
    assert.match((await report.page.locator('#screen').textContent()) ?? '', /There are no actuals to compare with/);
    assert.equal(await report.page.locator('#screen code').textContent(), 'actuals "actuals"');
    await report.choose('scenarios');
    assert.match((await report.page.locator('#screen').textContent()) ?? '', /The model has no scenario/);
  });

  it('was without a fault', async () => assert.deepEqual(await report.allFaults(), []));
});

/** A number as it is shown, else the text. @param {string} text */
function shownValue(text) {
  const plain = text.replaceAll(/[$,]/g, '').replace('\u2212', '-').replace(/k$/, 'e3').replace(/M$/, 'e6');
  return plain === '' || Number.isNaN(Number(plain)) ? text : Number(plain);
}
