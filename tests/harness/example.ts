import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Analysis } from '@upsell/language';
import { ROOT } from '../docs/markdown.ts';
import { analyseFiles, type Files } from './analyse-text.ts';

/** Each model of the examples, with the files that stand beside it. */
export function analysedExamples(): readonly { readonly name: string; readonly analysis: Analysis }[] {
  return exampleFiles().flatMap((files) =>
    Object.keys(files)
      .filter((name) => name.endsWith('.upsell'))
      // The first file is the root.
      .map((name) => ({ name, analysis: analyseFiles({ [name]: files[name] as string, ...files }) }))
      .filter(({ analysis }) => analysis.isModel),
  );
}

/** The files of each folder of the examples, by their names. */
export function exampleFiles(): readonly Files[] {
  const examples = path.join(ROOT, 'examples');
  return readdirSync(examples).map((folder) => {
    const names = readdirSync(path.join(examples, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(path.join(examples, folder, name)).isFile())
      .sort();
    return Object.fromEntries(
      names.map((name) => [name, readFileSync(path.join(examples, folder, name), 'utf8')] as const),
    );
  });
}
