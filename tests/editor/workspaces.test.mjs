// @ts-check
/** @file Workspaces that are not one trusted folder on a disk: several folders, one that is not trusted, and one that is on no disk. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openPage } from '../../packages/tooling/src/browser.mjs';
import { ROOT } from '../../packages/tooling/src/root.mjs';
import { temporaryFolder } from '../../packages/tooling/src/temporary.mjs';
import { IN_WORKER, RESTRICTED, startServer } from '../../packages/tooling/src/vscode-server.mjs';
import { memoryFiles } from './memory-files.mjs';
import { picture, STILL } from './pictures.mjs';
import { WorkbenchPage } from './workbench-page.mjs';

/** @param {string} name @param {string} owners @param {number} rate */
const desk = (name, owners, rate) => `import "${owners}"

model "${name}" {
  currency USD
  period   2026-02 to 2027-01
}

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
  conversion ${rate}%      measured 2025-08 to 2026-01
  initiated by customer
}

actuals "actuals"
expect opened >= 10
`;
const OWNERS = 'owner sales "Sales"\n';
const MONTHS = 'month,source,touches,opened,closed,won,revenue\n2026-02,ticket,800,9,4,2,24000\n';
const SETTINGS = {
  ...STILL,
  'files.hotExit': 'off',
  'editor.autoIndent': 'none',
  'editor.autoClosingBrackets': 'never',
};

/** @typedef {Awaited<ReturnType<typeof startServer>>} Server */

describe('a workspace of several folders', () => {
  const parent = temporaryFolder('workspace');
  const all = path.join(parent, 'desks.code-workspace');
  /** @type {Opened} */
  let opened;

  before(async () => {
    const files = {
      'shared/owners.upsell': OWNERS,
      'north/north.upsell': desk('North desk', '../shared/owners.upsell', 0.5),
      'north/actuals/months.csv': MONTHS,
      'south/south.upsell': desk('South desk', '../shared/owners.upsell', 1),
      'south/actuals/months.csv': MONTHS,
      'south/upsell.config.json': JSON.stringify({ rules: { 'actuals-stale': 'off' } }),
      'desks.code-workspace': JSON.stringify({ folders: ['north', 'south', 'shared'].map((name) => ({ path: name })) }),
    };
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.join(parent, path.dirname(name)), { recursive: true });
      writeFileSync(path.join(parent, name), text);
    }
    opened = await open(SETTINGS, { folder: all });
  });
  after(() => opened?.close());
  afterEach(function () {
    return opened?.keep(this.currentTest);
  });

  it('has the figures of the models of each, which share a library of a third', async () => {
    const { window } = opened;
    await window.show('south.upsell');
    await line('south.upsell', 'Support tickets', '8.0 opened/mo');
    await window.show('north.upsell');
    await line('north.upsell', 'Support tickets', '4.0 opened/mo');
    await line('north.upsell', 'volume', 'actual 800');
  });

  it('tests the expectations of all', async () => {
    const { window } = opened;
    await window.run('Testing: Focus on Test Explorer View');
    for (const name of ['North desk', 'South desk'])
      await window.page.locator('.test-explorer .monaco-list-row', { hasText: name }).waitFor();
  });

  it('renames what a model of one takes from a library of another', async () => {
    const { window } = opened;
    await window.show('north.upsell');
    await window.putCursorBehind(desk('North desk', '../shared/owners.upsell', 0.5), /owner {6}sale/);
    await window.page.keyboard.press('F2');
    const input = window.page.locator('.rename-box input');
    await input.waitFor();
    await input.fill('closers');
    await window.page.keyboard.press('Enter');
    await line('north.upsell', 'owner', 'closers');
    await window.run('File: Save All Files');
    await window.eventually(
      async () =>
        ['shared/owners', 'north/north', 'south/south'].every((name) =>
          readFileSync(path.join(parent, `${name}.upsell`), 'utf8').includes('closers'),
        ),
      () => 'not all files have the new name',
    );
  });

  /** @param {string} file @param {string} text @param {string} also */
  function line(file, text, also) {
    return opened.line(file, text, also);
  }
});

describe('a workspace that is not trusted', () => {
  const folder = path.join(temporaryFolder('workspace'), 'desk');
  /** @type {Opened} */
  let opened;

  before(async () => {
    mkdirSync(path.join(folder, 'actuals'), { recursive: true });
    writeFileSync(path.join(folder, 'owners.upsell'), OWNERS);
    writeFileSync(path.join(folder, 'desk.upsell'), desk('Desk', './owners.upsell', 0.5));
    writeFileSync(path.join(folder, 'actuals', 'months.csv'), MONTHS);
    opened = await open({ ...SETTINGS, ...RESTRICTED }, { folder });
  });
  after(() => opened?.close());
  afterEach(function () {
    return opened?.keep(this.currentTest);
  });

  it('has everything, as nothing of it is run', async () => {
    const { window } = opened;
    await window.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
    await window.show('desk.upsell');
    await opened.line('desk.upsell', 'Support tickets', '4.0 opened/mo');
    await opened.line('desk.upsell', 'volume', 'actual 800');
    await window.showPreviewBeside();
    await window.preview().locator('h1', { hasText: 'Desk' }).waitFor();
  });
});

