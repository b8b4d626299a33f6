import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ClientFiles } from '../../packages/language-server/src/client-files.ts';
import type { ReadFileResult } from '../../packages/language-server/src/requests.ts';

const A = 'file:///w/a.upsell';
const B = 'file:///w/lib/b.upsell';
const MONTHS = 'file:///w/actuals/months.csv';

/** What the client has. */
let disk: Map<string, ReadFileResult>;
/** Everything that it was asked for, in order. */
let asked: string[];
/** The requests that it has not answered yet. */
let open: { readonly uri: string; answer(): void; fail(): void }[];
let told: [changed: string[], absent: string[]][];
let files: ClientFiles;

beforeEach(() => {
  disk = new Map([
    [A, { text: 'a' }],
    [B, { text: 'b' }],
  ]);
  [asked, open, told] = [[], [], []];
  files = new ClientFiles({
    read: (uri) => {
      asked.push(uri);
      // As it is when the client looks, which may be before it answers.
      const seen = disk.get(uri) ?? { problem: 'absent' };
      return new Promise((resolve, reject) => {
        open.push({ uri, answer: () => resolve(seen), fail: () => reject(new Error('gone')) });
      });
    },
    list: async (folder) => [...disk.keys()].filter((uri) => uri.startsWith(folder)),
  });
  files.follow((changed, absent) => told.push([[...changed], [...absent]]));
});
afterEach(() => {
  vi.useRealTimers();
});

const arrival = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The client answers all that it is asked, and what follows from it. */
async function answerAll(): Promise<void> {
  while (open.length > 0) {
    for (const { answer } of open.splice(0)) answer();
    await arrival();
  }
}

describe('files that the client reads', () => {
  it('are asked for once, and are there when they have arrived', async () => {
    expect(files.read(A)).toBeUndefined();
    expect(files.read(A)).toBeUndefined();
    expect(files.isReading()).toBe(true);
    await answerAll();
    expect(asked).toEqual([A]);
    expect(files.isReading()).toBe(false);
    expect(files.read(A)).toBe('a');
    expect(files.readBeside(A)).toBe('a');
    expect(told).toEqual([[[A], []]]);
    expect(asked).toEqual([A]);
  });

  it('are told of together, when the last one that somebody has looked at is there', async () => {
    files.read(A);
    files.read(B);
    files.readBeside(MONTHS);
    open.pop()?.answer();
    await arrival();
    expect(told).toEqual([]);
    expect(files.isReading()).toBe(true);
    await answerAll();
    expect(told).toEqual([[[A, B], [MONTHS]]]);
  });

  it('have the problem that the client has with them', async () => {
    disk.set(A, { problem: 'unreadable', reason: 'permission is denied' });
    for (const uri of [A, MONTHS]) files.readBeside(uri);
    await answerAll();
    expect(files.read(A)).toBeUndefined();
    expect(files.readBeside(A)).toEqual({ reason: 'permission is denied' });
    expect(files.readBeside(MONTHS)).toBeUndefined();
    expect(asked).toEqual([A, MONTHS]);
  });

  it('are within reach when all is known that was looked at', async () => {
    const folder = 'file:///w/actuals';
    expect(files.reaches(folder)).toBe(false);
    files.readBeside(MONTHS);
    files.readBeside(`${folder}/quarters.csv`);
    expect(files.reaches(folder)).toBe(false);
    open.shift()?.answer();
    await arrival();
    expect(files.reaches(folder)).toBe(false);
    expect(files.reaches(MONTHS)).toBe(true);
    await answerAll();
    expect(files.reaches(folder)).toBe(true);
    expect(files.reaches('file:///w/act')).toBe(false);
  });

  it('are looked for again where they were out of reach, and nobody waits for them', async () => {
    disk.set(A, { problem: 'unreachable' });
    files.read(A);
    await answerAll();
    expect(files.reaches(A)).toBe(false);
    expect(files.readBeside(A)).toBeUndefined();
    expect(files.isReading()).toBe(false);
    await answerAll();
    const before = told.length;
    disk.set(A, { text: 'a' });
    files.read(A);
    await answerAll();
    expect(told.slice(before)).toEqual([[[A], []]]);
    expect(files.read(A)).toBe('a');
    expect(files.reaches(A)).toBe(true);
  });

  it('are out of reach where the client does not answer', async () => {
    files.read(A);
    open.pop()?.fail();
    await arrival();
    expect(files.isReading()).toBe(false);
    expect(files.reaches(A)).toBe(false);
    expect(files.read(A)).toBeUndefined();
  });

  it('are waited for with patience, but not for ever', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    files.read(A);
    vi.advanceTimersByTime(4_900);
    expect(files.isReading()).toBe(true);
    vi.advanceTimersByTime(200);
    expect(files.isReading()).toBe(false);
    expect(told).toEqual([[[], []]]);
    expect(files.reaches(A)).toBe(false);
    expect(files.read(A)).toBeUndefined();
    expect(files.isReading()).toBe(false);
    await answerAll();
    expect(told).toEqual([
      [[], []],
      [[A], []],
    ]);
    expect(files.read(A)).toBe('a');
  });
});

