#!/usr/bin/env node
// @ts-check
/**
 * @file Stands in for VS Code's desktop executable in `runTests` of @vscode/test-electron: takes the same arguments, runs the same
 * test module in the extension host of a served VS Code, prints what it prints and exits with its code.
 */
import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'node:util';
import { openPage } from './browser.mjs';
import { onEnd } from './on-end.mjs';
import { IN_WORKER, startServer } from './vscode-server.mjs';

const LIMIT = Number(process.env.UPSELL_EDITOR_TIMEOUT ?? 180_000);
const NO_RESULT = 3;
const WRONG_USAGE = 2;

// What VS Code itself says on the console of every run.
const NOISE =
  /^(Resolv|Creating a socket|Updating additional|Ignoring fetching|\[reconnection|\[Service Worker|\[AccountPolicy|\[DefaultAccount|\[AgentHost|\[ChatModel|ChatSessionStore|Canceled$|\s*$)/;

onEnd(() => process.exit(NO_RESULT));
process.exit(await main());

/** @returns {Promise<number>} the exit code */
async function main() {
  const workbench = readArguments(process.argv.slice(2));
  if (!workbench) {
    console.error('code-shim: needs --extensionDevelopmentPath=DIR, --extensionTestsPath=FILE and a workspace folder');
    return WRONG_USAGE;
  }
  const server = await startServer({ settings: workbench.isWeb ? IN_WORKER : {} });
  /** @type {Awaited<ReturnType<typeof openPage>> | undefined} */
  let browser;
  try {
    browser = await openPage();
    return await runTests(browser.page, server.address(workbench));
  } catch (error) {
    console.error(error);
    await keepScreenshot(browser?.page, workbench.extension);
    console.error(`The server's log:\n${server.log()}`);
    return NO_RESULT;
  } finally {
    await browser?.close().catch(() => {});
    await server.stop();
  }
}

/**
 * The suite's exit code.
 * @param {import('playwright-core').Page} page
 * @param {string} address
 */
async function runTests(page, address) {
  /** @type {Promise<number>} */
  const code = new Promise((resolve, reject) => {
    // The workbench calls these two when it is opened with tests; the first carries the extension host's console.
    page.exposeFunction('codeAutomationLog', printLine);
    page.exposeFunction('codeAutomationExit', resolve);
    page.on('crash', () => reject(new Error('The workbench page crashed.')));
    setTimeout(() => reject(new Error(`The editor's tests gave no result within ${LIMIT / 1000} s.`)), LIMIT).unref();
  });
  // Awaited below; this keeps a rejection during `goto` from being an unhandled one.
  code.catch(() => {});
  await page.goto(address);
  const result = await code;
  // The last console lines may still be on their way.
  await page.waitForTimeout(300);
  return result;
}

/** @param {string} type @param {unknown[]} values */
function printLine(type, values) {
  const line = format(...values);
  if (NOISE.test(line)) return;
  (type === 'error' || type === 'warn' ? process.stderr : process.stdout).write(`${line}\n`);
}

/** @param {import('playwright-core').Page | undefined} page @param {string} root */
async function keepScreenshot(page, root) {
  if (!page) return;
  const file = path.join(root, 'dist', 'screenshots', 'failed-editor-suite.png');
  mkdirSync(path.dirname(file), { recursive: true });
  await page.screenshot({ path: file }).then(
    () => console.error(`Screenshot: ${file}`),
    () => {},
  );
}

/**
 * @param {string[]} args
 * @returns {(import('./vscode-server.mjs').Workbench & { isWeb: boolean }) | undefined} nothing where one is missing
 */
function readArguments(args) {
  /** @param {string} name */
  const option = (name) => {
    const value = args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
    return value?.startsWith('file:') ? fileURLToPath(value) : value;
  };
  const extension = option('extensionDevelopmentPath');
  const tests = option('extensionTestsPath');
  const folder = args.find((arg) => !arg.startsWith('-') && statSync(arg, { throwIfNoEntry: false })?.isDirectory());
  const isWeb = option('extensionDevelopmentKind') === 'web';
  return extension && tests && folder ? { extension, tests, folder, isWeb } : undefined;
}