for (const [host, settings] of /** @type {const} */ ([
  ['Node', SETTINGS],
  ['a web worker', { ...SETTINGS, ...IN_WORKER }],
]))
  describe(`a workspace on no disk, with the extension in ${host}`, () => {
    const text = desk('Desk', './lib/owners.upsell', 0.5);
    /** @type {Opened} */
    let opened;

    before(async () => {
      const files = memoryFiles({
        '/desk/desk.upsell': text,
        '/desk/lib/owners.upsell': OWNERS,
        '/desk/actuals/months.csv': MONTHS,
        '/desk/other/other.upsell': desk('Other desk', '../lib/owners.upsell', 1),
      });
      opened = await open(settings, { folder: 'memory:/desk', installed: [files] });
    });
    after(() => opened?.close());
    afterEach(function () {
      return opened?.keep(this.currentTest);
    });

    it('has figures with the library and the actuals of the workspace', async () => {
      const { window } = opened;
      await choose('desk.upsell');
      await opened.line('desk.upsell', 'Support tickets', '4.0 opened/mo');
      await opened.line('desk.upsell', 'volume', 'actual 800');
      assert.equal(await window.editor('desk.upsell').locator('.squiggly-error').count(), 0);
    });

    it('finds the models that are not open', async () => {
      const { window } = opened;
      await window.run('Testing: Focus on Test Explorer View');
      await window.page.locator('.test-explorer .monaco-list-row', { hasText: 'Other desk' }).waitFor();
      await window.page.locator('.test-explorer .monaco-list-row', { hasText: /^Desk/ }).waitFor();
    });

    it('goes to a definition in a library', async () => {
      const { window } = opened;
      await choose('desk.upsell');
      await window.putCursorBehind(text, /owner {6}sale/);
      await window.page.keyboard.press('F12');
      await window.editor('lib/owners.upsell').locator('.view-line', { hasText: 'Sales' }).waitFor();
    });

    it('follows a library that is saved', async () => {
      const { window } = opened;
      await window.putCursorBehind(OWNERS, /owner sale/);
      await window.page.keyboard.type('z');
      await window.page.keyboard.press('Control+S');
      await choose('desk.upsell');
      await window.editor('desk.upsell').locator('.squiggly-error').first().waitFor();
      await choose('owners.upsell');
      await window.putCursorBehind(OWNERS, /owner sale/);
      await window.page.keyboard.press('Delete');
      await window.page.keyboard.press('Control+S');
      await choose('desk.upsell');
      await window.editor('desk.upsell').locator('.squiggly-error').first().waitFor({ state: 'detached' });
    });

    it('has the preview', async () => {
      const { window } = opened;
      await choose('other', 'other.upsell');
      await window.showPreviewBeside();
      await window.preview().locator('h1', { hasText: 'Other desk' }).waitFor();
    });

    /** Opens a file by the tree of folders: names are only searched for on a disk. @param {string[]} names */
    async function choose(...names) {
      const { window } = opened;
      await window.run('File: Focus on Files Explorer');
      for (const name of names)
        await window.page
          .locator('.explorer-folders-view .monaco-list-row', { hasText: new RegExp(`^${name}$`) })
          .click();
      await window
        .editor(`/${names.join('/')}`)
        .locator('.view-line')
        .first()
        .waitFor();
      await window.focusEditor();
    }
  });

/**
 * @typedef {object} Opened a window with a workspace
 * @property {WorkbenchPage} window
 * @property {(file: string, text: string, also: string) => Promise<void>} line resolves when a line with a text shows another as well
 * @property {(test: { state?: string, title: string } | undefined) => Promise<void>} keep takes a picture of a failure
 * @property {() => Promise<void>} close
 */

/**
 * @param {import('../../packages/tooling/src/vscode-server.mjs').Settings} settings
 * @param {{ folder: string, installed?: string[] }} workspace what is opened, and the folders of other extensions
 * @returns {Promise<Opened>}
 */
async function open(settings, { folder, installed }) {
  const server = await startServer({ settings, installed });
  const browser = await openPage();
  const window = new WorkbenchPage(browser.page);
  const close = async () => {
    await browser.close();
    await server.stop();
  };
  try {
    await browser.page.setViewportSize({ width: 1500, height: 900 });
    await window.open(server.address({ folder, extension: ROOT }));
  } catch (error) {
    await browser.page.screenshot({ path: picture('failed-workspaces') });
    await close();
    throw error;
  }
  return {
    window,
    line: (file, text, also) =>
      window.editor(file).locator('.view-line', { hasText: text }).filter({ hasText: also }).first().waitFor(),
    async keep(test) {
      const name = `failed-workspaces-${test?.title.replace(/\W+/g, '-')}`;
      if (test?.state === 'failed') await browser.page.screenshot({ path: picture(name) });
    },
    close,
  };
}
