// @ts-check
/**
 * @file `npm start`: from a fresh clone to the example in an editor.
 * Options, after `npm start --`: --port N (the served editor's, 3000), --no-open (only print the forecast; also UPSELL_NO_EDITOR).
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildFirst } from './build-first.mjs';
import { EXAMPLE } from './editor-workspace.mjs';
import { onEnd } from './on-end.mjs';
import { ROOT } from './root.mjs';
import { endRunning, runProcess } from './run-process.mjs';
import { startServer } from './vscode-server.mjs';

const FOLDER = path.join(ROOT, 'examples');
const FILE = path.join(FOLDER, EXAMPLE);

/** @type {(code: number) => void} */
let leave = (code) => {
  // Nothing is served yet: what runs is an installation, a build or the command line.
  endRunning();
  process.exit(code);
};
onEnd((signal) => leave(signal === 'SIGINT' ? 130 : 143));

const port = readPort();
process.exitCode = port === undefined ? 2 : await main(port);

/** @param {number} port @returns {Promise<number>} the exit code */
async function main(port) {
  const failure = (await buildFirst()) ?? (await printForecast());
  if (failure) {
    console.error(failure);
    return 1;
  }
  if (options().open === false) return 0;
  return (await openDesktop()) ? 0 : serve(port);
}

function options() {
  const { values } = parseArgs({ options: { port: { type: 'string' }, 'no-open': { type: 'boolean' } } });
  return { port: values.port ?? '3000', open: !(values['no-open'] || process.env.UPSELL_NO_EDITOR) };
}

/** The port that is asked for; nothing where the command line is wrong, which it then says. */
function readPort() {
  try {
    const port = Number(options().port);
    if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
    console.error(`--port needs a number from 1 to 65535, not "${options().port}".`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  console.error('Usage: npm start -- [--port N] [--no-open]');
  return undefined;
}

/** Prints what the engine says of the example. @returns {Promise<string | undefined>} what went wrong */
async function printForecast() {
  const cli = path.join(ROOT, 'packages', 'cli', 'bin', 'upsell.mjs');
  const file = path.relative(ROOT, FILE);
  const { code, output, problem } = await runProcess(process.execPath, [cli, 'eval', file], { cwd: ROOT });
  if (code !== 0) return `${output}\nupsell eval ${file} failed: ${problem ?? `exit code ${code}`}`;
  console.log(`\n$ upsell eval ${file}\n\n${output.trimEnd()}\n`);
  return undefined;
}

/** Opens the desktop's VS Code where there is one; whether it did. */
async function openDesktop() {
  const code = onPath(process.platform === 'win32' ? 'code.cmd' : 'code');
  if (!code || !hasScreen()) return false;
  const { code: exitCode, output } = await runProcess(code, [
    '--new-window',
    `--extensionDevelopmentPath=${ROOT}`,
    FOLDER,
    FILE,
  ]);
  if (exitCode === 0) {
    console.log('The example is open in VS Code, with the extension under development.');
    return true;
  }
  console.error(`VS Code did not open, so it is served instead:\n${output}`);
  return false;
}

/** Serves the example until a signal ends it. @param {number} wished @returns {Promise<number>} */
async function serve(wished) {
  const server = await startServer({ port: wished });
  let stopping = false;
  leave = () => {
    stopping = true;
    server.stop();
  };
  const address = server.address({ folder: FOLDER, extension: ROOT, file: FILE });
  const { port } = new URL(address);
  if (Number(port) !== wished) console.log(`Port ${wished} is taken; this is port ${port}.\n`);
  console.log(
    `Open this address in a browser: VS Code with the example and the extension.\n\n  ${address}\n\nPress Ctrl+C here to stop it.`,
  );
  await server.ended;
  if (stopping) {
    console.log('\nStopped.');
    return 0;
  }
  console.error(`VS Code's server ended by itself:\n${server.log()}`);
  await server.stop();
  return 1;
}

/** @param {string} name @returns {string | undefined} the absolute path of an executable */
function onPath(name) {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
}

/** Whether `code` has somewhere to open a window: a screen, Windows around WSL, or the editor whose terminal this is. */
function hasScreen() {
  const { DISPLAY, WAYLAND_DISPLAY, WSL_DISTRO_NAME, VSCODE_IPC_HOOK_CLI } = process.env;
  return process.platform !== 'linux' || Boolean(DISPLAY || WAYLAND_DISPLAY || WSL_DISTRO_NAME || VSCODE_IPC_HOOK_CLI);
}
