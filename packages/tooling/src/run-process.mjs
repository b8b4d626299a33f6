// @ts-check
/** @file Running other programs to their end, and ending them together with everything that they started. */
import { spawn, spawnSync } from 'node:child_process';

/**
 * @typedef {object} Ended
 * @property {number | null} code the exit code; null after a signal, a time-out or when the program could not be started
 * @property {string} output everything printed on stdout and stderr, in order of arrival
 * @property {string | undefined} problem why there is no exit code, in words
 */

const windows = process.platform === 'win32';

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/**
 * Runs a program to its end; never rejects.
 * The program leads its own process group, so that a time-out or Ctrl+C ends what it started as well.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeout?: number }} [options] timeout in milliseconds
 * @returns {Promise<Ended>}
 */
export function runProcess(command, args, { cwd, env = process.env, timeout } = {}) {
  return new Promise((resolve) => {
    // npm is a .cmd file on Windows, which only a shell can start.
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: !windows,
      shell: windows && command === 'npm',
    });
    running.add(child);
    let output = '';
    /** @type {string | undefined} */
    let problem;
    /** @param {Buffer} data */
    const collect = (data) => {
      output += data;
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', (error) => finish(null, `${command} could not be started: ${error.message}`));
    const timer =
      timeout &&
      setTimeout(() => {
        problem = `${command} did not end within ${timeout / 1000} s`;
        endTree(child, 'SIGKILL');
      }, timeout);
    child.once('close', (code, signal) =>
      finish(code, problem ?? (signal ? `${command} was ended by ${signal}` : undefined)),
    );
    /** @param {number | null} code @param {string | undefined} why */
    function finish(code, why) {
      clearTimeout(timer);
      running.delete(child);
      resolve({ code: why ? null : code, output, problem: why });
    }
  });
}

/** Ends every program that `runProcess` has running; for the handlers of SIGINT and SIGTERM. */
export function endRunning() {
  for (const child of running) endTree(child, 'SIGTERM');
}

/**
 * Ends a program that was started as the leader of its process group, and its group; harmless where it has ended already.
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
export function endTree(child, signal) {
  if (!child.pid) return;
  if (windows) {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // ESRCH: the whole group is gone, which is what was asked for.
  }
}
