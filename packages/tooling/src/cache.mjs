// @ts-check
/** @file What is fetched from npm once and shared by all clones: whole or absent, also when two installs run at the same time. */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runProcess } from './run-process.mjs';
import { temporaryFolder } from './temporary.mjs';

/**
 * A package of the npm registry, pinned.
 * @typedef {object} Pinned
 * @property {string} name
 * @property {string} version
 * @property {string} integrity a SHA-512, as in `npm view NAME@VERSION dist.integrity`
 */

// A lock is touched every two seconds by whoever holds it; ten missed touches mean that nobody does.
const HEARTBEAT = 2_000;
const ABANDONED = 20_000;

/** The folder for what is fetched once: outside of the repository, so that fresh clones find it. */
function cacheFolder() {
  const base = process.env.XDG_CACHE_HOME;
  return path.join(base && path.isAbsolute(base) ? base : path.join(os.homedir(), '.cache'), 'upsell');
}

/**
 * The folder `name` of the cache, filled by `fill` the first time.
 * It gets its final name by one rename when it is whole, so a folder that exists is complete; the lock only spares a second download.
 * @param {string} name with the version in it: what is installed is never changed
 * @param {string} announcement what is printed before the work starts
 * @param {(folder: string) => Promise<void>} fill
 * @returns {Promise<string>} the absolute path
 */
export async function installOnce(name, announcement, fill) {
  const target = path.join(cacheFolder(), name);
  if (existsSync(target)) return target;
  mkdirSync(cacheFolder(), { recursive: true });
  const release = await acquire(`${target}.lock`, name, () => existsSync(target));
  try {
    if (existsSync(target)) return target;
    process.stderr.write(`${announcement}\n`);
    removeUnfinished(name);
    const folder = mkdtempSync(`${target}.unfinished-`);
    try {
      await fill(folder);
      renameSync(folder, target);
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      // Another install that did not see our lock may have been faster; its result is as good.
      if (!existsSync(target)) throw error;
    }
    return target;
  } finally {
    release();
  }
}

/**
 * Fetches one package by the npm client, checks it against its pinned integrity and unpacks it.
 * @param {Pinned} pinned
 * @param {string} folder where the package's files go
 */
export async function unpackPackage({ name, version, integrity }, folder) {
  const download = temporaryFolder('npm');
  await npm(['pack', `${name}@${version}`, '--pack-destination', download], download);
  const file = readdirSync(download).find((entry) => entry.endsWith('.tgz'));
  if (!file) throw new Error(`npm pack ${name}@${version} left no archive`);
  const archive = path.join(download, file);
  if (`sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}` !== integrity) {
    throw new Error(`${name}@${version} is not the package that was pinned: its checksum differs`);
  }
  mkdirSync(folder, { recursive: true });
  await unpack(archive, folder, 1);
  rmSync(archive);
}

/**
 * Unpacks a tar archive, compressed by gzip or not.
 * @param {string} archive
 * @param {string} folder
 * @param {number} [strip] how many leading folders are dropped
 */
export async function unpack(archive, folder, strip = 0) {
  const { code, output, problem } = await runProcess('tar', [
    '-xf',
    archive,
    '-C',
    folder,
    '--no-same-owner',
    `--strip-components=${strip}`,
  ]);
  if (code !== 0) throw new Error(`${archive} could not be unpacked: ${problem ?? output}`);
}

/**
 * Runs npm; rejects with its output where it fails.
 * @param {string[]} args
 * @param {string} cwd
 */
export async function npm(args, cwd) {
  const { code, output, problem } = await runProcess('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
  });
  if (code !== 0) throw new Error(`npm ${args.join(' ')} failed: ${problem ?? output}`);
}

/**
 * Takes a lock; waits while another process holds it, unless `done` says that there is nothing left to do.
 * @param {string} lock
 * @param {string} name
 * @param {() => boolean} done
 * @returns {Promise<() => void>} gives the lock back
 */
async function acquire(lock, name, done) {
  for (let told = false; ; ) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    }
    if (done()) return () => {};
    if (untouchedFor(lock) > ABANDONED) {
      rmSync(lock, { recursive: true, force: true });
      continue;
    }
    if (!told) process.stderr.write(`Waiting for another process that is installing ${name}.\n`);
    told = true;
    await sleep(300);
  }
  const beat = setInterval(() => {
    // Gone only where another process took this one for dead; it then installs too, and one of the two renames wins.
    if (existsSync(lock)) utimesSync(lock, new Date(), new Date());
  }, HEARTBEAT);
  const release = () => {
    clearInterval(beat);
    process.off('exit', release);
    rmSync(lock, { recursive: true, force: true });
  };
  process.once('exit', release);
  return release;
}

/** @param {string} lock @returns {number} milliseconds; 0 where it has just been given back */
function untouchedFor(lock) {
  const stats = statSync(lock, { throwIfNoEntry: false });
  return stats ? Date.now() - stats.mtimeMs : 0;
}

/** Removes what interrupted installs left behind; called with the lock held. @param {string} name */
function removeUnfinished(name) {
  for (const entry of readdirSync(cacheFolder())) {
    if (entry.startsWith(`${name}.unfinished-`))
      rmSync(path.join(cacheFolder(), entry), { recursive: true, force: true });
  }
}
