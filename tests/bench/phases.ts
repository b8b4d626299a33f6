import { type Analysis, analyse, parseFile, type SourceFile } from '@upsell/language';
import { bareInlayHints } from '../../packages/language-server/src/features/inlay-hint.ts';
import { diagnosticsByFile } from '../../packages/language-server/src/features/publish-diagnostics.ts';
import { DEFAULTS } from '../../packages/language-server/src/settings.ts';
import type { Bench } from './bench.ts';
import { modelText, NUMBER } from './model-text.ts';
import { growth, median, ms, section, whole } from './statistics.ts';

const SIZES = [1_000, 10_000, 30_000] as const;
const HOST = { load: () => undefined };
const OPTIONS = { asOf: 2026 * 12 };
const URI = 'file:///bench/model.upsell';

/** Where the time goes, in this process: a text read from nothing, and a digit that changes in its middle. */
export const phases: Bench = {
  name: 'phases',
  about: 'where the time goes: from nothing, and at a keystroke',
  async run({ quick, progress }) {
    const columns: string[][] = [];
    const keystrokes: number[] = [];
    for (const size of SIZES) {
      progress(`phases: ${whole(size)} lines`);
      const text = modelText(size);
      const scratch = samples(quick ? 3 : 9, () => new Phases(text).run());
      const edited = new Phases(text);
      edited.run();
      // What V8 compiles at the first of them is left out.
      samples(50, (i) => edited.change(1 + (i % 9)));
      const keystroke = samples(quick ? 50 : 300, (i) => edited.change(1 + (i % 9)));
      columns.push(scratch.map(ms), keystroke.map(ms));
      keystrokes.push(keystroke.reduce((sum, took) => sum + took, 0));
    }
    const head = ['phase', ...SIZES.flatMap((size) => [`${whole(size)} lines`, 'keystroke'])];
    const rows = PHASES.map((name, i) => [name, ...columns.map((column) => column[i] as string)]);
    const exponent = growth(SIZES, keystrokes).toFixed(2);
    const note = `Growth exponent of a keystroke from ${whole(SIZES[0])} to ${whole(SIZES[2])} lines: ${exponent}.`;
    return section('Where the time goes, ms', [head, ...rows], [note]);
  },
};

const PHASES = ['parse', 'check, lower and evaluate', 'hints of 60 lines', 'diagnostics as they are sent'];

/** The median of each phase. */
function samples(count: number, sample: (i: number) => readonly number[]): readonly number[] {
  const all = Array.from({ length: count }, (_, i) => sample(i));
  return PHASES.map((_, phase) => median(all.map((times) => times[phase] as number)));
}

/** A text with all that is made of it. */
class Phases {
  private text: string;
  private file: SourceFile | undefined;
  private analysis: Analysis | undefined;
  private readonly line: number;

  constructor(text: string) {
    this.text = text;
    const lines = text.split('\n');
    this.line = lines.findIndex((line, i) => i > lines.length / 2 && NUMBER.test(line));
  }

  /** Changes the digit in the middle. */
  change(digit: number): readonly number[] {
    const start = this.file?.lines.offsetAt({ line: this.line, character: 0 }) ?? 0;
    this.text = this.text.slice(0, start) + this.text.slice(start).replace(NUMBER, `$1${digit}%`);
    return this.run();
  }

  /** Milliseconds of each phase. */
  run(): readonly number[] {
    const { text, line } = this;
    const range = { start: { line: Math.max(0, line - 30), character: 0 }, end: { line: line + 30, character: 0 } };
    const starts = [performance.now()];
    const file = parseFile(URI, text, this.file);
    starts.push(performance.now());
    const analysis = analyse(file, HOST, OPTIONS, [], this.analysis);
    starts.push(performance.now());
    bareInlayHints(analysis, range, DEFAULTS);
    starts.push(performance.now());
    JSON.stringify([...diagnosticsByFile(analysis)]);
    starts.push(performance.now());
    this.file = file;
    this.analysis = analysis;
    return PHASES.map((_, i) => (starts[i + 1] as number) - (starts[i] as number));
  }
}
