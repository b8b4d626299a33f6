import { type Derivation, explain, isBroken } from '@upsell/engine';
import { type Analysis, readFigure } from '@upsell/language';
import { explanationText } from '@upsell/report';
import { describe, expect, it } from 'vitest';
import { analyseText } from '../harness/analyse-text.ts';
import { plainDice, seededDice } from '../oracle/dice.ts';
import { print } from '../oracle/print.ts';
import { randomModel } from '../oracle/random-model.ts';

interface Told {
  readonly root: Derivation;
  readonly text: string;
}

function tell(analysis: Analysis, figure: string): Told {
  const read = readFigure(figure, analysis);
  if ('problem' in read) throw new Error(read.problem);
  const root = explain(read.figure, analysis);
  if (isBroken(root)) throw new Error(`${figure} is withheld: ${root.code}`);
  const { currency } = analysis.model;
  const source = analysis.files[0]?.text ?? '';
  const text = explanationText(
    { figure: read.text, metric: read.figure.metric, file: 'm', currency, root },
    {
      place: ({ start }) => `m:${start}`,
      source: ({ start, end }) => source.slice(start, end),
      ownerTitle: (name) => `The ${name}`,
    },
  );
  return { root, text };
}

/** The numbers of a derivation, each once; `ends` says behind which of them nobody looks. */
function numbersOf(root: Derivation, ends: (of: Derivation) => boolean = () => false): readonly Derivation[] {
  const known = new Set([root]);
  for (const one of known) if (!ends(one)) for (const child of one.children) known.add(child);
  return [...known];
}

/** Where the assumptions of a derivation stand, but for other channels' where the closers work all that there is. */
function placesOf(root: Derivation): readonly string[] {
  const shares = numbersOf(root).filter(({ op }) => op === 'share');
  const queues = new Set(shares.every(({ value }) => value === 1) ? shares.map(({ children }) => children[1]) : []);
  const told = numbersOf(root, (one) => queues.has(one));
  const places = told.flatMap(({ label, at, owner }) =>
    at && (owner !== undefined || label.kind === 'driver') ? [`m:${at.start}`] : [],
  );
  return [...new Set(places)];
}

const FIGURES = ['revenue', 'net revenue', 'backlog', 'pulled share', 'conversion', 'cost', 'gated share'];

describe('an explanation in words', () => {
  it('names every assumption that it is made of, in at most 100 columns', () => {
    let assumptions = 0;
    for (let seed = 0; seed < 40; seed++) {
      const analysis = analyseText(print(randomModel(seededDice(seed)), plainDice));
      for (const figure of FIGURES) {
        const { root, text } = tell(analysis, figure);
        for (const line of text.split('\n')) expect(line.length, line).toBeLessThanOrEqual(100);
        expect(text).not.toMatch(/NaN|undefined|Infinity/);
        const words = new Set(text.split(/[\s,]+/));
        const untold = placesOf(root).filter((place) => !words.has(place));
        expect(untold, `${figure} of seed ${seed}\n${text}`).toEqual([]);
        assumptions += placesOf(root).length;
      }
    }
    expect(assumptions).toBeGreaterThan(500);
  }, 120_000);
});
