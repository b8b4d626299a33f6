import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Analysis } from '@upsell/language';
import { ROOT } from '../docs/markdown.ts';
import { analyseFiles } from './analyse-text.ts';

/** Each model of the examples, with the files that stand beside it. */
export function analysedExamples(): readonly { readonly name: string; readonly analysis: Analysis }[] {
  const examples = path.join(ROOT, 'examples');
  return readdirSync(examples).flatMap((folder) => {
    const names = readdirSync(path.join(examples, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(path.join(examples, folder, name)).isFile())
      .sort();
    const files = names.map((name) => [name, readFileSync(path.join(examples, folder, name), 'utf8')] as const);
    return names
      .filter((name) => name.endsWith('.upsell'))
      .map((name) => {
        // The first file is the root.
        const own = files.filter(([file]) => file === name);
        return {
          name,
          analysis: analyseFiles(Object.fromEntries([...own, ...files.filter(([file]) => file !== name)])),
        };
      })
      .filter(({ analysis }) => analysis.isModel);
  });
}
