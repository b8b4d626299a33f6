import { work } from '@upsell/engine';
import { describe, expect, it } from 'vitest';
import { parsedAnew } from './editor.ts';
import { EXAMPLES, FIXTURES, generated } from './workspaces.ts';

/** The blocks of a text, and how many of them Langium's parser had to read. */
function readOf(name: string, text: string) {
  const before = { ...work };
  const { problems, blocks } = parsedAnew(name, text);
  return { isRight: problems.length === 0, blocks: blocks.length, mended: work.mended - before.mended };
}

const TEXTS = [...EXAMPLES, ...FIXTURES, ...generated()].flatMap(({ name, files }) =>
  Object.entries(files).flatMap(([file, text]) =>
    file.endsWith('.upsell') ? [{ of: `${name}: ${file}`, file, text, ...readOf(file, text) }] : [],
  ),
);

describe('what is right', () => {
  it('is read along the grammar, and never by the parser that mends', () => {
    const right = TEXTS.filter(({ isRight }) => isRight);
    expect(right.length).toBeGreaterThan(500);
    expect(right.filter(({ mended }) => mended > 0).map(({ of }) => of)).toEqual([]);
  });

  it('is so beside a block that is not', () => {
    const { blocks, mended } = readOf('model.upsell', 'driver a 1\ndriver b\ndriver c 3 sample\n');
    expect({ blocks, mended }).toEqual({ blocks: 3, mended: 1 });
  });
});
