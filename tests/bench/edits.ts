import type { Bench } from './bench.ts';
import { openText, startAll, stopAll, upsell } from './contestants.ts';
import type { Change, OpenDocument, Place } from './measured-server.ts';
import { SHARED_OWNER } from './model-text.ts';
import { lineCount } from './number-keystrokes.ts';
import { median, ms, quantile, section, whole } from './statistics.ts';

const SIZES = [1_000, 10_000] as const;

/** What is harder than a digit: a broken line, a shift of all that follows, a name that is used everywhere. */
export const edits: Bench = {
  name: 'edits',
  about: 'a line typed letter by letter, a line inserted at the top, an owner of every channel renamed by a letter',
  async run({ root, quick, progress }) {
    const running = await startAll([upsell(root)]);
    const rows = [['lines', 'edit', 'keystrokes', 'p50', 'p95', 'longest']];
    for (const size of SIZES)
      for (const one of running) {
        const document = await openText(one, size);
        const lines = lineCount(document.text);
        for (const [name, work] of Object.entries(WORK)) {
          progress(`edits: ${name}, ${whole(lines)} lines`);
          for (let i = 0; i < (quick ? 0 : 3); i++) await work(document, 2);
          const times = await work(document, quick ? 10 : size > 1_000 ? 24 : 60);
          const [half, most, longest] = [median(times), quantile(times, 0.95), Math.max(...times)];
          rows.push([whole(lines), name, whole(times.length), ms(half), ms(most), ms(longest)]);
        }
        await document.close();
      }
    await stopAll(running);
    return section('Other edits to diagnostics and hints, ms', rows);
  },
};

/** Each leaves the text as it was, and resolves with the milliseconds of at most so many keystrokes. */
const WORK: Readonly<Record<string, (document: OpenDocument, count: number) => Promise<readonly number[]>>> = {
  'a new field in a channel': (document, count) => {
    const after = placeOf(document, '  conversion ', 0.5);
    return typed(document, after, '  moment "The third ticket in a month about the same limit"\n', count);
  },
  'a new channel at the end': (document, count) => {
    const end = { line: lineCount(document.text), character: 0 };
    return typed(
      document,
      end,
      'foundation channel late "Late" {\n  source partners\n  volume 12/month counted',
      count,
    );
  },
  "a driver's name": async (document, count) => {
    const start = placeOf(document, 'accounts_', 0.5, '  volume     accounts_');
    const [name = ''] = /^\w+/.exec(lineAt(document, start.line).slice(start.character)) ?? [];
    const end = { ...start, character: start.character + name.length };
    const times: number[] = [];
    while (times.length < count) {
      await document.edit({ range: { start, end }, text: '' });
      times.push(...(await letters(document, start, name)));
    }
    return times.slice(0, count);
  },
  'a line at the top, everything below shifts': (document, count) =>
    toggled(document, { line: 0, character: 0 }, '\n', count),
  'an owner that every channel names, changed by a letter': (document, count) => {
    const { line, character } = placeOf(document, SHARED_OWNER, 0, `owner ${SHARED_OWNER}`);
    return toggled(document, { line, character: character + SHARED_OWNER.length }, 's', count);
  },
};

/** Types a text letter by letter, up to `count` letters, and takes it out again at once. */
async function typed(document: OpenDocument, start: Place, text: string, count: number): Promise<readonly number[]> {
  const written = text.slice(0, count);
  const times = await letters(document, start, written);
  await document.edit({ range: { start, end: after(start, written) }, text: '' });
  return times;
}

async function letters(document: OpenDocument, start: Place, text: string): Promise<readonly number[]> {
  const times: number[] = [];
  for (const [i, letter] of [...text].entries()) {
    const at = after(start, text.slice(0, i));
    times.push(await document.edit({ range: { start: at, end: at }, text: letter }));
  }
  return times;
}

/** Puts a letter in and takes it out, in turns. */
async function toggled(
  document: OpenDocument,
  start: Place,
  letter: string,
  count: number,
): Promise<readonly number[]> {
  const times: number[] = [];
  const changes: readonly Change[] = [
    { range: { start, end: start }, text: letter },
    { range: { start, end: after(start, letter) }, text: '' },
  ];
  while (times.length < count) for (const change of changes) times.push(await document.edit(change));
  return times;
}

/** Where a text put at a place ends. */
function after({ line, character }: Place, text: string): Place {
  const lines = text.split('\n');
  const last = lines.at(-1)?.length ?? 0;
  return lines.length === 1
    ? { line, character: character + last }
    : { line: line + lines.length - 1, character: last };
}

const lineAt = ({ text }: OpenDocument, line: number): string => text.split('\n')[line] ?? '';

/** The place of `what` in the first line from a share of the text on that begins with `start`. */
function placeOf({ text }: OpenDocument, what: string, share: number, start = what): Place {
  const lines = text.split('\n');
  const line = lines.findIndex((content, i) => i >= share * lines.length && content.startsWith(start));
  if (line < 0) throw new Error(`no line begins with ${start}`);
  return { line, character: start === what ? 0 : (lines[line] ?? '').indexOf(what) };
}
