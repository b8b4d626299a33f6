// @ts-check
/** @file What helps a person who reads and writes a model in a served VS Code: completion, hover, the outline, who uses a number. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openPage } from '../../packages/tooling/src/browser.mjs';
import { copyWorkspace } from '../../packages/tooling/src/editor-workspace.mjs';
import { ROOT } from '../../packages/tooling/src/root.mjs';
import { startServer } from '../../packages/tooling/src/vscode-server.mjs';
import { picture, STILL, THEMES, takeInThemes } from './pictures.mjs';
import { WorkbenchPage } from './workbench-page.mjs';

describe('reading and writing a model in a served VS Code', () => {
  const workspace = copyWorkspace();
  const text = readFileSync(path.join(workspace.folder, 'acme', 'acme.upsell'), 'utf8');
  /** @type {Awaited<ReturnType<typeof startServer>>} */
  let server;
  /** @type {Awaited<ReturnType<typeof openPage>>} */
  let browser;
  /** @type {WorkbenchPage} */
  let workbench;
  /** @type {import('../../packages/tooling/src/browser.mjs').Page} */
  let page;

  before(async () => {
    writeFileSync(path.join(workspace.folder, 'new.upsell'), NEW);
    writeFileSync(path.join(workspace.folder, 'typed.upsell'), '');
    writeFileSync(path.join(workspace.folder, 'filled.upsell'), '');
    const settings = {
      'files.hotExit': 'off',
      'editor.autoIndent': 'none',
      'editor.autoClosingBrackets': 'never',
      'editor.hover.delay': 0,
    };
    server = await startServer({ settings: { ...STILL, ...settings, 'workbench.colorTheme': THEMES.light } });
    browser = await openPage();
    page = browser.page;
    await page.setViewportSize({ width: 1000, height: 640 });
    workbench = new WorkbenchPage(page);
    await workbench.open(server.address({ folder: workspace.folder, extension: ROOT }));
    await workbench.show('acme/acme.upsell');
    await page.keyboard.press('Control+B');
    await workbench.editor('acme.upsell').locator('.view-line', { hasText: 're-forecast' }).first().waitFor();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed' && browser)
      await page.screenshot({ path: picture(`failed-typing-${this.currentTest.title.replace(/\W+/g, '-')}`) });
  });

  it('writes a whole channel with its questions, and nothing that is no word of the language', async () => {
    const list = page.locator('.suggest-widget .monaco-list-row');
    await workbench.show('new.upsell');
    await workbench.putCursorBehind(NEW, /\n\}\n/);
    await page.keyboard.type('\nfound');
    await list.filter({ hasText: 'foundation channel' }).first().waitFor();
    assert.deepEqual(await list.filter({ hasNotText: 'foundation' }).count(), 0);
    if (!(await page.locator('.suggest-details', { hasText: 'How many' }).isVisible()))
      await page.keyboard.press('Control+Space');
    await page.locator('.suggest-details', { hasText: 'How many' }).waitFor();
    await takeInThemes(page, workspace.folder, 'typing-completion');
    await page.keyboard.press('Enter');
    await workbench.editor('new.upsell').locator('.view-line', { hasText: 'conversion' }).first().waitFor();
    await page.keyboard.press('Escape');
    await workbench.run('File: Revert File');
    await workbench.show('acme/acme.upsell');
    await workbench.putCursorBehind(text, /volume +800\/month growing 1%\/month /);
    await page.keyboard.press('Control+Space');
    // That there is nothing to propose is said for a moment only.
    await page.waitForTimeout(1_000);
    assert.equal(await page.locator('.suggest-widget.visible .monaco-list-row').count(), 0);
    await page.keyboard.press('Escape');
  });

  it('lets a whole model be typed, with Enter at the end of each line whatever is offered there', async () => {
    await workbench.show('typed.upsell');
    for (const line of TYPED.trimEnd().split('\n')) {
      await page.keyboard.type(line, { delay: 10 });
      // The list may come a moment later, and stand there when the line is ended.
      await page.waitForTimeout(300);
      await page.keyboard.press('Enter');
    }
    await page.keyboard.press('Control+S');
    const file = path.join(workspace.folder, 'typed.upsell');
    await workbench.eventually(
      async () => readFileSync(file, 'utf8').trimEnd() === TYPED.trimEnd(),
      () => `what was typed has become\n${readFileSync(file, 'utf8')}`,
    );
    await workbench.show('acme/acme.upsell');
  });

  it('goes on to the next part of what was taken from the list with Tab, when one has been typed over', async () => {
    await workbench.show('filled.upsell');
    await page.keyboard.type('model');
    await page.locator('.suggest-widget .monaco-list-row', { hasText: 'model' }).first().waitFor();
    await page.keyboard.press('Enter');
    for (const part of ['Own', 'EUR', '2027-01', '2027-12']) {
      await page.keyboard.type(part, { delay: 30 });
      // A list of what could stand there would take the Tab for itself.
      await page.waitForTimeout(500);
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Control+S');
    const file = path.join(workspace.folder, 'filled.upsell');
    await workbench.eventually(
      async () => readFileSync(file, 'utf8').startsWith(FILLED),
      () => `what was filled in has become\n${readFileSync(file, 'utf8')}`,
    );
    await workbench.show('acme/acme.upsell');
  });

  it('derives the number under the pointer, with its owner, where it is from and where it stands', async () => {
    await workbench.putCursorBehind(text, /volume +accounts/);
    await workbench.run('Show or Focus Hover');
    const hover = page.locator('.monaco-hover', { hasText: 'accounts' }).first();
    await hover.waitFor();
    await hover.filter({ hasText: '240' }).waitFor();
    await takeInThemes(page, workspace.folder, 'typing-hover');
    await hover.locator('a', { hasText: 'shared.upsell' }).first().click();
    await page.locator('.tabs-container .tab.active', { hasText: 'shared.upsell' }).waitFor();
    await page.keyboard.press('Escape');
    await workbench.show('acme/acme.upsell');
  });

  it('goes from the parts of a hint to what they are made of, in the tables of actuals as well', async () => {
    const lineOf = (/** @type {RegExp} */ pattern) => text.split('\n').findIndex((line) => pattern.test(line)) + 1;
    const channel = text.slice(text.indexOf('channel implementations')).split('\n');
    const rate = channel.findIndex((line) => /^ *conversion/.test(line)) + lineOf(/channel implementations/);
    for (const [line, part, goal] of /** @type {const} */ ([
      [/channel implementations/, /opened.mo/, { line: rate }],
      [/channel implementations/, /\$/, { line: lineOf(/deal size/) }],
      [/model "Acme/, /re-forecast/, { tab: 'months.csv', line: 1 }],
      [/capacity +30/, /worked.mo/, { line: lineOf(/closers +1/) }],
      [/conversion 0\.5%/, /actual|signal/, { tab: 'months.csv', line: 1 }],
      [/channel implementations/, /YTD/, { tab: 'months.csv', line: 1 }],
    ])) {
      await workbench.show('acme/acme.upsell');
      await workbench.putCursorBehind(text, new RegExp(line.source, 'm'));
      // VS Code draws blanks that do not break.
      const drawn = new RegExp(line.source.replaceAll(' ', '\\s'));
      const of = workbench.editor('acme.upsell').locator('.view-line', { hasText: drawn }).first();
      const word = of.locator('span', { hasText: part }).last();
      await page.keyboard.down('Control');
      // Where it leads to is asked for when it is pointed at; then it is drawn as a link.
      await workbench.eventually(
        async () => {
          await page.mouse.move(0, 0);
          await word.hover();
          return word.evaluate((drawn) => getComputedStyle(drawn).textDecorationLine === 'underline');
        },
        () => `${part} is no link`,
      );
      await word.click();
      await page.keyboard.up('Control');
      await page
        .locator('.tabs-container .tab.active', { hasText: 'tab' in goal ? goal.tab : 'acme.upsell' })
        .waitFor();
      await page.locator('.statusbar-item', { hasText: new RegExp(`^Ln ${goal.line}, `) }).waitFor();
    }
    await workbench.show('acme/acme.upsell');
  });

  it('says of a hint what it is made of once, and nothing of the place that it leads to', async () => {
    for (const [line, part, derivation, others] of /** @type {const} */ ([
      [/channel implementations/, /opened.mo/, 'touches a month x', /currently|conversion:/],
      [/model "Acme/, /re-forecast/, 'with actuals through', /calendar month/],
    ])) {
      await workbench.putCursorBehind(text, line);
      const drawn = new RegExp(line.source.replaceAll(' ', '\\s'));
      const of = workbench.editor('acme.upsell').locator('.view-line', { hasText: drawn }).first();
      const word = of.locator('span', { hasText: part }).last();
      const hover = page.locator('.monaco-resizable-hover', { hasText: derivation }).first();
      await workbench.eventually(
        async () => {
          await page.mouse.move(0, 0);
          await word.hover();
          await page.waitForTimeout(1_000);
          return hover.isVisible();
        },
        () => `nothing is said of ${part}`,
      );
      const said = (await hover.textContent()) ?? '';
      assert.equal(said.split(derivation).length, 2, said);
      assert.doesNotMatch(said, others);
      await page.screenshot({ path: picture(`hint-hover-${derivation.slice(0, 4)}`) });
    }
    await page.mouse.move(0, 0);
  });

  it('extracts a number into a driver, and asks for a better name', async () => {
    await workbench.putCursorBehind(text, /conversion 0\./);
    await workbench.run('Refactor...');
    // What stands first is chosen by Enter.
    const first = page.locator('.action-widget .monaco-list-row.action').first();
    await first.filter({ hasText: 'Extract into the driver `tickets_conversion`' }).waitFor();
    await page.keyboard.press('Enter');
    const box = page.locator('.rename-box input').first();
    await box.waitFor();
    assert.equal(await box.inputValue(), 'tickets_conversion');
    await box.fill('flag_rate');
    await page.keyboard.press('Enter');
    const declaration = /driver\s+flag_rate\s+0\.5%\s+measured/;
    await workbench.editor('acme.upsell').locator('.view-line', { hasText: declaration }).first().waitFor();
    await workbench.run('File: Revert File');
  });

  it('shows the outline with totals', async () => {
    await workbench.run('Explorer: Focus on Outline View');
    await page
      .locator('.outline-pane .monaco-list-row', { hasText: 'Acme expansion, FY27' })
      .filter({ hasText: '34.9 opened/mo' })
      .waitFor();
    await page.keyboard.press('Control+B');
  });

  it('shows who uses a number', async () => {
    await workbench.show('acme/shared.upsell');
    await workbench.putCursorBehind(
      readFileSync(path.join(workspace.folder, 'acme', 'shared.upsell'), 'utf8'),
      /driver cad/,
    );
    await workbench.run('Peek Call Hierarchy');
    await page.locator('.call-hierarchy .monaco-list-row', { hasText: 'csm_touches' }).first().waitFor();
    await takeInThemes(page, workspace.folder, 'typing-calls');
    await page.keyboard.press('Escape');
  });
});

const FILLED = 'model "Own" {\n  currency EUR\n  period 2027-01 to 2027-12\n';

const NEW = `model "New" {
  currency USD
  period   2026-12 to 2027-11
}
`;

const TYPED = `model "Typed" {
currency USD
period 2026-01 to 2026-12
}
owner desk "Upsell AE"
sources {
implementation
ticket
}
closing upsell_ae {
owner desk
win rate 25% measured 2025
deal size $12,000 measured 2025
}
driver accounts 240 counted 2025-12 by desk
foundation channel tickets "Support tickets" {
source ticket
volume accounts * 2/month
conversion 0.5% estimated 2026-01
initiated by customer
}
target revenue >= $450k in 2026 by desk
`;
