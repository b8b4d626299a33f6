import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CodeLens } from 'vscode-languageserver';
import { codeLenses, resolveCodeLens } from '../../packages/language-server/src/features/code-lens.ts';
import { DEFAULTS } from '../../packages/language-server/src/settings.ts';
import { analyseFiles } from '../harness/analyse-text.ts';
import { LanguageClient } from '../harness/language-client.ts';

const MODEL = `model "Small" {
  currency USD
  period 2026-01 to 2026-12
}
owner ann "Ann"
sources { ticket }
closing csm {
  owner ann
  win rate 25%
  deal size $12k
}
foundation channel tickets {
  source ticket
  owner ann
  volume 1,200/month
  conversion 1%
}
scenario more {
  scale tickets.conversion by 2
  expect opened > 30
  expect revenue < $10k
}
expect opened >= 30
expect "Leverage" leverage share <= 50%
expect won of tickets = opened of tickets / 5
`;

const URI = 'file:///workspace/model.upsell';
const COMMAND = { commands: new Set(['upsell.showPreviewToSide']) };
const BOTH = { commands: new Set(['upsell.showPreviewToSide', 'upsell.runExpectation']) };

/** The lenses of a text as they are seen, above the lines that they stand on: `line: title (command arguments)`. */
function lensesOf(text: string, settings = DEFAULTS.codeLens, client = COMMAND): readonly string[] {
  const analysis = analyseFiles({ 'model.upsell': text });
  const lenses = codeLenses(analysis, { uri: URI, settings, client });
  return lenses.map((lens) => {
    const { range, command } = resolveCodeLens(lens, analysis);
    const runs = command?.command ? ` (${[command.command, ...(command.arguments ?? [])].join(' ')})` : '';
    return `${range.start.line + 1}: ${command?.title}${runs}`;
  });
}

const closing = (fields: string, text = MODEL) =>
  lensesOf(text.replace('win rate 25%', `win rate 25%\n  ${fields}`))[1];

describe('textDocument/codeLens', () => {
  it('leads to the preview, names the bottleneck, and says what holds', () => {
    expect(lensesOf(MODEL)).toEqual([
      '1: Preview (upsell.showPreviewToSide file:///workspace/model.upsell)',
      '7: Opening-limited: 12.0 opened a month, nothing limits the closers',
      '20: holds: 288.0 of more than 30',
      '21: fails: $864k of less than $10k',
      '23: holds: 144.0 of at least 30',
      '24: holds: 0.0% of at most 50%',
      '25: fails: 36.0 of exactly 28.8',
    ]);
  });

  it('says how the closers limit it', () => {
    expect(closing('capacity 20/month')).toBe('7: Opening-limited: 12.0 opened a month, room for 20.0');
    expect(closing('capacity 10/month')).toBe(
      '7: Closing-limited in every month: 10.0 of 12.0 opened a month are worked, up to 24.0 wait',
    );
    expect(closing('closers 1, 2 from 2026-04\n  capacity 10/month')).toBe(
      '7: Closing-limited in 2026-01 to 2026-03: 10.0 of 12.0 opened a month are worked, up to 6.0 wait',
    );
    expect(
      closing(
        'capacity 10/month',
        MODEL.replace(
          '1,200/month',
          '500/month, 1,200/month from 2026-03, 0/month from 2026-04, 1,100/month from 2026-08, 200/month from 2026-09',
        ),
      ),
    ).toBe(
      '7: Closing-limited in 2 of 12 months, first in 2026-03: 10.0 of 11.5 opened a month are worked, up to 2.0 wait',
    );
  });

  it('says what withholds it', () => {
    expect(lensesOf(MODEL.replace('conversion 1%', 'conversion 101%')).slice(1, 3)).toEqual([
      '7: Bottleneck withheld: see line 16',
      '20: withheld: see line 16',
    ]);
  });

  it('has no way to the preview where the client does not know the command', () => {
    expect(lensesOf(MODEL, DEFAULTS.codeLens, { commands: new Set() })[0]).toMatch(/^7: Opening-limited/);
  });

  it('runs an expectation where the client has the command, and leaves its result to the hint', () => {
    expect(lensesOf(MODEL, DEFAULTS.codeLens, BOTH).slice(1, 3)).toEqual([
      '7: Opening-limited: 12.0 opened a month, nothing limits the closers',
      '20: $(play) Run (upsell.runExpectation file:///workspace/model.upsell 19)',
    ]);
  });

  it('obeys the switch over all and the ones below it', () => {
    const shown = (settings: Partial<typeof DEFAULTS.codeLens>) =>
      lensesOf(MODEL, { ...DEFAULTS.codeLens, ...settings }).map((lens) => lens.split(':')[0]);
    expect(shown({ enabled: false })).toEqual([]);
    expect(shown({ preview: false })).toEqual(['7', '20', '21', '23', '24', '25']);
    expect(shown({ closing: false })).toEqual(['1', '20', '21', '23', '24', '25']);
    expect(shown({ expectations: false })).toEqual(['1', '7']);
  });

  it('counts expectations of a library beside those of the model, and has none in the library', () => {
    const files = { 'model.upsell': `import "./lib.upsell"\n${MODEL}`, 'lib.upsell': 'expect opened >= 1,000\n' };
    const analysis = analyseFiles(files);
    const request = { uri: URI, settings: DEFAULTS.codeLens, client: COMMAND };
    const lenses = codeLenses(analysis, request).map((lens) => resolveCodeLens(lens, analysis).command?.title);
    expect(lenses).toContain('holds: 144.0 of at least 30');
    expect(lenses).toHaveLength(7);
    expect(codeLenses(analyseFiles({ 'lib.upsell': files['lib.upsell'] }), request)).toEqual([]);
  });

  it('never throws on half-typed text', () => {
    const whole = readFileSync(new URL('../../examples/acme/acme.upsell', import.meta.url), 'utf8');
    for (let length = 0; length < whole.length; length += 97)
      for (const lens of lensesOf(whole.slice(0, length))) expect(lens).not.toMatch(/NaN|Infinity|undefined/);
  });
});

