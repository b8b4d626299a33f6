// The rules -> docs/rules and the schema of upsell.config.json (committed, so that they can be read and packed as they are).
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const bundle = path.join(root, 'dist/generate/rules.cjs');

await esbuild.build({
  stdin: {
    contents: `
      export { RULES } from '@upsell/language';
      export { configSchema } from '@upsell/language/config-schema';
      export { rulePages } from '@upsell/language/rule-page';
    `,
    resolveDir: path.join(root, 'packages/tooling'),
  },
  outfile: bundle,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  logLevel: 'warning',
});
const { default: language } = await import(pathToFileURL(bundle).href);
const { RULES, configSchema, rulePages } = language;

const folder = path.join(root, 'docs/rules');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const [name, text] of rulePages(RULES)) writeFileSync(path.join(folder, name), text);
writeFileSync(path.join(root, 'packages/vscode/assets/upsell.config.schema.json'), configSchema(RULES));
