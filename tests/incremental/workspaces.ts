import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { MODELS } from '../format/models.ts';
import { CANONICAL, LIBRARY, LIBRARY_NAME, RICH, SPEC_MODEL } from '../fuzz/models.ts';
import type { Files } from '../harness/analyse-text.ts';
import { readFixture } from '../harness/markers.ts';
import { FIXTURE_FOLDERS, readRuleFixtures } from '../harness/rule-fixtures.ts';
import { seededDice } from '../oracle/dice.ts';
import { print } from '../oracle/print.ts';
import { printFiles } from '../oracle/print-files.ts';
import { randomPortfolio, randomStatedModel } from '../oracle/random-project.ts';
import { blocksOf } from './pieces.ts';

/** Texts that stand beside each other, the root first, and what to call them when a test fails. */
export interface Workspace {
  readonly name: string;
  readonly files: Files;
}

/** Larger ones only cost time: what is special about them is tested in tests/fuzz/limits.test.ts. */
const MOST_CHARACTERS = 5_000;

const isUsual = ({ files }: Workspace): boolean =>
  Object.values(files).reduce((sum, text) => sum + text.length, 0) <= MOST_CHARACTERS;

/** The texts of all rule fixtures, without their marks. */
export const FIXTURES: readonly Workspace[] = (
  await Promise.all(
    FIXTURE_FOLDERS.map(async (code) =>
      [...(await readRuleFixtures(code))].map(([name, text]) => ({
        name: `${code}/${name}`,
        files: readFixture(text).files,
      })),
    ),
  )
)
  .flat()
  .filter(isUsual);

/** The examples, and texts with every construct of the language. */
export const EXAMPLES: readonly Workspace[] = [
  example('acme', 'acme.upsell'),
  example('portfolio', 'portfolio.upsell'),
  { name: 'canonical', files: { 'model.upsell': CANONICAL } },
  { name: 'specification', files: { 'model.upsell': SPEC_MODEL } },
  { name: 'rich', files: { 'model.upsell': RICH, [LIBRARY_NAME]: LIBRARY } },
  ...MODELS.map((text, i) => ({ name: `constructs ${i}`, files: { 'model.upsell': text, [LIBRARY_NAME]: LIBRARY } })),
];

/** Random models in random spellings, some of them in several files; made when they are asked for, which takes a second. */
export const generated = (): readonly Workspace[] =>
  [
    ...Array.from({ length: 24 }, (_, seed) => ({
      name: `model ${seed}`,
      files: { 'model.upsell': print(randomStatedModel(seededDice(seed)), seededDice(seed)) },
    })),
    ...Array.from({ length: 8 }, (_, seed) => ({
      name: `portfolio ${seed}`,
      files: printFiles(randomPortfolio(seededDice(seed)), seededDice(seed)),
    })),
  ].filter(isUsual);

function example(folder: string, root: string): Workspace {
  const path = join(import.meta.dirname, '../../examples', folder);
  const all = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const names = all.map((entry) => relative(path, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
  const others = names.filter((name) => name !== root).sort();
  const texts = [root, ...others].map((name) => [
    name,
    readFileSync(join(path, name), 'utf8').replaceAll('\r\n', '\n'),
  ]);
  return { name: folder, files: Object.fromEntries(texts) };
}

/** Whole texts to paste. */
export const TEXTS: readonly string[] = [...EXAMPLES, ...FIXTURES].flatMap(({ files }) => Object.values(files));

/** Blocks to paste or to type, with every declaration of the language among them. */
export const BLOCKS: readonly string[] = EXAMPLES.flatMap(({ files }) => Object.values(files)).flatMap(blocksOf);
