import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ROOT, readPage } from './markdown.ts';

const { blocks } = readPage('README.md');
const commands = blocks.flatMap(({ text }) => /^\$ npx upsell (.+)\n([\s\S]+)$/.exec(text) ?? []);

it('the README shows what its command prints', () => {
  const [, args = '', shown] = commands;
  const bin = path.join(ROOT, 'packages/cli/bin/upsell.mjs');
  const { stdout } = spawnSync(process.execPath, [bin, ...args.split(' ')], { cwd: ROOT, encoding: 'utf8' });
  expect(stdout).toBe(shown);
});
