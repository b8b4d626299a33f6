import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';

/**
 * Loads the bundle of all verbs with the code that V8 compiled for it when it was built, which saves a quarter of the time of
 * `upsell eval`. V8 refuses a cache of another version; then, or where there is none, it compiles as usual.
 */
export function loadVerbs(): typeof import('./verbs.ts') {
  const file = path.join(path.dirname(fileURLToPath(import.meta.url)), 'verbs.cjs');
  const source = `(function (exports, require, module) {${readFileSync(file, 'utf8')}\n})`;
  const script = new Script(source, { filename: file, cachedData: readCache(file) });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module);
  const write = process.env['UPSELL_WRITE_CODE_CACHE'];
  // Set by the build: at exit every function that the verb used is compiled.
  if (write) process.once('exit', () => writeFileSync(write, script.createCachedData()));
  return module.exports as typeof import('./verbs.ts');
}

function readCache(file: string): Buffer | undefined {
  try {
    return readFileSync(`${file}.cache`);
  } catch {
    return undefined;
  }
}
