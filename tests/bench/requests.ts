import { setTimeout as sleep } from 'node:timers/promises';
import { ASKED, type Asked, answerAll, EVERYTHING } from './asked.ts';
import type { Bench } from './bench.ts';
import { openText, startAll, stopAll, upsell } from './contestants.ts';
import type { OpenDocument } from './measured-server.ts';
import { NUMBER } from './model-text.ts';
import { lineCount, numberKeystrokes } from './number-keystrokes.ts';
import { growth, median, ms, quantile, section, whole } from './statistics.ts';

const SIZES = [1_000, 10_000] as const;
/** Milliseconds, for the 95th of a hundred at the first size. */
const GOAL = 30;
/** Milliseconds until the next one is asked: what is put off is done by then. */
const PAUSE = 5;

/** Whatever an editor can ask, of a text that is at rest and of one in which somebody is typing. */
export const requests: Bench = {
  name: 'requests',
  about: `every request, at rest and behind a changed digit, from which on it counts; the goal is ${GOAL} ms (p95) at 1,000 lines`,
  async run({ root, quick, progress }) {
    const contestant = upsell(root);
    const running = await startAll([
      { ...contestant, spec: { ...contestant.spec, documents: EVERYTHING, pull: true } },
    ]);
    const bySize: (readonly Times[])[] = [];
    const lengths: number[] = [];
    for (const size of SIZES)
      for (const one of running) {
        answerAll(one.server);
        const document = await openText(one, size);
        lengths.push(lineCount(document.text));
        progress(`requests: ${whole(lineCount(document.text))} lines`);
        const [warmUps, rounds] = quick ? [1, 5] : size > 1_000 ? [3, 15] : [10, 60];
        bySize.push(await timesOf(document, warmUps, rounds));
        await document.close();
      }
    await stopAll(running);

    const [few = [], many = []] = bySize;
    const rows = ASKED.map(({ method, of }, i) => {
      const [small, large] = [few[i] as Times, many[i] as Times];
      const exponent = growth(lengths, [median(small.atRest), median(large.atRest)]);
      const name = of === undefined ? `\`${method}\`` : `\`${method}\`: ${of}`;
      return [name, ...[small, large].flatMap(cells), exponent.toFixed(2)];
    });
    const columns = lengths.flatMap((lines) => [`${whole(lines)} lines p50`, 'p95', 'behind a keystroke p50', 'p95']);
    const over = rows.filter((_, i) => Math.max(most((few[i] as Times).atRest), most((few[i] as Times).typing)) > GOAL);
    const note =
      over.length === 0
        ? `Nothing is over ${GOAL} ms (p95) at ${whole(lengths[0] ?? 0)} lines.`
        : `Over ${GOAL} ms (p95) at ${whole(lengths[0] ?? 0)} lines: ${over.map(([name]) => name).join(', ')}.`;
    return section('Requests, ms', [['request', ...columns, 'growth'], ...rows], [note]);
  },
};

interface Times {
  readonly atRest: number[];
  readonly typing: number[];
}

const most = (times: readonly number[]): number => quantile(times, 0.95);

const cells = ({ atRest, typing }: Times): readonly string[] =>
  [atRest, typing].flatMap((times) => [ms(median(times)), ms(most(times))]);

/** The requests take turns, each once at rest and once behind a keystroke. */
async function timesOf(document: OpenDocument, warmUps: number, rounds: number): Promise<readonly Times[]> {
  const keystroke = numberKeystrokes(document.text, NUMBER);
  const all = ASKED.map((): Times => ({ atRest: [], typing: [] }));
  let count = 0;
  for (let round = 0; round < warmUps + rounds; round++)
    for (const [i, one] of ASKED.entries()) {
      const { atRest, typing } = all[i] as Times;
      const params = await one.params(document);
      const calm = await took(document, one, params);
      const start = performance.now();
      void document.send(keystroke(count++));
      await took(document, one, params);
      const behind = performance.now() - start;
      await document.server.diagnosed(document.uri, document.version, async () => {});
      await sleep(PAUSE);
      if (round < warmUps) continue;
      atRest.push(calm);
      typing.push(behind);
    }
  return all;
}

/** @throws where the server says nothing: who does not do the work is quick */
async function took({ server }: OpenDocument, { method }: Asked, params: object): Promise<number> {
  const start = performance.now();
  const answer = await server.request(method, params);
  const end = performance.now();
  if (answer === null) throw new Error(`no answer to ${method}`);
  return end - start;
}
