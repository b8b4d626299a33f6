// The grammar -> packages/language/src/generated (committed, so that a build needs no generator).
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const language = path.join(root, 'packages/language');
const out = path.join(language, 'src/generated');

rmSync(out, { recursive: true, force: true });
execFileSync(
  process.execPath,
  // Chevrotain's check of the grammar calls Object.groupBy, which Node 20 does not have.
  [
    '--require',
    path.join(root, 'packages/tooling/src/group-by.cjs'),
    path.join(root, 'node_modules/langium-cli/bin/langium.js'),
    'generate',
  ],
  { cwd: language, stdio: 'inherit' },
);

// The build imports with extensions and marks type imports; the generator writes neither.
for (const name of ['ast.ts', 'grammar.ts', 'module.ts']) {
  const file = path.join(out, name);
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/from '(\.\/\w+)\.js'/g, "from '$1.ts'"));
}
