// @ts-check
/** @file Makes a fresh clone ready to run. Imports nothing that would have to be installed first. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './root.mjs';
import { runProcess } from './run-process.mjs';

const OLDEST_NODE = [20, 19];

/**
 * @typedef {object} LockedPackage an entry of a lock file
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {boolean} [optional]
 */

/**
 * Installs what package-lock.json says where node_modules is absent, half-finished or something else.
 * @throws where Node is too old or npm fails
 */
export async function ensureInstalled() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    throw new Error(`Node ${OLDEST_NODE.join('.')} or newer is needed; this is ${process.versions.node}.`);
  }
  if (isInstalled()) return;
  process.stderr.write('Installing the dependencies (once, about half a minute)\n');
  let { code, output, problem } = await install('ci');
  if (output.includes('EUSAGE')) {
    // `npm ci` refuses a lock file without the optional packages of other platforms, as it is written where a registry lacks them.
    // `npm install` takes the same locked versions, and --no-save leaves the lock file as it is.
    ({ code, output, problem } = await install('install', '--no-save'));
  }
  if (code !== 0)
    throw new Error(`${output}\nnpm could not install the dependencies: ${problem ?? `exit code ${code}`}`);
}

/** @param {string[]} args */
function install(...args) {
  // NODE_ENV=production would leave out the build tools.
  return runProcess('npm', [...args, '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: ROOT });
}

/**
 * Whether node_modules holds what package-lock.json says.
 * npm writes its own copy of the lock file as its last step; contents are compared and not times, which `git checkout` changes.
 */
function isInstalled() {
  const installed = lockedPackages(path.join(ROOT, 'node_modules', '.package-lock.json'));
  const wanted = lockedPackages(path.join(ROOT, 'package-lock.json'));
  if (!installed || !wanted) return false;
  return Object.entries(wanted).every(([place, { version, integrity, optional }]) => {
    // The repository itself has no entry among the installed packages; what is for another platform is left out.
    if (place === '') return true;
    const found = installed[place];
    return found ? found.version === version && found.integrity === integrity : optional;
  });
}

/** @param {string} file @returns {Record<string, LockedPackage> | undefined} */
function lockedPackages(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : undefined;
}
