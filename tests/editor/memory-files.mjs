// @ts-check
/** @file An extension that keeps files in memory, for a workspace that is on no disk. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../../packages/tooling/src/temporary.mjs';

/**
 * Writes an extension, for the Node and for the worker, that has these files in the scheme `memory`.
 * @param {Record<string, string>} files their texts by path, such as `/desk/a.upsell`
 * @returns {string} the extension's folder
 */
export function memoryFiles(files) {
  const folder = path.join(temporaryFolder('extension'), 'memory-files');
  mkdirSync(folder);
  const manifest = {
    name: 'memory-files',
    publisher: 'test',
    version: '1.0.0',
    engines: { vscode: '^1.100.0' },
    main: './extension.js',
    browser: './extension.js',
    activationEvents: ['onFileSystem:memory'],
    capabilities: { virtualWorkspaces: true, untrustedWorkspaces: { supported: true } },
  };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(
    path.join(folder, 'extension.js'),
    `(${extension})(require('vscode'), module, ${JSON.stringify(files)});`,
  );
  return folder;
}

/**
 * Runs in the extension host, as a text of its own: nothing from outside is known to it.
 * @param {any} vscode
 * @param {{ exports: unknown }} loaded
 * @param {Record<string, string>} files
 */
function extension(vscode, loaded, files) {
  const texts = new Map(Object.entries(files).map(([name, text]) => [name, new TextEncoder().encode(text)]));
  const changed = new vscode.EventEmitter();
  /** @param {string} folder */
  const below = (folder) => [...texts.keys()].filter((name) => name.startsWith(folder === '/' ? folder : `${folder}/`));
  /** @param {{ path: string }} uri */
  const missing = (uri) => vscode.FileSystemError.FileNotFound(uri);
  const refuse = () => {
    throw vscode.FileSystemError.NoPermissions();
  };
  const provider = {
    onDidChangeFile: changed.event,
    watch: () => new vscode.Disposable(() => undefined),
    /** @param {{ path: string }} uri */
    stat(uri) {
      const bytes = texts.get(uri.path);
      if (bytes) return { type: vscode.FileType.File, ctime: 0, mtime: Date.now(), size: bytes.length };
      if (below(uri.path).length === 0) throw missing(uri);
      return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    },
    /** @param {{ path: string }} uri */
    readDirectory(uri) {
      const names = below(uri.path).map((name) => name.slice(uri.path.length).replace(/^\//, '').split('/'));
      const { File, Directory } = vscode.FileType;
      return [...new Map(names.map((parts) => [parts[0], parts.length === 1 ? File : Directory]))];
    },
    /** @param {{ path: string }} uri */
    readFile(uri) {
      const bytes = texts.get(uri.path);
      if (!bytes) throw missing(uri);
      return bytes;
    },
    /** @param {{ path: string }} uri @param {Uint8Array<ArrayBuffer>} bytes */
    writeFile(uri, bytes) {
      texts.set(uri.path, bytes);
      changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
    },
    createDirectory: refuse,
    delete: refuse,
    rename: refuse,
  };
  loaded.exports = {
    activate(/** @type {{ subscriptions: unknown[] }} */ { subscriptions }) {
      subscriptions.push(vscode.workspace.registerFileSystemProvider('memory', provider));
    },
  };
}
