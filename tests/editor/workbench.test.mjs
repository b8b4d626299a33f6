// @ts-check
/** @file What the workbench around a model shows in a served VS Code: its total, its expectations, a new model, the walkthrough. */
import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openPage } from '../../packages/tooling/src/browser.mjs';
import { copyWorkspace } from '../../packages/tooling/src/editor-workspace.mjs';
import { ROOT } from '../../packages/tooling/src/root.mjs';
import { startServer } from '../../packages/tooling/src/vscode-server.mjs';
import { picture, STILL, takeInThemes } from './pictures.mjs';
import { WorkbenchPage } from './workbench-page.mjs';

describe('the workbench around a model in a served VS Code', () => {
  const workspace = copyWorkspace();
  const text = readFileSync(path.join(workspace.folder, 'acme', 'acme.upsell'), 'utf8');
  /** @type {Awaited<ReturnType<typeof startServer>>} */
  let server;
  /** @type {Awaited<ReturnType<typeof openPage>>} */
  let browser;
  /** @type {WorkbenchPage} */
  let workbench;

  before(async () => {
    server = await startServer({
      settings: { ...STILL, 'files.hotExit': 'off', 'files.autoSave': 'off', 'editor.autoIndent': 'none' },
    });
    browser = await openPage();
    workbench = new WorkbenchPage(browser.page);
    await workbench.open(server.address({ folder: workspace.folder, extension: ROOT }));
    await workbench.show('acme/acme.upsell');
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed' && browser)
      await browser.page.screenshot({
        path: picture(`failed-workbench-${this.currentTest.title.replace(/\W+/g, '-')}`),
      });
  });

  const total = () => workbench.total();
  /** @param {string} name */
  const test = (name) => browser.page.locator('.test-explorer .monaco-list-row', { hasText: name });

  it('has the total of the model in the status bar, and where it is withheld', async () => {
    await total().filter({ hasText: '34.9 opened/mo · $1.09M in 12 mo' }).waitFor();
    await workbench.putCursorBehind(text, /win rate\s+25/);
    await browser.page.keyboard.type('0');
    const line = text.slice(0, text.search(/win rate\s+25/)).split('\n').length;
    await total()
      .filter({ hasText: `withheld: see line ${line}` })
      .waitFor();
    await browser.page.keyboard.press('Backspace');
    await total().filter({ hasText: '34.9 opened/mo' }).waitFor();
    await workbench.show('canonical/canonical.upsell');
    await total().filter({ hasText: '35.7 opened/mo · $1.29M in 12 mo' }).waitFor();
    await workbench.show('acme/shared.upsell');
    await total().waitFor({ state: 'hidden' });
    await workbench.show('acme/acme.upsell');
    await total().waitFor();
  });

  it('shows the page of a rule as a page, by the code of a problem', async () => {
    const { page } = browser;
    await workbench.run('Problems: Focus on Problems View');
    await page.locator('.markers-panel .monaco-list-row a', { hasText: 'closing-limited' }).first().click();
    const shown = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
    await shown.locator('h1', { hasText: 'closing-limited' }).waitFor();
    await workbench.run('View: Close Editor');
    await workbench.run('View: Toggle Problems');
    await workbench.focusEditor();
  });

  it('keeps the total while the preview has the focus, which has the icon of models and a way back to the text', async () => {
    const { page } = browser;
    await workbench.showPreviewBeside();
    const preview = workbench.tab('Preview acme.upsell');
    await preview.click();
    await page.locator('.tabs-container .tab.active', { hasText: 'Preview acme.upsell' }).waitFor();
    await total().filter({ hasText: '34.9 opened/mo' }).waitFor();
    const icon = await preview
      .locator('.monaco-icon-label-iconpath')
      .evaluate((icon) => getComputedStyle(icon).backgroundImage);
    assert.match(icon, /file-(light|dark)\.svg/);
    await page.locator('.editor-group-container.active .editor-actions [aria-label^="Show source"]').click();
    await page.locator('.editor-group-container.active .tab.active .label-name:text-is("acme.upsell")').waitFor();
    await preview.click();
    await workbench.run('View: Close Editor');
    await workbench.focusEditor();
  });

  it('tests the expectations of all models, and says what a broken one came to', async () => {
    await workbench.run('Testing: Focus on Test Explorer View');
    await test('Acme expansion, FY27').waitFor();
    await workbench.run('Test: Run All Tests');
    await browser.page.locator('.test-explorer .codicon-testing-passed-icon').first().waitFor();
    await workbench.putCursorBehind(text, EXPECTED);
    await browser.page.keyboard.type('0000');
    await workbench.run('Test: Run All Tests');
    await browser.page.locator('.test-explorer .codicon-testing-failed-icon').first().waitFor();
    await browser.page
      .locator('.test-output-peek-tree, .monaco-editor', { hasText: 'does not hold' })
      .first()
      .waitFor();
    await browser.page
      .locator('.xterm-rows', { hasText: 'in Acme expansion, FY27, acme/acme.upsell' })
      .first()
      .waitFor();
    await takeInThemes(browser.page, workspace.folder, 'workbench-tests');
    for (let i = 0; i < 4; i++) await browser.page.keyboard.press('Backspace');
  });

  it('runs an expectation by its lens', async () => {
    const lens = browser.page.locator('.codelens-decoration a', { hasText: 'Run' }).filter({ visible: true });
    await workbench.putCursorBehind(text, /expect .*/);
    await workbench.run('Test: Clear All Results');
    await browser.page.locator('.test-explorer .codicon-testing-passed-icon').first().waitFor({ state: 'detached' });
    await lens.first().click();
    await browser.page.locator('.test-explorer .codicon-testing-passed-icon').first().waitFor();
  });

  it('tests again what has changed, where that is wished', async () => {
    await browser.page.locator('.action-label[class*="continuous-run-on"]').first().click();
    await workbench.putCursorBehind(text, EXPECTED);
    await browser.page.keyboard.type('0000');
    await browser.page.locator('.test-explorer .codicon-testing-failed-icon').first().waitFor();
    for (let i = 0; i < 4; i++) await browser.page.keyboard.press('Backspace');
    await browser.page.locator('.test-explorer .codicon-testing-failed-icon').first().waitFor({ state: 'detached' });
    await browser.page.locator('.action-label[class*="continuous-run-off"]').first().click();
  });

  it('lists the tests of a file for as long as it is a model', async () => {
    await workbench.show('portfolio/portfolio.upsell');
    const file = path.join(workspace.folder, 'portfolio', 'portfolio.upsell');
    const before = readFileSync(file, 'utf8');
    const title = /model "([^"]*)"/.exec(before)?.[1] ?? '';
    await test(title).first().waitFor();
    await browser.page.keyboard.press('Control+A');
    await browser.page.keyboard.press('Delete');
    await test(title).first().waitFor({ state: 'detached' });
    await workbench.run('File: Revert File');
    await test(title).first().waitFor();
    await workbench.run('View: Close Editor');
    rmSync(file);
    await test(title).first().waitFor({ state: 'detached' });
    writeFileSync(file, before);
    await test(title).first().waitFor();
    await workbench.show('acme/acme.upsell');
  });

  it('makes a new model that computes at once', async () => {
    await workbench.run('Upsell: New model');
    await total().filter({ hasText: '35.7 opened/mo' }).waitFor();
    await browser.page
      .locator('.tabs-container .tab', { hasText: 'model "Expansion"' })
      .or(browser.page.locator('.tabs-container .tab', { hasText: 'Untitled-1' }))
      .first()
      .waitFor();
    await workbench.closeAll();
  });

  it('has a walkthrough of seven steps', async () => {
    await walkthrough();
    assert.equal(await browser.page.locator('.getting-started-step').count(), 7);
    await takeInThemes(browser.page, workspace.folder, 'workbench-walkthrough');
    await workbench.closeAll();
  });

  it('shows by the button of each step of the walkthrough what the step is about, and ticks that step alone', async () => {
    const { page } = browser;
    const steps = page.locator('.getting-started-step');
    const ticked = () =>
      steps.locator('[role=checkbox]').evaluateAll((boxes) => boxes.map((box) => box.ariaChecked === 'true'));
    /** @param {number} step */
    const press = async (step) => {
      await walkthrough();
      assert.deepEqual(
        await ticked(),
        Array.from({ length: 7 }, (_, i) => i < step),
      );
      await steps.nth(step).click();
      await steps.nth(step).locator('.monaco-button').click();
    };
    /** Where the cursor is in the new model, behind what is selected. @param {string} at */
    const selected = (at) => page.locator('.statusbar-item[id="status.editor.selection"]', { hasText: at }).waitFor();

    await press(0);
    await total().filter({ hasText: '35.7 opened/mo' }).waitFor();
    await press(1);
    await selected('Ln 6, Col 17 (10 selected)');
    await press(2);
    // A volume, and then a conversion.
    await selected('Ln 37, Col 29 (6 selected)');
    await press(3);
    await selected('Ln 39, Col 29 (6 selected)');
    await press(4);
    await selected('Ln 14, Col 8 (7 selected)');
    await press(5);
    await workbench.tab('Preview Untitled-1').waitFor();
    await press(6);
    await page.locator('.test-explorer, .test-output-peek-tree').first().waitFor();
    await walkthrough();
    assert.deepEqual(await ticked(), Array(7).fill(true));
  });

  /** The walkthrough is the active editor. */
  async function walkthrough() {
    await workbench.run('Welcome: Open Walkthrough...');
    await browser.page.locator('.quick-input-widget input.input').fill('From a percentage');
    await browser.page.locator('.quick-input-list .monaco-list-row', { hasText: 'From a percentage' }).first().click();
    await browser.page.locator('.getting-started-step').first().waitFor();
  }
});

/** What stands before the number on the right of the first expectation. */
const EXPECTED = /expect .*>= \S+/;
