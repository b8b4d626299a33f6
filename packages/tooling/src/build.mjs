// `npm run build`: bundles the command line, the language server and the extension into dist/.
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

/** @type {esbuild.BuildOptions} */
const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  define: { VERSION: JSON.stringify(version) },
  legalComments: 'none',
  minifySyntax: true,
  minifyWhitespace: true,
  logLevel: 'warning',
  metafile: true,
};

for (const folder of ['cli', 'vscode']) rmSync(path.join(root, 'dist', folder), { recursive: true, force: true });

await Promise.all([
  // One file a verb: `upsell --help` loads no grammar.
  esbuild.build({
    ...shared,
    entryPoints: { main: 'packages/cli/src/main.ts' },
    outdir: 'dist/cli',
    format: 'esm',
    splitting: true,
    outExtension: { '.js': '.mjs' },
    // Bundled CommonJS packages ask for Node's own modules.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  }),
  esbuild.build({
    ...shared,
    entryPoints: { extension: 'packages/vscode/src/extension.ts', server: 'packages/language-server/src/main.node.ts' },
    outdir: 'dist/vscode',
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    external: ['vscode'],
  }),
]);
