import { readFileSync } from 'node:fs';
import { type Derivation, derivationSize, explain, isBroken, monthOf } from '@upsell/engine';
import { readFigure } from '@upsell/language';
import { explanationJson } from '@upsell/report';
import { describe, expect, it } from 'vitest';
import { analyseFiles, analyseText, type Files } from '../harness/analyse-text.ts';
import { plainDice, seededDice } from '../oracle/dice.ts';
import { print } from '../oracle/print.ts';
import { randomModel } from '../oracle/random-model.ts';
import { type ExplainedFigure, recompute } from './recompute.ts';

const NOWHERE = { file: 0, start: 0, end: 0 };

/** The object of `upsell explain --json`; of a place its file is only an index. */
function explained(files: Files | string, figure: string): ExplainedFigure {
  const analysis = typeof files === 'string' ? analyseText(files) : analyseFiles(files);
  const read = readFigure(figure, analysis);
  if ('problem' in read) throw new Error(read.problem);
  const root = explain(read.figure, analysis);
  if (isBroken(root)) throw new Error(`${figure} is withheld: ${root.code}`);
  return explanationJson({ figure, metric: read.figure.metric, file: 'model.upsell', root }, ({ file, start }) => {
    const { line, character } = analysis.files[file]?.lines.at(start) ?? { line: -1, character: -1 };
    return { file: String(file), line: line + 1, character: character + 1 };
  });
}

/** A model in which everything is limited, carried, grown and given back. */
function large(channels: number, period: string): string {
  const names = Array.from({ length: channels }, (_, i) => `c${i}`);
  return `model "Large" { currency USD
    period ${period} }
    owner desk "Desk"
    sources { ${names.join(' ')} }
    closing upsell_ae { owner desk
      win rate 25% growing 0.1%/month
      deal size $12,000
      cycle 20%, 35%, 25%, 15%, 5%
      capacity ${channels}/month }
    retention { owner desk
      contraction customer 10%
      contraction vendor 30% }
    ${names
      .map(
        (name) => `foundation channel ${name} { source ${name}
          owner desk
          volume 800/month growing 1%/month
          conversion 0.5%
          initiated by customer
          open at start 3 }`,
      )
      .join('\n')}`;
}

/** The numbers of a derivation, each once. */
function numbersOf(root: Derivation): ReadonlySet<Derivation> {
  const known = new Set([root]);
  for (const derivation of known) for (const child of derivation.children) known.add(child);
  return known;
}

