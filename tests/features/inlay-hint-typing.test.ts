import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InlayHint, InlayHintLabelPart } from 'vscode-languageserver';
import { LanguageClient } from '../harness/language-client.ts';
import { TemporaryFolder } from '../harness/temporary-folder.ts';
import { MONTHS, MODEL as TRACKED } from '../harness/tracked-model.ts';

const MODEL = `model "Small" {
  currency USD
  period 2026-01 to 2026-12
}
owner ann "Ann"
sources { ticket email }
closing csm {
  owner ann
  win rate 25%
  deal size $12k
}
foundation channel tickets {
  source ticket
  owner ann
  volume 200/month
  conversion 1%
}
foundation channel mails {
  source email
  owner ann
  volume reach * 1/month
  conversion 1%
}
driver reach 100 by ann
expect opened of tickets >= 24
`;

let client: LanguageClient;
let folder: TemporaryFolder;
beforeEach(() => {
  client = new LanguageClient();
  folder = new TemporaryFolder();
});
afterEach(async () => {
  expect(await client.stop()).toBe(0);
  folder.remove();
  expect(client.logged.filter((line) => /error|exception/i.test(line))).toEqual([]);
});

const uri = 'untitled:Untitled-1';
let version = 1;
let refreshes = 0;

/** The hints by their lines, once a text stands in the document. */
async function hintsOf(text: string): Promise<Readonly<Record<string, string>>> {
  if (version === 1) await client.open(uri, text, version++);
  else await client.change(uri, text, version++);
  const lines = text.split('\n');
  const hints = await client.hints(uri);
  return Object.fromEntries(hints.map(({ position, label }) => [lines[position.line]?.trim() ?? '', label]));
}

