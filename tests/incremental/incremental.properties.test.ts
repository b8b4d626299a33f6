import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileDifference } from './compare.ts';
import { describeDifference } from './difference.ts';
import { parsedAnew } from './editor.ts';
import { randomSteps } from './random-edits.ts';
import { filesAfter, play } from './session.ts';
import { wholeParse } from './whole-parse.ts';
import { EXAMPLES, FIXTURES, generated, type Workspace } from './workspaces.ts';

/*
 * Whatever is done to a text, and in whatever order, an editor shows what a command line would that reads the text anew. The
 * same edits in every normal run, so that a red run is red again; UPSELL_LONG takes fifty times as many new ones. A failure
 * prints the shortest way to it that fast-check finds; UPSELL_SEED=… runs a seed again.
 */
const LONG = Boolean(process.env['UPSELL_LONG']);
const SEED = process.env['UPSELL_SEED'];
const TIMEOUT = LONG ? 4 * 3_600_000 : 240_000;

function holds(cases: number, check: (workspace: Workspace, steps: Parameters<typeof play>[1]) => void): void {
  fc.assert(fc.property(workspaces, randomSteps(15), check), {
    numRuns: LONG ? cases * 50 : cases,
    ...(SEED !== undefined ? { seed: Number(SEED) } : LONG ? {} : { seed: 20_260_201 }),
    // Shrinking plays the same edits again and again.
    interruptAfterTimeLimit: TIMEOUT - 20_000,
    // Fewer edits than promised are a failure, not a silent pass.
    markInterruptAsFailure: true,
  });
}

/** Named in a failure, not printed. */
const named = (list: readonly Workspace[]): fc.Arbitrary<Workspace> =>
  fc.constantFrom(...list.map((each) => ({ ...each, [fc.toStringMethod]: () => each.name })));

const GENERATED = generated();

const workspaces = fc.oneof(
  { withCrossShrink: true },
  { weight: 8, arbitrary: named(FIXTURES) },
  { weight: 1, arbitrary: named(EXAMPLES) },
  { weight: 1, arbitrary: named(GENERATED) },
);

describe('after any edits', () => {
  it('files, figures and everything shown are those of the texts read anew', () => holds(2_000, play), TIMEOUT);
});

/** Where a file differs from what Langium makes of its whole text, and whether that text is wrong in the eyes of both. */
function besideWhole(name: string, text: string): { readonly problem: string | undefined; readonly isBroken: boolean } {
  const file = parsedAnew(name, text);
  const whole = wholeParse(file.uri, text);
  const difference = fileDifference(file, whole);
  return {
    problem: difference && `${name}: ${describeDifference(difference)}\n${JSON.stringify(text)}`,
    isBroken: file.problems.length > 0 && whole.problems.length > 0,
  };
}

function checkWhole(name: string, text: string): void {
  const { problem } = besideWhole(name, text);
  if (problem !== undefined) throw new Error(problem);
}

/**
 * Of a text that is wrong, Langium's one run may mend some part otherwise: behind a text or a block that is never closed it takes the next
 * declaration for a field, where a block of its own is read as it stands. One in two hundred of such texts may, but none of those of the
 * seed that every normal run has.
 */
const MOST_MENDED_OTHERWISE = LONG || SEED !== undefined ? 1 / 200 : 0;

describe('a file read anew has the tree, the links and the problems that Langium finds in one run over it', () => {
  it('as it was written', () => {
    for (const { files } of [...FIXTURES, ...EXAMPLES, ...GENERATED])
      for (const [name, text] of Object.entries(files)) if (name.endsWith('.upsell')) checkWhole(name, text);
  });

  it('where a line begins with no declaration, and goes on with one', () => {
    checkWhole(
      'model.upsell',
      'currency channel "Customer channel"\nowner support "Support lead"\n\nsources {\n  ticket\n}\n',
    );
  });

  it('where the word before `channel` stands behind another declaration', () => {
    for (const line of [
      'import "./shared.upsell" foundation',
      'owner ann "Ann" leverage',
      'driver foundation 2 by leverage',
    ])
      checkWhole('model.upsell', `${line}\n channel tickets {\n  source ticket\n}\n`);
  });

  it(
    'after any edits, but for how some of what is wrong is mended',
    () => {
      let broken = 0;
      const otherwise: string[] = [];
      holds(2_000, (workspace, steps) => {
        for (const [name, text] of Object.entries(filesAfter(workspace, steps))) {
          if (!name.endsWith('.upsell')) continue;
          const { problem, isBroken } = besideWhole(name, text);
          if (problem !== undefined && !isBroken) throw new Error(problem);
          if (isBroken) broken++;
          if (problem !== undefined) otherwise.push(problem);
        }
      });
      expect(broken).toBeGreaterThan(1_000);
      expect(otherwise.length, otherwise.join('\n')).toBeLessThanOrEqual(broken * MOST_MENDED_OTHERWISE);
    },
    TIMEOUT,
  );
});
