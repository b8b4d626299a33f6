// @ts-check
/** @file Reports made by the built command line, opened in a browser that notes all that a page must not do. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { openPage } from '../../packages/tooling/src/browser.mjs';
import { ROOT } from '../../packages/tooling/src/root.mjs';
import { temporaryFolder } from '../../packages/tooling/src/temporary.mjs';

/** @typedef {import('../../packages/tooling/src/browser.mjs').Page} Page */

export const ACME = path.join(ROOT, 'examples', 'acme', 'acme.upsell');
export const CANONICAL = path.join(ROOT, 'examples', 'canonical', 'canonical.upsell');
export const PORTFOLIO = path.join(ROOT, 'examples', 'portfolio', 'portfolio.upsell');
export const HOSTILE = path.join(ROOT, 'tests', 'preview', 'hostile', 'hostile.upsell');
/** A month of the examples that is not over. */
export const AS_OF = '2026-11-15';

export const SCREENS = ['machine', 'variance', 'scenarios', 'trust'];

/** What a verb of the command line prints as JSON. @param {...string} words */
export const printed = (...words) => JSON.parse(upsell(...words, '--json', '--as-of', AS_OF));

const FOLDER = temporaryFolder('reports');
let folders = 0;

/** A new folder, which lasts as long as this program. */
export function newFolder() {
  const folder = path.join(FOLDER, String(folders++));
  mkdirSync(folder);
  return folder;
}

/** The file of a model's report. @param {string} model */
export function reportOf(model) {
  const file = path.join(newFolder(), `${path.basename(model, '.upsell')}.html`);
  upsell('report', model, '--out', file, '--as-of', AS_OF);
  return file;
}

/** What the built command line prints; of a broken model too. @param {...string} words */
export function upsell(...words) {
  const bin = path.join(ROOT, 'packages/cli/bin/upsell.mjs');
  const { stdout, stderr, status } = spawnSync(process.execPath, [bin, ...words], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (status !== 0 && !/withheld/.test(stderr)) throw new Error(stderr);
  return stdout;
}

/** A page, and everything that no report does: what it says in its console, asks of a host, or is forbidden. */
export class ReportPage {
  /** @type {Page} */
  page;
  /** @type {string[]} */
  faults = [];
  /** @type {() => Promise<void>} */
  close;

  /** @param {Awaited<ReturnType<typeof openPage>>} browser */
  constructor({ page, close }) {
    this.page = page;
    this.close = close;
  }

  static async open() {
    const report = new ReportPage(await openPage());
    const { page, faults } = report;
    page.setDefaultTimeout(10_000);
    page.on('console', (message) => faults.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
    page.on('dialog', async (dialog) => {
      faults.push(`dialog: ${dialog.message()}`);
      await dialog.dismiss();
    });
    page.on('request', (request) => {
      if (!request.url().startsWith('file://') || !request.isNavigationRequest())
        faults.push(`request: ${request.url()}`);
    });
    await page.addInitScript(() => {
      const forbidden = /** @type {string[]} */ (Object.assign(globalThis, { forbidden: [] }).forbidden);
      const note = (/** @type {SecurityPolicyViolationEvent} */ { violatedDirective, blockedURI }) =>
        forbidden.push(`${violatedDirective} ${blockedURI}`);
      addEventListener('securitypolicyviolation', note, true);
    });
    return report;
  }

  /** @param {string} file */
  async show(file) {
    await this.page.goto(pathToFileURL(file).href);
    await this.page.locator('#app h1').waitFor();
  }

  /** What the policy of the page has forbidden so far, and all other faults. */
  async allFaults() {
    const forbidden = await this.page.evaluate(() => /** @type {any} */ (globalThis).forbidden);
    return [...this.faults, ...forbidden];
  }

  /** @param {string} name */
  async choose(name) {
    await this.page.locator(`#tab-${name}`).click();
    await this.page.locator(`#screen[aria-labelledby="tab-${name}"]`).waitFor();
  }

  /** The texts of each row of a table, by cell. @param {string} table @returns {Promise<string[][]>} */
  async rows(table) {
    return this.page.locator(`${table} tbody tr`).evaluateAll((all) =>
      all.map((row) =>
        [...row.children].map((cell) => {
          // What is shown in a narrow window alone.
          const shown = [...cell.childNodes].filter(
            (part) => !(part instanceof Element) || getComputedStyle(part).display !== 'none',
          );
          return shown
            .map((part) => part.textContent)
            .join('')
            .replace(/\s+/g, ' ')
            .trim();
        }),
      ),
    );
  }
}
