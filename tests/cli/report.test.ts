import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

/*
 * What reports write, and what must never be in them. A browser looks at the same files in tests/preview.
 */
const bin = fileURLToPath(new URL('../../packages/cli/bin/upsell.mjs', import.meta.url));
const examples = fileURLToPath(new URL('../../examples', import.meta.url));
const hostile = fileURLToPath(new URL('../preview/hostile/hostile.upsell', import.meta.url));
const canonical = path.join(examples, 'canonical', 'canonical.upsell');

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'upsell-report-'));
  mkdirSync(path.join(folder, 'here'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function report(...words: readonly string[]) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [bin, 'report', '--as-of', '2026-11-15', ...words], {
    cwd: path.join(folder, 'here'),
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  return { stdout, stderr, status };
}

const read = (name: string): string => readFileSync(path.join(folder, 'here', name), 'utf8');
const here = (): readonly string[] => readdirSync(path.join(folder, 'here')).sort();

describe('the file of a report', () => {
  it('stands in this folder, named after its model', () => {
    expect(report(canonical)).toEqual({ stdout: 'Wrote canonical.html\n', stderr: '', status: 0 });
    expect(here()).toEqual(['canonical.html']);
  });

  it('is the one that is named, and nothing else is said of it than JSON where that is asked for', () => {
    const { stdout, status } = report(canonical, '--out', 'a b.svg', '--format', 'svg', '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual([{ file: canonical, report: 'a b.svg' }]);
    expect(read('a b.svg')).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
  });

  it('is one for each model of a folder, the portfolio among them', () => {
    cpSync(path.join(examples, 'portfolio'), path.join(folder, 'here'), { recursive: true });
    expect(report('--format', 'md').stdout).toBe('Wrote americas.md\nWrote emea.md\nWrote portfolio.md\n');
    expect(read('portfolio.md')).toContain('Acme EMEA');
  });

  it('has a name that no other of them has', () => {
    const text = readFileSync(canonical, 'utf8');
    const models = ['a/m', 'b/m', 'm', 'b/x/m', 'b-m'].map((name) => `models/${name}.upsell`);
    for (const name of models) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text.replace('Canonical expansion', name));
    }
    cpSync(path.join(folder, 'models', 'm.upsell'), path.join(folder, 'm.upsell'));
    cpSync(path.join(folder, 'models', 'm.upsell'), path.join(folder, 'models-m.upsell'));
    const { stdout, status } = report('--format', 'md', '../models', '../m.upsell', '../models-m.upsell');
    expect({ stdout, status }).toEqual({
      stdout: ['models-a-m', 'models-b-m', 'models-b-x-m', 'b-m', 'models-m', 'm', 'models-m-2']
        .map((name) => `Wrote ${name}.md\n`)
        .join(''),
      status: 0,
    });
    expect(here()).toHaveLength(7);
  });

  it('stays as it was where the new one cannot be written', () => {
    mkdirSync(path.join(folder, 'here', 'taken.html'));
    const { stdout, stderr, status } = report(canonical, '--out', 'taken.html');
    expect({ stdout, stderr, status }).toEqual({
      stdout: '',
      stderr: 'upsell: taken.html cannot be written: it is not a file.\n',
      status: 2,
    });
    expect(here()).toEqual(['taken.html']);
  });
});

const html = (...words: readonly string[]): string => report('--out', '-', ...words).stdout;

describe('the dashboard in a file', () => {
  it('is one page of a script, a style and the model, and no text of the model is outside of them as markup', () => {
    const { frame, model } = partsOf(html(hostile));
    const title = [
      ...`${'W'.repeat(80)} <img src=x onerror=alert(1)></script><script>alert(2)</script>\ufffdetirw \ufffdtsal\ufffd`,
    ]
      .map((char) => (/[&<>"']/.test(char) ? `&#${char.charCodeAt(0)};` : char))
      .join('');
    expect(frame.replace(/sha256-[\w+/=]{44}/g, 'sha256-HASH')).toBe(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-HASH'; style-src 'sha256-HASH'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style></style>
</head>
<body>
<div id="app"></div>
<noscript>This report is drawn by a script that it holds itself: allow scripts to see it.</noscript>
<script type="application/json" id="model"></script>
<script></script>
</body>
</html>
`);
    expect(model).not.toContain('<');
    const all = JSON.parse(model) as { readonly model: { readonly members: { readonly channels: readonly string[] } } };
    expect(all.model.members.channels.map((text) => (JSON.parse(text) as { name: string }).name)).toEqual([
      'one',
      'two',
      'three',
    ]);
  });

  it.each([
    ['canonical', canonical],
    ['acme', path.join(examples, 'acme', 'acme.upsell')],
    ['hostile', hostile],
  ])('of %s is small, and names no host', (_, file) => {
    const page = html(file);
    expect(page.length).toBeLessThan(1_500_000);
    const hosts = [...page.matchAll(/https?:\/\/[\w.-]*|(?<=["'`(=])\/\/[\w-]+\.[\w.-]+/g)].map(([host]) => host);
    expect(new Set(hosts)).toEqual(new Set(['http://www.w3.org']));
  });

  it('is the same to the byte for the same day, wherever it is made', () => {
    const page = html(canonical);
    expect(html(canonical)).toBe(page);
    const text = readFileSync(canonical, 'utf8');
    writeFileSync(path.join(folder, 'canonical.upsell'), text);
    expect(html('../canonical.upsell')).toBe(page);
    expect(page).not.toContain(tmpdir());
    expect(page).not.toContain(path.dirname(canonical));
    expect(html(canonical, '--as-of', '2026-03-01')).not.toBe(page);
  });
});

describe('a report of hostile texts', () => {
  it('as Markdown has none of them as markup', () => {
    const text = report(hostile, '--format', 'md', '--out', '-').stdout;
    const shown = text.replaceAll(/^```mermaid$[\s\S]*?^```$/gm, '').replaceAll(/(?<!\\)`[^`\n]*`/g, '');
    expect(shown).not.toMatch(/[<>]/);
    expect(shown).not.toMatch(/(?<!\\)\]\(/);
    expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  });

  it('as SVG has nothing but shapes, texts and its own style', () => {
    const picture = report(hostile, '--format', 'svg', '--out', '-').stdout;
    const tags = [...picture.matchAll(/<(\/?)([^\s>/]*)/g)].map(([, , name]) => name);
    expect(new Set(tags)).toEqual(new Set(['svg', 'title', 'desc', 'style', 'rect', 'text', 'tspan', 'line']));
    expect(picture.replaceAll(/&#\d+;/g, '')).not.toContain('&');
    expect(picture).not.toMatch(/\son\w+="|href|[\u202a-\u202e\u2066-\u2069]/);
    expect(picture.match(/<text /g)?.length).toBe(picture.match(/<\/text>/g)?.length);
  });
});

/** A page without what stands in its style, its model and its script, and its model. */
function partsOf(page: string): { readonly frame: string; readonly model: string } {
  const style = between(page, '<style>', '</style>');
  const model = between(page, 'id="model">', '</script>');
  const script = between(page.slice(page.indexOf(model) + model.length), '<script>', '</script>');
  return { frame: page.replace(style, '').replace(model, '').replace(script, ''), model };
}

function between(text: string, start: string, end: string): string {
  const from = text.indexOf(start) + start.length;
  return text.slice(from, text.indexOf(end, from));
}
