import { type Analysis, dashboardInput } from '@upsell/language';
import { boardOf, type DashboardInput, type PackedInput, packedInput, Unpacker } from '@upsell/report';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstDifference } from '../engine/same-bits.ts';
import { Edited } from '../incremental/editor.ts';
import { randomSteps } from '../incremental/random-edits.ts';
import { textsOf } from '../incremental/session.ts';
import { EXAMPLES, FIXTURES, type Workspace } from '../incremental/workspaces.ts';
import { PLACES, sent, trackedAnalysis, trackedAnew } from './random-boards.ts';

const LONG = Boolean(process.env['UPSELL_LONG']);

/** Somebody who is sent an input at each change, and must have at each what one has who is sent all of it. */
class Reader {
  readonly #unpacker = new Unpacker();
  #before: PackedInput | undefined;

  take(analysis: Analysis): DashboardInput {
    const { whole, sent: part } = packedInput(dashboardInput(analysis), this.#before);
    this.#before = whole;
    const found = this.#unpacker.unpack(sent(part));
    const expected = new Unpacker().unpack(sent(whole));
    expect(firstDifference(found, expected, PLACES)).toBeUndefined();
    expect(firstDifference(boardOf(found).evaluated, boardOf(expected).evaluated, PLACES)).toBeUndefined();
    return found;
  }
}

describe('what is sent of a model that is edited', () => {
  it(
    'makes what all of it would make, of the text as it is by then',
    () => {
      const named = (list: readonly Workspace[]) =>
        fc.constantFrom(...list.map((each) => ({ ...each, [fc.toStringMethod]: () => each.name })));
      const workspaces = fc.oneof({ weight: 1, arbitrary: named(EXAMPLES) }, { weight: 2, arbitrary: named(FIXTURES) });
      const check = (workspace: Workspace, steps: Parameters<typeof textsOf>[1]) => {
        const root = Object.keys(workspace.files)[0] as string;
        const edited = new Edited(workspace.files, [root]);
        const reader = new Reader();
        const texts: Record<string, string> = { ...workspace.files };
        reader.take(edited.look()[0] as Analysis);
        for (const { name, text } of textsOf(workspace, steps)) {
          edited.change(name, text);
          texts[name] = text;
          reader.take(edited.look()[0] as Analysis);
        }
        const [now] = edited.look();
        const [anew] = new Edited(texts, [root]).look();
        // No text of a declaration is kept for longer than the declaration is the same.
        expect(packedInput(dashboardInput(now as Analysis)).whole).toEqual(
          packedInput(dashboardInput(anew as Analysis)).whole,
        );
      };
      fc.assert(fc.property(workspaces, randomSteps(8), check), {
        numRuns: LONG ? 4_000 : 40,
        ...(LONG ? {} : { seed: 20_261_101 }),
      });
    },
    LONG ? 3_600_000 : 60_000,
  );

  it('makes it where actuals and plans come and go, and nothing stays at its place', () => {
    const reader = new Reader();
    const kinds = new Set<string>();
    for (let seed = 0; seed < (LONG ? 2_000 : 60); seed++) {
      const { actuals, plan } = reader.take(trackedAnalysis(seed));
      kinds.add(`${(actuals?.rows.length ?? 0) > 0} ${plan !== undefined}`);
    }
    expect(kinds.size).toBeGreaterThan(2);
  });

  it('is nothing but zeros where nothing has changed', () => {
    const { whole } = packedInput(dashboardInput(trackedAnalysis(3)));
    const { sent: part } = packedInput(dashboardInput(trackedAnew(3)), whole);
    const texts: unknown[] = [];
    JSON.stringify(part, (_, value: unknown) => {
      if (typeof value === 'string') texts.push(value);
      return value;
    });
    expect(texts).toEqual([]);
  });
});
