// @ts-check
/**
 * @file Runs the module named by the first argument (VS Code's server) for as long as the process that started it lives.
 * Standard input is a pipe from that process: it closes even when that process is killed, and the whole group ends with it.
 */
import { pathToFileURL } from 'node:url';

process.stdin.resume().on('close', () => {
  if (process.platform === 'win32') process.exit();
  else process.kill(-process.pid, 'SIGKILL');
});

process.argv.splice(1, 1);
await import(pathToFileURL(process.argv[1]).href);
