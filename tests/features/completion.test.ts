import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CompletionItem, CompletionList } from 'vscode-languageserver';
import { checkLabels, complete, FULL_CLIENT } from '../harness/check-completion.ts';
import { LanguageClient } from '../harness/language-client.ts';
import { TemporaryFolder } from '../harness/temporary-folder.ts';

const MODEL = `model "M" {
  currency USD
  period 2026-02 to 2027-01
  fiscal year starts february
}

owner support "Support lead"
owner desk    "Upsell AE"

sources {
  ticket
  email
  csm_touch not run "Later"
  in_product
}

driver accounts 240         counted 2026-01 by support
driver dials    2,000/month counted 2026-01 by support

closing upsell_ae {
  owner     desk
  win rate  25%     estimated 2026-01
  deal size $12,000 measured 2025-08 to 2026-01
}

foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month counted 2025-11 to 2026-01
  conversion 0.5%      estimated 2026-01
}

`;

/** What is offered at `$0` in a channel that is being written. */
const inChannel = (line: string) => `${MODEL}leverage channel new {\n  owner desk\n  ${line}\n}\n`;

describe('names', () => {
  it('offers sources that no channel feeds first, and none that is not run', () => {
    checkLabels(inChannel('source $0'), ['email', 'in_product', 'ticket']);
    const { items } = complete(inChannel('source ti$0'));
    expect(items.find(({ label }) => label === 'ticket')?.detail).toBe('Support tickets, fed by tickets');
  });

  it('offers owners behind `owner` and `by`', () => {
    for (const line of ['owner $0', 'conversion 5% by $0', 'conversion 5% by de$0sk'])
      checkLabels(inChannel(line), ['support', 'desk']);
    expect(complete(inChannel('owner $0')).items[0]?.detail).toBe('Support lead');
  });

  it('offers who starts a conversation behind `initiated`, and no owner', () => {
    const [item] = complete(inChannel('initiated $0')).items;
    expect(item?.label).toBe('by');
    expect(item?.textEdit?.newText).toBe('by customer');
  });

  it('offers drivers of the unit first, none that would need itself, and none where only numbers may stand', () => {
    checkLabels(inChannel('volume $0'), ['100/month sample', 'dials', 'accounts', 'min', 'max']);
    checkLabels(inChannel('conversion $0'), ['2% sample', 'accounts', 'dials', 'min', 'max']);
    expect(complete(`${MODEL}driver x $0`).labels).not.toContain('x');
    expect(complete(MODEL.replace('2,000/month counted', '$0 counted').replace('240 ', 'dials ')).labels).not.toContain(
      'accounts',
    );
    expect(complete(inChannel('volume $0 counted 2026-01 to 2026-03')).labels).toContain('dials');
    expect(complete(inChannel('volume $0 to 9/month')).labels).not.toContain('dials');
    expect(complete(inChannel('volume 5/month to $0')).labels).not.toContain('dials');
    expect(complete(inChannel('season july $0')).labels).not.toContain('accounts');
  });

  it('offers channels, the numbers of a scenario, and what follows a channel in such a path', () => {
    checkLabels(`${MODEL}expect opened of $0`, ['tickets']);
    checkLabels(`${MODEL}scenario s {\n  drop $0\n}`, ['tickets']);
    const paths = [
      'accounts',
      'dials',
      'closing.win_rate',
      'closing.deal_size',
      'tickets.volume',
      'tickets.conversion',
    ];
    checkLabels(`${MODEL}scenario s {\n  set $0\n}`, paths);
    const { labels, accept } = complete(`${MODEL}scenario s {\n  scale tickets.$0 by 2\n}`);
    expect(labels).toEqual(['volume', 'conversion']);
    expect(accept('conversion')).toContain('scale tickets.conversion by 2\n');
    const whole = complete(`${MODEL}scenario s {\n  set tick$0ets.conversion = 1%\n}`);
    expect(whole.labels).toEqual(['tickets.conversion']);
    expect(whole.accept('tickets.conversion')).toContain('set tickets.conversion = 1%\n');
  });

  it('offers metrics of the unit that a comparison needs, and none of the whole model of a channel', () => {
    checkLabels(`${MODEL}expect revenue >= $0`, ['$1M', 'revenue', 'net revenue', 'cost', 'deal size']);
    checkLabels(`${MODEL}expect revenue >= 2 * $0`, ['$1,000', 'revenue', 'net revenue', 'cost', 'deal size']);
    expect(complete(`${MODEL}expect $0 <= 50%`).labels).not.toContain('revenue');
    expect(complete(`${MODEL}expect opened$0 of tickets <= 5`).labels).not.toContain('leverage share');
  });

  it('offers nothing where a name is made up, behind a number that is typed, in a comment and in a text', () => {
    for (const nothing of [
      `${MODEL}driver $0`,
      `${MODEL}driver x 12$0`,
      `${MODEL}driver x $012`,
      `${MODEL}driver x 12%$0`,
      `${MODEL}// ow$0`,
      `${MODEL}/* ow$0 */`,
      `${MODEL}/$0/ x`,
      inChannel('moment "so$0"'),
      inChannel('moment "so$0'),
      inChannel('volume 3.$0'),
      MODEL.replace('channel tickets', 'channel $0tickets'),
    ])
      checkLabels(nothing, []);
  });
});

