// @ts-check
/** @file `npm run package`: the extension as one file, which `code --install-extension` and the marketplaces take. */
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { buildFirst } from './build-first.mjs';
import { ROOT } from './root.mjs';

process.exitCode = await main();

/** @returns {Promise<number>} the exit code */
async function main() {
  const failure = await buildFirst();
  if (failure) {
    console.error(failure);
    return 1;
  }
  const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  const file = path.join(ROOT, 'dist', `upsell-${version}.vsix`);
  mkdirSync(path.dirname(file), { recursive: true });
  // Dependencies are bundled into dist/, so none are packed. Links of the README to files beside it stay as they are: there
  // is no address to rewrite them to.
  const { createVSIX } = await import('@vscode/vsce');
  await createVSIX({
    cwd: ROOT,
    packagePath: file,
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
  console.log(`${path.relative(process.cwd(), file)}: ${(statSync(file).size / 1024).toFixed(0)} kB`);
  return 0;
}
