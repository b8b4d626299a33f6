// @ts-check
/** @file The preview in a served VS Code whose extension runs in a web worker: it is drawn, follows the text, and outlives its server. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { openPage } from '../../packages/tooling/src/browser.mjs';
import { copyWorkspace, forecastOf } from '../../packages/tooling/src/editor-workspace.mjs';
import { ROOT } from '../../packages/tooling/src/root.mjs';
import { IN_WORKER, startServer } from '../../packages/tooling/src/vscode-server.mjs';
import { picture, STILL } from './pictures.mjs';

describe('the preview in a VS Code whose extension runs in a web worker', () => {
  const workspace = copyWorkspace();
  const model = path.join(workspace.folder, 'acme', 'acme.upsell');
  /** @type {Awaited<ReturnType<typeof startServer>>} */
  let server;
  /** @type {Awaited<ReturnType<typeof openPage>>} */
  let browser;

  before(async () => {
    server = await startServer({ settings: { ...STILL, ...IN_WORKER } });
    browser = await openPage();
    browser.page.setDefaultTimeout(20_000);
    await browser.page.goto(server.address({ folder: workspace.folder, extension: ROOT, file: model }));
    await browser.page.locator('.monaco-editor .view-line', { hasText: 're-forecast' }).first().waitFor();
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed' && browser)
      await browser.page.screenshot({ path: picture('failed-web-preview') });
  });

  it('shows the numbers of the command line', async () => {
    const { page } = browser;
    await page.locator('.monaco-editor[data-uri$="acme.upsell"]').click();
    await page.keyboard.press('Control+K');
    await page.keyboard.press('v');
    await preview().locator('h1', { hasText: 'Acme expansion, FY27' }).waitFor();
    const { channels } = await forecastOf(model);
    const opened = channels.flatMap((channel) => channel.opened).reduce((sum, value) => sum + value, 0);
    assert.equal(await preview().locator('tr.total td.sum').first().textContent(), opened.toFixed(1));
  });

  it('is drawn anew by a server that was started again', async () => {
    const { page } = browser;
    await page.keyboard.press('Control+1');
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget input.input').fill('>Upsell: Restart language server');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Restart language server' }).first().waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+1');
    await page.keyboard.press('Control+Home');
    const title = 'model "Acme';
    await page.keyboard.press('Control+G');
    await page.locator('.quick-input-widget input.input').fill(`:3:${title.length + 1}`);
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await page.keyboard.type(' West');
    await preview().locator('h1', { hasText: 'Acme West expansion, FY27' }).waitFor();
  });

  function preview() {
    return browser.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }
});
