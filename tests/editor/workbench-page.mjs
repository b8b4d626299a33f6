// @ts-check
/** @file A window of a served VS Code, used as a person uses it: by the keyboard, and by what stands on the page. */
import assert from 'node:assert/strict';

/** @typedef {import('../../packages/tooling/src/browser.mjs').Page} Page */

const LIMIT = 20_000;

export class WorkbenchPage {
  /** @param {Page} page */
  constructor(page) {
    this.page = page;
    page.setDefaultTimeout(LIMIT);
  }

  /** The folder is there. @param {string} address */
  async open(address) {
    await this.page.goto(address);
    await this.page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
  }

  /** Text editors by the end of their URI; both sides of a difference have one. @param {string} end */
  editor(end) {
    return this.page.locator(`.monaco-editor[data-uri$="${end}"]`);
  }

  preview() {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }

  /** The tab of an editor or a preview, by its whole name. @param {string} name */
  tab(name) {
    return this.page.locator(`.tabs-container .tab:has(.label-name:text-is("${name}"))`);
  }

  /** What a model's window has in its status bar: hidden where there is no forecast. */
  total() {
    return this.page.locator('.statusbar-item[id="upsell.upsell.upsell.total"]');
  }

  /** Shows the preview of the model in the editor with the focus, by its keys. */
  async showPreviewBeside() {
    // A window that has just been opened does not know the keys of its extensions yet.
    await this.total().waitFor();
    await this.page.keyboard.press('Control+K');
    await this.page.keyboard.press('v');
  }

  /** A command of the palette. @param {string} title */
  async run(title) {
    // The name may be followed by a key and by how the command was found.
    const row = `.monaco-list-row:is([aria-label="${title}"], [aria-label^="${title},"])`;
    await this.choose('F1', `>${title}`, this.page.locator(`.quick-input-list ${row}`));
  }

  /** Opens the quick input by a key, types into it, and clicks the first of some rows. @param {string} key @param {string} text @param {import('../../packages/tooling/src/browser.mjs').Locator} rows */
  async choose(key, text, rows) {
    const input = this.page.locator('.quick-input-widget');
    for (const end = Date.now() + LIMIT; ; ) {
      // It closes by itself where an editor or a webview that opens late takes the focus.
      if (!(await input.isVisible())) await this.page.keyboard.press(key);
      try {
        await input.locator('input.input').fill(text, { timeout: LIMIT / 5 });
        return await rows.first().click({ timeout: LIMIT / 5 });
      } catch (error) {
        if (Date.now() > end) throw error;
      }
    }
  }

  /** Answers the question that is asked. @param {string} button */
  async answer(button) {
    await this.page.locator('.monaco-dialog-box').getByRole('button', { name: button }).click();
  }

  /** Closes all editors; what is not saved is lost. */
  async closeAll() {
    await this.run('View: Close All Editors');
    const lose = this.page.locator('.monaco-dialog-box').getByRole('button', { name: "Don't Save" });
    await this.eventually(
      async () => {
        if (await lose.count()) await lose.click();
        return (await this.page.locator('.tabs-container .tab').count()) === 0;
      },
      () => 'editors are still open',
    );
  }

  /** Shows a file of the workspace in an editor, which has the focus. @param {string} file */
  async show(file) {
    const name = file.slice(file.lastIndexOf('/') + 1);
    // What was open before stands first until the list is filtered.
    await this.choose('Control+P', file, this.page.locator('.quick-input-list .monaco-list-row', { hasText: name }));
    await this.editor(name).locator('.view-line').first().waitFor();
    await this.focusEditor();
  }

  /** The first group of editors, wherever the focus is. */
  async focusEditor() {
    await this.page.keyboard.press('Control+1');
    await this.eventually(
      () => this.page.evaluate(() => document.activeElement?.closest('.monaco-editor') !== null),
      () => 'the editor has no focus',
    );
  }

  /** Puts the cursor of the editor behind the first match in its text. @param {string} text @param {RegExp} pattern */
  async putCursorBehind(text, pattern) {
    const found = pattern.exec(text);
    assert.ok(found, `the text does not have ${pattern}`);
    const lines = (text.slice(0, found.index) + found[0]).split('\n');
    await this.focusEditor();
    await this.page.keyboard.press('Control+G');
    const at = `:${lines.length}:${(lines.at(-1) ?? '').length + 1}`;
    await this.page.locator('.quick-input-widget input.input').fill(at);
    await this.page.keyboard.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** @param {() => Promise<boolean>} test @param {() => string} otherwise */
  async eventually(test, otherwise) {
    for (const end = Date.now() + LIMIT; !(await test()); ) {
      assert.ok(Date.now() < end, otherwise());
      await this.page.waitForTimeout(50);
    }
  }
}
