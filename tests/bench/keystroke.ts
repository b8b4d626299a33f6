import { type Bench, inTurns } from './bench.ts';
import { bareLangium, jsonServer, openText, protocolAlone, startAll, stopAll, upsell } from './contestants.ts';
import { lineCount, numberKeystrokes } from './number-keystrokes.ts';
import { growth, median, ms, quantile, ratio, section, whole } from './statistics.ts';

const SIZES = [100, 1_000, 10_000, 30_000] as const;

/** One digit in the middle of a file, beside a bare Langium server and VS Code's own JSON server. */
export const keystroke: Bench = {
  name: 'keystroke',
  about: 'a digit changed in the middle, until its diagnostics and hints are there, beside other servers',
  async run(options) {
    const { root, quick, progress } = options;
    const json = jsonServer(options);
    const running = await startAll([
      upsell(root),
      upsell(root, { capacity: true }, 'upsell, shared closers'),
      upsell(root, { months: 36 }, 'upsell, 36 months'),
      await bareLangium(root),
      await protocolAlone(root),
      ...json,
    ]);
    const medians = new Map(running.map(({ name }): [string, number[]] => [name, []]));
    const rows = [['lines', 'server', 'p50', 'p95', 'p95/p50', 'times JSON']];
    for (const size of SIZES) {
      progress(`keystroke: ${whole(size)} lines`);
      const open = await Promise.all(
        running.map(async (one) => {
          const document = await openText(one, size);
          return { name: one.name, document, keystroke: numberKeystrokes(document.text, one.number) };
        }),
      );
      const large = size > 1_000;
      const rounds = quick ? 9 : large ? 20 : 100;
      const sampled = await inTurns(open, { rounds, warmUps: large ? 2 : 10 }, ({ document, keystroke }, round) =>
        document.edit(keystroke(round)),
      );
      const [, beside = []] = sampled.find(([{ name }]) => name === json[0]?.name) ?? [];
      for (const [{ name, document }, times] of sampled) {
        const [half, most] = [median(times), quantile(times, 0.95)];
        medians.get(name)?.push(half);
        const lines = whole(lineCount(document.text));
        rows.push([lines, name, ms(half), ms(most), ratio(most / half), ratio(half / median(beside))]);
        await document.close();
      }
    }
    await stopAll(running);
    const exponents = [...medians].map(([name, all]) => `${name} ${ratio(growth(SIZES.slice(1), all.slice(1)))}`);
    return section('Keystroke to diagnostics and hints, ms', rows, [
      `Growth exponent from ${whole(1_000)} to ${whole(30_000)} lines: ${exponents.join('; ')}.`,
      ...(json.length === 0 ? ["VS Code's JSON server could not be installed: nothing stands beside it."] : []),
    ]);
  },
};
