import { type ActualsProblem, type ReadActuals, readActuals } from '@upsell/actuals';
import { expect } from 'vitest';
import type { FileName, Texts } from './written-table.ts';

/** The sources that the texts of these tests may use; `CSM (old)` is a former name. */
export const NAMES: ReadonlyMap<string, string> = new Map([
  ['ticket', 'ticket'],
  ['csm_touch', 'csm_touch'],
  ['CSM (old)', 'csm_touch'],
  ['email', 'email'],
]);

export const read = (texts: Texts, names: ReadonlyMap<string, string> | null = NAMES): ReadActuals =>
  readActuals((name) => texts[name as FileName], names ?? undefined, 2);

/** A problem in a word: its code without `actuals-`, and its kind. */
export const shortOf = ({ code, params }: ActualsProblem): string =>
  [code.replace('actuals-', ''), params['kind']].filter(Boolean).join(' ');

/**
 * Checks that a file has exactly these problems in this order, each between « and » in the text, which are not handed over. What
 * the other files say is nobody's business here.
 */
export function checkMarked(
  file: FileName,
  marked: string,
  expected: readonly string[],
  others: Texts = { 'months.csv': 'month,source,touches,opened\n' },
): ReadActuals {
  const places: { start: number; end: number }[] = [];
  const open: number[] = [];
  let text = '';
  for (const part of marked.split(/([«»])/)) {
    if (part === '«') {
      open.push(places.length);
      places.push({ start: text.length, end: -1 });
    } else if (part === '»') {
      const place = places[open.pop() ?? -1];
      if (place) place.end = text.length;
    } else text += part;
  }
  const result = read({ ...others, [file]: text });
  const own = result.problems.filter((problem) => problem.file === file);
  expect(own.map((one) => `${shortOf(one)} at ${JSON.stringify(text.slice(one.start, one.end))}`)).toEqual(
    expected.map((one, i) => `${one} at ${JSON.stringify(text.slice(places[i]?.start, places[i]?.end))}`),
  );
  expect(own.map(({ start, end }) => ({ start, end }))).toEqual(places);
  for (const one of own) {
    expect(one.params['file']).toBe(file);
    if (one.params['kind'] !== 'empty')
      expect(one.params['line']).toBe(text.slice(0, one.start).split(/\r\n|\r|\n/).length);
  }
  return result;
}
