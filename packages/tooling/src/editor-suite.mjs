// @ts-check
/**
 * @file Runs tests/editor in a VS Code: the served one, or with UPSELL_EDITOR=desktop the desktop's, which is then downloaded.
 * Usage: node editor-suite.mjs RESULTS.json
 */
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { copyWorkspace, EXAMPLE, forecastOf } from './editor-workspace.mjs';
import { onEnd } from './on-end.mjs';
import { ROOT } from './root.mjs';
import { temporaryFolder } from './temporary.mjs';

const BUNDLES = path.join(ROOT, 'dist', 'tests', 'editor');

const [results] = process.argv.slice(2);
if (!results) {
  console.error('usage: node editor-suite.mjs RESULTS.json');
  process.exit(2);
}
onEnd(() => process.exit(1));
rmSync(results, { force: true });
await bundle();
const workspace = copyWorkspace();
try {
  const input = path.join(temporaryFolder('suite'), 'input.json');
  writeFileSync(
    input,
    JSON.stringify({ example: EXAMPLE, forecast: await forecastOf(workspace.example), results: path.resolve(results) }),
  );
  await runTests({
    vscodeExecutablePath: await executable(),
    extensionDevelopmentPath: ROOT,
    extensionTestsPath: path.join(BUNDLES, 'index.cjs'),
    launchArgs: [workspace.folder, '--disable-extensions'],
    extensionTestsEnv: { UPSELL_SUITE_INPUT: input },
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
async function bundle() {
  const source = path.join(ROOT, 'tests', 'editor');
  rmSync(BUNDLES, { recursive: true, force: true });
  const entryPoints = readdirSync(source).filter((file) => file === 'index.ts' || file.endsWith('.test.ts'));
  await build({
    entryPoints: entryPoints.map((file) => path.join(source, file)),
    outdir: BUNDLES,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
}
