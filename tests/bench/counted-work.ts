import { work } from '@upsell/engine';
import budgets from './budgets.json';
import { type Counts, countedWorkspace, idle } from './counted-workspace.ts';
import { InProcessServer } from './in-process-server.ts';
import { modelText, NUMBER } from './model-text.ts';
import { numberKeystrokes } from './number-keystrokes.ts';
import { section, whole } from './statistics.ts';

/** What one keystroke costs, in things that can be counted. */
export interface CountedWork {
  /** What is edited: a model of so many lines, or a file of a workspace. */
  readonly edited: string;
  readonly what: string;
  readonly counted: number;
  /** Absent where there is none yet. */
  readonly budget?: number;
  /** What is wrong: over its budget, or under a budget that nothing counts towards. */
  readonly problem?: string;
}

const SIZES = [1_000, 10_000] as const;
const KEYSTROKES = 3;
const URI = 'file:///bench/model.upsell';

/** As VS Code has them: what a hint is made of is asked for when it is pointed at, and what is old is asked for again. */
const capabilities = {
  textDocument: { inlayHint: { resolveSupport: { properties: ['tooltip'] } } },
  workspace: {
    inlayHint: { refreshSupport: true },
    codeLens: { refreshSupport: true },
    semanticTokens: { refreshSupport: true },
    diagnostics: { refreshSupport: true },
  },
};

/**
 * Counts what the server does and sends for a changed digit in the middle of a model, until its diagnostics and the hints of 60
 * lines around are sent and nothing more is done; of three keystrokes the largest count. In a workspace it is the same for whole files. The server runs in this
 * process, in January 2026, so that the counts are the same on every machine and every day.
 */
export async function countedWork(): Promise<readonly CountedWork[]> {
  const rows: CountedWork[] = [];
  for (const lines of SIZES) {
    const { opening, keystroke } = await countAt(lines);
    rows.push(...compared(`${whole(lines)} lines`, keystroke, opening));
  }
  const { opening, edits } = await countedWorkspace();
  for (const [edited, counts] of Object.entries(edits)) rows.push(...compared(edited, counts, opening));
  return rows;
}

function compared(edited: string, counts: Counts, opening: Counts): readonly CountedWork[] {
  const allowed = (budgets as Readonly<Record<string, Counts>>)[edited] ?? {};
  return Object.entries(counts).map(([what, counted]) => {
    const budget = allowed[what];
    return { edited, what, counted, budget, problem: problemOf(counted, opening[what] ?? 0, budget) };
  });
}

function problemOf(counted: number, opening: number, budget: number | undefined): string | undefined {
  if (budget === undefined) return undefined;
  if (counted > budget) return 'over its budget';
  return opening === 0 && budget > 0 ? 'not counted: not even opening the file moves it' : undefined;
}

/** The counts as a table in Markdown. */
export const workTable = (rows: readonly CountedWork[]): string =>
  section('Counted work of a keystroke', [
    ['edited', 'work', 'counted', 'budget', ''],
    ...rows.map(({ edited, what, counted, budget, problem }) => [
      edited,
      what,
      whole(counted),
      budget === undefined ? '–' : whole(budget),
      problem ?? '',
    ]),
  ]);

/** The counts of opening a model of so many lines, and of a keystroke in it. */
async function countAt(lines: number): Promise<{ readonly opening: Counts; readonly keystroke: Counts }> {
  const server = new InProcessServer();
  await server.request('initialize', { processId: null, rootUri: null, capabilities });
  server.notify('initialized', {});
  const text = modelText(lines);
  const keystroke = numberKeystrokes(text, NUMBER);
  const { line } = keystroke(0).range.start;
  let version = 1;
  const upToDate = async (send: () => void): Promise<Counts> => {
    const before = { ...work };
    const sent = server.weigh(URI, version);
    send();
    const range = { start: { line: line - 30, character: 0 }, end: { line: line + 30, character: 0 } };
    const hints = server.request('textDocument/inlayHint', { textDocument: { uri: URI }, range });
    const [hintBytes, diagnostics] = await Promise.all([hints, sent.diagnostics]);
    await idle();
    const worked = Object.entries(work).map(([name, count]) => [name, count - before[name as keyof typeof work]]);
    return {
      ...Object.fromEntries(worked),
      'bytes of diagnostics': diagnostics,
      'bytes of hints': hintBytes,
      'bytes of other messages': sent.others(),
    };
  };
  const opening = await upToDate(() =>
    server.notify('textDocument/didOpen', { textDocument: { uri: URI, languageId: 'upsell', version, text } }),
  );
  const counts: Counts[] = [];
  for (let i = 0; i < KEYSTROKES; i++) {
    version++;
    const contentChanges = [keystroke(i)];
    const textDocument = { uri: URI, version };
    counts.push(await upToDate(() => server.notify('textDocument/didChange', { textDocument, contentChanges })));
  }
  const largest = Object.fromEntries(
    Object.keys(opening).map((what) => [what, Math.max(...counts.map((one) => one[what] ?? 0))]),
  );
  return { opening, keystroke: largest };
}
