import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Setting {
  readonly description?: string;
  readonly markdownDescription?: string;
}

const read = (file: string) => JSON.parse(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8'));

describe('the settings in the manifest', () => {
  const words: Readonly<Record<string, string>> = read('package.nls.json');
  const settings: readonly (readonly [string, Setting])[] = Object.entries(
    read('package.json').contributes.configuration.properties,
  );

  it.each(settings)('%s: a sentence of what it does, as Markdown where it has code', (_, setting) => {
    const key = (setting.description ?? setting.markdownDescription ?? '').slice(1, -1);
    expect(words[key]).toMatch(/^(Shows|Writes) .*\.$/);
    expect(words[key]?.includes('`')).toBe(setting.markdownDescription !== undefined);
  });
});