describe('codeLens/resolve', () => {
  let client: LanguageClient;
  const uri = 'untitled:Untitled-1';
  const ask = (method: string, params: object): Promise<CodeLens> => client.connection.sendRequest(method, params);
  beforeEach(() => {
    client = new LanguageClient();
  });
  afterEach(async () => {
    expect(await client.stop()).toBe(0);
    expect(client.logged.filter((line) => /error|exception/i.test(line))).toEqual([]);
  });
  const lenses = () =>
    client.connection.sendRequest<readonly CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });

  it('makes the words of now: an editor that shows a lens of before would show nothing without them', async () => {
    const experimental = { commands: { commands: ['upsell.showPreviewToSide'] } };
    expect(await client.start({ experimental })).toMatchObject({
      capabilities: { codeLensProvider: { resolveProvider: true } },
    });
    await client.open(uri, MODEL);
    const [preview, bare] = (await lenses()) as [CodeLens, CodeLens];
    expect(preview.command).toEqual({ title: 'Preview', command: 'upsell.showPreviewToSide', arguments: [uri] });
    expect(bare).not.toHaveProperty('command');
    expect(await ask('codeLens/resolve', bare)).toMatchObject({
      ...bare,
      command: { title: 'Opening-limited: 12.0 opened a month, nothing limits the closers', command: '' },
    });
    await client.change(uri, MODEL.replace('conversion 1%', 'conversion 2%'), 2);
    expect((await ask('codeLens/resolve', bare)).command?.title).toMatch(/^Opening-limited: 24\.0 opened a month/);
    const last = (await lenses()).at(-1) as CodeLens;
    await client.change(uri, MODEL.replace(/expect won of tickets.*\n/, ''), 3);
    expect(await ask('codeLens/resolve', last)).toEqual(last);
    await client.close(uri);
    expect(await ask('codeLens/resolve', bare)).toEqual(bare);
  });

  it('obeys settings that a client sends', async () => {
    await client.start();
    await client.open(uri, MODEL);
    expect(await lenses()).toHaveLength(6);
    const settings = { upsell: { codeLens: { closing: false, expectations: 'no', other: true } } };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings });
    expect(await lenses()).toHaveLength(5);
  });
});
