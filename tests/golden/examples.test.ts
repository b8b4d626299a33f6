import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { applyEdits, format, parseFile } from '@upsell/language';
import { describe, expect, it } from 'vitest';
import type { ComparedForecast } from '../oracle/compare.ts';
import { asWritten, type ComparedStatements, projectDisagreements } from '../oracle/compare-statements.ts';
import { forecast } from '../oracle/forecast.ts';
import { readFiles } from '../oracle/read.ts';

/**
 * The examples are tests: formatted, free of errors, and `upsell eval --json` of each model is in its golden, whose figures are
 * those of the oracle. UPSELL_UPDATE=1 writes what was printed; look at the difference.
 */
const here = fileURLToPath(new URL('.', import.meta.url));
const examples = path.resolve(here, '../../examples');
const bin = path.resolve(here, '../../packages/cli/bin/upsell.mjs');

const filesOf = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(path.join(examples, folder))
      .filter((name) => name.endsWith('.upsell'))
      .map((name) => [name, readFileSync(path.join(examples, folder, name), 'utf8')]),
  );

/** The day on which an example is looked at: one with actuals in the month that they reach into. */
const AS_OF: Readonly<Record<string, string>> = { acme: '2026-11-15' };

const upsell = (folder: string, ...argv: string[]) =>
  spawnSync(process.execPath, [bin, ...argv, '--as-of', AS_OF[folder] ?? '2026-02-15'], {
    cwd: examples,
    encoding: 'utf8',
  });

/** The oracle knows no actuals, and those of months in the period change no forecast. */
const withoutActuals = (text: string): string => text.replace(/^actuals ".*"$/m, '');

const folders = readdirSync(examples);

it('there are the three', () => expect(folders.sort()).toEqual(['acme', 'canonical', 'portfolio']));

describe.each(folders)('%s', (folder) => {
  const files = filesOf(folder);
  const main = `${folder}.upsell`;

  it.each(Object.keys(files))('%s is formatted', (name) => {
    const text = files[name] as string;
    expect(applyEdits(text, format(parseFile(`file:///${name}`, text)))).toBe(text);
  });

  it('has no errors, and its expectations hold', () => {
    const { stdout, status } = upsell(folder, 'check', folder, '--format', 'json');
    expect(JSON.parse(stdout).filter(({ severity }: { severity: string }) => severity === 'error')).toEqual([]);
    expect(status).toBe(0);
    expect(upsell(folder, 'test', folder).status).toBe(0);
  });

  it('evaluates to its golden, which holds the figures of the oracle', () => {
    const golden = path.join(here, `${folder}.json`);
    const { stdout, stderr, status } = upsell(folder, 'eval', `${folder}/${main}`, '--json');
    expect([stderr, status]).toEqual(['', 0]);
    if (process.env['UPSELL_UPDATE']) writeFileSync(golden, stdout);
    expect(existsSync(golden)).toBe(true);
    const kept = readFileSync(golden, 'utf8');
    expect(stdout).toBe(kept);
    const { [main]: root, ...others } = files;
    const project = readFiles({ [main]: withoutActuals(root as string), ...others });
    const json = JSON.parse(kept) as ComparedForecast & ComparedStatements;
    expect(projectDisagreements(forecast(asWritten(project, project)), json)).toEqual([]);
  });
});
