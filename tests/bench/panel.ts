import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { Bench } from './bench.ts';
import { copyExamples, openPage, startWorkbench, type Workbench } from './browser.ts';
import { median, ms, quantile, ratio, section } from './statistics.ts';

/** How often the panel is opened again in a window. */
const AGAIN = 3;
/** An extension that is up has nothing left to start. */
const REST = 4000;

/** One of the two previews that are opened by Ctrl+K V. */
interface Kind {
  readonly name: string;
  /** The file, relative to the examples. */
  readonly file: string;
  /** What stands in the editor once its extension is up. */
  readonly isUp: string;
}

const OURS: Kind = { name: 'Upsell', file: 'acme/acme.upsell', isUp: 're-forecast' };
const MARKDOWN: Kind = { name: "VS Code's Markdown", file: 'note.md', isUp: 'Two lines' };

/** What one opening took, in ms from the key: until something is painted, and until the headline stands there. */
interface Opening {
  readonly painted: number;
  readonly complete: number;
}

/** From the keys that open a preview to what is seen, beside VS Code's own preview. */
export const panel: Bench = {
  name: 'panel',
  about: "the preview opened in a served VS Code, beside VS Code's own Markdown preview",
  async run({ root, quick, progress }) {
    const folder = await copyExamples(root);
    writeFileSync(path.join(folder, MARKDOWN.file), '# Note\n\nTwo lines.\n');
    const workbench = await startWorkbench(root, { 'editor.minimap.enabled': false });
    const windows = quick ? 1 : 8;
    const openings = new Map<Kind, Opening[][]>([
      [OURS, []],
      [MARKDOWN, []],
    ]);
    for (let i = 0; i < windows; i++)
      // In turns: the first window of a server is its slowest.
      for (const [kind, all] of i % 2 === 0 ? openings : [...openings].reverse()) {
        progress(`panel ${i + 1}/${windows} ${kind.name}`);
        all.push(await openInWindow(root, workbench, folder, kind));
      }
    await workbench.stop();

    const rows = ['first', 'later'].flatMap((when) => {
      const taken = [...openings].map(([{ name }, all]) => ({
        name,
        some: all.flatMap((window) => (when === 'first' ? window.slice(0, 1) : window.slice(1))),
      }));
      const host = median(taken[1]?.some.map(({ painted }) => painted) ?? []);
      return taken.map(({ name, some }) => {
        const painted = some.map((one) => one.painted);
        const complete = some.map((one) => one.complete);
        return [
          `${name}, ${when === 'first' ? 'the first of a window' : 'a later one'}`,
          `${some.length}`,
          ms(median(painted)),
          ms(quantile(painted, 0.95)),
          ratio(median(painted) / host),
          ms(median(complete)),
        ];
      });
    });
    return section('Opening a preview, ms from the key', [
      ['preview', 'openings', 'first paint p50', 'p95', 'times Markdown', 'headline p50'],
      ...rows,
    ]);
  },
};

async function openInWindow(root: string, workbench: Workbench, folder: string, kind: Kind): Promise<Opening[]> {
  const { page, close } = await openPage(root);
  await page.setViewportSize({ width: 1700, height: 1000 });
  const file = path.join(folder, kind.file);
  await page.goto(workbench.address({ folder, extension: root, file }));
  await page.locator(`.monaco-editor[data-uri$="${kind.file}"] .view-line`, { hasText: kind.isUp }).first().waitFor();
  await page.waitForTimeout(REST);
  await page.evaluate(NOTE_KEYS);
  const openings: Opening[] = [];
  for (let i = 0; i <= AGAIN; i++) openings.push(await open(page, kind));
  await close();
  return openings;
}

async function open(page: Page, kind: Kind): Promise<Opening> {
  await page.locator(`.monaco-editor[data-uri$="${kind.file}"]`).click();
  await page.keyboard.press('Control+K');
  await page.keyboard.press('v');
  const headline = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame').locator('h1');
  await headline.waitFor();
  // Each frame has a clock of its own, which began when the frame did.
  const [painted, complete] = await headline.evaluate(PAINTED);
  const pressed: number = await page.evaluate('window.pressedAt');
  await page.locator('.tab', { hasText: 'Preview' }).first().locator('.codicon-close').click();
  await page.locator('iframe.webview').waitFor({ state: 'detached' });
  await page.waitForTimeout(500);
  return { painted: painted - pressed, complete: complete - pressed };
}

const NOTE_KEYS = `document.addEventListener('keydown', ({ key }) => {
  if (key === 'v') window.pressedAt = performance.timeOrigin + performance.now();
}, true)`;

/** Milliseconds since 1970: of the first paint, and of now, when the headline was found. */
const PAINTED = async (): Promise<[painted: number, complete: number]> => {
  const { timeOrigin } = performance;
  const complete = timeOrigin + performance.now();
  const paint = () => performance.getEntriesByName('first-contentful-paint')[0];
  for (let tries = 0; !paint() && tries < 100; tries++) await new Promise((resolve) => setTimeout(resolve, 10));
  return [timeOrigin + (paint()?.startTime ?? Number.NaN), complete];
};
