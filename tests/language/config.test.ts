import { CONFIG_FILE, findConfig, readConfig } from '@upsell/language';
import { describe, expect, it } from 'vitest';
import { analyseFiles } from '../harness/analyse-text.ts';

const MODEL = `model "Small" {
  currency USD
  period 2026-01 to 2026-12
}
owner ann "Ann"
owner bob "Bob"
sources { ticket }
closing csm {
  owner ann
  win rate 25%
  deal size $12k measured 2025
  decided 2025-12
}
foundation channel tickets {
  source ticket
  owner bob
  volume 200/month counted 2025
  conversion 1% measured 2025
  initiated by customer
}
expect revenue > $1B
`;

/** `code severity` of what is found under a configuration. */
const found = (config?: object, text = MODEL): readonly string[] => {
  const files: Record<string, string> = config === undefined ? {} : { [CONFIG_FILE]: JSON.stringify(config) };
  return analyseFiles({ 'model.upsell': text, ...files }).diagnostics.map(
    ({ code, severity }) => `${code} ${severity}`,
  );
};

describe('upsell.config.json', () => {
  it('raises, lowers and switches off', () => {
    expect(found()).toEqual(['no-provenance information', 'expectation-failed error']);
    expect(found({ rules: { 'no-provenance': 'error', 'expectation-failed': 'warning' } })).toEqual([
      'no-provenance error',
      'expectation-failed warning',
    ]);
    expect(found({ rules: { 'no-provenance': 'off', 'expectation-failed': 'off' } })).toEqual([]);
  });

  it('cannot lower what leaves a number without a value', () => {
    const wrong = MODEL.replace('25%', '125% measured 2025');
    const rules = { 'rate-above-one': 'off', 'unknown-name': 'off', 'expectation-failed': 'off' };
    expect(found({ rules }, wrong)).toEqual(['rate-above-one error']);
    expect(found({ rules }, MODEL.replace('200/month', 'base * 1/month'))).toContain('unknown-name error');
    // An owner's name leaves the numbers whole.
    expect(found({ rules }, MODEL.replace('owner bob\n', 'owner bo\n'))).not.toContain('unknown-name error');
  });

  it('says what of it is wrong, and uses the rest', () => {
    const text =
      '{ "rule": 1, "rules": { "no-provenanc": "off", "wrong-unit": "off", "no-sources": 3, "pull-share": "off" } }';
    const { severities, problems } = readConfig(text);
    expect([...severities]).toEqual([['pull-share', 'off']]);
    expect(problems).toEqual([
      '`rule` is not a setting: only `rules` is. Remove it.',
      'There is no rule `no-provenanc`. Did you mean `no-provenance`?',
      '`wrong-unit` leaves a number without a value, so it stays an error: remove it.',
      '`no-sources` is `3`: write "error", "warning", "information" or "off".',
    ]);
    for (const broken of ['', '[]', '{', '"rules"', 'null', '{ "rules": [] }'])
      expect(readConfig(broken).problems, broken).toHaveLength(1);
    expect(readConfig('\ufeff{ "$schema": "x", "rules": {} }').problems).toEqual([]);
  });

  it('is the nearest one above the model', () => {
    const files: Record<string, string> = {
      [`file:///a/${CONFIG_FILE}`]: '{ "rules": { "pull-share": "off" } }',
      [`file:///a/b/${CONFIG_FILE}`]: '{ "rules": { "pull-share": "error" } }',
    };
    const severity = (uri: string) => findConfig(uri, (at) => files[at])?.config.severities.get('pull-share');
    expect(severity('file:///a/b/c/model.upsell')).toBe('error');
    expect(severity('file:///a/x/model.upsell')).toBe('off');
    expect(severity('file:///model.upsell')).toBeUndefined();
    expect(severity('untitled:Untitled-1')).toBeUndefined();
  });
});
