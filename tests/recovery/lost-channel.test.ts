import { isBroken } from '@upsell/engine';
import { describe, expect, it } from 'vitest';
import { CANONICAL } from '../fuzz/models.ts';
import { lineOf, outcomeOf } from '../fuzz/outcome.ts';

/*
 * A declaration whose head is not understood may be a channel, and totals need every channel (language, 7). In these texts
 * what stands before it is nothing that a number needs, so that only the head itself can say that a channel is missing.
 */

const HEAD = 'foundation channel tickets "Support tickets" {';
const BLOCK = CANONICAL.slice(CANONICAL.indexOf(HEAD), CANONICAL.indexOf('foundation channel csm_touches'));
const REST = CANONICAL.replace(BLOCK, '');
const FIELDS = BLOCK.slice(HEAD.length);
const OWNER = 'owner growth         "Growth PM"\n';

const isWhole = (revenue: number | null): boolean => Math.abs((revenue ?? 0) - 1_285_200) < 1e-6;

/** The totals are withheld for the line of the head, or they count the channel. */
function complaint(before: string, head: string, after: string): string | undefined {
  const { analysis } = outcomeOf(`${before}${head}${after}`);
  const { revenue } = analysis.forecast.summary;
  const line = before.split('\n').length;
  if (!isBroken(revenue)) return isWhole(revenue) ? undefined : `revenue is ${revenue} without a word`;
  const named = lineOf(analysis, revenue.broken.file, revenue.broken.start) + 1;
  return named === line ? undefined : `revenue is withheld for line ${named}, not ${line}`;
}

const HEADS: readonly (readonly [string, string])[] = [
  ['as it should be', HEAD],
  ['a typo in the layer', 'fundation channel tickets "Support tickets" {'],
  ['a typo in `channel`', 'foundation chanel tickets "Support tickets" {'],
  ['typos in both words', 'fundation chanel tickets "Support tickets" {'],
  ['typos, and a sign of no language at the start', '? fundation chanel tickets {'],
  ['typos, and a sign of no language within', 'fundation ? chanel tickets {'],
  ['typos, and a sign of no language at the end', 'fundation chanel tickets ? {'],
  ['typos, and a title that is not closed', 'fundation chanel tickets "Support tickets {'],
  ['typos, and curly quotes', 'fundation chanel tickets “Support tickets” {'],
  ['typos, and a number that is none', 'fundation chanel tickets 12K5 {'],
  ['typos, and a month that is none', 'fundation chanel tickets since 2026-13 {'],
  ['typos behind a space of the web', '\u00a0fundation chanel tickets {'],
  ['typos behind a form feed', '\ffundation chanel tickets {'],
  ['typos behind a comment', '/* was growth */ fundation chanel tickets {'],
  ['typos behind many spaces', `${' '.repeat(300)}fundation chanel tickets {`],
  ['a hyphen for a space', 'foundation-channel tickets {'],
  ['another word', 'tickets {'],
  ['only a brace', '{'],
  ['33 parentheses', `${'('.repeat(33)} chanel tickets {`],
];

const behind = (what: string): readonly [string, string] => {
  const end = REST.indexOf(what) + what.length;
  return [REST.slice(0, end), REST.slice(end)];
};

const PLACES: readonly (readonly [string, string, string])[] = [
  ['at the start of the file', '', REST],
  ['after an owner', ...behind(OWNER)],
  ['after a list of sources', ...behind('  in_product\n}\n')],
  ['after a target', `${REST}target revenue >= $1M\n`, ''],
];

describe.each(PLACES)('%s', (_place, before, after) => {
  it.each(HEADS)('%s', (_name, head) => {
    expect(complaint(before, head, `${FIELDS}${after}`)).toBeUndefined();
  });
});

// Line ends mean nothing beyond a line's first word (language, 4), so that a model may stand on one line.
describe('behind an owner, on its line', () => {
  const [before, after] = behind(OWNER);
  it.each(HEADS.filter(([name]) => /^(as it should be|typos in both words|another word)$/.test(name)))(
    '%s',
    (_name, head) => {
      const oneLine = FIELDS.replaceAll('\n', ' ');
      expect(complaint(`${before.trimEnd()} `, head, `${oneLine}\n${after}`)).toBeUndefined();
    },
  );
});