describe('behind a number', () => {
  it('offers time units where the place takes one, and where none stands', () => {
    const units = ['month', 'week', 'day', 'quarter', 'year', 'workday'];
    checkLabels(inChannel('volume 12/$0'), units);
    expect(complete(inChannel('volume 12 $0')).labels.slice(0, 6)).toEqual(units.map((unit) => `/${unit}`));
    for (const line of ['conversion 12 $0', 'volume 12/month $0', 'open at start 3 $0'])
      expect(complete(inChannel(line)).labels, line).not.toContain('/month');
    expect(complete(inChannel('deal size 12,000 $0')).labels[0]).toBe('USD');
  });

  it('fills the months in where a number is from, what is usual for the field first', () => {
    const [counted, measured, estimated] = complete(inChannel('volume 12/month $0')).labels;
    expect([counted, measured, estimated]).toEqual([
      'counted 2026-08 to 2026-10',
      'measured 2026-08 to 2026-10',
      'estimated 2026-11',
    ]);
    expect(complete(inChannel('conversion 5% $0')).labels[0]).toBe('estimated 2026-11');
    expect(complete(inChannel('conversion 5% es$0')).accept('estimated 2026-11')).toContain(
      'conversion 5% estimated 2026-11\n',
    );
    expect(complete(inChannel('conversion 5% sample $0')).labels).toEqual(['by', 'note', 'evidence']);
  });

  it('is found by its word alone where months are filled in: other months may be written there', () => {
    const found = ({ items }: ReturnType<typeof complete>, label: RegExp) =>
      items.find((item) => label.test(item.label))?.filterText;
    const evidence = complete(`${MODEL}driver rate 5% m$0`, FULL_CLIENT);
    expect(found(evidence, /^measured 2026/)).toBe('measured');
    expect(found(evidence, /^sample$/)).toBeUndefined();
    expect(found(complete(`${MODEL}driver rate 5% measured 2025-01 t$0`, FULL_CLIENT), /^to 2025-03/)).toBe('to');
  });

  it('offers the months that a later step may hold from, and asks for one first', () => {
    const labels = complete(inChannel('conversion 5% sample, 4% from 2026-09 sample, 3% from $0')).labels;
    expect(labels.slice(0, 3)).toEqual(['2026-11', '2026-12', '2027-01']);
    expect(labels.at(-1)).toBe('2026-10');
    expect(complete(inChannel('conversion 5% sample, 4% $0')).labels[0]).toBe('from');
    expect(complete(inChannel('conversion 5% $0')).labels).not.toContain('from');
  });

  it('offers the end of a period that is later than its beginning, and months that are over', () => {
    checkLabels(inChannel('volume 12/month counted 2026-09 to $0'), ['2026-10', '2026-09', 'FY27-Q3']);
    expect(complete(inChannel('volume 12/month counted $0')).labels[0]).toBe('2026-08 to 2026-10');
    expect(complete(`${MODEL}target revenue >= $5 in $0`).labels.slice(0, 6)).toEqual([
      'FY27',
      'FY27-Q1',
      'FY27-Q2',
      'FY27-Q3',
      'FY27-Q4',
      '2026-02',
    ]);
    const calendar = MODEL.replace('fiscal year starts february', '');
    expect(complete(`${calendar}target revenue >= $5 in $0`).labels.slice(0, 2)).toEqual(['2026-Q2', '2026-Q3']);
    expect(complete(`${MODEL}target revenue >= $5 in 20$0`).accept('2026-03')).toContain('in 2026-03');
  });

  it('goes on with the numbers that stand there', () => {
    const { accept } = complete(inChannel('volume 12/month $0'));
    expect(accept('rising')).toContain('volume 12/month rising to 12/month by 2027-01\n');
    expect(accept('to')).toContain('volume 12/month to 24/month\n');
    expect(accept('by')).toContain('volume 12/month by support\n');
    expect(complete(inChannel('volume dials $0')).labels).not.toContain('to');
  });
});

