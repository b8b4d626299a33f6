// @ts-check
/**
 * @file Runs tests/editor in a VS Code: the served one, or with UPSELL_EDITOR=desktop the desktop's, which is then downloaded; the
 * extension and the suite run in Node, or in a web worker.
 * Usage: node editor-suite.mjs node|web RESULTS.json
 */
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { copyWorkspace, EXAMPLE, forecastOf } from './editor-workspace.mjs';
import { onEnd } from './on-end.mjs';
import { ROOT } from './root.mjs';

const SOURCE = path.join(ROOT, 'tests', 'editor');

const [host, results] = process.argv.slice(2);
if (!results || (host !== 'node' && host !== 'web')) {
  console.error('usage: node editor-suite.mjs node|web RESULTS.json');
  process.exit(2);
}
onEnd(() => process.exit(1));
rmSync(results, { force: true });
const workspace = copyWorkspace();
const bundles = path.join(ROOT, 'dist', 'tests', `editor-${host}`);
rmSync(bundles, { recursive: true, force: true });
const input = { host, example: EXAMPLE, forecast: await forecastOf(workspace.example), results: path.resolve(results) };
/** @type {import('esbuild').BuildOptions} */
const shared = {
  outdir: bundles,
  bundle: true,
  format: 'cjs',
  sourcemap: 'inline',
  define: { SUITE_INPUT: JSON.stringify(input) },
  logLevel: 'warning',
};
// A worker starts no processes.
const tests = readdirSync(SOURCE).filter(
  (file) => file.endsWith('.test.ts') && (host === 'node' || !file.endsWith('.node.test.ts')),
);
try {
  await runTests({
    vscodeExecutablePath: await executable(),
    extensionDevelopmentPath: ROOT,
    extensionTestsPath: host === 'web' ? await bundleForWorker() : await bundleForNode(),
    launchArgs: [
      workspace.folder,
      '--disable-extensions',
      ...(host === 'web' ? ['--extensionDevelopmentKind=web'] : []),
    ],
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** The program that takes VS Code's arguments. */
async function executable() {
  if (process.env.UPSELL_EDITOR === 'desktop') return process.env.VSCODE_EXECUTABLE ?? downloadAndUnzipVSCode('stable');
  return fileURLToPath(new URL('code-shim.mjs', import.meta.url));
}

/** One CommonJS module for each test file, as the extension host loads them; mocha stays outside, there must be one only. */
async function bundleForNode() {
  await build({
    ...shared,
    entryPoints: ['index.ts', ...tests].map((file) => path.join(SOURCE, file)),
    outExtension: { '.js': '.cjs' },
    platform: 'node',
    target: 'node20',
    external: ['vscode', 'mocha'],
  });
  return path.join(bundles, 'index.cjs');
}

/** One module with all: a worker loads no other. The tests stand behind what makes mocha ready. */
async function bundleForWorker() {
  const modules = ['./index.web', ...tests.map((file) => `./${file}`)];
  await build({
    ...shared,
    stdin: {
      contents: [...modules.map((module) => `import '${module}';`), "export { run } from './index.web';"].join('\n'),
      resolveDir: SOURCE,
    },
    platform: 'browser',
    target: 'es2022',
    external: ['vscode'],
    alias: { 'node:assert/strict': path.join(SOURCE, 'assert.web.ts') },
  });
  return path.join(bundles, 'stdin.js');
}
