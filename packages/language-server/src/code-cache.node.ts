import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Script } from 'node:vm';

/**
 * Loads a CommonJS bundle with the code that V8 compiled for it when it was built, kept beside it as `FILE.cache`; that saves a
 * quarter of a start. V8 refuses a cache of another version; then, or where there is none, it compiles as usual.
 */
export function loadWithCodeCache<T>(file: string): T {
  const source = `(function (exports, require, module, __filename, __dirname) {${readFileSync(file, 'utf8')}\n})`;
  const script = new Script(source, { filename: file, cachedData: readCache(file) });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file));
  const write = process.env['UPSELL_WRITE_CODE_CACHE'];
  // Set by the build: at exit every function that was used is compiled.
  if (write) process.once('exit', () => writeFileSync(write, script.createCachedData()));
  return module.exports as T;
}

function readCache(file: string): Buffer | undefined {
  try {
    return readFileSync(`${file}.cache`);
  } catch {
    return undefined;
  }
}
