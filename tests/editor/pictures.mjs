// @ts-check
/** @file Pictures of a page that holds still. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../packages/tooling/src/root.mjs';

/** @typedef {import('../../packages/tooling/src/browser.mjs').Page} Page */

const SCREENSHOTS = path.join(ROOT, 'dist', 'screenshots');
const PICTURES = path.join(ROOT, 'docs', 'pictures');
const SETTLING_ATTEMPTS = 25;

/** Settings of an editor against what would move between two pictures, or hide a part of the text. */
export const STILL = {
  'workbench.reduceMotion': 'on',
  'workbench.activityBar.location': 'hidden',
  'breadcrumbs.enabled': false,
  'editor.cursorBlinking': 'solid',
  'editor.scrollbar.vertical': 'hidden',
  'editor.scrollbar.horizontal': 'hidden',
  'editor.overviewRulerBorder': false,
  'editor.hideCursorInOverviewRuler': true,
  'editor.minimap.enabled': false,
  'editor.renderLineHighlight': 'none',
  'editor.occurrencesHighlight': 'off',
  'editor.stickyScroll.enabled': false,
  'editor.fontFamily': 'DejaVu Sans Mono, monospace',
};

export const THEMES = { light: 'Default Light Modern', dark: 'Default Dark Modern' };

/** Where a picture is kept. @param {string} name */
export function picture(name) {
  mkdirSync(SCREENSHOTS, { recursive: true });
  return path.join(SCREENSHOTS, `${name}.png`);
}

/** Pictures that the README shows: UPSELL_UPDATE=1 writes them anew. */
const SHOWN = new Set(
  ['preview-machine', 'typing-completion', 'typing-hover', 'workbench-tests'].flatMap((name) =>
    ['light', 'dark'].map((theme) => `${name}-${theme}`),
  ),
);

/** Pictures of a window in both themes, which are settings of its folder. @param {Page} page @param {string} folder @param {string} name */
export async function takeInThemes(page, folder, name) {
  for (const [theme, label] of Object.entries(THEMES)) {
    mkdirSync(path.join(folder, '.vscode'), { recursive: true });
    writeFileSync(path.join(folder, '.vscode', 'settings.json'), JSON.stringify({ 'workbench.colorTheme': label }));
    await page.locator(`.monaco-workbench.${theme === 'light' ? 'vs' : 'vs-dark'}`).waitFor();
    await takePicture(page, `${name}-${theme}`);
  }
}

/** Takes pictures until two in a row are the same. @param {Page} page @param {string} name */
export async function takePicture(page, name) {
  await page.mouse.move(0, 0);
  /** @type {Buffer | undefined} */
  let last;
  for (let attempt = 0; attempt < SETTLING_ATTEMPTS; attempt += 1) {
    const next = await page.screenshot({ animations: 'disabled', caret: 'hide' });
    if (last?.equals(next)) {
      writeFileSync(picture(name), next);
      if (process.env.UPSELL_UPDATE && SHOWN.has(name)) writeFileSync(path.join(PICTURES, `${name}.png`), next);
      return;
    }
    last = next;
    await page.waitForTimeout(200);
  }
  throw new Error(`the picture ${name} does not settle`);
}
