// @ts-check
/** @file Hearing of it when this program is to end. */

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
const PAUSE = 500;

/**
 * Calls back at every signal that asks this program to end, and when npm, which runs it, is gone:
 * npm passes a signal on to the shell between it and this program, and the shell dies without a word to us.
 * @param {(signal: typeof SIGNALS[number]) => void} end
 */
export function onEnd(end) {
  for (const signal of SIGNALS) process.on(signal, () => end(signal));
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    end('SIGTERM');
  }, PAUSE);
  watch.unref();
}
