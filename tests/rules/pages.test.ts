import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { applyEdits, format, parseFile, RULES } from '@upsell/language';
import { configSchema } from '@upsell/language/config-schema';
import { rulePages } from '@upsell/language/rule-page';
import { describe, expect, it } from 'vitest';
import { analyseFiles, type Files } from '../harness/analyse-text.ts';
import { completeExcerpt } from '../harness/complete-excerpt.ts';
import { changed, locked, planOf } from './plan-text.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string): string => readFileSync(`${root}${path}`, 'utf8').replaceAll('\r\n', '\n');

describe('`npm run generate` has been run since', () => {
  const pages = rulePages(RULES);

  it('the list of pages changed', () => {
    expect(readdirSync(`${root}docs/rules`).sort()).toEqual([...pages.keys()].sort());
    for (const { code } of RULES) expect(pages.has(`${code}.md`)).toBe(true);
  });

  it.each([...pages])('docs/rules/%s changed', (name, text) => expect(read(`docs/rules/${name}`)).toBe(text));

  it('the schema of upsell.config.json changed', () =>
    expect(read('packages/vscode/assets/upsell.config.schema.json')).toBe(configSchema(RULES)));
});

describe('the schema of upsell.config.json', () => {
  it('is what the extension gives the editor', () => {
    const { contributes, files } = JSON.parse(read('package.json')) as {
      contributes: { jsonValidation: unknown };
      files: readonly string[];
    };
    const url = './packages/vscode/assets/upsell.config.schema.json';
    expect(contributes.jsonValidation).toEqual([{ fileMatch: 'upsell.config.json', url }]);
    expect(files).toContain('packages/vscode/assets/**');
  });

  it('has every code, with what it can be set to', () => {
    const { properties } = JSON.parse(configSchema(RULES)) as {
      properties: { rules: { properties: Readonly<Record<string, { enum: readonly string[]; description: string }>> } };
    };
    const of = properties.rules.properties;
    expect(Object.keys(of)).toEqual(RULES.map(({ code }) => code));
    expect(of['wrong-unit']?.enum).toEqual(['error']);
    expect(of['sample-number']?.enum).toEqual(['error', 'warning', 'information', 'off']);
    for (const { code, summary } of RULES) expect(of[code]?.description).toContain(summary);
  });
});

describe.each(RULES.map((rule) => [rule.code, rule] as const))('the page of %s', (code, { page }) => {
  it('has an example that raises it, and one that is mended', () => {
    expect(found(page.example, code)).toContain(code);
    expect(found(page.mended, code)).not.toContain(code);
  });

  it('mends without another error', () => {
    const { diagnostics } = analyseFiles(completed(page.mended, code));
    expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([]);
  });

  it.each(['example', 'mended'] as const)('is laid out: %s', (which) => {
    for (const [name, text] of Object.entries(filesIn(page[which]))) {
      if (!name.endsWith('.upsell')) continue;
      const file = parseFile('file:///workspace/model.upsell', text);
      expect(applyEdits(text, format(file))).toBe(text);
    }
  });

  it('is written in sentences', () => {
    for (const text of [page.why, page.fix]) expect(text).toMatch(/^[A-Z`].*[.?:)]$/s);
    const sentences = page.why.split(/[.?](?= [A-Z`]|$)/).filter((sentence) => sentence.trim() !== '');
    expect(sentences.length, page.why).toBeGreaterThanOrEqual(2);
    expect(page.example).not.toBe(page.mended);
  });
});

const found = (excerpt: string, code: string): readonly string[] =>
  analyseFiles(completed(excerpt, code)).diagnostics.map((diagnostic) => diagnostic.code);

/** The files of an excerpt: the model, then those that lines such as `// file: shared.upsell` begin. */
function filesIn(excerpt: string): Files {
  const [first = '', ...others] = excerpt.split(/^\/\/ file: (\S+)\n/m).map((text) => text.trimEnd());
  const named = others.flatMap((text, i) => (i % 2 === 0 ? [] : [[others[i - 1] as string, `${text}\n`] as const]));
  return Object.fromEntries(first === '' ? named : [['model.upsell', `${first}\n`], ...named]);
}

/** The files of an excerpt, the first and each other model completed to a whole one. */
function completed(excerpt: string, code: string): Files {
  const files = Object.entries(filesIn(excerpt)).map(([name, text], i) => {
    const isModel = i === 0 || /^model /m.test(text);
    const whole = isModel && name.endsWith('.upsell') ? without(ABSENT[code], text, completeExcerpt(text)) : text;
    return [name, whole.replace(MORE, PADDING)] as const;
  });
  const whole = Object.fromEntries(files);
  return { ...whole, ...BESIDE[code]?.(whole) };
}

/** What the example of a rule about something that is absent must not get. */
const ABSENT: Readonly<Record<string, RegExp>> = {
  'no-closing-model': /^closing [^}]*}\n/m,
  'no-sources': /^sources [^}]*}\n/m,
};

const without = (absent: RegExp | undefined, excerpt: string, text: string): string =>
  absent && !absent.test(excerpt) ? text.replace(absent, '') : text;

/** What cannot stand on a page. */
const MORE = '// ... and 2 MB more\n';
const PADDING = `// ${'x'.repeat(96)}\n`.repeat(22_000);

/** What a command has to make, of the model of a page. */
const BESIDE: Readonly<Record<string, (files: Files) => Files>> = {
  'plan-drift': (files) => {
    const model = changed('conversion 0.5%', 'conversion 0.6%', files['model.upsell'] ?? '');
    return { 'plans/fy26.plan.json': locked(planOf({ 'model.upsell': model })) };
  },
};