describe('hints while somebody types', () => {
  beforeEach(async () => {
    version = 1;
    refreshes = 0;
    client.connection.onRequest('workspace/inlayHint/refresh', () => {
      refreshes++;
      return null;
    });
    await client.start({ workspace: { inlayHint: { refreshSupport: true } } });
  });

  it('say what withholds them as soon as nobody types any more', async () => {
    await hintsOf(MODEL);
    const half = MODEL.replace('volume 200/month', 'volume 200/');
    expect(await hintsOf(half)).toMatchObject({ 'win rate 25%': '0.8 won/mo …' });
    await expect.poll(() => refreshes, { timeout: 10_000 }).toBe(1);
    const [model] = await client.hints(uri);
    expect(model?.label).toBe('withheld: see line 15');
    // Who goes on is told no value of before.
    expect(await hintsOf(half.replace('200/', '20/'))).toMatchObject({ 'win rate 25%': 'withheld: see line 15' });
  });

  it('keep their last value, marked, until somebody goes on elsewhere', async () => {
    await hintsOf(MODEL);
    const half = MODEL.replace('volume 200/month', 'volume 200/');
    const typing = await hintsOf(half);
    expect(typing).toMatchObject({
      'model "Small" {': '3.0 opened/mo · $108k in 12 mo …',
      'foundation channel tickets {': '2.0 opened/mo · $72.0k …',
      'foundation channel mails {': '1.0 opened/mo · $36.0k',
      'win rate 25%': '0.8 won/mo …',
      'expect opened of tickets >= 24': '24.0 …',
    });
    const [model] = await client.hints(uri);
    expect(model?.tooltip.value).toBe(
      'Before the edit: 3.0 opened/mo · $108k in 12 mo.\n\nWithheld because of `syntax-error` at line 15. Mend it, and the figure is back.',
    );
    // More is typed in the same channel, and it is broken still.
    const more = half.replace('200/', '20/');
    expect(await hintsOf(more)).toMatchObject({ 'win rate 25%': '0.8 won/mo …' });
    const elsewhere = await hintsOf(more.replace('$12k', '$13k'));
    expect(elsewhere).toMatchObject({
      'model "Small" {': 'withheld: see line 15',
      'foundation channel tickets {': 'withheld: see line 15',
      'foundation channel mails {': '1.0 opened/mo · $39.0k',
      'win rate 25%': 'withheld: see line 15',
    });
    // Nobody is told a value of before again.
    expect(await hintsOf(more.replace('$12k', '$13k').replace('20/', '2/'))).toMatchObject({
      'win rate 25%': 'withheld: see line 15',
    });
    expect(await hintsOf(MODEL)).toMatchObject({ 'win rate 25%': '0.8 won/mo' });
  });

  it('keep them where an edit breaks what stands elsewhere', async () => {
    await hintsOf(MODEL);
    expect(await hintsOf(MODEL.replace('driver reach', 'driver reac'))).toMatchObject({
      'foundation channel tickets {': '2.0 opened/mo · $72.0k',
      'foundation channel mails {': '1.0 opened/mo · $36.0k …',
    });
  });

  it('keep them where lines move, and for a goal that is being typed', async () => {
    await hintsOf(MODEL);
    const above = MODEL.replace('foundation channel t', '// One\n\nfoundation channel t');
    expect(await hintsOf(above.replace('conversion 1%', 'conversion'))).toMatchObject({
      'foundation channel tickets {': '2.0 opened/mo · $72.0k …',
      conversion: '2.0 opened/mo …',
    });
    await hintsOf(MODEL);
    expect(await hintsOf(MODEL.replace('>= 24', '>='))).toMatchObject({
      'expect opened of tickets >=': '24.0 …',
    });
  });

  it('say at once what withholds a value that was never there', async () => {
    expect(await hintsOf(MODEL.replace('200/month', '200/'))).toMatchObject({
      'win rate 25%': 'withheld: see line 15',
    });
    await client.close(uri);
    await client.open(uri, MODEL, version++);
    await client.hints(uri);
    await client.close(uri);
    version = 1;
    expect(await hintsOf(MODEL.replace('200/month', '200/'))).toMatchObject({
      'win rate 25%': 'withheld: see line 15',
    });
  });

  it('never say a value without its mark while it is withheld', async () => {
    const whole = await hintsOf(MODEL);
    const start = MODEL.indexOf('volume 200');
    for (let length = 0; length < 'volume 200/month\n  conversion 1%'.length; length++) {
      const text = MODEL.slice(0, start) + MODEL.slice(start, start + length) + MODEL.slice(start + 33);
      const { 'foundation channel tickets {': shown } = await hintsOf(text);
      if (shown === whole['foundation channel tickets {'])
        throw new Error(`stale at ${JSON.stringify(text.slice(start, start + 40))}`);
    }
  });
});

describe('hints for a client that does not ask again', () => {
  it('are never those of before', async () => {
    version = 1;
    await client.start();
    await hintsOf(MODEL);
    expect(await hintsOf(MODEL.replace('200/month', '200/'))).toMatchObject({
      'win rate 25%': 'withheld: see line 15',
    });
  });
});

