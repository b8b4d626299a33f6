import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/** Who may import whom. What is not listed is refused; `node:` and packages count as well. */
const MAY_IMPORT: Readonly<Record<string, readonly RegExp[]>> = {
  engine: [/^@stdlib\//],
  report: [/^@upsell\/engine$/],
  actuals: [/^@upsell\/engine$/, /^papaparse$/],
  language: [/^@upsell\/engine$/, /^langium$/, /^chevrotain$/, /^fastest-levenshtein$/],
  'language-server': [
    /^@upsell\/(actuals|engine|language(\/(completion|refactorings|signatures))?|report)$/,
    /^vscode-languageserver(-textdocument)?$/,
  ],
  cli: [
    /^@upsell\/(actuals|engine|language|report|language-server\/(node|code-cache|read-text))$/,
    /^commander$/,
    /^hucre\/xlsx$/,
    /^node:/,
  ],
  preview: [/^@upsell\/(engine|report)$/, /^preact(\/hooks)?$/, /^d3-(scale|shape)$/, /^@floating-ui\/dom$/],
  vscode: [
    /^@upsell\/(language-server\/(looked-into|requests|text-of-bytes)|preview\/messages)$/,
    /^vscode$/,
    /^vscode-languageclient$/,
  ],
};

/** Files that stand at a package's edge and may know its host. */
const EDGE: Readonly<Record<string, readonly RegExp[]>> = {
  'language-server/src/code-cache.node.ts': [/^node:(fs|module|path|vm)$/],
  'language-server/src/main.browser.ts': [/^vscode-languageserver\/browser$/],
  'language-server/src/main.node.ts': [/^node:path$/],
  'language-server/src/read-text.node.ts': [/^node:fs$/],
  'language-server/src/start-unoptimized.node.ts': [/^node:v8$/],
  'language-server/src/whole-writes.node.ts': [/^node:stream$/],
  'language-server/src/server.node.ts': [
    /^node:(console|crypto|fs|fs\/promises|path|url)$/,
    /^vscode-languageserver\/node$/,
  ],
  'language-server/src/sha256.browser.ts': [/^@noble\/hashes\/(sha2|utils)\.js$/],
  'vscode/src/client.browser.ts': [/^vscode-languageclient\/browser$/],
  'vscode/src/client.node.ts': [/^node:(readline|stream)$/, /^vscode-languageclient\/node$/],
};

const packages = fileURLToPath(new URL('../../packages/', import.meta.url));
const IMPORT = /^(?:import|export)\s(?:[^'";]*?\sfrom\s+)?'([^']+)'|\bimport\('([^']+)'\)/gm;

function sources(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.[cm]?tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

const importsOf = (file: string): readonly string[] =>
  [...readFileSync(file, 'utf8').matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? '');

describe('import directions', () => {
  it('has a row for every package with sources', () => {
    const folders = readdirSync(packages, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const all = folders.map(({ name }) => name).filter((name) => name !== 'tooling');
    expect(all.sort()).toEqual(Object.keys(MAY_IMPORT).sort());
  });

  for (const [name, allowed] of Object.entries(MAY_IMPORT))
    it(`${name} imports only what it may`, () => {
      const files = sources(path.join(packages, name, 'src'));
      expect(files.length).toBeGreaterThan(0);
      const wrong = files.flatMap((file) => {
        const relative = path.relative(packages, file);
        const may = [...allowed, ...(EDGE[relative] ?? [])];
        return importsOf(file)
          .filter((target) => !target.startsWith('.') && !may.some((pattern) => pattern.test(target)))
          .map((target) => `${relative} imports ${target}`);
      });
      expect(wrong).toEqual([]);
    });

  it('sees the imports that it judges', () => {
    const seen = sources(packages.concat('language/src')).flatMap(importsOf);
    expect(seen).toContain('langium');
    expect(seen).toContain('@upsell/engine');
    expect(importsOf(path.join(packages, 'cli/src/verbs.ts'))).toContain('./commands/eval.ts');
    expect(importsOf(path.join(packages, 'cli/src/commands/lsp.ts'))).toContain('@upsell/language-server/node');
  });

  it('keeps the engine out of everything but numbers', () => {
    const text = sources(path.join(packages, 'engine/src')).map((file) => readFileSync(file, 'utf8'));
    for (const word of [/\bDate\b/, /\bMath\.random\b/, /\bconsole\./, /\bprocess\./, /\bglobalThis\b/])
      for (const source of text) expect(source).not.toMatch(word);
  });

  it('lets only the lowering know both the tree and the model', () => {
    const both = sources(path.join(packages, 'language/src'))
      .filter((file) => !file.includes('generated'))
      .filter((file) => {
        const text = readFileSync(file, 'utf8');
        return (
          /from '(\.\.?\/)+generated\/ast\.ts'/.test(text) &&
          /import type \{[^}]*\b(Model|Channel|Assumption|Expr)\b[^}]*\} from '@upsell\/engine'/.test(text)
        );
      })
      .map((file) => path.basename(file));
    expect(both).toContain('lower.ts');
    expect(both.filter((file) => !/^lower(-[a-z]+)?\.ts$/.test(file))).toEqual([]);
  });
});

describe('names and sizes', () => {
  const all = sources(packages).filter((file) => !file.includes('generated') && !file.includes('node_modules'));

  it('has no room for what belongs nowhere', () => {
    const vague = all.filter((file) =>
      /(^|[-/])(utils?|helpers?|common|manager)([-./]|$)/.test(path.relative(packages, file)),
    );
    expect(vague).toEqual([]);
  });

  it('keeps every file under 400 lines', () => {
    const long = all.filter((file) => readFileSync(file, 'utf8').split('\n').length > 400);
    expect(long).toEqual([]);
  });
});
