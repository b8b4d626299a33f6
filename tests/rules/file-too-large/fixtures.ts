import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A model without any diagnostic. */
const model = readFileSync(join(import.meta.dirname, '../minimal.upsell'), 'utf8');

/** Comment lines of that many bytes in UTF-8, all of them the same character but the slashes. */
function padding(bytes: number, character: string): string {
  const size = new TextEncoder().encode(character).length;
  const line = `// ${character.repeat(Math.floor(96 / size))}\n`;
  return line.repeat(Math.ceil(bytes / new TextEncoder().encode(line).length));
}

/** Over the limit of 2 MB however it is counted: in thousands or in 1,024s. */
const OVER = 2_200_000;
const UNDER = 1_900_000;

const header = (length: number) => `//@ 1-${length + 1} file-too-large`;
const FIRST = '// The whole file';

/** Texts that are too large to keep. The diagnostic stands on the first line; nothing more is done with the file. */
export const fixtures: Readonly<Record<string, string>> = {
  comments: `//- model.upsell\n${FIRST}\n${header(FIRST.length)}\n${model}\n${padding(OVER, 'x')}`,
  // 1.1 million characters of two bytes each: a file's size is that on disk.
  'two-bytes': `//- model.upsell\n${FIRST}\n${header(FIRST.length)}\n${model}\n${padding(OVER, 'é')}`,
  'nothing-further': `//- model.upsell\n${FIRST}\n${header(FIRST.length)}\n${'} 12K5 driver {\n'.repeat(OVER / 16)}`,
  'imported-owners': [
    '//- model.upsell\nimport "./shared.upsell"\n',
    model.replace(/^owner .*\n/gm, ''),
    `//- shared.upsell\n${FIRST}\n${header(FIRST.length)}\nowner success "CS"\nowner support "Support"\n${padding(OVER, 'x')}`,
  ].join('\n'),
  'imported-closing': [
    '//- model.upsell\nimport "./shared.upsell"\n',
    model.replace(/^closing [\s\S]*?\n}\n/m, ''),
    `//- shared.upsell\n${FIRST}\n${header(FIRST.length)}\n${padding(OVER, 'x')}`,
  ].join('\n'),
  'near-comments': `${model}\n${padding(UNDER, 'x')}`,
  'near-two-bytes': `${model}\n${padding(UNDER, 'é')}`,
  // Two files that are over the limit together.
  'near-together': [
    `//- model.upsell\nimport "./shared.upsell"\n\n${model}\n${padding(UNDER / 2, 'x')}`,
    `//- shared.upsell\n${padding(UNDER, 'x')}`,
  ].join('\n'),
};
