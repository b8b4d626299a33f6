import { type Bench, inTurns } from './bench.ts';
import { jsonServer, openText, startAll, stopAll, upsell } from './contestants.ts';
import { lineCount, numberKeystrokes } from './number-keystrokes.ts';
import { median, ms, quantile, ratio, section, whole } from './statistics.ts';

const SIZES = [1_000, 10_000] as const;
const KEYSTROKES = 20;

/** Typing faster than the server: what counts is the wait after the last keystroke. */
export const burst: Bench = {
  name: 'burst',
  about: `${KEYSTROKES} keystrokes without waiting, from the last one until all is up to date; the goal is twice a single one`,
  async run(options) {
    const { root, quick, progress } = options;
    const running = await startAll([
      upsell(root),
      upsell(root, { capacity: true }, 'upsell, shared closers'),
      ...jsonServer(options),
    ]);
    const rows = [['lines', 'server', 'single p50', `last of ${KEYSTROKES} p50`, 'p95', 'times a single one']];
    for (const size of SIZES) {
      progress(`burst: ${whole(size)} lines`);
      for (const one of running) {
        const document = await openText(one, size);
        const keystroke = numberKeystrokes(document.text, one.number);
        let count = 0;
        const next = () => keystroke(count++);
        const single = () => document.edit(next());
        const last = () => document.burst(Array.from({ length: KEYSTROKES }, next));
        const rounds = quick ? 3 : size > 1_000 ? 5 : 21;
        const sampled = await inTurns([single, last], { rounds, warmUps: 1 }, (type) => type());
        const [alone = Number.NaN, wait = Number.NaN] = sampled.map(([, times]) => median(times));
        const most = quantile(sampled[1]?.[1] ?? [], 0.95);
        rows.push([whole(lineCount(document.text)), one.name, ms(alone), ms(wait), ms(most), ratio(wait / alone)]);
        await document.close();
      }
    }
    await stopAll(running);
    return section(`${KEYSTROKES} keystrokes without waiting, ms`, rows);
  },
};
