// @ts-check
/** @file What a person sees in a served VS Code: hints and squiggles read from the editor's page, and pictures of it. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openPage } from '../../packages/tooling/src/browser.mjs';
import { copyWorkspace, forecastOf } from '../../packages/tooling/src/editor-workspace.mjs';
import { ROOT } from '../../packages/tooling/src/root.mjs';
import { startServer } from '../../packages/tooling/src/vscode-server.mjs';
import { picture, STILL, THEMES, takePicture } from './pictures.mjs';

/** @typedef {import('../../packages/tooling/src/browser.mjs').Page} Page */
/** @typedef {ReturnType<Page['locator']>} Locator */

const LIMIT = 30_000;

for (const [name, theme] of Object.entries(THEMES))
  describe(`the page of a served VS Code, ${name}`, () => {
    const workspace = copyWorkspace();
    /** @type {Awaited<ReturnType<typeof startServer>>} */
    let server;
    /** @type {Awaited<ReturnType<typeof openPage>>} */
    let browser;
    /** @type {Page} */
    let page;
    /** @type {Locator} */
    let editor;
    /** @type {import('../../packages/tooling/src/editor-workspace.mjs').Forecast} */
    let forecast;
    /** @type {Set<string>} */
    const elsewhere = new Set();

    before(async () => {
      forecast = await forecastOf(workspace.example);
      server = await startServer({ settings: { ...STILL, 'workbench.colorTheme': theme } });
      browser = await openPage();
      page = browser.page;
      page.setDefaultTimeout(LIMIT);
      page.on('request', (request) => {
        if (!/^(data:|blob:|https?:\/\/127\.0\.0\.1[:/])/.test(request.url())) elsewhere.add(request.url());
      });
      await page.goto(server.address({ folder: workspace.folder, extension: ROOT, file: workspace.example }));
      editor = page.locator(`.monaco-editor[data-uri$="${path.basename(workspace.example)}"]`);
      await editor.waitFor();
    });

    after(async () => {
      await browser?.close();
      await server?.stop();
    });

    afterEach(async function () {
      if (this.currentTest?.state === 'failed' && page)
        await page.screenshot({ path: picture(`failed-${name}-${this.currentTest.title.replace(/\W+/g, '-')}`) });
    });

    it("shows the model's opened a month beside its header", async () => {
      await seen(line('model "'), perMonth(sum(forecast.channels.flatMap((channel) => channel.opened))));
    });

    it("shows a channel's opened a month beside its header", async () => {
      const [channel] = forecast.channels;
      assert.ok(channel, 'the example has no channel');
      await seen(line(`channel ${channel.name}`), perMonth(sum(channel.opened)));
    });

    it('settles for a picture', () => takePicture(page, `forecast-${name}`));

    it('underlines a rate above 1 while it is typed, and withholds the total', async () => {
      await putCursorAfter(/conversion\s+15/);
      await page.keyboard.type('0');
      await seen(line('conversion '), '150%');
      const squiggle = editor.locator('.squiggly-error').first();
      await squiggle.waitFor();
      const mark = await squiggle.boundingBox();
      const text = await boxOf('150%');
      assert.ok(
        mark && text && covers(mark, text),
        `the squiggle at ${JSON.stringify(mark)} is not under the rate at ${JSON.stringify(text)}`,
      );
      await page.keyboard.press('Control+Home');
      await seen(line('model "'), 'withheld');
      await takePicture(page, `rate-above-one-${name}`);
    });

    it('takes the squiggle away once the rate is repaired', async () => {
      await page.keyboard.press('Control+Z');
      await editor.locator('.squiggly-error').first().waitFor({ state: 'detached' });
      await seen(line('model "'), perMonth(sum(forecast.channels.flatMap((channel) => channel.opened))));
    });

    it('shows what happened beside the numbers of a model with actuals, and what is wrong in their file', async () => {
      const model = path.join(workspace.folder, 'acme', 'acme.upsell');
      const months = path.join(workspace.folder, 'acme', 'actuals', 'months.csv');
      await page.goto(server.address({ folder: workspace.folder, extension: ROOT, file: model }));
      editor = page.locator('.monaco-editor[data-uri$="acme.upsell"]');
      await editor.waitFor();
      await seen(line('model "'), 're-forecast');
      await page.keyboard.press('Control+G');
      await page
        .locator('.quick-input-widget input.input')
        .fill(`:${lineOf(model, /^foundation channel outbound_calls/m)}`);
      await page.keyboard.press('Enter');
      await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
      await seen(line('channel outbound_calls'), 'YTD');
      await seen(line('connect_rate measured'), 'signal:');
      await takePicture(page, `actuals-${name}`);
      const text = readFileSync(months, 'utf8');
      writeFileSync(months, text.replace(/^(2026-03),ticket,/m, '$1,tickets,'));
      await page.goto(server.address({ folder: workspace.folder, extension: ROOT, file: model }));
      await editor.waitFor();
      // The window may have kept where it was.
      await editor.click();
      await page.keyboard.press('Control+Home');
      await seen(line('model "'), 're-forecast');
      await page.keyboard.press('Control+Shift+M');
      const problem = page.locator('.markers-panel .monaco-list-row', { hasText: 'is not in the list' }).first();
      await problem.dblclick();
      editor = page.locator('.monaco-editor[data-uri$="months.csv"]');
      await editor.locator('.squiggly-error').first().waitFor();
      await takePicture(page, `actuals-problem-${name}`);
      writeFileSync(months, text);
    });

    it('asks no other host for anything', () => {
      assert.deepEqual([...elsewhere], []);
    });

    /** The first drawn line that has a text; the editor draws blanks as no-break spaces. @param {string} text */
    function line(text) {
      return editor
        .locator('.view-line')
        .filter({ hasText: new RegExp(text.replace(/ /g, '[ \\u00a0]+')) })
        .first();
    }

    /** The line of the first match in a file, from 1. @param {string} file @param {RegExp} pattern */
    function lineOf(file, pattern) {
      const text = readFileSync(file, 'utf8');
      const at = text.search(pattern);
      assert.ok(at >= 0, `${file} does not have ${pattern}`);
      return text.slice(0, at).split('\n').length;
    }

    /** Waits until a line shows a text; else fails with what it shows. @param {Locator} where @param {string} text */
    async function seen(where, text) {
      const end = Date.now() + LIMIT;
      for (let last = '(no such line)'; ; ) {
        if (await where.count()) last = ((await where.first().textContent()) ?? '').replace(/\u00a0/g, ' ');
        if (shows(last, text)) return;
        assert.ok(Date.now() < end, `waited ${LIMIT / 1000} s for "${text}"; last seen: ${last}`);
        await page.waitForTimeout(50);
      }
    }

    /** Puts the cursor behind the first match, by the keyboard as a person would. @param {RegExp} pattern */
    async function putCursorAfter(pattern) {
      const before = /** @type {RegExpExecArray} */ (pattern.exec(readFileSync(workspace.example, 'utf8')));
      assert.ok(before, `the example does not have ${pattern}`);
      const lines = (before.input.slice(0, before.index) + before[0]).split('\n');
      const character = (lines.at(-1) ?? '').length + 1;
      await editor.click();
      await page.keyboard.press('Control+G');
      await page.locator('.quick-input-widget input.input').fill(`:${lines.length}:${character}`);
      await page.keyboard.press('Enter');
      await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    }

    /** Where a text is drawn in the editor. @param {string} text */
    function boxOf(text) {
      return editor.locator('.view-lines').evaluate((root, wanted) => {
        const walker = root.ownerDocument.createTreeWalker(root, 4 /* text nodes */);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const at = node.nodeValue?.indexOf(wanted) ?? -1;
          if (at < 0) continue;
          const range = root.ownerDocument.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + wanted.length);
          const { x, y, width, height } = range.getBoundingClientRect();
          return { x, y, width, height };
        }
        return null;
      }, text);
    }

    /** @param {number} opened in the whole period */
    function perMonth(opened) {
      return (opened / forecast.months.length).toFixed(1);
    }
  });

/** Whether a line has a text in it; a figure not merely as a part of a longer one. @param {string} line @param {string} text */
function shows(line, text) {
  return new RegExp(`(?<![\\d.,])${text.replace('.', '\\.')}(?!\\d)`).test(line);
}

/** @typedef {{ x: number, y: number, width: number, height: number }} Box */

/** Whether a squiggle lies under the whole of a text and nothing else, to a few pixels. @param {Box} mark @param {Box} text */
function covers(mark, text) {
  const tolerance = 4;
  const middle = text.y + text.height / 2;
  return (
    Math.abs(mark.x - text.x) < tolerance &&
    Math.abs(mark.width - text.width) < tolerance &&
    mark.y < middle + text.height &&
    mark.y + mark.height > middle
  );
}

/** @param {readonly number[]} values */
function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}
