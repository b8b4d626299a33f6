import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Script } from 'node:vm';

/**
 * Loads a CommonJS bundle with the code that V8 compiled for it when it was built, kept beside it as `FILE.cache`; that saves a
 * quarter of a start. The bundle is in ASCII, and in the function that Node puts around a module: two megabytes that need not be copied.
 * V8 refuses a cache of another version; then, or where there is none, it compiles as usual.
 */
export function loadWithCodeCache<T>(file: string): T {
  const script = new Script(readFileSync(file, 'latin1'), { filename: file, cachedData: readCache(file) });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, deferring(createRequire(file)), module, file, dirname(file));
  const write = process.env['UPSELL_WRITE_CODE_CACHE'];
  // Set by the build: at exit every function that was used is compiled.
  if (write) process.once('exit', () => writeFileSync(write, script.createCachedData()));
  return module.exports as T;
}

/** What of Node takes milliseconds to load, and is not needed before somebody asks for something. */
const DEFERRED: ReadonlySet<string> = new Set([
  'crypto',
  'node:crypto',
  'child_process',
  'node:fs/promises',
  'node:v8',
]);

const deferring =
  (load: NodeJS.Require) =>
  (name: string): unknown =>
    DEFERRED.has(name) ? new Proxy({}, { get: (_, property) => load(name)[property] }) : load(name);

function readCache(file: string): Buffer | undefined {
  try {
    return readFileSync(`${file}.cache`);
  } catch {
    return undefined;
  }
}
