import { readFileSync } from 'node:fs';
import { parseFile } from '@upsell/language';
import { describe, expect, it } from 'vitest';
import { checkFormat, checkLook, formatted } from '../harness/check-format.ts';
import { namesModel } from './models.ts';

/** A line's first word decides (spec: language, 3): formatting moves no word of the language to or from a line's start. */
const grammar = readFileSync(new URL('../../packages/language/src/upsell.langium', import.meta.url), 'utf8');
const keywords = [...new Set([...grammar.matchAll(/'([a-z_]+)'/g)].map(([, word]) => word as string))].sort();
const others = ['june', 'FY27', 'USD', 'csm', 'upsell', 'expansion', 'adoption', 'Owner'];

const problemsOf = (text: string) => parseFile('file:///model.upsell', text).problems;

describe('a model is formatted to the same model with the name', () => {
  it.each([...keywords, ...others])('%s', (name) => {
    const text = namesModel(name);
    expect(problemsOf(text)).toEqual([]);
    const written = checkFormat(text);
    checkLook(written);
    expect(written).not.toBe(text);
    expect(problemsOf(written)).toEqual([]);
  });

  it.each([...keywords, ...others])('%s in blocks of one line', (name) => {
    const text = namesModel(name).replaceAll('\n  ', ' ').replaceAll('\n}', ' }');
    // What one line makes of a name may be an error; where it is none, its layout is that of several lines.
    if (problemsOf(text).length > 0) checkFormat(text);
    else expect(formatted(text)).toBe(formatted(namesModel(name)));
  });
});

it('most names can stand in blocks of one line', () => {
  const whole = keywords.filter((name) => problemsOf(namesModel(name).replaceAll('\n  ', ' ')).length === 0);
  expect(whole.length).toBeGreaterThan(keywords.length / 2);
});
