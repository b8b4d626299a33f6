import { describe, expect, it } from 'vitest';
import type { CallHierarchyItem } from 'vscode-languageserver';
import {
  incomingCalls,
  outgoingCalls,
  prepareCallHierarchy,
} from '../../packages/language-server/src/features/call-hierarchy.ts';
import { analyseFiles, type Files } from '../harness/analyse-text.ts';
import { LanguageClient } from '../harness/language-client.ts';
import { TemporaryFolder } from '../harness/temporary-folder.ts';

const LIBRARY = `owner ann "Ann"
driver accounts 240 by ann
driver reached accounts * share by ann
driver share 50% by ann
`;

const MODEL = `import "./lib.upsell"
model "Small" {
  currency USD
  period 2026-01 to 2026-12
}
sources { ticket csm_touch }
closing csm {
  owner ann
  win rate 25%
  deal size $1k * 12
  closers max(1, share)
}
foundation channel tickets {
  source ticket
  owner ann
  volume reached * 1/month + accounts * 1/month
  conversion 1%
  season july 80%
}
foundation channel calls {
  source csm_touch
  owner ann
  touch first 10/month converting share
  conversion 2%
}
retention {
  contraction customer 4%
  contraction vendor share
}
scenario more {
  scale accounts by 2
  set tickets.conversion = share
  set closing.win_rate = 30%
  scale calls.first by 2
  drop calls
  expect opened of tickets >= 1
}
target revenue >= $1 by ann
target opened of calls >= 1 in 2026
expect "Calls" opened of calls >= won
`;

const FILES: Files = { 'model.upsell': MODEL, 'lib.upsell': LIBRARY };

/** The program of some files, and the item at `‸` in the first one. */
function prepared(files: Files) {
  const [[name = '', marked = ''] = []] = Object.entries(files);
  const { program } = analyseFiles({ ...files, [name]: marked.replace('‸', '') });
  const lines = marked.slice(0, marked.indexOf('‸')).split('\n');
  const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  return { program, items: prepareCallHierarchy(program, position) };
}

/** A marked model beside its library. */
const at = (excerpt: string) => prepared({ ...FILES, 'model.upsell': MODEL.replace(excerpt, `‸${excerpt}`) });

interface Call {
  readonly item: CallHierarchyItem;
  readonly ranges: readonly { start: { line: number; character: number }; end: { character: number } }[];
}

/** Calls as `kind name: text, text`, the texts being those of the ranges in a file. */
const shown = (calls: readonly Call[], text: string): readonly string[] =>
  calls.map(({ item, ranges }) => {
    const lines = text.split('\n');
    const texts = ranges.map(({ start, end }) => lines[start.line]?.slice(start.character, end.character));
    return `${item.detail} ${item.name}: ${texts.join(', ')}`;
  });

async function usersOf(excerpt: string): Promise<readonly string[]> {
  const { program, items } = at(excerpt);
  const calls = await incomingCalls(program, items?.[0] as CallHierarchyItem, () => []);
  return calls.flatMap(({ from, fromRanges }) =>
    shown([{ item: from, ranges: fromRanges }], from.uri.endsWith('lib.upsell') ? LIBRARY : MODEL),
  );
}

function partsOf(excerpt: string): readonly string[] {
  const { program, items } = at(excerpt);
  const [item] = items ?? [];
  const text = item?.uri.endsWith('lib.upsell') ? LIBRARY : MODEL;
  return shown(
    outgoingCalls(program, item as CallHierarchyItem).map(({ to, fromRanges }) => ({ item: to, ranges: fromRanges })),
    text,
  );
}

describe('textDocument/prepareCallHierarchy', () => {
  it('is the number, block or goal at the cursor, or what the name there stands for', () => {
    for (const [excerpt, expected] of [
      ['accounts * 1/month\n', 'driver · lib.upsell accounts'],
      ['* 1/month\n', 'number tickets.volume'],
      ['1%\n  season', 'number tickets.conversion'],
      ['80%', 'channel tickets'],
      ['tickets {', 'channel tickets'],
      ['first 10', 'number calls.first'],
      ['share\n  conversion 2%', 'driver · lib.upsell share'],
      ['25%', 'number closing.win rate'],
      ['csm {', 'closing csm'],
      ['4%\n', 'number retention.contraction customer'],
      ['more {', 'scenario more'],
      ['win_rate = 30%', 'number closing.win rate'],
      ['conversion = share', 'number tickets.conversion'],
      ['first by 2', 'number calls.first'],
      ['>= $1 by', 'target revenue >= $1 by ann'],
      ['won\n', 'expectation Calls'],
      ['"Small"', 'model Small'],
    ] as const) {
      const [item] = at(excerpt).items ?? [];
      expect(`${item?.detail} ${item?.name}`, excerpt).toBe(expected);
    }
  });

  it('is nothing on what makes no number', () => {
    for (const excerpt of ['ann\n  win', 'ticket csm', 'import "./lib']) expect(at(excerpt).items, excerpt).toBeNull();
    expect(prepared({ 'a.upsell': '‸' }).items).toBeNull();
    expect(prepared({ 'a.upsell': '// driver‸' }).items).toBeNull();
    expect(prepared({ 'a.upsell': 'driv‸er ' }).items?.[0]?.name).toBe('driver');
  });
});

