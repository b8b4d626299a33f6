// @ts-check
/** @file The preview beside its model in a served VS Code: its numbers, its places, and that it keeps out of the way. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openPage } from '../../packages/tooling/src/browser.mjs';
import { copyWorkspace, forecastOf } from '../../packages/tooling/src/editor-workspace.mjs';
import { ROOT } from '../../packages/tooling/src/root.mjs';
import { startServer } from '../../packages/tooling/src/vscode-server.mjs';
import { axeFaults } from '../preview/axe-faults.mjs';
import { picture, STILL, THEMES, takePicture } from './pictures.mjs';

/** @typedef {import('../../packages/tooling/src/browser.mjs').Page} Page */

const LIMIT = 20_000;
const SCREENS = ['Machine', 'Variance', 'Scenarios', 'Trust'];
/** The name of each theme, and the class that the page has in it. */
const ALL_THEMES = {
  light: [THEMES.light, 'vscode-light'],
  dark: [THEMES.dark, 'vscode-dark'],
  'high-contrast': ['Default High Contrast', 'vscode-high-contrast'],
  'high-contrast-light': ['Default High Contrast Light', 'vscode-high-contrast-light'],
};

describe('the preview in a served VS Code', () => {
  const workspace = copyWorkspace();
  const model = path.join(workspace.folder, 'acme', 'acme.upsell');
  const text = readFileSync(model, 'utf8');
  /** @type {Awaited<ReturnType<typeof startServer>>} */
  let server;
  /** @type {Awaited<ReturnType<typeof openPage>>} */
  let browser;
  /** @type {Page} */
  let page;
  /** @type {string[]} */
  const violations = [];

  before(async () => {
    server = await startServer({
      settings: { ...STILL, 'workbench.colorTheme': THEMES.light, 'files.hotExit': 'off' },
    });
    browser = await openPage();
    page = browser.page;
    page.setDefaultTimeout(LIMIT);
    await page.setViewportSize({ width: 1700, height: 1000 });
    page.on('console', (message) => {
      if (/Content Security Policy|Refused to/i.test(message.text())) violations.push(message.text());
    });
    // Not named in the address: a window that is reloaded would open it alone.
    await page.goto(server.address({ folder: workspace.folder, extension: ROOT }));
    await page.locator('.explorer-folders-view').waitFor();
    await page.keyboard.press('Control+P');
    await page.locator('.quick-input-widget input.input').fill('acme.upsell');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'acme.upsell' }).first().waitFor();
    await page.keyboard.press('Enter');
    await editor().waitFor();
    await editor().locator('.view-line', { hasText: 're-forecast' }).first().waitFor();
    await editor().click();
    await page.keyboard.press('Control+K');
    await page.keyboard.press('v');
    await preview().locator('h1').waitFor();
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed' && page)
      await page.screenshot({ path: picture(`failed-preview-${this.currentTest.title.replace(/\W+/g, '-')}`) });
  });

  it('shows the numbers of the command line', async () => {
    const forecast = await forecastOf(model);
    assert.equal(await preview().locator('h1').textContent(), 'Acme expansion, FY27');
    assert.equal(await preview().getByText('Reading the model').count(), 0);
    const opened = forecast.channels.flatMap((channel) => channel.opened).reduce((sum, value) => sum + value, 0);
    const total = preview().locator('tr.total td.sum').first();
    assert.equal(await total.textContent(), opened.toFixed(1));
    let shown = 0;
    for (const { name, opened: months } of forecast.channels) {
      const row = preview()
        .locator('tr.channel')
        .nth(forecast.channels.findIndex((one) => one.name === name));
      const sum = months.reduce((so, value) => so + value, 0);
      const said = Number(await row.locator('td.sum').first().textContent());
      // Rounded so that they add up to their total.
      assert.ok(Math.abs(said - sum) < 0.1, `${name}: ${said} for ${sum}`);
      shown += said;
    }
    assert.equal(shown.toFixed(1), opened.toFixed(1));
  });

  it('leaves the focus in the editor, and shows an edit there', async () => {
    const grid = await preview().locator('table.machine').elementHandle();
    await typeBehind(/conversion 0\.5/, '5');
    await eventually(async () => {
      const row = preview().locator('tr.channel', { hasText: 'Support tickets' });
      return (await row.locator('td.sum').first().textContent()) !== '48.1';
    }, 'the edit does not show');
    assert.ok(await editorHasFocus());
    await page.keyboard.press('Control+Z');
    await sumOfTickets('48.1');
    // It changes what has changed, and does not blink.
    assert.ok(await grid?.evaluate((element) => element.isConnected));
  });

  it('ends on the last of many quick edits', async () => {
    await putCursorBehind(/conversion 0\.5/);
    for (let i = 0; i < 20; i++) {
      await page.keyboard.type(String(i % 10));
      await page.keyboard.press('Backspace');
    }
    await page.keyboard.type('5');
    await sumOfTickets('53.0');
    await page.keyboard.press('Backspace');
    await sumOfTickets('48.1');
    assert.ok(await editorHasFocus());
  });

  it('keeps the last good figures while an error withholds new ones, and says where it is', async () => {
    await putCursorBehind(/win rate\s+25/);
    await page.keyboard.type('0');
    const problem = preview().locator('.problem', { hasText: 'before the error' });
    await problem.waitFor();
    await sumOfTickets('48.1');
    await takePicture(page, 'preview-problem-light');
    await page.keyboard.press('Backspace');
    await problem.waitFor({ state: 'detached' });
  });

  it("marks the row that the editor's cursor stands in", async () => {
    await putCursorBehind(/source\s+ticket/);
    await preview().locator('tr.current', { hasText: 'Support tickets' }).waitFor();
    await putCursorBehind(/source\s+email/);
    await preview().locator('tr.current', { hasText: 'Email to the base' }).waitFor();
    assert.equal(await preview().locator('tr.current').count(), 1);
  });

  it('goes to the line of what is clicked', async () => {
    await preview().locator('tr.channel', { hasText: 'In-product funnel' }).locator('button.link').click();
    const line = text.slice(0, text.indexOf('leverage channel in_product')).split('\n').length;
    await eventually(async () => (await statusOf(/Ln \d+/)).includes(`Ln ${line},`), 'the cursor is not there');
    await preview().locator('tr.channel', { hasText: 'Support tickets' }).locator('td.cell').nth(2).click();
    const tickets = text.slice(0, text.indexOf('foundation channel tickets')).split('\n').length;
    await eventually(async () => (await statusOf(/Ln \d+/)).includes(`Ln ${tickets},`), 'the cursor is not there');
  });

  it('writes what was turned as a scenario', async () => {
    await lastYear('4');
    await tab('Scenarios');
    const slider = preview().locator('li', { hasText: 'tickets.conversion' }).locator('input[type=range]');
    await slider.focus();
    for (let i = 0; i < 4; i++) await slider.press('ArrowRight');
    await preview().getByRole('button', { name: 'Write as a scenario' }).click();
    await preview().locator('table.scenarios thead', { hasText: 'what_if' }).waitFor();
    // What was written is in sight.
    await page.locator('.monaco-editor .view-line', { hasText: 'scenario what_if' }).first().waitFor();
    assert.equal(await preview().locator('.factor.turned').count(), 0);
    await focusEditor();
    await page.keyboard.press('Control+Z');
    await preview().locator('table.scenarios thead', { hasText: 'what_if' }).waitFor({ state: 'detached' });
    await lastYear('2');
  });

  it('writes what was turned into the numbers, once', async () => {
    await lastYear('4');
    const slider = preview().locator('li', { hasText: 'tickets.conversion' }).locator('input[type=range]');
    await slider.focus();
    for (let i = 0; i < 4; i++) await slider.press('ArrowRight');
    await preview().getByRole('button', { name: 'Write into the numbers' }).click();
    await preview()
      .locator('li', { hasText: 'tickets.conversion' })
      .locator('.value', { hasText: /^0\.6%$/ })
      .waitFor();
    await preview().locator('.factor.turned').waitFor({ state: 'detached' });
    await focusEditor();
    await page.keyboard.press('Control+Z');
    await preview()
      .locator('li', { hasText: 'tickets.conversion' })
      .locator('.value', { hasText: /^0\.5%$/ })
      .waitFor();
    await lastYear('2');
  });

  for (const name of Object.keys(ALL_THEMES))
    it(`can be looked at in ${name}, and axe finds nothing`, async () => {
      await chooseTheme(name);
      await putCursorBehind(/foundation channel tickets/);
      for (const screen of SCREENS) {
        await tab(screen);
        await takePicture(page, `preview-${screen.toLowerCase()}-${name}`);
        assert.deepEqual(await axeFaults(await frame()), [], screen);
      }
    });

  it('is there again after a reload, on the screen that was chosen', async () => {
    await chooseTheme('light');
    await tab('Trust');
    await focusEditor();
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget input.input').fill('>Developer: Reload Window');
    const left = page.waitForEvent('domcontentloaded');
    await page.keyboard.press('Enter');
    await left;
    await preview().locator('[role=tab][aria-selected=true]', { hasText: 'Trust' }).waitFor();
    await preview().locator('h2', { hasText: 'Where the numbers come from' }).waitFor();
  });

  it('is kept within a policy that allows its own script and style, and nothing else', async () => {
    assert.deepEqual(violations, []);
    const policy = await preview().locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
    assert.match(
      policy ?? '',
      /^default-src 'none'; style-src (?:'self' )?https?:[^;']*; script-src 'nonce-[0-9a-f]{32}'; base-uri 'none'; form-action 'none'$/,
    );
  });

  function editor() {
    return page.locator('.monaco-editor[data-uri$="acme.upsell"]');
  }

  function preview() {
    return page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }

  /** The page of the preview itself. */
  async function frame() {
    const body = await preview().locator('body').elementHandle();
    const own = await body?.ownerFrame();
    assert.ok(own, 'the preview has no page');
    return own;
  }

  /** @param {string} name */
  async function tab(name) {
    await preview().getByRole('tab', { name }).click();
    await preview().locator('[role=tab][aria-selected=true]', { hasText: name }).waitFor();
  }

  /** @param {string} expected */
  async function sumOfTickets(expected) {
    const sum = preview().locator('tr.channel', { hasText: 'Support tickets' }).locator('td.sum').first();
    /** @type {string | null} */
    let seen = null;
    await eventually(
      async () => {
        seen = await sum.textContent();
        return seen === expected;
      },
      () => `the sum is ${seen}, not ${expected}`,
    );
  }

  async function focusEditor() {
    // The first group of editors, wherever the focus is.
    await page.keyboard.press('Control+1');
    await eventually(editorHasFocus, 'the editor has no focus');
  }

  /** The period ends in 2027, or in 2047: what is turned counts in months that are not over, whenever this runs. @param {string} decade */
  async function lastYear(decade) {
    await putCursorBehind(/period\s+2026-02 to 20/);
    await page.keyboard.press('Delete');
    await page.keyboard.type(decade);
  }

  /** By the keyboard, as a person would. @param {RegExp} pattern */
  async function putCursorBehind(pattern) {
    const found = pattern.exec(text);
    assert.ok(found, `the model does not have ${pattern}`);
    const lines = (text.slice(0, found.index) + found[0]).split('\n');
    await focusEditor();
    await page.keyboard.press('Control+G');
    await page.locator('.quick-input-widget input.input').fill(`:${lines.length}:${(lines.at(-1) ?? '').length + 1}`);
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** @param {RegExp} pattern @param {string} typed */
  async function typeBehind(pattern, typed) {
    await putCursorBehind(pattern);
    await page.keyboard.type(typed);
  }

  /** As a setting of the workspace; the page is told by a class. @param {string} name */
  async function chooseTheme(name) {
    const [theme, kind] = ALL_THEMES[/** @type {keyof typeof ALL_THEMES} */ (name)];
    mkdirSync(path.join(workspace.folder, '.vscode'), { recursive: true });
    const settings = JSON.stringify({ 'workbench.colorTheme': theme });
    writeFileSync(path.join(workspace.folder, '.vscode', 'settings.json'), settings);
    await preview().locator(`body.${kind}`).waitFor();
  }

  function editorHasFocus() {
    return page.evaluate(() => document.activeElement?.closest('.monaco-editor') !== null);
  }

  /** @param {RegExp} pattern */
  async function statusOf(pattern) {
    return (await page.locator('.statusbar-item', { hasText: pattern }).first().textContent()) ?? '';
  }

  /** @param {() => Promise<boolean>} test @param {string | (() => string)} otherwise */
  async function eventually(test, otherwise) {
    for (const end = Date.now() + LIMIT; !(await test()); ) {
      assert.ok(Date.now() < end, typeof otherwise === 'string' ? otherwise : otherwise());
      await page.waitForTimeout(50);
    }
  }
});