describe('at the beginning of a line', () => {
  it('offers the fields that a block does not have, in their order, with a value', () => {
    checkLabels(inChannel('$0'), [
      'source',
      'volume',
      'touch',
      'conversion',
      'initiated by',
      'win rate',
      'deal size',
      'season',
      'open at start',
      'moment',
      'flag',
    ]);
    const { accept } = complete(inChannel('vo$0'));
    expect(accept('volume')).toContain('  volume 100/month sample\n');
    expect(accept('source')).toContain('  source email\n');
    checkLabels(`${MODEL}retention {\n  contraction vendor 5% sample by desk\n  $0\n}`, [
      'owner',
      'contraction customer',
      'after',
    ]);
  });

  it('asks the questions of a built-in source', () => {
    const { items } = complete(inChannel('source email\n  $0'));
    const volume = items.find(({ label }) => label === 'volume');
    expect(volume?.documentation).toContain('How many customers enter an upsell sequence each month?');
  });

  it('writes an owner beside a number of a block that has none, and not beside others', () => {
    const bare = complete(`${MODEL}leverage channel new {\n  $0\n}\n`);
    expect(bare.accept('conversion')).toContain('conversion 2% sample by support\n');
    expect(complete(inChannel('$0')).accept('conversion')).toContain('conversion 2% sample\n');
  });

  it('offers no volume beside touches, no touch beside a volume, and attention only to an AE', () => {
    expect(complete(inChannel('touch t 5/month sample\n  $0')).labels).not.toContain('volume');
    expect(complete(inChannel('volume 5/month sample\n  $0')).labels).not.toContain('touch');
    const closing = (kind: string) => complete(`${MODEL}scenario s {\n  closing ${kind} {\n    $0\n  }\n}`).labels;
    expect(closing('original_ae')).toContain('attention');
    expect(closing('csm')).not.toContain('attention');
  });

  it('changes the word alone of a field whose value is written', () => {
    expect(complete(inChannel('conv$0 5% sample')).accept('conversion')).toContain('  conversion 5% sample\n');
    checkLabels(inChannel('conver$0sion 5% sample'), []);
  });

  it('offers sources that are not listed, and `not run` for one that no channel feeds', () => {
    checkLabels(MODEL.replace('in_product', 'in_product\n  $0'), ['implementation', 'outbound', 'marketing']);
    expect(complete(MODEL.replace('  email', '  email $0')).labels).toEqual(['not run', 'renamed from']);
    expect(complete(MODEL.replace('  ticket', '  ticket $0')).labels).toEqual(['renamed from']);
  });
});

