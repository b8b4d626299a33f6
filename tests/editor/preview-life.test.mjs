// @ts-check
/** @file What becomes of the preview when its model, its editor, its tab or its server goes away or changes place. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openPage } from '../../packages/tooling/src/browser.mjs';
import { ROOT } from '../../packages/tooling/src/root.mjs';
import { temporaryFolder } from '../../packages/tooling/src/temporary.mjs';
import { startServer } from '../../packages/tooling/src/vscode-server.mjs';
import { picture, STILL } from './pictures.mjs';
import { WorkbenchPage } from './workbench-page.mjs';

/** A period that has not begun: what is turned counts in all of it. */
const MODEL = `model "Desk" {
  currency USD
  period   2036-02 to 2037-01
}

owner sales "Sales"
sources {
  ticket
}

closing upsell_ae {
  owner     sales
  win rate  25%     measured 2025-02 to 2026-01
  deal size $12,000 measured 2025-08 to 2026-01
  cycle     100%
}

foundation channel tickets "Support tickets" {
  source     ticket
  owner      sales
  volume     800/month counted 2025-11 to 2026-01
  conversion 0.5%      measured 2025-08 to 2026-01
  initiated by customer
}
`;
/** A library, and a model that takes its volume from there. */
const LIBRARY = 'driver touches 800/month counted 2025-11 to 2026-01 by sales\nowner sales "Sales"\n';
const IMPORTING = MODEL.replace('model "Desk"', 'import "./touches.upsell"\n\nmodel "Desk"')
  .replace('owner sales "Sales"\n', '')
  .replace('800/month counted 2025-11 to 2026-01', 'touches');
/** What is opened in twelve months at 0.5% and at other rates. */
const AT_5 = '48.0';
const AT_6 = '57.6';
const AT_7 = '67.2';

/** A line is as wide as the widest one. */
const AT_ITS_BEGINNING = { position: { x: 30, y: 8 } };
const RESTART = 'Upsell: Restart language server';
const SETTINGS = {
  'files.hotExit': 'off',
  'files.autoSave': 'off',
  'files.defaultLanguage': 'upsell',
  'editor.autoIndent': 'none',
  'editor.autoClosingBrackets': 'never',
  'diffEditor.useInlineViewWhenSpaceIsLimited': false,
  'git.enabled': true,
  'git.autofetch': false,
};

