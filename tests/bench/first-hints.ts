import { spawnSync } from 'node:child_process';
import { type Bench, inTurns } from './bench.ts';
import { type Contestant, start, upsell } from './contestants.ts';
import { timesFloor } from './start-up.ts';
import { median, ratio, section, whole } from './statistics.ts';

const LINES = 300;

/** From nothing to hints: what a person waits for who opens the editor on a model. */
export const firstHints: Bench = {
  name: 'first-hints',
  about: `a server started, a model of ${LINES} lines opened, its hints answered; beside \`node -e 0\``,
  async run({ root, quick, progress }) {
    progress('first-hints: whole processes');
    const contestant = upsell(root);
    const memory: number[] = [];
    const ways = [floor, () => toHints(contestant, memory)];
    const sampled = await inTurns(ways, { rounds: quick ? 5 : 21, warmUps: 1 }, (way) => way());
    const [floors = [], times = []] = sampled.map(([, samples]) => samples);
    const rows = [
      ['process', 'p50, ms', 'times `node -e 0`', 'memory, MB'],
      ['`node -e 0`', whole(median(floors)), ratio(1), '–'],
      [`to the hints of ${LINES} lines`, whole(median(times)), ratio(timesFloor(times, floors)), whole(median(memory))],
    ];
    return section('A whole process to its first hints', rows, ['The goals are 2.5 times `node -e 0` and 90 MB.']);
  },
};

async function floor(): Promise<number> {
  const start = performance.now();
  spawnSync(process.execPath, ['-e', '0'], { stdio: 'ignore' });
  return performance.now() - start;
}

/** The milliseconds from the start of a process to the hints of a window of its first document. */
async function toHints(contestant: Contestant, memory: number[]): Promise<number> {
  const text = contestant.text(LINES);
  const begin = performance.now();
  const server = await start(contestant);
  const opened = server.open('file:///bench/model.upsell', text);
  const range = { start: { line: 0, character: 0 }, end: { line: 60, character: 0 } };
  const hints = await server.request<readonly unknown[]>('textDocument/inlayHint', {
    textDocument: { uri: 'file:///bench/model.upsell' },
    range,
  });
  const took = performance.now() - begin;
  await opened;
  if (hints.length === 0) throw new Error('no hints');
  memory.push(server.memory());
  await server.stop();
  return took;
}