describe('callHierarchy/incomingCalls', () => {
  it('of a driver are the numbers that it is in, drivers and scenarios among them', async () => {
    expect(await usersOf('accounts * 1/month\n')).toEqual([
      'number tickets.volume: accounts',
      'driver · lib.upsell reached: accounts',
      'scenario more: accounts',
    ]);
    expect(await usersOf('share\n  conversion 2%')).toEqual([
      'number closing.closers: share',
      'number calls.first: share',
      'number retention.contraction vendor: share',
      'scenario more: share',
      'driver · lib.upsell reached: share',
    ]);
  });

  it('of a number are its block and the scenarios that change it', async () => {
    expect(await usersOf('1%\n  season')).toEqual(['scenario more: tickets.conversion', 'channel tickets: conversion']);
    expect(await usersOf('25%')).toEqual(['scenario more: closing.win_rate', 'closing csm: win rate']);
    expect(await usersOf('first 10')).toEqual(['scenario more: calls.first', 'channel calls: first']);
  });

  it('of a block are what asks for it, and the model', async () => {
    expect(await usersOf('calls {')).toEqual([
      'target opened of calls >= 1 in 2026: calls',
      'expectation Calls: calls',
      'scenario more: calls',
      'model Small: model "Small"',
    ]);
    expect(await usersOf('csm {')).toEqual(['channel tickets: tickets', 'channel calls: calls']);
    expect(await usersOf('retention {')).toEqual(['model Small: model "Small"']);
    expect(await usersOf('"Small"')).toEqual(['target revenue >= $1 by ann: revenue', 'expectation Calls: won']);
    expect(await usersOf('more {')).toEqual([]);
  });
});

describe('callHierarchy/outgoingCalls', () => {
  it('are what it is made of', () => {
    expect(partsOf('* 1/month\n')).toEqual([
      'driver · lib.upsell reached: reached',
      'driver · lib.upsell accounts: accounts',
    ]);
    expect(partsOf('reached *')).toEqual([
      'driver · lib.upsell accounts: accounts',
      'driver · lib.upsell share: share',
    ]);
    expect(partsOf('tickets {')).toEqual([
      'number tickets.volume: volume',
      'number tickets.conversion: conversion',
      'closing csm: tickets',
    ]);
    expect(partsOf('csm {')).toEqual([
      'number closing.win rate: win rate',
      'number closing.deal size: deal size',
      'number closing.closers: closers',
    ]);
    expect(partsOf('more {')).toEqual([
      'driver · lib.upsell accounts: accounts',
      'number tickets.conversion: tickets.conversion',
      'driver · lib.upsell share: share',
      'number closing.win rate: closing.win_rate',
      'number calls.first: calls.first',
      'channel calls: calls',
    ]);
    expect(partsOf('>= won')).toEqual(['channel calls: calls', 'model Small: won']);
    expect(partsOf('"Small"').map((part) => part.split(':')[0])).toEqual([
      'channel tickets',
      'channel calls',
      ' retention',
    ]);
  });

  it('of drivers that need each other come to an end', async () => {
    const { program, items } = prepared({ 'a.upsell': 'driver ‸a b + a by x\ndriver b a by x\n' });
    const [a] = items as [CallHierarchyItem];
    const [b] = outgoingCalls(program, a).map(({ to }) => to) as [CallHierarchyItem];
    expect(outgoingCalls(program, a).map(({ to }) => to.name)).toEqual(['b', 'a']);
    expect(outgoingCalls(program, b).map(({ to }) => to.name)).toEqual(['a']);
    expect((await incomingCalls(program, a, () => [])).map(({ from }) => from.name)).toEqual(['b']);
  });

  it('are of nothing where the item is gone', () => {
    const { items } = at('accounts * 1/month\n');
    const { program } = analyseFiles({ ...FILES, 'lib.upsell': LIBRARY.replaceAll('accounts', 'customers') });
    expect(outgoingCalls(program, items?.[0] as CallHierarchyItem)).toEqual([]);
    expect(outgoingCalls(program, { ...(items?.[0] as CallHierarchyItem), data: 'nonsense' })).toEqual([]);
  });
});

it('reaches models that are not open, and goes on from there', async () => {
  const folder = new TemporaryFolder();
  const client = new LanguageClient();
  folder.write({ 'lib.upsell': LIBRARY, 'a.upsell': MODEL, 'b.upsell': MODEL.replace('"Small"', '"Other"') });
  await client.start({}, [folder.path]);
  const uri = folder.uri('lib.upsell');
  await client.open(uri, LIBRARY);
  const ask = <T>(method: string, params: object): Promise<T> => client.connection.sendRequest(method, params);
  const [item] = await ask<CallHierarchyItem[]>('textDocument/prepareCallHierarchy', {
    textDocument: { uri },
    position: { line: 1, character: 9 },
  });
  const callers = await ask<{ from: CallHierarchyItem }[]>('callHierarchy/incomingCalls', { item });
  const names = callers.map(({ from }) => `${from.uri.split('/').at(-1)} ${from.name}`).sort();
  expect(names).toEqual([
    'a.upsell more',
    'a.upsell tickets.volume',
    'b.upsell more',
    'b.upsell tickets.volume',
    'lib.upsell reached',
  ]);
  const volume = callers.find(({ from }) => from.uri.endsWith('b.upsell') && from.name === 'tickets.volume')?.from;
  const above = await ask<{ from: CallHierarchyItem }[]>('callHierarchy/incomingCalls', { item: volume });
  expect(above.map(({ from }) => from.name)).toEqual(['tickets']);
  const top = await ask<{ from: CallHierarchyItem }[]>('callHierarchy/incomingCalls', { item: above[0]?.from });
  expect(top.map(({ from }) => from.name)).toContain('Other');
  const below = await ask<{ to: CallHierarchyItem }[]>('callHierarchy/outgoingCalls', { item: volume });
  expect(below.map(({ to }) => to.name)).toEqual(['reached', 'accounts']);
  expect(await client.stop()).toBe(0);
  folder.remove();
  expect(client.logged.filter((line) => /error|exception/i.test(line))).toEqual([]);
});
