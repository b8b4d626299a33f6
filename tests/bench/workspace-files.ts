import { libraryText, modelText } from './model-text.ts';

const LIBRARIES = 100;
const MODELS = 900;
const LINES = 80;

/** How many of the models import the first library; each imports another one, too. */
export const IMPORTED_BY = 500;

/** A workspace of 1,000 files of about 80 lines, by their paths in it: libraries, and models that import them. */
export function workspaceFiles(): ReadonlyMap<string, string> {
  const libraries = Array.from({ length: LIBRARIES }, (_, i) => [
    `libraries/library-${i}.upsell`,
    libraryText(LINES, `library_${i}`),
  ]);
  const models = Array.from({ length: MODELS }, (_, i) => {
    const imported = [...(i < IMPORTED_BY ? [0] : []), 1 + (i % (LIBRARIES - 1))];
    const paths = imported.map((k) => ({ path: `../libraries/library-${k}.upsell`, driver: `library_${k}_0` }));
    return [`models/model-${i}.upsell`, modelText(LINES, { libraries: paths })];
  });
  return new Map([...libraries, ...models] as [string, string][]);
}
