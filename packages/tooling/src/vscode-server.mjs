// @ts-check
/** @file A VS Code workbench served on 127.0.0.1, with a new profile each time. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { endTree } from './run-process.mjs';
import { temporaryFolder } from './temporary.mjs';
import { installServer } from './vscode-install.mjs';

/** @typedef {Record<string, unknown>} Settings */

/**
 * @typedef {object} Workbench what the page opens; all paths are absolute
 * @property {string} folder the workspace: a folder's path, its URI where it is on no disk, or the path of a `.code-workspace`
 * @property {string} extension the folder of the extension under development
 * @property {string} [file] the file in the editor
 * @property {string} [tests] the module whose `run` the extension host calls
 */

/**
 * @typedef {object} Server
 * @property {(workbench: Workbench) => string} address the URL of the page; it carries the token, without which the server answers nobody
 * @property {() => string} log what the server printed so far
 * @property {Promise<unknown>} ended when the server has ended, by `stop` or by itself
 * @property {() => Promise<void>} stop
 */

const HOST = '127.0.0.1';
const START_TIMEOUT = 60_000;
const STOP_TIMEOUT = 3_000;

const QUIETLY = ['--accept-server-license-terms', '--disable-telemetry'];

// Nothing that greets, advises, reports or fetches.
const QUIET = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.enabled': false,
  'git.enabled': false,
  'npm.autoDetect': 'off',
  'typescript.disableAutomaticTypeAcquisition': true,
};

/** Nothing is trusted, and nobody is asked. @type {Settings} */
export const RESTRICTED = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
};

/** The extension runs in a web worker of the page, as it does where there is no server. @type {Settings} */
export const IN_WORKER = { 'remote.extensionKind': { 'upsell.upsell': ['web'] } };

/**
 * Starts a server, installing it the first time; resolves when it listens.
 * @param {{ port?: number, settings?: Settings, installed?: string[] }} [options] a port that is taken is replaced by a free one;
 *   `installed` are the folders of extensions that are there besides the one under development
 * @returns {Promise<Server>}
 */
export async function startServer({ port, settings = {}, installed = [] } = {}) {
  const main = await installServer();
  const listening = await freePort(port);
  const data = temporaryFolder('vscode');
  const user = path.join(data, 'data', 'User');
  mkdirSync(user, { recursive: true });
  writeFileSync(path.join(user, 'settings.json'), JSON.stringify({ ...QUIET, ...settings }, null, 2));
  for (const folder of installed)
    cpSync(folder, path.join(data, 'extensions', path.basename(folder)), { recursive: true });
  const token = randomBytes(16).toString('hex');
  const guard = fileURLToPath(new URL('server-guard.mjs', import.meta.url));
  const where = ['--host', HOST, '--port', String(listening), '--connection-token', token, '--server-data-dir', data];
  const child = spawn(process.execPath, [guard, main, ...where, ...QUIETLY], {
    // The first pipe is never written to: by its end the guard notices that this process is gone.
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    // Each extension host leaves a socket in the runtime folder, so that one is temporary as well.
    env: { ...process.env, EXTENSIONS_GALLERY: '{}', XDG_RUNTIME_DIR: data },
  });
  // Ahead of the removal of its folder.
  const kill = () => endTree(child, 'SIGKILL');
  process.prependOnceListener('exit', kill);
  let log = '';
  /** @param {Buffer} text */
  const keep = (text) => {
    log += text;
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const ended = once(child, 'exit');

  async function stop() {
    endTree(child, 'SIGTERM');
    const patience = setTimeout(kill, STOP_TIMEOUT);
    await ended;
    clearTimeout(patience);
    // Extension hosts wait for a reconnection after their server is gone.
    kill();
    process.removeListener('exit', kill);
  }

  try {
    await listens(child, ended, () => log);
  } catch (error) {
    await stop();
    throw error;
  }
  const authority = `${HOST}:${listening}`;
  return { address: (workbench) => address(authority, token, workbench), log: () => log, ended, stop };
}

/**
 * @param {string} authority
 * @param {string} token
 * @param {Workbench} workbench
 */
function address(authority, token, { folder, extension, file, tests }) {
  /** @param {string} file */
  const remote = (file) => `vscode-remote://${authority}${pathToFileURL(file).pathname}`;
  const payload = [['extensionDevelopmentPath', remote(extension)]];
  if (file) payload.push(['openFile', remote(file)]);
  if (tests) payload.push(['extensionTestsPath', remote(tests)]);
  const query = {
    tkn: token,
    [folder.endsWith('.code-workspace') ? 'workspace' : 'folder']: path.isAbsolute(folder)
      ? decodeURIComponent(pathToFileURL(folder).pathname)
      : folder,
    payload: JSON.stringify(payload),
  };
  // Slashes, colons and commas may stand in a query; left as they are, a person can read the address.
  const readable = Object.entries(query).map(
    ([key, value]) => `${key}=${encodeURIComponent(value).replace(/%2F|%3A|%2C/g, decodeURIComponent)}`,
  );
  return `http://${authority}/?${readable.join('&')}`;
}

/**
 * Resolves when the server listens; rejects where it ends or says nothing for a minute.
 * @param {import('node:child_process').ChildProcess} child
 * @param {Promise<unknown>} ended
 * @param {() => string} log
 */
function listens(child, ended, log) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`VS Code's server did not start within ${START_TIMEOUT / 1000} s:\n${log()}`)),
      START_TIMEOUT,
    );
    child.stdout?.on('data', () => {
      if (!log().includes('Extension host agent listening')) return;
      clearTimeout(timer);
      resolve(undefined);
    });
    ended.then(() => {
      clearTimeout(timer);
      reject(new Error(`VS Code's server ended with ${child.exitCode ?? child.signalCode}:\n${log()}`));
    });
  });
}

/**
 * The wished port of 127.0.0.1 where it is free, else another one.
 * @param {number} [wished]
 * @returns {Promise<number>}
 */
function freePort(wished = 0) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => (wished ? resolve(freePort()) : reject(error)));
    probe.listen(wished, HOST, () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address());
      probe.close(() => resolve(port));
    });
  });
}
