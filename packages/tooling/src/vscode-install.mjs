// @ts-check
/** @file Installs VS Code's server build out of the npm package `code-server`, of which nothing but VS Code itself is used. */
import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { installOnce, npm, unpackPackage } from './cache.mjs';

// VS Code 1.110.0, the newest that runs on Node 20.
const CODE_SERVER = {
  name: 'code-server',
  version: '4.110.0',
  integrity: 'sha512-Sc3ZIUZgaFLOl5nX7aJVt/MWNPJOOysFnheWhawd8JkbHvJKOgHSpxDIm7fFx55k9GjHwqS3oLABNztwiBogSg==',
};

// Search in files needs this binary, which the skipped install script would fetch from elsewhere.
const RIPGREP_VERSION = '1.18.0';
/** @type {Record<string, string>} */
const RIPGREP_INTEGRITY = {
  'linux-x64': 'sha512-mQ3bVrUpnD2vs7QT0vX90Lt0cnUq467uFtEktIdsJJmW296RoSULRGqWgzG1AKxyBpNDD6l4ZO4qKf6SgyC23Q==',
  'linux-arm64': 'sha512-lQ/5zTG++U0E3IhVgS4EPTTn/U4okncaRMM5GOFfOYZywS4nuD31GhkHbNYlDk5CuDC68+hYJ0/eQeyCKJDA+g==',
  'darwin-x64': 'sha512-25b4gWbL138dGuQU244ebCKKc0q05ULBMoFSz9oAEUHNeqK/lOJViDS7DRvbDazzAzSEdan391Znks/R5mkaTQ==',
  'darwin-arm64': 'sha512-r3ktHSvbFycQNF6sl7sNDPocpsI7J+mEzh1IaZFkY0spm3k2Z9t8hPAeOK7+p0l6p6/swkQC14XWX01low+94Q==',
  'win32-x64': 'sha512-KNPvtElldqILHdnAetujPaowkNbpqJy3ssIGGN6F6Kve9Qi+nNLI2DN01O83JjCEVQbCzl8Ov3QZ9Eov3BR8Dg==',
};

// Stand-in for a native module that writes log files, which was not built; without it every start prints a stack trace.
const NO_LOG_FILES = `
class Logger { setLevel() {} setPattern() {} clearFormatters() {} flush() {} drop() {}
  trace() {} debug() {} info() {} warn() {} error() {} critical() {} }
exports.version = 0; exports.setLevel = exports.setFlushOn = () => {}; exports.Logger = Logger;
exports.createRotatingLogger = exports.createAsyncRotatingLogger = async () => new Logger();
`;

/**
 * The path of the server's main module; installs it the first time.
 * @returns {Promise<string>}
 */
export async function installServer() {
  const folder = await installOnce(
    `vscode-server-${CODE_SERVER.version}`,
    `Installing VS Code's server out of ${CODE_SERVER.name}@${CODE_SERVER.version} (once, about 80 MB)`,
    fill,
  );
  return path.join(folder, 'out', 'server-main.js');
}

/** @param {string} folder */
async function fill(folder) {
  const unpacked = path.join(folder, 'package');
  await unpackPackage(CODE_SERVER, unpacked);
  const vscode = path.join(unpacked, 'lib', 'vscode');
  // Its own npm-shrinkwrap.json pins versions and checksums, all but one peer dependency, for which `npm ci` would refuse it.
  // Install scripts would compile native modules, and download.
  await npm(['install', '--omit=dev', '--ignore-scripts'], vscode);
  const modules = path.join(vscode, 'node_modules', '@vscode');
  await addRipgrep(path.join(modules, 'ripgrep'));
  writeFileSync(path.join(modules, 'spdlog', 'index.js'), NO_LOG_FILES);
  // The watchdog is native as well; server-guard.mjs ends extension hosts whose server is gone.
  writeFileSync(path.join(modules, 'native-watchdog', 'index.js'), 'exports.start = () => {};\n');
  for (const file of readdirSync(path.join(vscode, 'out'), { recursive: true, encoding: 'utf8' })) {
    if (file.endsWith('.map')) rmSync(path.join(vscode, 'out', file));
  }
  for (const entry of readdirSync(vscode)) renameSync(path.join(vscode, entry), path.join(folder, entry));
  rmSync(unpacked, { recursive: true });
}

/** @param {string} folder */
async function addRipgrep(folder) {
  const platform = `${process.platform}-${process.arch}`;
  const integrity = RIPGREP_INTEGRITY[platform];
  if (!integrity)
    throw new Error(
      `VS Code's server is not known to run on ${platform}. Install VS Code and put \`code\` on the PATH.`,
    );
  const binary = path.join(folder, 'platform');
  await unpackPackage({ name: `@vscode/ripgrep-${platform}`, version: RIPGREP_VERSION, integrity }, binary);
  rmSync(path.join(folder, 'bin'), { recursive: true, force: true });
  renameSync(path.join(binary, 'bin'), path.join(folder, 'bin'));
  rmSync(binary, { recursive: true });
}
