import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { RULES } from '@upsell/language';
import { describe, expect, it } from 'vitest';
import { checkRule } from '../harness/check-rule.ts';
import { readFixture } from '../harness/markers.ts';
import { FIXTURE_FOLDERS, readRuleFixtures, readRuleText } from '../harness/rule-fixtures.ts';

const here = import.meta.dirname;
const codes = RULES.map(({ code }) => code);
const folders = FIXTURE_FOLDERS;

const fixtures = new Map<string, ReadonlyMap<string, string>>();
for (const folder of folders) fixtures.set(folder, await readRuleFixtures(folder));

const isNear = (name: string): boolean => name.startsWith('near-');

describe.each(folders)('%s', (code) => {
  const texts = fixtures.get(code) as ReadonlyMap<string, string>;
  it.each([...texts.keys()])('%s', (name) => checkRule(texts.get(name) as string, code));
});

describe('the folders', () => {
  // What most fixtures vary has nothing wrong with it, so that what is found in them is theirs.
  it('vary a model without any diagnostic', () => checkRule(readRuleText('minimal.upsell')));

  it('are those of the rules', () => expect(folders.toSorted()).toEqual(codes.toSorted()));

  it.each(codes)('%s has three cases and three near-misses', (code) => {
    const names = [...(fixtures.get(code)?.keys() ?? [])];
    expect(names.filter((name) => !isNear(name)).length).toBeGreaterThanOrEqual(3);
    expect(names.filter(isNear).length).toBeGreaterThanOrEqual(3);
  });

  it.each(folders)('%s marks its code in its cases, and in no near-miss', (code) => {
    for (const [name, text] of fixtures.get(code) as ReadonlyMap<string, string>) {
      const { markers, only } = readFixture(text);
      const marked = markers.filter((marker) => marker.code === code).length;
      expect(marked === 0, `${name} has ${marked} markers of ${code}`).toBe(isNear(name));
      expect(only?.includes(code) ?? true, `${name} looks at ${code}`).toBe(true);
      const strange = [...markers.map((marker) => marker.code), ...(only ?? [])].filter((c) => !codes.includes(c));
      expect(strange, name).toEqual([]);
    }
  });
});

/**
 * Where a code may stand as a literal besides its rule's own file, by path: the places that find the problem themselves, or
 * that give a broken place the code of its cause. All other code asks the rule.
 */
