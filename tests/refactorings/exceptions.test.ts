import { applyEdits, readConfig } from '@upsell/language';
import { configWith, otherSeverities, severityEdit, silencingOf } from '@upsell/language/refactorings';
import { describe, expect, it } from 'vitest';
import { analyseFiles } from '../harness/analyse-text.ts';
import { readFixture } from '../harness/markers.ts';
import { FIXTURE_FOLDERS, readRuleFixtures } from '../harness/rule-fixtures.ts';

describe.each(FIXTURE_FOLDERS)('silencing %s', async (code) => {
  const fixtures = [...(await readRuleFixtures(code))].slice(0, 2);
  it.each(fixtures)('in %s', (_, text) => {
    const { files, asOf } = readFixture(text);
    const [root = ''] = Object.keys(files);
    for (const eol of ['\n', '\r\n']) {
      const texts = { ...files, [root]: (files[root] as string).replaceAll('\n', eol) };
      const analysis = analyseFiles(texts, asOf);
      for (const diagnostic of analysis.diagnostics.slice(0, 6)) {
        const silencing = diagnostic.file === 0 ? silencingOf(analysis, diagnostic) : undefined;
        const isOfComment = diagnostic.code.startsWith('ignore-');
        if (diagnostic.severity === 'error' || isOfComment) expect(silencing).toBeUndefined();
        if (!silencing) continue;
        const { edit, reason } = silencing;
        const silenced = applyEdits(texts[root] as string, [edit]);
        const isOf = (one: { readonly code: string }) => one.code === 'ignore-without-reason';
        // Words to write over are no reason.
        const [unwritten, before] = [analyseFiles({ ...texts, [root]: silenced }, asOf), analysis];
        expect(unwritten.diagnostics.filter(isOf)).toHaveLength(before.diagnostics.filter(isOf).length + 1);
        const after = analyseFiles({ ...texts, [root]: silenced.replace(reason, 'as agreed in May') }, asOf);
        const line = analysis.program.files[0]?.lines.at(diagnostic.start).line ?? 0;
        const there = after.diagnostics.filter(
          (one) => one.file === 0 && after.program.files[0]?.lines.at(one.start).line === line + 1,
        );
        expect(there.map((one) => one.code)).not.toContain(diagnostic.code);
        expect(after.diagnostics.filter((one) => one.code.startsWith('ignore-')).length).toBeLessThanOrEqual(
          analysis.diagnostics.filter((one) => one.code.startsWith('ignore-')).length,
        );
      }
    }
  });
});

describe('the severity of a rule', () => {
  const of = (code: string, severity: 'error' | 'warning' | 'information') =>
    otherSeverities({ code, severity, file: 0, start: 0, end: 0, message: '', params: {} } as never);

  it('can be any other, unless the rule is an error by itself', () => {
    expect(of('stale-estimate', 'warning')).toEqual(['error', 'information', 'off']);
    expect(of('missing-owner', 'error')).toEqual([]);
    expect(of('missing-owner', 'warning')).toEqual(['error', 'information', 'off']);
    expect(of('stale-estimate', 'error')).toEqual(['warning', 'information', 'off']);
    expect(of('rate-above-one', 'error')).toEqual([]);
    expect(of('no-such-rule', 'warning')).toEqual([]);
  });

  it.each([
    ['{}', '{\n  "rules": {\n    "stale-estimate": "off"\n  }\n}'],
    ['{ "rules": {} }', '{ "rules": {\n  "stale-estimate": "off"\n} }'],
    ['{ "rules": { "unused-owner": "off" } }', '{ "rules": { "unused-owner": "off", "stale-estimate": "off" } }'],
    ['{"rules":{"stale-estimate" : "error"}}', '{"rules":{"stale-estimate" : "off"}}'],
    [
      '{\r\n\t"$schema": "a, \\"b\\" }",\r\n\t"rules": {\r\n\t\t"unused-owner": "off"\r\n\t}\r\n}\r\n',
      '{\r\n\t"$schema": "a, \\"b\\" }",\r\n\t"rules": {\r\n\t\t"unused-owner": "off",\r\n\t\t"stale-estimate": "off"\r\n\t}\r\n}\r\n',
    ],
    [
      '\uFEFF{\n    "$schema": "x"\n}',
      '\uFEFF{\n    "$schema": "x",\n    "rules": {\n      "stale-estimate": "off"\n    }\n}',
    ],
  ])('is set in %j', (before, after) => {
    const edit = severityEdit(before, 'stale-estimate', 'off');
    expect(edit && applyEdits(before, [edit])).toBe(after);
    expect(readConfig(after).severities.get('stale-estimate')).toBe('off');
    expect(readConfig(after).problems).toEqual(readConfig(before).problems);
  });

  it('is not set in what is no JSON object', () => {
    for (const text of ['', '[]', '{', '"rules"', '{ "rules": 1 }', '{ // a\n}'])
      expect(severityEdit(text, 'stale-estimate', 'off')).toBeUndefined();
    expect(readConfig(configWith('stale-estimate', 'error')).severities).toEqual(
      new Map([['stale-estimate', 'error']]),
    );
  });
});
