import { type Analysis, analyse, changedFile, parseFile, type SourceFile } from '@upsell/language';
import { bareInlayHints } from '../../packages/language-server/src/features/inlay-hint.ts';
import { diagnosticsByFile } from '../../packages/language-server/src/features/publish-diagnostics.ts';
import { differenceOfPieces, OpenDocument } from '../../packages/language-server/src/open-document.ts';
import { DEFAULTS } from '../../packages/language-server/src/settings.ts';
import { WHOLE_FORM } from '../harness/whole-form.ts';
import type { Bench } from './bench.ts';
import { calledFunctions } from './called-functions.ts';
import { modelText, NUMBER } from './model-text.ts';
import { numberKeystrokes } from './number-keystrokes.ts';
import { growth, median, ms, section, whole } from './statistics.ts';

const SIZES = [100, 1_000, 10_000, 30_000] as const;
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
    const calls: string[] = [];
    for (const size of SIZES) {
      progress(`phases: ${whole(size)} lines`);
      const text = modelText(size);
      const scratch = samples(quick ? 3 : 9, () => new Phases(text).run());
      const edited = new Phases(text);
      edited.run();
      // What V8 compiles at the first of them is left out.
      samples(50, (i) => edited.change(i));
      const keystroke = samples(quick ? 50 : 300, (i) => edited.change(i));
      columns.push(scratch.map(ms), keystroke.map(ms));
      keystrokes.push(keystroke.reduce((sum, took) => sum + took, 0));
      calls.push('', whole(await calledFunctions(10, (i) => edited.change(i))));
    }
    const head = ['phase', ...SIZES.flatMap((size) => [`${whole(size)} lines`, 'keystroke'])];
    const rows = PHASES.map((name, i) => [name, ...columns.map((column) => column[i] as string)]);
    rows.push(['functions called in all', ...calls]);
    const [, first, , last] = SIZES;
    const exponent = growth(SIZES.slice(1), keystrokes.slice(1)).toFixed(2);
    const note = `Growth exponent of a keystroke from ${whole(first)} to ${whole(last)} lines: ${exponent}.`;
    return section('Where the time goes, ms', [head, ...rows], [note]);
  },
};

const PHASES = ['parse', 'check, lower and evaluate', 'hints of 60 lines', 'diagnostics as they are sent'];

/** The median of each phase. */
function samples(count: number, sample: (i: number) => readonly number[]): readonly number[] {
  const all = Array.from({ length: count }, (_, i) => sample(i));
  return PHASES.map((_, phase) => median(all.map((times) => times[phase] as number)));
}

/** A text, open as the server has it, with all that is made of it. */
class Phases {
  private readonly document: OpenDocument;
  private readonly keystroke: ReturnType<typeof numberKeystrokes>;
  private pieces: OpenDocument['pieces'];
  private file: SourceFile | undefined;
  private analysis: Analysis | undefined;

  constructor(text: string) {
    this.document = new OpenDocument(URI, 1, text);
    this.pieces = this.document.pieces;
    this.keystroke = numberKeystrokes(text, NUMBER);
  }

  /** Changes the digit in the middle, after so many changes. */
  change(before: number): readonly number[] {
    return this.run(() => this.document.update([this.keystroke(before)], before));
  }

  /** Milliseconds of each phase; a change of the document belongs to the first. */
  run(change: () => void = () => {}): readonly number[] {
    const { document, pieces } = this;
    const { line } = this.keystroke(0).range.start;
    const range = { start: { line: Math.max(0, line - 30), character: 0 }, end: { line: line + 30, character: 0 } };
    const starts = [performance.now()];
    change();
    const file = this.file
      ? changedFile(this.file, differenceOfPieces(pieces, document.pieces))
      : parseFile(URI, document.getText());
    starts.push(performance.now());
    const analysis = analyse(file, HOST, OPTIONS, [], this.analysis);
    starts.push(performance.now());
    bareInlayHints(analysis, range, { settings: DEFAULTS });
    starts.push(performance.now());
    JSON.stringify([...diagnosticsByFile(analysis, WHOLE_FORM)]);
    starts.push(performance.now());
    this.file = file;
    this.pieces = document.pieces;
    this.analysis = analysis;
    return PHASES.map((_, i) => (starts[i + 1] as number) - (starts[i] as number));
  }
}
