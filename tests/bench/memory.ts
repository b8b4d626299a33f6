import type { Bench } from './bench.ts';
import { jsonServer, openText, start, stopAll, upsell } from './contestants.ts';
import { numberKeystrokes } from './number-keystrokes.ts';
import { section, whole } from './statistics.ts';

/** The resident memory of the server's process: what a small file costs, and whether work leaves something behind. */
export const memory: Bench = {
  name: 'memory',
  about: "the server's resident memory after opening files and after many keystrokes",
  async run(options) {
    const { root, quick, progress } = options;
    const keystrokes = quick ? 50 : 1_000;
    const rows = [['server', '300 lines open', '10,000 lines open', `after ${whole(keystrokes)} keystrokes there`]];
    for (const contestant of [upsell(root), ...jsonServer(options)]) {
      progress(`memory: ${contestant.name}`);
      const small = { ...contestant, server: await start(contestant) };
      const open = await openText(small, 300);
      if (small.server.capabilities['inlayHintProvider']) await open.hints(150);
      const large = { ...contestant, server: await start(contestant) };
      const document = await openText(large, 10_000);
      const figures = [small.server.memory(), large.server.memory()];
      const keystroke = numberKeystrokes(document.text, contestant.number);
      for (let i = 0; i < keystrokes; i++) await document.edit(keystroke(i));
      figures.push(large.server.memory());
      await stopAll([small, large]);
      rows.push([contestant.name, ...figures.map((figure) => (Number.isNaN(figure) ? '–' : whole(figure)))]);
    }
    return section("The server's resident memory, MB", rows);
  },
};
