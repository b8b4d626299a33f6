#!/usr/bin/env node
// Committed, so that npm links it before anything is built.
try {
  await import('../../../dist/cli/main.mjs');
} catch (error) {
  if (error?.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  process.stderr.write('upsell: not built yet. Run `npm run build` in the folder of the repository first.\n');
  process.exitCode = 2;
}
