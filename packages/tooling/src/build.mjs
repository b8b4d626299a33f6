// `npm run build`: bundles the command line, the language server, the extension and the preview into dist/.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

/**
 * Langium names a few constants of the language server protocol, for services that we do not use. Without this the whole
 * protocol is loaded with them, at a tenth of the command line's start-up.
 * @type {esbuild.Plugin}
 */
const leaveUnusedProtocol = {
  name: 'leave-unused-protocol',
  setup(build) {
    build.onResolve(
      { filter: /^vscode-languageserver-protocol$/ },
      async ({ path: name, importer, kind, resolveDir, pluginData }) => {
        if (pluginData === 'resolving' || !/[\\/]langium[\\/]/.test(importer)) return undefined;
        const resolved = await build.resolve(name, { importer, kind, resolveDir, pluginData: 'resolving' });
        return { ...resolved, sideEffects: false };
      },
    );
  },
};

/**
 * A library of special functions asks by `eval` whether there are generators. The policy of a report and of a webview forbids it, and the
 * answer would be another one there than in Node: they are everywhere. It brings a log as well, for who looks into it, which asks a
 * terminal for its colours at every start.
 * @type {esbuild.Plugin}
 */
const quietSpecialFunctions = {
  name: 'quiet-special-functions',
  setup(build) {
    build.onLoad({ filter: /[\\/]@stdlib[\\/].*[\\/]node_modules[\\/]debug[\\/]src[\\/]\w+\.js$/ }, () => ({
      contents: 'module.exports = () => () => {};',
    }));
    build.onLoad({ filter: /[\\/]@stdlib[\\/]assert-has-generator-support[\\/]lib[\\/]index\.js$/ }, () => ({
      contents: 'module.exports = () => true;',
    }));
  },
};

/**
 * The library for spreadsheets has a bundle of its own beside that of the verbs: what one verb needs costs the others nothing.
 * @type {esbuild.Plugin}
 */
const loadSpreadsheetsApart = {
  name: 'load-spreadsheets-apart',
  setup(build) {
    build.onResolve({ filter: /\/write-xlsx\.ts$/ }, () => ({ path: './write-xlsx.cjs', external: true }));
  },
};

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
  plugins: [leaveUnusedProtocol, quietSpecialFunctions],
};

/** What a browser runs. @type {esbuild.BuildOptions} */
const browser = { ...shared, platform: 'browser', target: 'es2022', format: 'iife', minify: true };

/** The preview: one app for the webview of the editor and for a file of its own. @type {esbuild.BuildOptions} */
const preview = {
  ...browser,
  jsx: 'automatic',
  jsxImportSource: 'preact',
};

for (const folder of ['cli', 'vscode']) rmSync(path.join(root, 'dist', folder), { recursive: true, force: true });

await Promise.all([
  // The entry alone: `upsell --help` loads no grammar. Bundled CommonJS packages ask for Node's own modules.
  esbuild.build({
    ...shared,
    entryPoints: { main: 'packages/cli/src/main.ts' },
    outdir: 'dist/cli',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    banner: {
      js: "import { createRequire as require_ } from 'node:module'; const require = require_(import.meta.url);",
    },
  }),
  esbuild.build({
    ...shared,
    entryPoints: { verbs: 'packages/cli/src/verbs.ts' },
    outdir: 'dist/cli',
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    plugins: [...shared.plugins, loadSpreadsheetsApart],
    // The verbs are no module of Node's, which alone could load another one.
    supported: { 'dynamic-import': false },
  }),
  esbuild.build({
    ...shared,
    entryPoints: { 'write-xlsx': 'packages/cli/src/reports/write-xlsx.ts' },
    outdir: 'dist/cli',
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
  }),
  esbuild.build({
    ...shared,
    entryPoints: {
      extension: 'packages/vscode/src/extension.node.ts',
      server: 'packages/language-server/src/main.node.ts',
      'language-server': 'packages/language-server/src/server.node.ts',
    },
    outdir: 'dist/vscode',
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    external: ['vscode'],
  }),
  // The editor loads it as a CommonJS module, and it starts the worker.
  esbuild.build({
    ...browser,
    entryPoints: { 'extension.browser': 'packages/vscode/src/extension.browser.ts' },
    outdir: 'dist/vscode',
    format: 'cjs',
    external: ['vscode'],
  }),
  esbuild.build({
    ...browser,
    entryPoints: { 'server.browser': 'packages/language-server/src/main.browser.ts' },
    outdir: 'dist/vscode',
  }),
  esbuild.build({ ...preview, entryPoints: { report: 'packages/preview/src/main.report.tsx' }, outdir: 'dist/cli' }),
  esbuild.build({
    ...preview,
    entryPoints: { preview: 'packages/preview/src/main.webview.tsx' },
    outdir: 'dist/vscode',
  }),
]);

// As they are loaded (packages/language-server/src/code-cache.node.ts). In ASCII they are read in half of the time, and kept in half of
// the memory: esbuild leaves other characters in regular expressions as they are.
for (const file of ['dist/cli/verbs.cjs', 'dist/vscode/language-server.cjs']) {
  const bundle = path.join(root, file);
  const escaped = (/** @type {string} */ character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  const text = readFileSync(bundle, 'utf8');
  if (/\\[^\0-\x7f]/.test(text)) throw new Error(`${file}: a character behind a backslash cannot be escaped`);
  const ascii = text.replaceAll(/[^\0-\x7f]/g, escaped);
  writeFileSync(bundle, `(function (exports, require, module, __filename, __dirname) {${ascii}\n})`);
}

// What V8 compiles for a verb, and for a first document, kept for the next start.
const example = 'examples/canonical/canonical.upsell';
execFileSync(process.execPath, ['packages/cli/bin/upsell.mjs', 'eval', example], {
  cwd: root,
  stdio: ['ignore', 'ignore', 'inherit'],
  env: { ...process.env, UPSELL_WRITE_CODE_CACHE: path.join(root, 'dist/cli/verbs.cjs.cache') },
});
const server = spawn(process.execPath, ['dist/vscode/server.cjs', '--stdio'], {
  cwd: root,
  stdio: ['pipe', 'ignore', 'inherit'],
  env: { ...process.env, UPSELL_WRITE_CODE_CACHE: path.join(root, 'dist/vscode/language-server.cjs.cache') },
});
// Not closed: a server without a client ends at once.
server.stdin.write(firstMinute(readFileSync(path.join(root, example), 'utf8')));
const [status] = await once(server, 'exit');
if (status !== 0) throw new Error(`the server ends with ${status}`);

/** What an editor says to a server with one document, a change of it, and an end. @param {string} text */
function firstMinute(text) {
  const textDocument = { uri: 'file:///model.upsell', languageId: 'upsell', version: 1 };
  const start = { line: 0, character: 0 };
  const range = { start, end: { line: 60, character: 0 } };
  return [
    { id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } },
    { method: 'initialized', params: {} },
    { method: 'textDocument/didOpen', params: { textDocument: { ...textDocument, text } } },
    { id: 2, method: 'textDocument/inlayHint', params: { textDocument, range } },
    {
      method: 'textDocument/didChange',
      params: {
        textDocument: { ...textDocument, version: 2 },
        contentChanges: [{ range: { start, end: start }, text: ' ' }],
      },
    },
    { id: 3, method: 'textDocument/inlayHint', params: { textDocument, range } },
    { id: 4, method: 'shutdown' },
    { method: 'exit' },
  ]
    .map((message) => JSON.stringify({ jsonrpc: '2.0', ...message }))
    .map((body) => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
    .join('');
}
