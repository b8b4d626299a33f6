import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, type Platform } from 'esbuild';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The packages that go into a bundle, and its size; fails where something cannot be bundled for the platform. */
async function bundle(
  entry: string,
  platform: Platform,
  external: string[] = [],
): Promise<{ packages: readonly string[]; bytes: number }> {
  const { metafile, outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    external,
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    platform,
    format: 'esm',
    logLevel: 'silent',
    define: { VERSION: '"0"' },
  });
  const packages = new Set<string>();
  const [output] = Object.values(metafile.outputs);
  for (const [file, { bytesInOutput }] of Object.entries(output?.inputs ?? {})) {
    if (bytesInOutput === 0) continue;
    const match =
      /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(file) ?? /^packages\/([^/]+)/.exec(file);
    packages.add(match?.[1] ?? file);
  }
  return { packages: [...packages].sort(), bytes: outputFiles[0]?.contents.length ?? 0 };
}

/** @stdlib and what it needs itself. */
const isSpecialFunctions = (name: string): boolean => name.startsWith('@stdlib/') || name === 'debug' || name === 'ms';

describe('bundles', () => {
  it('needs one library of special functions in the engine, and runs in a browser', async () => {
    const { packages } = await bundle('packages/engine/src/index.ts', 'browser');
    expect(packages).toContain('@stdlib/math-base-special-betainc');
    expect(packages.filter((name) => !isSpecialFunctions(name))).toEqual(['engine']);
  });

  it('needs no more in the report', async () => {
    const { packages } = await bundle('packages/report/src/index.ts', 'browser');
    expect(packages.filter((name) => !isSpecialFunctions(name))).toEqual(['engine', 'report']);
  });

  it('needs one reader of CSV in the actuals, and runs in a browser', async () => {
    const { packages } = await bundle('packages/actuals/src/index.ts', 'browser');
    expect(packages.filter((name) => !isSpecialFunctions(name))).toEqual(['actuals', 'engine', 'papaparse']);
  });

  it('takes of Langium the parser, for a browser too', async () => {
    const { packages, bytes } = await bundle('packages/language/src/index.ts', 'browser');
    for (const name of packages) expect(name).not.toMatch(/^vscode-languageserver$/);
    expect(packages).toContain('langium');
    expect(bytes).toBeLessThan(1_100_000);
  });

  it('keeps the library for spreadsheets out of everything but its own bundle', async () => {
    const { packages } = await bundle('packages/cli/src/reports/write-xlsx.ts', 'node');
    expect(packages).toEqual(['cli', 'hucre']);
    const built = (name: string) => readFileSync(`${root}dist/cli/${name}`, 'utf8');
    expect(built('write-xlsx.cjs')).toContain('spreadsheetml');
    for (const name of ['main.mjs', 'verbs.cjs']) expect(built(name)).not.toContain('spreadsheetml');
  });

  it('keeps the features of the server free of Node', async () => {
    await expect(bundle('packages/language-server/src/features/inlay-hint.ts', 'browser')).resolves.toBeDefined();
    await expect(bundle('packages/language-server/src/server.node.ts', 'browser')).rejects.toThrow(/node:fs/);
  });

  it('runs the whole server in a worker', async () => {
    const { packages, bytes } = await bundle('packages/language-server/src/main.browser.ts', 'browser');
    expect(packages).toEqual(expect.arrayContaining(['@noble/hashes', 'actuals', 'engine', 'language', 'report']));
    for (const name of ['cli', 'preview', 'vscode', 'vscode-languageclient']) expect(packages).not.toContain(name);
    expect(bytes).toBeLessThan(1_350_000);
  });

  it('needs of the server what it is told in the extension for browsers, and nothing of Node', async () => {
    const { packages, bytes } = await bundle('packages/vscode/src/extension.browser.ts', 'browser', ['vscode']);
    for (const name of ['actuals', 'engine', 'language', 'report', 'langium']) expect(packages).not.toContain(name);
    expect(bytes).toBeLessThan(500_000);
    await expect(bundle('packages/vscode/src/extension.node.ts', 'browser', ['vscode'])).rejects.toThrow(/node:/);
  });

  it('has built them such as an editor in a browser loads them', () => {
    const built = (name: string) => readFileSync(`${root}dist/vscode/${name}`, 'utf8');
    const manifest = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
    expect(manifest.browser).toBe('./dist/vscode/extension.browser.js');
    // A worker loads no ECMAScript modules, which this would make of it.
    expect(manifest.type).toBeUndefined();
    const asked = (text: string) => [...text.matchAll(/(?<![.\w])require\("([^"]+)"\)/g)].map(([, name]) => name);
    expect(new Set(asked(built('extension.browser.js')))).toEqual(new Set(['vscode']));
    expect(asked(built('server.browser.js'))).toEqual([]);
    for (const name of ['extension.browser.js', 'server.browser.js']) expect(built(name)).not.toMatch(/["']node:/);
  });
});
