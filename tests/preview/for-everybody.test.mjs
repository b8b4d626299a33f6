// @ts-check
/** @file Reports that everybody can read: rules of WCAG by axe, narrow and enlarged pages, and texts that would like to be markup. */
import assert from 'node:assert/strict';
import { axeFaults } from './axe-faults.mjs';
import { ACME, CANONICAL, HOSTILE, PORTFOLIO, ReportPage, reportOf, SCREENS } from './report-page.mjs';

/** @typedef {NonNullable<Parameters<import('./report-page.mjs').Page['emulateMedia']>[0]>} Media */

/** @type {Record<string, Media>} */
const THEMES = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  'light with more contrast': { colorScheme: 'light', contrast: 'more' },
  'dark with more contrast': { colorScheme: 'dark', contrast: 'more' },
  'forced colours': { colorScheme: 'dark', forcedColors: 'active' },
};
const PLAIN = /** @type {Media} */ ({ colorScheme: null, contrast: null, forcedColors: null });

describe('a report for everybody', () => {
  /** @type {ReportPage} */
  let report;
  /** @type {Map<string, string>} */
  const files = new Map();
  before(async () => {
    report = await ReportPage.open();
    for (const model of [ACME, CANONICAL, HOSTILE, PORTFOLIO]) files.set(model, reportOf(model));
  });
  after(() => report?.close());

  /** @param {string} model */
  const show = async (model) => {
    await report.show(files.get(model) ?? '');
  };

  for (const [theme, media] of Object.entries(THEMES))
    it(`has nothing that axe finds on any screen: ${theme}`, async () => {
      await report.page.emulateMedia({ ...PLAIN, ...media });
      for (const model of theme === 'light' ? [ACME, CANONICAL, HOSTILE, PORTFOLIO] : [ACME]) {
        await show(model);
        // Each model on a narrow page, the one that has everything on a wide one too.
        for (const width of model === ACME ? [320, 1400] : [320]) {
          await report.page.setViewportSize({ width, height: 900 });
          for (const screen of SCREENS) {
            await report.choose(screen);
            if (screen === 'machine') await report.page.locator('[data-cell="0:1"]').focus();
            if (screen === 'scenarios' && model !== PORTFOLIO)
              await report.page.getByRole('slider').first().fill('1.5');
            assert.deepEqual(await axeFaults(report.page), [], `${model} ${screen} ${width} ${theme}`);
          }
        }
      }
    });

  it('is as wide as the page, however narrow or enlarged that is', async () => {
    await report.page.emulateMedia(PLAIN);
    for (const model of [ACME, CANONICAL, HOSTILE, PORTFOLIO]) {
      await show(model);
      // 320 px are 1,280 at 400%; 700 are 1,400 at 200%.
      for (const width of [320, 700, 1400]) {
        await report.page.setViewportSize({ width, height: 600 });
        for (const screen of SCREENS) {
          await report.choose(screen);
          const [page, wide] = await report.page.evaluate(() => [
            document.documentElement.scrollWidth,
            [...document.querySelectorAll('body *')]
              .filter(
                (one) =>
                  one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.scroll, .visually-hidden, pre'),
              )
              .map((one) => `${one.tagName} ${one.className}`),
          ]);
          assert.deepEqual([page, wide], [width, []], `${model} ${screen} ${width}`);
        }
      }
    }
  });

  it('makes no element, no link and no script of the texts of a model', async () => {
    await show(HOSTILE);
    for (const screen of SCREENS) {
      await report.choose(screen);
      if (screen === 'machine') await report.page.locator('[data-cell="1:1"]').hover();
      const found = await report.page.evaluate(() => ({
        names: [...new Set([...document.querySelectorAll('body *')].map(({ localName }) => localName))],
        handlers: [...document.querySelectorAll('*')].flatMap((one) =>
          one
            .getAttributeNames()
            .filter((name) => /^on|href|src/.test(name) || (name === 'style' && !one.matches('.tooltip'))),
        ),
        scripts: document.scripts.length,
        text: document.querySelector('#app')?.textContent ?? '',
      }));
      for (const name of ['img', 'a', 'iframe', 'object', 'style', 'link'])
        assert.ok(!found.names.includes(name), name);
      assert.deepEqual(found.handlers, []);
      assert.equal(found.scripts, 2);
      if (screen !== 'trust') assert.match(found.text, /<img src=x onerror=alert\(1\)>/);
      assert.doesNotMatch(found.text, /[\u202a-\u202e\u2066-\u2069]/);
    }
  });

  it('was without a fault', async () => assert.deepEqual(await report.allFaults(), []));
});
