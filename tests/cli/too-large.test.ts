import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TemporaryFolder } from '../harness/temporary-folder.ts';

const bin = fileURLToPath(new URL('../../packages/cli/bin/upsell.mjs', import.meta.url));

describe('a file of more than can be read', () => {
  let folder: TemporaryFolder;
  beforeAll(() => {
    folder = new TemporaryFolder();
    folder.write({ 'big.upsell': `model "Big" {\n}\n${'// more\n'.repeat(250_001)}` });
  });
  afterAll(() => folder.remove());

  it.each([
    'eval',
    'eval --json',
    'test',
    'variance',
    'trueup',
    'reforecast',
    'lock',
    'report',
    'playbook',
    'explain revenue',
  ])('upsell %s says so, named or found in a folder, and of no library', (line) => {
    const argv = line.split(' ');
    for (const where of line.startsWith('explain') ? ['big.upsell'] : ['big.upsell', '.']) {
      const { stderr, status } = spawnSync(process.execPath, [bin, ...argv, where], {
        cwd: folder.at('.'),
        encoding: 'utf8',
      });
      expect(stderr).toMatch(
        /^upsell: big\.upsell is not read\. This file has 2\d{6} bytes, over the limit of 2000000: /,
      );
      expect(stderr).not.toMatch(/library:|no model here/);
      expect(status).toBe(2);
    }
  });
});