describe('whole blocks', () => {
  const CHANNELS = [
    'foundation channel implementations',
    'foundation channel tickets',
    'foundation channel csm_touches',
    'foundation channel outbound',
    'foundation channel email',
    'leverage channel marketing',
    'leverage channel in_product',
  ];

  it('offers a model and the seven channels to an empty file, each with its two questions', () => {
    const { items, labels, accept } = complete('$0', FULL_CLIENT);
    expect(labels[0]).toBe('model');
    expect(labels.filter((label) => / channel \w/.test(label))).toEqual(CHANNELS);
    const tickets = items.find(({ label }) => label === 'foundation channel tickets');
    expect(tickets?.documentation).toMatchObject({ kind: 'markdown' });
    expect(tickets?.documentation).toMatchObject({
      value: expect.stringMatching(
        /How many tickets come in each month\?.*reveal a need.*volume {5}800\/month sample/s,
      ),
    });
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a snippet
    expect(accept('model')).toContain('period ${3:2026-11} to ${4:2027-10}');
  });

  it('declares the owner where there is none', () => {
    expect(complete('$0').accept('foundation channel tickets')).toBe(`owner support "Support lead"

foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month sample
  conversion 0.5%      sample
  initiated by customer
}`);
  });

  it('offers a channel for each source that none feeds, and lists a source that is not listed', () => {
    const { labels, accept } = complete(`${MODEL}$0\n`);
    expect(labels.filter((label) => / channel \w/.test(label))).toEqual([
      'foundation channel email',
      'leverage channel in_product',
      'foundation channel implementations',
      'foundation channel outbound',
      'leverage channel marketing',
    ]);
    expect(accept('foundation channel email')).toContain('  source     email\n  owner      lifecycle\n');
    const listed = accept('leverage channel marketing');
    expect(listed).toContain('  in_product\n  marketing\n}');
    expect(listed).toContain('leverage channel marketing "Customer marketing" {\n');
  });

  it('goes on behind the word of a layer', () => {
    expect(complete(`${MODEL}leverage $0\n`).accept('channel in_product')).toContain(
      'leverage channel in_product "In-product funnel" {\n',
    );
  });

  it('offers what there can be once only where it is not there', () => {
    const { labels } = complete(`${MODEL}$0\n`);
    for (const label of ['model', 'sources', 'closing csm', 'include']) expect(labels).not.toContain(label);
    for (const label of ['owner', 'driver', 'scenario', 'target', 'expect', 'retention'])
      expect(labels).toContain(label);
    const portfolio = complete('model "P" {\n}\ninclude "./a.upsell" as a\n$0\n').labels;
    expect(portfolio.filter((label) => label.includes('channel'))).toEqual([]);
    expect(portfolio).toContain('include');
  });

  it('writes the lines as deep as the line of the cursor, and ends them as the file does', () => {
    const { accept } = complete(`${MODEL}scenario s {\n  $0\n}\n`.replaceAll('\n', '\r\n'));
    expect(accept('closing csm')).toContain('\r\n  closing csm {\r\n    owner     support\r\n    win rate  25%');
    expect(accept('closing csm')).not.toMatch(/[^\r]\n/);
  });
});

