import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Bench, inTurns } from './bench.ts';
import { startAll, stopAll, upsell } from './contestants.ts';
import { numberKeystrokes } from './number-keystrokes.ts';
import { median, ms, quantile, ratio, section } from './statistics.ts';

const SOURCES = 50;
const YEARS = 10;
const LAST = 2026;

/** A keystroke that touches no actuals, with ten years of fifty sources beside the model and without. */
export const actuals: Bench = {
  name: 'actuals',
  about: 'a digit changed in a model of 50 channels, without actuals and beside ten years of them',
  async run({ root, quick, progress }) {
    progress('actuals');
    const folder = mkdtempSync(path.join(tmpdir(), 'upsell-bench-'));
    mkdirSync(path.join(folder, 'actuals'));
    writeFileSync(path.join(folder, 'actuals/months.csv'), monthsText());
    const running = await startAll([upsell(root, {}, 'without'), upsell(root, {}, 'beside 6,000 rows')]);
    const open = await Promise.all(
      running.map(async ({ name, server, number }, i) => {
        const text = modelText(i === 1);
        const uri = pathToFileURL(path.join(folder, `model-${i}.upsell`)).href;
        const { document, took } = await server.open(uri, text);
        return { name, document, took, keystroke: numberKeystrokes(text, number) };
      }),
    );
    const sampled = await inTurns(
      open,
      { rounds: quick ? 9 : 200, warmUps: quick ? 0 : 40 },
      ({ document, keystroke }, round) => document.edit(keystroke(round)),
    );
    await stopAll(running);
    rmSync(folder, { recursive: true });
    const halves = sampled.map(([, times]) => median(times));
    const [without = Number.NaN, beside = Number.NaN] = halves;
    const rows = sampled.map(([{ name, took }, times]) => {
      const [half, most] = [median(times), quantile(times, 0.95)];
      return [name, ms(took), ms(half), ms(most), ratio(half / without)];
    });
    return section(
      'Keystroke beside actuals, ms',
      [['model', 'opened', 'p50', 'p95', 'times without'], ...rows],
      [`Actuals add ${ms(beside - without)} ms to a keystroke.`],
    );
  },
};

const everySource = <T>(make: (i: number) => T): readonly T[] => Array.from({ length: SOURCES }, (_, i) => make(i));

function modelText(hasActuals: boolean): string {
  const channels = everySource(
    (i) => `foundation channel channel_${i} "Channel ${i}" {
  source     source_${i}
  owner      desk
  volume     ${200 + i}/month counted 2023
  conversion ${3 + (i % 5)}%      measured 2023
  initiated by customer
}
`,
  );
  return `model "Ten years" {
  currency USD
  period   ${LAST - 2}-01 to ${LAST}-12
}

owner desk "Upsell desk"

sources {
${everySource((i) => `  source_${i}\n`).join('')}}

closing csm {
  owner     desk
  win rate  25%     measured 2023
  deal size $12,000 measured 2023
  cycle     20%, 35%, 25%, 15%, 5%
  decided   2023-12
}

${channels.join('\n')}${hasActuals ? '\nactuals "actuals"\n' : ''}`;
}

/** Numbers that go up and down, so that some conversions are signals. */
function monthsText(): string {
  const rows = ['month,source,touches,opened,closed,won,revenue'];
  for (let month = 0; month < 12 * YEARS; month++) {
    const text = `${LAST - YEARS + 1 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
    for (const i of everySource((source) => source)) {
      const [touches, opened, won] = [
        190 + i + ((month * 7 + i * 3) % 25),
        6 + ((month + i) % 7),
        1 + ((month + i) % 3),
      ];
      rows.push([text, `source_${i}`, touches, opened, opened, won, 12_000 * won].join(','));
    }
  }
  return `${rows.join('\n')}\n`;
}
