import { type Channel, evaluate, type Model } from '@upsell/engine';
import type { Bench, BenchOptions } from './bench.ts';
import { type ChannelNumbers, channelOf, closingOf, modelOf } from './engine-model.ts';
import { type BuildHyperFormula, hyperFormula, Loops, Sheet, sheetNumbers } from './engine-sheet.ts';
import { median, ratio, section } from './statistics.ts';

/** The engine by itself: a whole evaluation, and an edit that knows the version before, as it is at each keystroke. */
export const engine: Bench = {
  name: 'engine',
  about: 'the engine by itself: from scratch and after an edit, beside HyperFormula and loops by hand',
  async run(options) {
    return `${plainChannels(options)}\n${sheets(options)}`;
  },
};

const CASES = [
  [7, 12],
  [100, 36],
  [1_000, 60],
  [10_000, 60],
] as const;

/** HyperFormula takes minutes to build a sheet of more. */
const MOST_CHANNELS_OF_A_SHEET = 1_000;

function plainChannels({ quick, progress }: BenchOptions): string {
  const rows = CASES.map(([channels, months]) => {
    const size = `${channels} x ${months}`;
    progress(`engine: plain channels, ${size}`);
    const numbers = (c: number) => ({ volume: 100 + ((c * 37) % 900), rates: [0.01 + (c % 9) / 100] });
    const edits = new Edits(channels, months, numbers);
    const times = [() => evaluate(edits.first), edits.rate(1), edits.volume(), edits.winRate()];
    return [size, ...times.map((run) => timeText(measured(quick, run)))];
  });
  const head = ['channels x months', 'from scratch', 'one conversion', 'one volume', 'the win rate'];
  return section('The engine, plain channels', [head, ...rows]);
}

function sheets(options: BenchOptions): string {
  const { progress } = options;
  const build = hyperFormula(options);
  const rows = CASES.flatMap(([channels, months]) => {
    progress(`engine: a sheet, ${channels} x ${months}`);
    return sheet(channels, months, channels <= MOST_CHANNELS_OF_A_SHEET ? build : undefined, options);
  });
  const head = ['channels x months', 'edit', 'engine', 'HyperFormula', 'ratio', 'loops, everything'];
  return section('The engine, a sheet of growing volumes and a rate a month', [head, ...rows]);
}

function sheet(
  channels: number,
  months: number,
  build: BuildHyperFormula | undefined,
  { quick }: BenchOptions,
): readonly (readonly string[])[] {
  const numbers = sheetNumbers(channels, months);
  const { volumes, growth, rates } = numbers;
  const edits = new Edits(channels, months, (c) => ({
    volume: volumes[c] as number,
    growth: growth[c] as number,
    rates: rates.subarray(c * months, (c + 1) * months),
  }));
  const loops = new Loops(numbers);
  const total = loops.all();
  agree('the engine', edits.total(), total);
  const begun = performance.now();
  const other = build && new Sheet(build, numbers);
  const built = performance.now() - begun;
  if (other) agree('HyperFormula', other.total(), total);

  const everything = timeText(measured(quick, () => loops.all()));
  const row = (edit: string, own: number, theirs: number) => [
    `${channels} x ${months}`,
    edit,
    timeText(own),
    timeText(theirs),
    ratio(theirs / own),
    everything,
  ];
  const beside = (edit: string, own: (run: number) => unknown, theirs: (sheet: Sheet, run: number) => unknown) =>
    row(edit, measured(quick, own), other ? measured(quick, (i) => theirs(other, i)) : Number.NaN);
  const at = channels >> 1;
  const rows = [
    row(
      'from scratch',
      measured(quick, () => evaluate(edits.first)),
      other ? built : Number.NaN,
    ),
    beside('one rate', edits.rate(months), (them, i) => them.setRate(at, i % months, 0.1 + (i % 50) / 100)),
    beside('one volume', edits.volume(), (them, i) => them.setVolume(at, 100 + i)),
    beside('the win rate', edits.winRate(), (them, i) => them.setWinRate(i % 2 === 0 ? 0.26 : 0.25)),
  ];
  other?.destroy();
  return rows;
}

/** A model under edits: each is made of the version before, and evaluated with what that came to. */
class Edits {
  readonly first: Model;
  private now: Model;
  private before: ReturnType<typeof evaluate>;
  private readonly numbers: (index: number) => ChannelNumbers;
  /** The channel that is edited. */
  private readonly at: number;

  constructor(channels: number, months: number, numbers: (index: number) => ChannelNumbers) {
    this.numbers = numbers;
    this.at = channels >> 1;
    const all = Array.from({ length: channels }, (_, c) => channelOf(c, numbers(c)));
    this.first = modelOf(months, all);
    this.now = this.first;
    this.before = evaluate(this.first);
  }

  /** The period's revenue. */
  total(): number {
    return this.before.forecast.summary.revenue as number;
  }

  /** Of one of the rates after another. */
  rate(rates: number): (run: number) => void {
    const numbers = this.numbers(this.at);
    return this.channel((i) => ({
      ...numbers,
      rates: Array.from(numbers.rates).with(i % rates, 0.1 + (i % 50) / 100),
    }));
  }

  volume(): (run: number) => void {
    return this.channel((i) => ({ ...this.numbers(this.at), volume: 100 + i }));
  }

  winRate(): (run: number) => void {
    const variants = variantsOf((i) => closingOf(0.2 + i / 1_000));
    return (run) => this.evaluated({ closing: variants[run % VARIANTS] });
  }

  private channel(numbers: (variant: number) => ChannelNumbers): (run: number) => void {
    const variants = variantsOf((i): readonly Channel[] =>
      this.now.channels.with(this.at, channelOf(this.at, numbers(i))),
    );
    return (run) => this.evaluated({ channels: variants[run % VARIANTS] });
  }

  private evaluated(change: Partial<Model>): void {
    this.now = { ...this.now, ...change };
    this.before = evaluate(this.now, undefined, this.before);
  }
}

const VARIANTS = 32;

const variantsOf = <T>(make: (variant: number) => T): readonly T[] =>
  Array.from({ length: VARIANTS }, (_, i) => make(i));

/** Milliseconds that one run takes in the middle. */
function measured(quick: boolean, run: (run: number) => unknown): number {
  const times: number[] = [];
  const end = performance.now() + (quick ? 200 : 1_000);
  for (let i = 0; times.length < 3 || performance.now() < end; i++) {
    const start = performance.now();
    run(i);
    times.push(performance.now() - start);
  }
  // The first runs are those of a program that is not compiled yet.
  return median(times.slice(Math.floor(times.length / 4)));
}

function timeText(ms: number): string {
  if (Number.isNaN(ms)) return '–';
  return ms < 1 ? `${(ms * 1_000).toFixed(ms < 0.1 ? 1 : 0)} us` : `${ms.toFixed(ms < 100 ? 1 : 0)} ms`;
}

/** @throws where a sum is not what it has to be */
function agree(who: string, found: number, expected: number): void {
  if (!(Math.abs(found - expected) <= 1e-9 * expected)) throw new Error(`${who}: ${found}, not ${expected}`);
}
