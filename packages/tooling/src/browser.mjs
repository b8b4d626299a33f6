// @ts-check
/** @file A Chromium and one page in it: the machine's own browser, else one out of an npm package. */
import { chmodSync, createReadStream, createWriteStream, existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { installOnce, unpack, unpackPackage } from './cache.mjs';

// 143.0.4 is the newest version whose manifest accepts Node 20; from 147 on it asks for Node 22.
const CHROMIUM = {
  name: '@sparticuz/chromium',
  version: '143.0.4',
  integrity: 'sha512-/6I7uQTRhRDD2/gGPQ1Gkf+Dqk0RYDACPJDZfSzz0OWk4JmUTonNHPXbrn6UIklOHlnDLf8xAAzkOZKB/cJpLA==',
};

const SYSTEM_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir prefix="relative">fonts</dir></fontconfig>
`;

const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Locator} Locator */

/**
 * @typedef {object} Browser
 * @property {string} executablePath
 * @property {NodeJS.ProcessEnv} env the environment that it needs
 */

/**
 * The browser to use; installs one where the machine has none.
 * @returns {Promise<Browser>}
 */
export async function findBrowser() {
  const chosen = process.env.CHROMIUM;
  if (chosen && !existsSync(chosen)) throw new Error(`CHROMIUM is set to ${chosen}, which does not exist`);
  const system = chosen || SYSTEM_BROWSERS.find((file) => existsSync(file));
  if (system) return { executablePath: system, env: process.env };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chromium or Chrome was found. Install one, or set CHROMIUM to its executable.');
  }
  return packagedBrowser();
}

/**
 * Opens an empty page in a new browser with a new profile, which is removed on `close`.
 * @returns {Promise<{ page: Page, close: () => Promise<void> }>}
 */
export async function openPage() {
  const { executablePath, env } = await findBrowser();
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({
    executablePath,
    env: /** @type {Record<string, string>} */ (env),
    args: ARGUMENTS,
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 1000 } });
  return { page: await context.newPage(), close: () => browser.close() };
}

/** @returns {Promise<Browser>} */
async function packagedBrowser() {
  const { name, version } = CHROMIUM;
  const folder = await installOnce(
    `chromium-${version}`,
    `Installing Chromium out of ${name}@${version} (once, about 65 MB)`,
    fill,
  );
  const libraries = [path.join(folder, 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(path.delimiter);
  // A machine without any font configuration would show no text at all.
  const fonts = existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_FILE: path.join(folder, 'fonts.conf') };
  return {
    executablePath: path.join(folder, 'chromium'),
    env: { ...process.env, ...fonts, LD_LIBRARY_PATH: libraries },
  };
}

/**
 * The package unpacks its libraries only in a cloud function, so its archives are unpacked here and its code is not used.
 * @param {string} folder
 */
async function fill(folder) {
  const source = path.join(folder, 'package');
  await unpackPackage(CHROMIUM, source);
  /** @param {string} file @param {string} target */
  const decompress = (file, target) =>
    pipeline(createReadStream(path.join(source, 'bin', file)), createBrotliDecompress(), createWriteStream(target));
  /** @param {string} file */
  const unpackArchive = async (file) => {
    const archive = path.join(source, 'archive.tar');
    await decompress(file, archive);
    await unpack(archive, folder);
  };
  await decompress('chromium.br', path.join(folder, 'chromium'));
  chmodSync(path.join(folder, 'chromium'), 0o755);
  await unpackArchive('al2023.tar.br');
  await unpackArchive('fonts.tar.br');
  // Their own configuration names folders of a cloud function.
  writeFileSync(path.join(folder, 'fonts.conf'), FONTS);
  rmSync(source, { recursive: true });
}
