/** What the manifest promises is there: files, strings, and a default and a sentence for every setting. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Setting {
  readonly type: string;
  readonly default: unknown;
  readonly description?: string;
  readonly markdownDescription?: string;
}

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
interface Manifest {
  readonly icon: string;
  readonly contributes: {
    readonly languages: readonly { configuration: string; icon: { light: string; dark: string } }[];
    readonly grammars: readonly { path: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
  };
}

const manifest: Manifest = JSON.parse(read('package.json'));
const strings: Record<string, string> = JSON.parse(read('package.nls.json'));
const settings = Object.entries<Setting>(manifest.contributes.configuration.properties);

describe('the manifest', () => {
  it('names only files that exist', () => {
    const { languages, grammars } = manifest.contributes;
    const files = [
      manifest.icon,
      ...languages.flatMap(({ configuration, icon }) => [configuration, icon.light, icon.dark]),
      ...grammars.map(({ path }) => path),
    ];
    expect(files.filter((file) => !existsSync(new URL(`../../${file}`, import.meta.url)))).toEqual([]);
  });

  it('has a string for every placeholder, and a placeholder for every string', () => {
    const used = [...read('package.json').matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key);
    expect([...new Set(used)].sort()).toEqual(Object.keys(strings).sort());
  });

  it.each(settings)('gives %s a default and one sentence', (_, setting) => {
    expect(typeof setting.default).toBe(setting.type);
    const sentence = strings[(setting.description ?? setting.markdownDescription ?? '').slice(1, -1)];
    expect(sentence).toMatch(/^[A-Z][^.]*\.$/);
  });

  it('has the one 128-pixel icon that a marketplace takes', () => {
    const png = readFileSync(new URL(`../../${manifest.icon}`, import.meta.url));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([128, 128]);
  });
});
