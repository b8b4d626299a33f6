import { setFlagsFromString } from 'node:v8';

/** Milliseconds after which the start is over, whatever a client has asked for by then. */
const LONGEST_START = 500;

/**
 * Keeps V8 from optimizing until the returned function is called: most of what runs before the first answer runs a few times, and to
 * optimize it takes longer than to run it as it is. Not in Electron, which may not let a flag be changed any more, nor where V8 was
 * started without compilers (`--jitless`), which the flag would bring back; then there is no WebAssembly either.
 */
export function startUnoptimized(): () => void {
  const { WebAssembly } = globalThis as { readonly WebAssembly?: unknown };
  if (process.versions['electron'] || !WebAssembly) return () => {};
  setFlagsFromString('--no-turbofan');
  let isStarting = true;
  const end = (): void => {
    if (isStarting) setFlagsFromString('--turbofan');
    isStarting = false;
  };
  setTimeout(end, LONGEST_START).unref();
  return end;
}
