import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PREVIEW, type PreviewParams, WATCH_PREVIEW } from '../../packages/language-server/src/requests.ts';
import { type Bench, inTurns } from './bench.ts';
import { openPage } from './browser.ts';
import { startAll, stopAll, upsell } from './contestants.ts';
import { modelText, NUMBER } from './model-text.ts';
import { numberKeystrokes } from './number-keystrokes.ts';
import { median, ms, quantile, ratio, section } from './statistics.ts';

/** 100 channels. */
const LINES = 800;
/** Ten keystrokes a second. */
const PAUSE = 100;

/** A keystroke with the preview open and closed, and how long the preview takes to show it. */
export const preview: Bench = {
  name: 'preview',
  about: 'a digit changed in a model of 100 channels and 36 months, with the preview open and closed',
  async run({ root, quick, progress }) {
    progress('preview');
    const text = modelText(LINES, { months: 36 });
    const running = await startAll([upsell(root, {}, 'closed'), upsell(root, {}, 'open')]);
    const page = await openPreview(root);
    const open = await Promise.all(
      running.map(async ({ name, server }, i) => {
        const uri = `file:///bench/preview-${i}.upsell`;
        const { document } = await server.open(uri, text);
        return { name, server, document, keystroke: numberKeystrokes(text, NUMBER) };
      }),
    );
    const watched = open[1];
    if (!watched) throw new Error('nothing to watch');
    const arrivals: ((params: PreviewParams) => void)[] = [];
    const next = () => new Promise<PreviewParams>((resolve) => arrivals.push(resolve));
    watched.server.connection.onNotification(PREVIEW, (params: PreviewParams) => arrivals.shift()?.(params));
    const first = next();
    await watched.server.connection.sendNotification(WATCH_PREVIEW, { uri: watched.document.uri });
    await page.show(await first);

    const shown: number[] = [];
    const drawn: number[] = [];
    const warmUps = quick ? 0 : 20;
    const sampled = await inTurns(open, { rounds: quick ? 9 : 120, warmUps }, async (one, round) => {
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
      if (one !== watched) return one.document.edit(one.keystroke(round));
      const start = performance.now();
      const params = next();
      const took = await one.document.edit(one.keystroke(round));
      const sent = await params;
      const arrived = performance.now() - start;
      const draw = await page.show(sent);
      if (round >= warmUps) {
        shown.push(arrived + draw);
        drawn.push(draw);
      }
      return took;
    });
    await page.close();
    await stopAll(running);
    const [closed = Number.NaN] = sampled.map(([, times]) => median(times));
    const rows = sampled.map(([{ name }, times]) => [
      name,
      ms(median(times)),
      ms(quantile(times, 0.95)),
      ratio(median(times) / closed),
    ]);
    return section(
      'Keystroke with the preview, ms',
      [['preview', 'p50', 'p95', 'times closed'], ...rows],
      [
        `An edit is on the screen after ${ms(median(shown))} ms (p50), ${ms(quantile(shown, 0.95))} ms (p95), of which the page takes ${ms(median(drawn))} ms to compute, lay out and paint it.`,
      ],
    );
  },
};

/** The preview's page in a browser, with an editor that is none. */
async function openPreview(root: string) {
  const { page, close } = await openPage(root);
  const [script, style] = ['preview.js', 'preview.css'].map((name) =>
    readFileSync(path.join(root, 'dist/vscode', name), 'utf8'),
  );
  await page.setContent('<!doctype html><html lang="en"><body><div id="app" data-uri="bench"></div></body></html>');
  await page.addStyleTag({ content: style });
  await page.evaluate('window.acquireVsCodeApi = () => ({ postMessage() {}, getState() {}, setState() {} })');
  await page.addScriptTag({ content: script });
  return {
    /** Shows what was sent; the milliseconds until it is painted. */
    async show(params: PreviewParams): Promise<number> {
      if (!('input' in params)) throw new Error(params.reason);
      const { count, isWhole, input } = params;
      return page.evaluate(SHOW, JSON.stringify({ type: 'update', count, isWhole, input }));
    },
    close,
  };
}

/** Behind the frame in which the message is drawn comes the next one, when that is painted. */
const SHOW = (message: string): Promise<number> =>
  new Promise((resolve) => {
    const { window, requestAnimationFrame } = globalThis as unknown as {
      window: { postMessage(message: unknown, to: string): void };
      requestAnimationFrame(callback: () => void): void;
    };
    const start = performance.now();
    window.postMessage(JSON.parse(message), '*');
    setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - start))));
  });