describe('files that change', () => {
  beforeEach(async () => {
    for (const uri of [A, B, MONTHS]) files.read(uri);
    await answerAll();
    [asked, told] = [[], []];
  });

  it('are read anew, and stay as they were until then', async () => {
    disk.set(A, { text: 'a2' });
    files.lookAgain(new Set([A]));
    expect(files.read(A)).toBe('a');
    expect(files.isReading()).toBe(false);
    await answerAll();
    expect(files.read(A)).toBe('a2');
    expect(told).toEqual([[[A], []]]);
  });

  it('are not told of where they are the same', async () => {
    files.lookAgain(new Set([A, MONTHS]));
    await answerAll();
    expect(asked).toEqual([A, MONTHS]);
    expect(told).toEqual([]);
  });

  it('come and go', async () => {
    disk.delete(A);
    disk.set(MONTHS, { text: 'month' });
    files.lookAgain(new Set([A, MONTHS]));
    await answerAll();
    expect(files.read(A)).toBeUndefined();
    expect(files.reaches(A)).toBe(true);
    expect(files.readBeside(MONTHS)).toBe('month');
    expect(told.flatMap(([changed]) => changed).sort()).toEqual([A, MONTHS]);
  });

  it('change with the folder above them', async () => {
    disk.delete(B);
    files.lookAgain(new Set(['file:///w/lib']));
    await answerAll();
    expect(asked).toEqual([B]);
    expect(files.read(B)).toBeUndefined();
    expect(new Set(told.flatMap(([changed]) => changed))).toEqual(new Set([B, 'file:///w/lib']));
  });

  it('are known when they are told of, where they are new models', async () => {
    const made = 'file:///w/made.upsell';
    disk.set(made, { text: 'made' });
    files.lookAgain(new Set([made, 'file:///w/picture.png']));
    await answerAll();
    expect(asked).toEqual([made]);
    expect(told).toEqual([[[made, 'file:///w/picture.png'], []]]);
    expect(files.read(made)).toBe('made');
    expect(files.isReading()).toBe(false);
  });

  it('are read once more where they change while they are read', async () => {
    disk.set(A, { text: 'a2' });
    files.lookAgain(new Set([A]));
    disk.set(A, { text: 'a3' });
    files.lookAgain(new Set([A]));
    expect(asked).toEqual([A]);
    await answerAll();
    expect(asked).toEqual([A, A]);
    expect(files.read(A)).toBe('a3');
  });
});

describe('a whole workspace', () => {
  const uriOf = (i: number): string => `file:///w/${i}.upsell`;

  beforeEach(() => {
    disk = new Map(Array.from({ length: 200 }, (_, i) => [uriOf(i), { text: `${i}` }]));
  });

  it('is listed when its files are read, some at a time, and nobody is told', async () => {
    let listed: readonly string[] | undefined;
    void files.list('file:///w').then((uris) => {
      listed = uris;
    });
    await arrival();
    expect(asked.length).toBe(32);
    expect(files.isReading()).toBe(false);
    open.shift()?.answer();
    await arrival();
    expect(asked.length).toBe(33);
    expect(listed).toBeUndefined();
    await answerAll();
    expect(listed?.length).toBe(200);
    expect(asked.length).toBe(200);
    expect(files.read(uriOf(199))).toBe('199');
    expect(told).toEqual([]);
  });

  it('lets go first what somebody looks at', async () => {
    void files.list('file:///w');
    await arrival();
    files.read(uriOf(150));
    expect(files.isReading()).toBe(true);
    open.shift()?.answer();
    await arrival();
    expect(asked.at(-1)).toBe(uriOf(150));
    await answerAll();
    expect(told).toEqual([[[uriOf(150)], []]]);
  });

  it('has no files where it cannot be listed', async () => {
    const broken = new ClientFiles({
      read: () => Promise.reject(new Error('gone')),
      list: () => Promise.reject(new Error('gone')),
    });
    expect(await broken.list('file:///w')).toEqual([]);
  });
});