const RAISED: Readonly<Record<string, readonly string[]>> = {
  // The engine finds what needs arithmetic; `finding.ts` is the closed list of these codes.
  'engine/src/finding.ts': codes,
  // A result can be too large where no number of the text is.
  'engine/src/channel-figures.ts': ['missing-field', 'number-too-large'],
  'engine/src/closing-figures.ts': ['cycle-not-whole', 'number-too-large'],
  'engine/src/channel-outcome.ts': ['number-too-large'],
  'engine/src/forecast.ts': ['number-too-large'],
  'engine/src/dimension.ts': ['wrong-unit'],
  'engine/src/evaluator.ts': ['driver-cycle', 'unknown-name'],
  'engine/src/step-order.ts': ['negative-number', 'step-order'],
  'engine/src/expression.ts': ['division-by-zero'],
  // What a metric names is not there, or its months are not: it has no value, and the rule of that code says so.
  'engine/src/metric.ts': ['period-outside', 'unknown-name'],
  'engine/src/explain/explain.ts': ['unknown-name'],
  'engine/src/portfolio.ts': ['number-too-large'],
  'engine/src/scenario.ts': ['unreachable-scenario-path'],
  'engine/src/place.ts': ['negative-number', 'number-too-large', 'rate-above-one', 'rate-negative'],
  'engine/src/range.ts': ['number-too-large', 'range-not-positive', 'range-order', 'rate-above-one'],
  // Files of actuals are read before the language sees them; `problem.ts` is the closed list of what can be wrong in them.
  'actuals/src/problem.ts': [
    'actuals-bad-number',
    'actuals-duplicate-row',
    'actuals-gap',
    'actuals-malformed',
    'actuals-no-source',
    'actuals-opened-exceeds-touches',
    'actuals-unknown-column',
    'actuals-unknown-source',
    'actuals-won-exceeds-closed',
  ],
  'actuals/src/cohorts.ts': ['actuals-duplicate-row', 'actuals-malformed'],
  'actuals/src/figures.ts': ['actuals-bad-number', 'actuals-opened-exceeds-touches', 'actuals-won-exceeds-closed'],
  'actuals/src/gaps.ts': ['actuals-gap'],
  'actuals/src/header.ts': ['actuals-malformed', 'actuals-unknown-column'],
  'actuals/src/months.ts': [
    'actuals-duplicate-row',
    'actuals-malformed',
    'actuals-no-source',
    'actuals-unknown-source',
  ],
  'actuals/src/quarters.ts': ['actuals-duplicate-row', 'actuals-malformed'],
  'actuals/src/table.ts': ['actuals-malformed'],
  // It has a sentence of its own for them.
  'cli/src/commands/lock.ts': ['expectation-failed'],
  // A command that compares says why there are no actuals, or no plan of record, in the words of the rules.
  'cli/src/tracked.ts': ['actuals-malformed', 'actuals-not-found', 'plan-not-found', 'plan-tampered'],
  // The parser and its reader of literals, before there is a tree that a rule could check.
  'language/src/parser/syntax-errors.ts': ['nesting-too-deep', 'syntax-error'],
  'language/src/parser/word-errors.ts': ['syntax-error'],
  'language/src/source-file.ts': ['file-too-large'],
  // Imports are followed before there is a program that a rule could check.
  'language/src/program.ts': [
    'import-cycle',
    'import-not-found',
    'import-not-library',
    'path-outside-workspace',
    'syntax-error',
  ],
  // What stands beside a model is read by the host, and a row is judged by the date, before a rule could look at either.
  'language/src/records.ts': ['path-outside-workspace'],
  'language/src/record-problems.ts': [
    'actuals-malformed',
    'actuals-not-found',
    'future-evidence',
    'plan-not-found',
    'plan-tampered',
  ],
  // The extension knows no rules: its walkthrough goes to what the server says of such numbers.
  'vscode/src/commands/go-to-step.ts': ['no-provenance', 'sample-number'],
  // An example of what may be written there.
  'language/src/config.ts': ['stale-estimate'],
  // Comments that silence a rule are judged when all else is known.
  'language/src/ignores.ts': ['ignore-unused', 'ignore-without-reason'],
  // A place without a value says why it has none.
  'language/src/lower.ts': ['missing-field', 'no-closing-model', 'second-closing-model'],
  'language/src/lower-channel.ts': ['missing-field'],
  'language/src/lower-closing.ts': ['missing-field'],
  'language/src/lower-expression.ts': ['syntax-error', 'unknown-name'],
  'language/src/lower-goals.ts': ['syntax-error'],
  'language/src/lower-part.ts': ['import-not-found'],
  'language/src/lower-scenario.ts': ['syntax-error'],
};

describe('a code', () => {
  const packages = join(here, '../../packages');
  const sources = readdirSync(packages, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.m?tsx?$|\.mjs$/.test(entry.name))
    .map((entry) => relative(packages, join(entry.parentPath, entry.name)))
    .filter((path) => /^[^/]+\/src\//.test(path) && !path.includes('/generated/'));
  const literals = new Map(
    sources.map((path) => {
      const quotes = readFileSync(join(packages, path), 'utf8').matchAll(/(['"])([a-z-]+)\1/g);
      return [path, new Set([...quotes].map((match) => match[2]))];
    }),
  );

  it.each(codes)('%s is written in its rule and where it is raised, nowhere else', (code) => {
    const places = sources.filter((path) => literals.get(path)?.has(code));
    const own = `language/src/rules/${code}.ts`;
    expect(places).toContain(own);
    expect(places.filter((path) => path !== own && !RAISED[path]?.includes(code))).toEqual([]);
  });

  it('is on the list of what is raised elsewhere only where it is', () => {
    for (const [path, allowed] of Object.entries(RAISED)) {
      if (allowed === codes) continue;
      expect(
        allowed.filter((code) => !literals.get(path)?.has(code)),
        path,
      ).toEqual([]);
    }
  });
});