describe('an explanation', () => {
  it('ends at the numbers of the text, each at its place', () => {
    let literals = 0;
    for (let seed = 0; seed < 40; seed++) {
      const text = print(randomModel(seededDice(seed)), plainDice);
      const { leaves } = recompute(explained(text, 'net revenue'));
      const lines = text.split('\n');
      for (const { op, value, at } of leaves) {
        if (op !== 'literal') continue;
        if (!at) throw new Error('a literal without a place');
        const found = (lines[at.line - 1] as string).slice(at.character - 1);
        expect(Math.abs(value ?? Number.NaN), found).toBeCloseTo(numberIn(found), 12);
        literals++;
      }
    }
    expect(literals).toBeGreaterThan(500);
  });

  it('is made by the operations of its page, and by all of them', () => {
    const page = readFileSync(new URL('../../docs/reference/explanation.md', import.meta.url), 'utf8');
    const [, table = ''] = page.split('## Operations');
    const documented = [...table.matchAll(/^\| `([a-z ]+)` \|/gm)].map(([, op]) => op).filter((op) => op !== 'op');
    const used = new Set<string>();
    const acme = readFileSync(new URL('../../examples/acme/acme.upsell', import.meta.url), 'utf8');
    const shared = readFileSync(new URL('../../examples/acme/shared.upsell', import.meta.url), 'utf8');
    const before = 'month,source,touches,opened\n2026-01,ticket,800,4\n';
    const models = [
      ...Array.from({ length: 40 }, (_, seed) => analyseText(print(randomModel(seededDice(seed)), plainDice))),
      analyseFiles({ 'acme.upsell': acme, 'shared.upsell': shared, 'actuals/months.csv': before }),
    ];
    for (const analysis of models) {
      for (const metric of ['net revenue', 'win rate'] as const) {
        const root = explain({ kind: 'metric', metric, span: NOWHERE }, analysis);
        if (!isBroken(root)) for (const { op } of numbersOf(root)) used.add(op);
      }
    }
    expect([...used].sort()).toEqual(documented.sort());
  });

  it('grows with channels and months, not with what they share', () => {
    const sizeOf = (channels: number, period: string) => {
      const analysis = analyseText(large(channels, period));
      const root = explain({ kind: 'metric', metric: 'net revenue', span: NOWHERE }, analysis);
      if (isBroken(root)) throw new Error(root.code);
      return { numbers: numbersOf(root).size, cells: derivationSize(analysis.model, analysis.parts) };
    };
    const { numbers } = recompute(explained(large(3, '2026-01 to 2026-12'), 'net revenue'));
    expect(numbers).toBe(sizeOf(3, '2026-01 to 2026-12').numbers);
    for (const [channels, period] of [
      [10, '2026-01 to 2027-12'],
      [40, '2026-01 to 2027-12'],
      [10, '2026-01 to 2033-12'],
    ] as const) {
      const { numbers, cells } = sizeOf(channels, period);
      expect(numbers / cells).toBeLessThan(15);
    }
  });

  it('neither nests deeply nor runs out of stack in the last of 600 months', () => {
    const { wrong, depth, value } = recompute(explained(large(2, '2000-01 to 2049-12'), 'revenue in 2049-12'));
    expect(wrong).toEqual([]);
    expect(depth).toBeLessThanOrEqual(50);
    expect(value).toBeGreaterThan(0);
  });

  it('follows a chain of drivers that is longer than the stack is deep', () => {
    const chain = Array.from({ length: 6_000 }, (_, i) => `driver d${i + 1} d${i} * 1`).join('\n');
    const text = `model "Chain" { currency USD
      period 2026-01 to 2026-03 }
      owner desk "Desk"
      sources { ticket }
      driver d0 100 growing 1%/month
      ${chain}
      foundation channel tickets { source ticket
        volume d6000 * 1/month
        conversion 10% }`;
    const { value, wrong, depth } = recompute(explained(text, 'opened of tickets in 2026-03'));
    expect(value).toBeCloseTo(10 * 1.01 ** 2, 9);
    expect([wrong, depth <= 50]).toEqual([[], true]);
  });

  it('knows the month of each workday, though others have as many, and shares what has none', () => {
    const text = `model "Workdays" { currency USD
      period 2026-01 to 2026-12 }
      owner desk "Desk"
      sources { ticket }
      foundation channel tickets { source ticket
        owner desk
        volume 5/workday counted 2025-12
        conversion 10% }`;
    const analysis = analyseText(text);
    const root = explain({ kind: 'metric', metric: 'opened', of: 'tickets', span: NOWHERE }, analysis);
    if (isBroken(root)) throw new Error(root.code);
    for (const opened of root.children) {
      const [volume, conversion] = opened.children;
      const [five, workdays] = volume?.children ?? [];
      expect([volume?.month, workdays?.month]).toEqual([opened.month, opened.month]);
      expect([five?.month, conversion?.month]).toEqual([undefined, undefined]);
    }
    const shared = (place: number) => new Set(root.children.map(({ children }) => children[place])).size;
    expect([shared(0), shared(1)]).toEqual([12, 1]);
  });

  it('tells steps apart that have one value', () => {
    const analysis = analyseText(`model "Steps" { currency USD
      period 2026-01 to 2026-04 }
      owner desk "Desk"
      sources { ticket }
      driver accounts 240 counted 2025-12, 240 from 2026-03 measured 2026-01 to 2026-02 by desk
      foundation channel tickets { source ticket
        owner desk
        volume accounts * 1/month
        conversion 10% }`);
    const root = explain({ kind: 'metric', metric: 'opened', of: 'tickets', span: NOWHERE }, analysis);
    if (isBroken(root)) throw new Error(root.code);
    const drivers = root.children.map(({ children }) => children[0]?.children[0]);
    expect(drivers.map((driver) => [driver?.value, driver?.provenance?.kind, driver?.from])).toEqual([
      [240, 'counted', undefined],
      [240, 'counted', undefined],
      [240, 'measured', monthOf(2026, 3)],
      [240, 'measured', monthOf(2026, 3)],
    ]);
  });

  it('says what withholds a figure, in the file of the part that has none', () => {
    const part = large(1, '2026-01 to 2026-12');
    const files = {
      'all.upsell': `model "All" { currency USD
        period 2026-01 to 2026-12 }
        include "whole.upsell" as whole
        include "part.upsell" as broken`,
      'whole.upsell': part,
      'part.upsell': part.replace('conversion 0.5%', 'conversion 105%'),
    };
    const analysis = analyseFiles(files);
    const figure = (of?: string) => explain({ kind: 'metric', metric: 'won', of, span: NOWHERE }, analysis);
    expect(isBroken(figure('whole'))).toBe(false);
    for (const of of [undefined, 'broken']) {
      const broken = figure(of);
      if (!isBroken(broken)) throw new Error('not withheld');
      const { file, start, end } = broken.broken;
      expect([broken.code, analysis.files[file]?.text.slice(start, end)]).toEqual(['rate-above-one', '105%']);
    }
  });
});

/** The first number of a text, without its sign: `$12k`, `0.5%`, `9_747`. */
function numberIn(text: string): number {
  const [, digits = '', suffix, percent] = /^[^\d]*(\d[\d,_]*(?:\.[\d_]+)?)([kKMB])?(%)?/.exec(text) ?? [];
  const power = { k: 1e3, K: 1e3, M: 1e6, B: 1e9 }[suffix ?? ''] ?? 1;
  return (Number(digits.replaceAll(/[,_]/g, '')) * power) / (percent ? 100 : 1);
}
