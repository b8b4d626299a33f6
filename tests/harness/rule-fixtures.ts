import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../rules');

/** The codes that have a folder of fixtures. */
export const FIXTURE_FOLDERS: readonly string[] = readdirSync(FOLDER, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? entry.name : [],
);

/** The fixtures of a code by name: its `.upsell` files, and where texts are too large to keep, what `fixtures.ts` makes. */
export async function readRuleFixtures(code: string): Promise<ReadonlyMap<string, string>> {
  const fixtures = new Map<string, string>();
  for (const name of readdirSync(join(FOLDER, code)).sort()) {
    const path = join(FOLDER, code, name);
    if (name.endsWith('.upsell')) fixtures.set(name.slice(0, -'.upsell'.length), readFileSync(path, 'utf8'));
    else if (name !== 'fixtures.ts') throw new Error(`not a fixture: ${path}`);
    else {
      const made = (await import(path)) as { fixtures: Readonly<Record<string, string>> };
      for (const [key, text] of Object.entries(made.fixtures)) fixtures.set(key, text);
    }
  }
  return fixtures;
}

/** A text of `tests/rules` itself, such as `minimal.upsell`. */
export const readRuleText = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');
