import { type Bench, inTurns } from './bench.ts';
import { bareLangium, freshUri, jsonServer, start, startAll, stopAll, upsell } from './contestants.ts';
import { lineCount } from './number-keystrokes.ts';
import { median, ms, section, whole } from './statistics.ts';

const SIZES = [100, 1_000, 10_000, 30_000] as const;

/** What a person waits for who opens a file. */
export const opening: Bench = {
  name: 'opening',
  about: 'didOpen to the first diagnostics, in a server that has just started and in one that has worked',
  async run(options) {
    const { root, quick, progress } = options;
    const contestants = [upsell(root), await bareLangium(root), ...jsonServer(options)];
    const rows = [['lines', 'server', 'first file p50', 'later file p50']];
    const running = await startAll(contestants);
    for (const size of SIZES) {
      progress(`opening: ${whole(size)} lines`);
      const texts = running.map((one) => ({ ...one, content: one.text(size), later: [] as number[] }));
      const rounds = quick ? 2 : size > 1_000 ? 5 : 11;
      const sampled = await inTurns(texts, { rounds, warmUps: 0 }, async (one) => {
        const { content, later } = one;
        const { took, document } = await one.server.open(freshUri(one.extension), content);
        later.push(took);
        await document.close();
        const fresh = await start(one);
        const first = await fresh.open(freshUri(one.extension), content);
        await fresh.stop();
        return first.took;
      });
      for (const [{ name, content, later }, first] of sampled)
        rows.push([whole(lineCount(content)), name, ms(median(first)), ms(median(later))]);
    }
    await stopAll(running);
    return section('didOpen to the first diagnostics, ms', rows);
  },
};
