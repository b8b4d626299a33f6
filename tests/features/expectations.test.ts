import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ModelExpectations, StatusParams } from '../../packages/language-server/src/requests.ts';
import { withModel, wrapped } from '../../packages/vscode/src/test-text.ts';
import { LanguageClient } from '../harness/language-client.ts';
import { readRuleText } from '../harness/rule-fixtures.ts';
import { TemporaryFolder } from '../harness/temporary-folder.ts';

const MODEL = readRuleText('minimal.upsell');
const STATED = `${MODEL}
scenario more "More" {
  set tickets.conversion = 1%
  expect "Twice as many" opened >= 96
}
expect opened >= 40
expect opened >= 40
expect "Nobody waits" opened <= 40
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

const ask = (uris?: readonly string[]): Promise<readonly ModelExpectations[]> =>
  client.connection.sendRequest('upsell/expectations', { uris });

describe('upsell/expectations', () => {
  it('tests all models of the workspace in one request, open or not', async () => {
    folder.write({ 'a.upsell': STATED, 'b.upsell': MODEL, 'c/c.upsell': STATED, 'library.upsell': 'owner o "O"\n' });
    await client.start({}, [folder.path]);
    await client.open(folder.uri('a.upsell'), STATED.replace('conversion 0.5%', 'conversion 0.4%'));
    const found = [...(await ask())].sort((a, b) => (a.uri < b.uri ? -1 : 1));
    expect(found.map(({ uri, title }) => [uri, title])).toEqual([
      [folder.uri('a.upsell'), 'Acme'],
      [folder.uri('c/c.upsell'), 'Acme'],
    ]);
    expect(found[1]?.expectations).toEqual([
      {
        id: 'more:Twice as many',
        label: 'Twice as many',
        scenario: 'more',
        range: expect.objectContaining({ start: { line: 29, character: 2 } }),
        verdict: 'holds',
        line: 'holds  Twice as many: opened >= 96, 96.0 >= 96.0',
      },
      expect.objectContaining({
        id: ':opened >= 40',
        label: 'opened >= 40',
        verdict: 'holds',
        line: 'holds  opened >= 40, 48.0 >= 40.0',
      }),
      expect.objectContaining({ id: ':opened >= 40:2', verdict: 'holds' }),
      expect.objectContaining({
        id: ':Nobody waits',
        label: 'Nobody waits',
        verdict: 'fails',
        line: 'fails  Nobody waits: opened <= 40, 48.0 <= 40.0',
        message: expect.stringMatching(/^opened <= 40 does not hold: 48\.0 <= 40\.0\n\nopened = 48\.0\n[\s\S]*tickets/),
      }),
    ]);
    // What holds needs no explanation.
    expect(found[1]?.expectations[1]).not.toHaveProperty('message');
    // What is not saved counts: 38.4 opened.
    expect(found[0]?.expectations.map(({ verdict }) => verdict)).toEqual(['holds', 'fails', 'fails', 'holds']);
  });

  it('tests some models alone, and says where what is withheld is withheld', async () => {
    folder.write({ 'a.upsell': STATED.replace('0.5%', '150%'), 'b.upsell': STATED });
    await client.start({}, [folder.path]);
    const [only, ...others] = await ask([folder.uri('a.upsell')]);
    expect(others).toEqual([]);
    const last = only?.expectations.at(-1);
    expect(last).toEqual({
      ...last,
      verdict: 'unknown',
      line: 'unknown  Nobody waits: opened <= 40, withheld (see line 24) <= 40.0',
      message:
        'opened <= 40 could not be computed because of `rate-above-one` at line 24: withheld (see line 24) <= 40.0',
    });
    expect(await ask([folder.uri('absent.upsell')])).toEqual([]);
  });

  it('can be cancelled', async () => {
    folder.write(Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`${i}.upsell`, STATED])));
    await client.start({}, [folder.path]);
    const { CancellationTokenSource } = await import('vscode-jsonrpc/node');
    const source = new CancellationTokenSource();
    const asked = client.connection.sendRequest('upsell/expectations', {}, source.token);
    source.cancel();
    await expect(asked).rejects.toMatchObject({ code: -32800 });
  });
});

describe('upsell/status', () => {
  const statuses: StatusParams[] = [];
  beforeEach(() => {
    statuses.length = 0;
    client.connection.onNotification('upsell/status', (status: StatusParams) => void statuses.push(status));
  });
  const uri = 'untitled:Untitled-1';
  const lastIs = (text: string) =>
    vi.waitFor(() => {
      const last = statuses.at(-1);
      expect(`${last?.kind}: ${last?.text}`).toBe(text);
    }, 5_000);

  it('tells a client that shows it how the figures of a document stand, and nothing where nothing is new', async () => {
    await client.start({}, [], { status: true });
    await client.open(uri, MODEL);
    await lastIs('model: 4.0 opened/mo · $144k in 12 mo');
    expect(statuses[0]).toMatchObject({ uri, detail: '1 channel, 2026-01 to 2026-12.' });
    await client.change(uri, MODEL.replace('0.5%', '150%'), 2);
    // As long as somebody types there, the hint has the last total as well.
    await lastIs('model: 4.0 opened/mo · $144k in 12 mo …');
    await lastIs('withheld: withheld: see line 24');
    expect(statuses[2]).toMatchObject({ detail: 'The total is withheld because of `rate-above-one` at line 24.' });
    await client.change(uri, MODEL, 3);
    await lastIs('model: 4.0 opened/mo · $144k in 12 mo');
    await client.change(uri, `${MODEL}// nothing computed\n`, 4);
    await client.errors(uri, ({ version }) => version === 4);
    // It is the hint of the model's line, which may be what withholds the total.
    await client.change(uri, MODEL.replace(/closing [^}]*}/, ''), 5);
    await lastIs('withheld: 4.0 opened/mo · withheld: no closing model');
    await client.change(uri, 'owner a "A"\n', 6);
    await lastIs('library: Library');
  });

  it('tells others nothing', async () => {
    await client.start();
    await client.open(uri, MODEL);
    await client.diagnostics(uri);
    await client.hints(uri);
    expect(statuses).toEqual([]);
  });
});

describe('the text of a test', () => {
  it('is broken between words, and columns of a table stay', () => {
    const table = '2026-01 to 2026-07           120.0              35.0%          4.0';
    const text = [
      'leverage share of the model in FY27 <= 10% does not hold: 15.79% <= 10.00%',
      '',
      '  - tickets volume 800/month growing 1%/month · counted 2025-11 to 2026-01 · owner support',
      table,
      'x'.repeat(80),
    ].join('\n');
    expect(wrapped(text).split('\n')).toEqual([
      'leverage share of the model in FY27 <= 10% does not hold:',
      '15.79% <= 10.00%',
      '',
      '  - tickets volume 800/month growing 1%/month · counted',
      '    2025-11 to 2026-01 · owner support',
      table,
      'x'.repeat(80),
    ]);
  });

  it('names the model behind what is said', () => {
    expect(withModel('won >= 5 does not hold: 4.0 >= 5.0\n\nwon = 4.0', 'Acme, a/acme.upsell')).toBe(
      'won >= 5 does not hold: 4.0 >= 5.0\nin Acme, a/acme.upsell\n\nwon = 4.0',
    );
  });
});