describe('the life of the preview in a served VS Code', () => {
  const folder = path.join(temporaryFolder('workspace'), 'desks');
  /** @type {Awaited<ReturnType<typeof startServer>>} */
  let server;
  /** @type {Awaited<ReturnType<typeof openPage>>} */
  let browser;
  /** @type {WorkbenchPage} */
  let window;
  /** @type {string[]} */
  const thrown = [];

  before(async () => {
    mkdirSync(path.join(folder, 'team'), { recursive: true });
    for (const name of ['team/moved', 'closed', 'removed', 'hidden', 'shared', 'killed', 'committed'])
      writeFileSync(file(name), MODEL);
    writeFileSync(file('importing'), IMPORTING);
    writeFileSync(file('touches'), LIBRARY);
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '--message', 'All desks');
    writeFileSync(file('committed'), MODEL.replace('0.5%', '0.6%'));
    writeFileSync(file('importing'), IMPORTING.replace('0.5%', '0.6%'));
    writeFileSync(file('touches'), LIBRARY.replace('800', '1,600'));
    server = await startServer({ settings: { ...STILL, ...SETTINGS } });
    browser = await openPage();
    window = await openWindow(browser.page);
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed' && window) await keep(this.currentTest.title);
    await window?.closeAll();
  });

  it('follows a model that is renamed, and one whose folder is', async () => {
    await showBeside('moved');
    await rename('moved.upsell', 'renamed.upsell');
    await window.tab('Preview renamed.upsell').waitFor();
    await rename('team', 'group');
    await window.editor('group/renamed.upsell').waitFor();
    await typeRate('6');
    await opens(AT_6);
    await window.page.keyboard.press('Control+S');
    await window.eventually(
      async () => readFileSync(file('group/renamed'), 'utf8').includes('0.6%'),
      () => 'what was typed is not saved where the model is now',
    );
  });

  it('outlives the editor of its model', async () => {
    await showBeside('closed');
    await typeRate('6');
    await opens(AT_6);
    await window.focusEditor();
    await window.run('View: Close Editor');
    await window.answer("Don't Save");
    // What was typed and not saved is gone.
    await opens(AT_5);
    assert.equal(await window.tab('closed.upsell').count(), 0);
    writeFileSync(file('closed'), MODEL.replace('0.5%', '0.6%'));
    await opens(AT_6);
    await turnAndWrite();
    await window.tab('closed.upsell').waitFor();
    await opens('69.1');
  });

  it('says that its model was removed, and is there again when the model is', async () => {
    await showBeside('removed');
    rmSync(file('removed'));
    await window.focusEditor();
    await window.run('View: Close Editor');
    await nothing('there is no such file any more');
    writeFileSync(file('removed'), MODEL.replace('0.5%', '0.6%'));
    await opens(AT_6);
  });

  it('shows the latest figures, on the same screen, when it comes to the front again', async () => {
    await window.show('hidden.upsell');
    await window.page.keyboard.press('Control+Shift+V');
    await opens(AT_5);
    await screen('Scenarios');
    await window.run('View: Open Previous Editor');
    await window.preview().locator('h1').waitFor({ state: 'detached' });
    await typeRate('6');
    await window.tab('Preview hidden.upsell').click();
    await window.preview().locator('[role=tab][aria-selected=true]', { hasText: 'Scenarios' }).waitFor();
    await screen('Machine');
    await opens(AT_6);
  });

  it('shows what another window has saved', async () => {
    // A window with the memory of this one would begin with what is open in this one.
    const page = await browser.page.context().browser()?.newPage();
    assert.ok(page);
    const other = await openWindow(page);
    await showBeside('shared', other);
    await window.page.bringToFront();
    await showBeside('shared');
    await other.page.bringToFront();
    await typeRate('6', other);
    await opens(AT_6, other);
    // Nothing is saved.
    await opens(AT_5);
    await other.page.keyboard.press('Control+S');
    await opens(AT_6);
    await other.page.close();
    assert.deepEqual(thrown, []);
  });

  it('goes on where the language server is started again, or has ended by itself', async () => {
    await showBeside('killed');
    await window.run(RESTART);
    await typeRate('6');
    await opens(AT_6);
    const grid = await window.preview().locator('table.machine').elementHandle();
    await window.page.keyboard.press('Backspace');
    assert.ok(endLanguageServers() > 0);
    await window.page.keyboard.type('7');
    await opens(AT_7);
    // The figures stood there all the while.
    assert.ok(await grid?.evaluate((element) => element.isConnected));
    // The text has its hints again, and is told what is wrong with it.
    const text = window.editor('killed.upsell');
    await text.locator('.view-line', { hasText: '5.6 opened/mo' }).first().waitFor();
    const error = text.locator('.squiggly-error');
    await window.page.keyboard.type('%');
    await error.first().waitFor();
    await window.page.keyboard.press('Backspace');
    await error.first().waitFor({ state: 'detached' });
    await opens(AT_7);
    await turnAndWrite();
    await opens('80.6');
  });

  it('says why there are no figures where the language server ends again and again', async () => {
    await window.show('killed.upsell');
    await window.total().waitFor();
    // What is shown before the client gives up would stay.
    const status = window.page.locator('.statusbar-item[id="status.languageStatus"]');
    let seen = '';
    // It says so for a moment also before each start.
    let times = 0;
    await window.eventually(
      async () => {
        const ended = endLanguageServers();
        seen = (await status.locator('[aria-label]').first().getAttribute('aria-label')) ?? '';
        times = ended === 0 && seen.includes('not running') ? times + 1 : 0;
        return times > 10;
      },
      () => `the status of the language is ${seen}`,
    );
    await window.page.keyboard.press('Control+K');
    await window.page.keyboard.press('v');
    await window.preview().locator('.empty', { hasText: 'The language server is not running' }).waitFor();
    await window.run(RESTART);
    await opens(AT_5);
  });

  it('shows either side of a difference, and writes into none that is committed', async () => {
    const sides = await showChanges('committed');
    await sides.locator('.original .view-line', { hasText: '4.0 opened/mo' }).first().waitFor();
    await sides.locator('.modified .view-line', { hasText: '4.8 opened/mo' }).first().waitFor();
    await sides.locator('.original .view-line', { hasText: 'currency' }).click(AT_ITS_BEGINNING);
    await window.showPreviewBeside();
    await window.tab('Preview committed.upsell (git)').waitFor();
    await opens(AT_5);
    await turn();
    await window.preview().locator('pre', { hasText: 'scale tickets.conversion by 1.2' }).waitFor();
    assert.equal(await window.preview().getByRole('button', { name: 'Write' }).count(), 0);
    await sides.locator('.modified .view-line', { hasText: 'currency' }).click(AT_ITS_BEGINNING);
    await window.showPreviewBeside();
    await window.tab('Preview committed.upsell').waitFor();
    await screen('Machine');
    await opens(AT_6);
  });

  it('computes the committed side of a difference with what it imported then, and lists none of its problems', async () => {
    const sides = await showChanges('importing');
    await sides.locator('.modified .view-line', { hasText: '9.6 opened/mo' }).first().waitFor();
    await sides.locator('.original .view-line', { hasText: '4.0 opened/mo' }).first().waitFor();
    assert.equal(await sides.locator('.original .view-line', { hasText: 'withheld' }).count(), 0);
    await window.run('Problems: Focus on Problems View');
    assert.equal(await window.page.locator('.markers-panel .monaco-list-row', { hasText: '(git)' }).count(), 0);
    assert.equal(
      await window.page.locator('.markers-panel .monaco-list-row', { hasText: 'not known here' }).count(),
      0,
    );
  });

  it('shows a model that was never saved, and follows it into its file', async () => {
    await showNew();
    await window.page.keyboard.press('Control+S');
    const input = window.page.locator('.quick-input-widget input.input');
    await window.eventually(
      async () => /\.upsell$/.test(await input.inputValue()),
      () => 'no name is asked for',
    );
    await input.fill(file('saved'));
    await window.page.keyboard.press('Enter');
    await window.tab('Preview saved.upsell').waitFor();
    await opens(AT_5);
  });

  it('says so when a model is closed that was never saved', async () => {
    await showNew();
    await window.run('View: Close Editor');
    await window.answer("Don't Save");
    await nothing('it was closed, and never saved');
  });

  /** @param {string} name */
  function file(name) {
    return path.join(folder, `${name}.upsell`);
  }

  /** Takes a picture of each window. @param {string} title */
  async function keep(title) {
    const contexts = browser.page.context().browser()?.contexts() ?? [];
    for (const [number, page] of contexts.flatMap((context) => context.pages()).entries())
      await page.screenshot({ path: picture(`failed-life-${title.replace(/\W+/g, '-')}-${number + 1}`) });
  }

  /** @param {string[]} words */
  function git(...words) {
    // Whatever the machine's own settings are.
    const env = { ...process.env, GIT_CONFIG_GLOBAL: os.devNull, GIT_CONFIG_NOSYSTEM: '1' };
    const author = ['-c', 'user.name=Desk', '-c', 'user.email=desk@example.com'];
    execFileSync('git', [...author, ...words], { cwd: folder, env });
  }

  /** @param {import('../../packages/tooling/src/browser.mjs').Page} page */
  async function openWindow(page) {
    page.on('pageerror', (error) => thrown.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error' && /upsell/i.test(message.text())) thrown.push(message.text());
    });
    await page.setViewportSize({ width: 1500, height: 900 });
    const opened = new WorkbenchPage(page);
    await opened.open(server.address({ folder, extension: ROOT }));
    return opened;
  }

  /** What has been changed since the last commit, when it is shown. @param {string} name */
  async function showChanges(name) {
    await window.show(`${name}.upsell`);
    const sides = window.page.locator('.monaco-diff-editor');
    // The repository may not be known yet.
    await window.eventually(
      async () => {
        if (await sides.count()) return true;
        await window.run('Git: Open Changes');
        return false;
      },
      () => 'the difference does not open',
    );
    return sides;
  }

  /** @param {string} name */
  async function showBeside(name, at = window) {
    await at.show(`${name}.upsell`);
    await at.showPreviewBeside();
    await opens(AT_5, at);
  }

  /** In an editor without a file, which has the focus. */
  async function showNew() {
    await window.run('File: New Untitled Text File');
    await window.focusEditor();
    await window.page.keyboard.insertText(MODEL);
    await window.showPreviewBeside();
    await opens(AT_5);
  }

  /** As the last digit of the conversion. @param {string} digit */
  async function typeRate(digit, at = window) {
    await at.putCursorBehind(MODEL, /conversion 0\.5/);
    await at.page.keyboard.press('Backspace');
    await at.page.keyboard.type(digit);
  }

  /** How many opportunities the preview has in all. @param {string} expected */
  async function opens(expected, at = window) {
    let seen = '';
    const sum = at.preview().locator('tr.channel', { hasText: 'Support tickets' }).locator('td.sum').first();
    await at.eventually(
      async () => {
        seen = (await sum.count()) ? ((await sum.textContent()) ?? '') : '';
        return seen === expected;
      },
      () => `the sum is ${seen}, not ${expected}`,
    );
  }

  /** @param {string} reason */
  async function nothing(reason) {
    await window.preview().locator('.empty', { hasText: reason }).waitFor();
  }

  /** In the explorer. @param {string} from @param {string} to */
  async function rename(from, to) {
    const row = (/** @type {string} */ name) =>
      window.page.locator(`.explorer-folders-view .monaco-list-row[aria-label^="${name}"]`);
    await row(from).click();
    await window.page.keyboard.press('F2');
    await window.page.locator('.explorer-folders-view input').fill(to);
    await window.page.keyboard.press('Enter');
    await row(to).waitFor();
  }

  /** @param {string} name */
  async function screen(name) {
    await window.preview().getByRole('tab', { name }).click();
    await window.preview().locator('[role=tab][aria-selected=true]', { hasText: name }).waitFor();
  }

  /** The conversion, by a fifth. */
  async function turn() {
    await screen('Scenarios');
    const slider = window.preview().locator('li', { hasText: 'tickets.conversion' }).locator('input[type=range]');
    await slider.focus();
    for (let i = 0; i < 4; i++) await slider.press('ArrowRight');
  }

  async function turnAndWrite() {
    await turn();
    await window.preview().getByRole('button', { name: 'Write into the numbers' }).click();
    await window.preview().locator('.factor.turned').waitFor({ state: 'detached' });
    await screen('Machine');
  }

  /** Ends the language servers of the windows, and no other process; how many there were. */
  function endLanguageServers() {
    const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).trim().split('\n');
    const all = lines.map((line) => {
      const [pid, parent, ...words] = line.trim().split(/\s+/);
      return { pid: Number(pid), parent: Number(parent), words: words.join(' ') };
    });
    const own = new Set([process.pid]);
    // In the order of their numbers, which begin again at 1 when they are used up: a child may stand before its parent.
    for (let known = 0; known < own.size; ) {
      known = own.size;
      for (const { pid, parent } of all) if (own.has(parent)) own.add(pid);
    }
    const servers = all.filter(({ pid, words }) => own.has(pid) && words.includes(path.join('vscode', 'server.cjs')));
    for (const { pid } of servers) process.kill(pid, 'SIGKILL');
    return servers.length;
  }
});