describe('the parts of a hint', () => {
  const capabilities = {
    textDocument: { inlayHint: { resolveSupport: { properties: ['tooltip', 'label.location'] } } },
  };

  /** The parts of the hint behind a line that begins with some text, each with the text that it leads to. */
  async function partsOf(document: string, text: string, begin: string): Promise<readonly string[]> {
    const lines = text.split('\n');
    const hints = (await client.hints(document)) as unknown as readonly InlayHint[];
    const bare = hints.find(({ position }) => lines[position.line]?.trimStart().startsWith(begin));
    expect(bare?.tooltip).toBeUndefined();
    const whole: InlayHint = await client.connection.sendRequest('inlayHint/resolve', bare);
    expect(whole.tooltip).toBeDefined();
    expect(whole.position).toEqual(bare?.position);
    return (whole.label as InlayHintLabelPart[]).map(({ value, location }) => {
      const line =
        location?.uri === document ? lines[location.range.start.line]?.trim() : location?.uri.split('/').at(-1);
      return location ? `${value} → ${line}` : value;
    });
  }

  it('lead to what they name, where the client follows them', async () => {
    await client.start(capabilities);
    await client.open(uri, MODEL);
    const parts = (begin: string) => partsOf(uri, MODEL, begin);
    expect(await parts('model')).toEqual(['3.0 opened/mo', ' · $108k in 12 mo → closing csm {']);
    expect(await parts('foundation channel tickets')).toEqual([
      '2.0 opened/mo → conversion 1%',
      ' · $72.0k → deal size $12k',
    ]);
    expect(await parts('conversion')).toEqual(['2.0 opened/mo → volume 200/month']);
    expect(await parts('win rate')).toEqual(['0.8 won/mo → deal size $12k']);
    expect(await parts('deal size')).toEqual(['$9,000/mo → win rate 25%']);
    expect(await parts('expect')).toEqual(['holds: 24.0 → foundation channel tickets {']);
  });

  it('lead to the error where they are withheld, whether the last value is kept or not', async () => {
    client.connection.onRequest('workspace/inlayHint/refresh', () => null);
    await client.start({ ...capabilities, workspace: { inlayHint: { refreshSupport: true } } });
    const broken = MODEL.replace('200/month', '200/');
    await client.open(uri, broken);
    expect(await partsOf(uri, broken, 'win rate')).toEqual(['withheld: see line 15 → volume 200/']);
    await client.change(uri, MODEL, 2);
    await client.hints(uri);
    await client.change(uri, broken, 3);
    expect(await partsOf(uri, broken, 'win rate')).toEqual(['0.8 won/mo … → volume 200/']);
  });

  it('lead to the table of what happened', async () => {
    folder.write({ 'a.upsell': TRACKED, 'actuals/months.csv': MONTHS });
    await client.start(capabilities, [folder.path]);
    await client.open(folder.uri('a.upsell'), TRACKED);
    const parts = await partsOf(folder.uri('a.upsell'), TRACKED, 'foundation channel tickets');
    expect(parts[0]).toMatch(/opened\/mo → conversion/);
    expect(parts.at(-1)).toMatch(/ → months.csv$/);
  });

  it('have the command of a client that has one in the place of a location', async () => {
    folder.write({ 'a.upsell': TRACKED, 'actuals/months.csv': MONTHS });
    await client.start(
      {
        textDocument: {
          inlayHint: { resolveSupport: { properties: ['tooltip', 'label.location', 'label.command'] } },
        },
        experimental: { commands: { commands: ['upsell.showPlace'] } },
      },
      [folder.path],
    );
    const document = folder.uri('a.upsell');
    await client.open(document, TRACKED);
    const lines = TRACKED.split('\n');
    const hints = (await client.hints(document)) as unknown as readonly InlayHint[];
    const bare = hints.find(({ position }) => lines[position.line]?.startsWith('foundation channel tickets'));
    const { label }: InlayHint = await client.connection.sendRequest('inlayHint/resolve', bare);
    const parts = label as InlayHintLabelPart[];
    expect(parts.map(({ location }) => location)).toEqual(parts.map(() => undefined));
    const rate = lines.findIndex((line, i) => i > (bare?.position.line ?? 0) && line.includes('conversion'));
    expect(parts[0]?.command).toMatchObject({ title: `Go to line ${rate + 1}`, command: 'upsell.showPlace' });
    expect(parts[0]?.command?.arguments).toMatchObject([{ uri: document, range: { start: { line: rate } } }]);
    expect(parts.at(-1)?.command).toMatchObject({
      title: 'Go to months.csv:1',
      arguments: [{ uri: folder.uri('actuals/months.csv'), range: { start: { line: 0, character: 0 } } }],
    });
  });

  it('are one text for a client that does not follow them', async () => {
    await client.start({ textDocument: { inlayHint: { resolveSupport: { properties: ['tooltip'] } } } });
    await client.open(uri, MODEL);
    expect((await client.hints(uri))[0]?.label).toBe('3.0 opened/mo · $108k in 12 mo');
  });
});
