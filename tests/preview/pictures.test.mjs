// @ts-check
/** @file Pictures of every screen, in light and dark, for people to look at: dist/screenshots/report-<screen>-<theme>.png. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../packages/tooling/src/root.mjs';
import { ACME, ReportPage, reportOf, SCREENS } from './report-page.mjs';

const SCREENSHOTS = path.join(ROOT, 'dist', 'screenshots');
const SETTLING_ATTEMPTS = 25;

describe('the pictures of a report', () => {
  /** @type {ReportPage} */
  let report;
  before(async () => {
    mkdirSync(SCREENSHOTS, { recursive: true });
    report = await ReportPage.open();
    await report.page.setViewportSize({ width: 1400, height: 900 });
  });
  after(() => report?.close());

  for (const theme of /** @type {const} */ (['light', 'dark']))
    it(`settle, ${theme}`, async () => {
      await report.page.emulateMedia({ colorScheme: theme });
      await report.show(reportOf(ACME));
      for (const screen of SCREENS) {
        await report.choose(screen);
        await report.page.mouse.move(0, 0);
        if (screen === 'machine') await report.page.locator('[data-cell="3:8"]').focus();
        if (screen === 'scenarios') await report.page.getByRole('slider', { name: 'closing.win_rate' }).fill('1.2');
        await takePicture(`report-${screen}-${theme}`);
      }
      assert.deepEqual(await report.allFaults(), []);
    });

  /** Takes pictures until two in a row are the same. @param {string} name */
  async function takePicture(name) {
    /** @type {Buffer | undefined} */
    let last;
    for (let attempt = 0; attempt < SETTLING_ATTEMPTS; attempt += 1) {
      const next = await report.page.screenshot({ animations: 'disabled', caret: 'hide', fullPage: true });
      if (last?.equals(next)) {
        writeFileSync(path.join(SCREENSHOTS, `${name}.png`), next);
        return;
      }
      last = next;
      await report.page.waitForTimeout(100);
    }
    throw new Error(`the picture ${name} does not settle`);
  }
});