describe('what a client can do', () => {
  it('gets snippets, and may keep the rest of the word', () => {
    const { items, cursor } = complete(inChannel('conversion 5% es$0timated'), FULL_CLIENT);
    const item = items.find(({ label }) => label === 'estimated 2026-11');
    const { line, character } = cursor;
    expect(item).toMatchObject({
      insertTextFormat: 2,
      textEdit: {
        // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a snippet
        newText: 'estimated ${1:2026-11}',
        insert: { start: { line, character: character - 2 }, end: cursor },
        replace: { start: { line, character: character - 2 }, end: { line, character: character + 7 } },
      },
    });
    const plain = complete(inChannel('conversion 5% es$0timated')).items.find(
      ({ label }) => label === 'estimated 2026-11',
    );
    expect(plain?.insertTextFormat).toBeUndefined();
    expect(plain?.textEdit).toMatchObject({
      newText: 'estimated 2026-11',
      range: { end: { line, character: character + 7 } },
    });
  });

  it('escapes what a snippet would read as its own', () => {
    const { items } = complete(`${MODEL}closing$0`.replace(/closing upsell_ae.*?\n}\n/s, ''), FULL_CLIENT);
    const item = items.find(({ label }) => label === 'closing csm');
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a snippet
    expect(item?.textEdit?.newText).toContain('${4:\\$12,000}');
    expect(item?.insertTextMode).toBe(1);
  });

  it('offers paths of libraries that are there, and closes the quotes', () => {
    const base = 'file:///workspace/';
    const files = {
      libraries: () => [`${base}shared.upsell`, `${base}more/base%20data.upsell`, `${base}model.upsell`],
      models: () => [`${base}emea.upsell`],
      actuals: () => [`${base}actuals`, 'file:///workspace'],
      plans: () => [`${base}plans/fy26.plan.json`, `${base}plans/model.plan.json`],
    };
    const { labels, accept } = complete('import "$0', undefined, files);
    expect(labels).toEqual(['./shared.upsell', './more/base data.upsell']);
    expect(accept('./shared.upsell')).toBe('import "./shared.upsell"');
    expect(complete('import "./sh$0"', undefined, files).accept('./shared.upsell')).toBe('import "./shared.upsell"');
    expect(complete('include "$0" as emea', undefined, files).labels).toEqual(['./emea.upsell']);
    expect(complete('actuals "$0"', undefined, files).labels).toEqual(['.', 'actuals']);
    expect(complete('plan "$0"', undefined, files).labels).toEqual(['plans/model.plan.json', 'plans/fy26.plan.json']);
    expect(complete('plan$0', undefined, files).accept('plan')).toBe('plan "plans/model.plan.json"');
    expect(complete('inc$0', undefined, files).accept('include')).toBe('include "./emea.upsell" as emea');
    expect(complete('owner x "$0"', undefined, files).labels).toEqual([]);
    expect(complete('imp$0', undefined, files).accept('import')).toBe('import "./shared.upsell"');
  });
});

describe('the server', () => {
  const client = new LanguageClient();
  const folder = new TemporaryFolder();
  const uri = folder.uri('model.upsell');

  beforeAll(async () => {
    folder.write({
      'libraries/people.upsell': 'owner ann "Ann"\n',
      'emea.upsell': 'model "E" {\n  currency USD\n  period 2026\n}\n',
    });
    const { capabilities } = (await client.start({}, [folder.path])) as { capabilities: Record<string, unknown> };
    expect(capabilities['completionProvider']).toEqual({ triggerCharacters: [',', '"', '.', '/'] });
    await client.open(uri, 'import "./libraries/people.upsell"\nimport ""\ndriver x 5 by \ncycle 5, \n');
    await client.diagnostics(uri);
  });
  afterAll(async () => {
    await client.stop();
    folder.remove();
  });

  const ask = async (line: number, character: number, context?: object): Promise<readonly string[]> => {
    const params = { textDocument: { uri }, position: { line, character }, context };
    const result = await client.connection.sendRequest('textDocument/completion', params);
    return ((result ?? []) as CompletionItem[] | (CompletionList & CompletionItem[])).map(({ label }) => label);
  };

  it('knows names of libraries, and the files of the workspace', async () => {
    expect(await ask(2, 14)).toEqual(['ann']);
    await client.change(uri, 'import ""\ninclude ""\ndriver x 5, \n', 2);
    await expect.poll(() => ask(0, 8)).toEqual(['./libraries/people.upsell']);
    expect(await ask(1, 9)).toEqual(['./emea.upsell']);
  });

  it('says nothing to a comma in a model, unless it is asked', async () => {
    await client.change(uri, 'driver y 5 sample\ndriver x 5, \n', 3);
    expect(await ask(1, 11, { triggerKind: 2, triggerCharacter: ',' })).toEqual([]);
    expect(await ask(1, 12)).toContain('y');
  });

  it('answers nothing of a document that is not open', async () => {
    const params = { textDocument: { uri: 'file:///none.upsell' }, position: { line: 0, character: 0 } };
    expect(await client.connection.sendRequest('textDocument/completion', params)).toBeNull();
  });
});
