/** What a benchmark is given. */
export interface BenchOptions {
  /** The repository's folder; `dist/` is built. */
  readonly root: string;
  /** Fewer samples: to see that it runs, not to quote. */
  readonly quick: boolean;
  /** Says on stderr where it is. */
  progress(text: string): void;
}

/** One benchmark: `npm run bench -- --only NAME`. */
export interface Bench {
  readonly name: string;
  /** What is measured, in one line. */
  readonly about: string;
  /** Measures; resolves with headings and Markdown tables. Rejects where a server ends or does not answer within a minute. */
  run(options: BenchOptions): Promise<string>;
}

/**
 * Samples in turns, so that the machine's noise falls on all alike: one of each, then the next of each. The first `warmUps`
 * rounds do not count. Resolves with each and its samples, in the order of `all`.
 */
export async function inTurns<T>(
  all: readonly T[],
  { rounds, warmUps }: { readonly rounds: number; readonly warmUps: number },
  sample: (one: T, round: number) => Promise<number>,
): Promise<readonly (readonly [one: T, samples: readonly number[]])[]> {
  const sampled = all.map((one): [T, number[]] => [one, []]);
  for (let round = 0; round < warmUps + rounds; round++)
    for (const [one, samples] of sampled) {
      const value = await sample(one, round);
      if (round >= warmUps) samples.push(value);
    }
  return sampled;
}
