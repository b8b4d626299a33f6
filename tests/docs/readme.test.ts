import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { inlayHints } from '../../packages/language-server/src/features/inlay-hint.ts';
import { DEFAULTS } from '../../packages/language-server/src/settings.ts';
import { analyseFiles } from '../harness/analyse-text.ts';
import { ROOT, readPage } from './markdown.ts';

const { blocks, text } = readPage('README.md');
const commands = blocks.flatMap(({ text: shown }) => /^\$ npx upsell (.+)\n([\s\S]+)$/.exec(shown) ?? []);

it('the README shows what its command prints', () => {
  const [, args = '', shown] = commands;
  const bin = path.join(ROOT, 'packages/cli/bin/upsell.mjs');
  const { stdout } = spawnSync(process.execPath, [bin, ...args.split(' ')], { cwd: ROOT, encoding: 'utf8' });
  expect(stdout).toBe(shown);
});

it('the README shows lines of its example as they can be copied, and says what the editor shows behind them', () => {
  const example = readFileSync(path.join(ROOT, 'examples/canonical/canonical.upsell'), 'utf8');
  const [block] = blocks.filter(({ language }) => language === 'upsell');
  expect(block && example.includes(block.text.trimEnd())).toBe(true);
  const first = example.slice(0, example.indexOf(block?.text.trimEnd() ?? '')).split('\n').length - 1;
  const last = first + (block?.text.trimEnd().split('\n').length ?? 0) - 1;
  const range = { start: { line: first, character: 0 }, end: { line: last, character: 0 } };
  const hints = inlayHints(analyseFiles({ 'canonical.upsell': example }), range, { settings: DEFAULTS });
  expect(hints).toHaveLength(2);
  for (const { label } of hints) expect(text).toContain(`\`${label}\``);
});
