// `npm run check`: types, lint and format, and what nothing uses. All three are run, whatever the first one says.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const bin = (/** @type {string} */ name) => path.join(root, 'node_modules/.bin', name);

const CHECKS = [
  { what: 'types', command: [bin('tsc'), '-b'] },
  { what: 'types of the editor suite', command: [bin('tsc'), '-p', 'tests/editor', '--noEmit'] },
  { what: 'lint and format', command: [bin('biome'), 'check', '--error-on-warnings'] },
  { what: 'unused files, exports and dependencies', command: [bin('knip'), '-c', 'packages/tooling/knip.json'] },
];

let failed = 0;
for (const { what, command } of CHECKS) {
  const [file = '', ...args] = command;
  const { status } = spawnSync(file, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) {
    failed++;
    console.error(`check failed: ${what}`);
  }
}
if (failed === 0) console.log('check passed: types, lint, format, nothing unused');
process.exitCode = failed === 0 ? 0 : 1;
