import type { Month } from '@upsell/engine';
import { trustOf } from '@upsell/report';
import { describe, expect, it } from 'vitest';
import { analyseFiles } from '../harness/analyse-text.ts';
import { monthIndex } from '../oracle/calendar.ts';
import { seededDice } from '../oracle/dice.ts';
import type { Assumption } from '../oracle/model.ts';
import { printFiles } from '../oracle/print-files.ts';
import { randomStatedModel } from '../oracle/random-project.ts';
import { boardIn } from './random-boards.ts';

const KINDS = ['', 'sample', 'estimated', 'counted', 'measured', 'decided'];

/** A number with who answers for the block that it stands in. */
type Counted = readonly [value: Assumption | undefined, block?: string];

describe('whether a number can be trusted', () => {
  it('is counted over every number of the model', () => {
    for (let seed = 0; seed < 12; seed++) {
      const dice = seededDice(seed);
      const model = randomStatedModel(dice);
      const asOf: Month = monthIndex(model.start as Parameters<typeof monthIndex>[0]) + dice.int(-2, model.months);
      const { closing, retention } = model;
      const all: readonly Counted[] = [
        ...model.drivers.map(({ value }): Counted => [value]),
        ...[closing.winRate, closing.dealSize, closing.closers, closing.capacity, closing.cost, closing.quota].map(
          (value): Counted => [value, closing.owner],
        ),
        ...model.channels.flatMap(({ owner, volume, conversion, winRate, dealSize }) => {
          const volumes = 'steps' in volume ? [volume] : volume.flatMap((touch) => [touch.volume, touch.converting]);
          return [...volumes, conversion, winRate, dealSize].map((value): Counted => [value, owner]);
        }),
        ...(retention ? [retention.customer, retention.vendor].map((value): Counted => [value, retention.owner]) : []),
      ];
      const numbers = all.flatMap(([value, block]) => (value ? [{ value, owner: value.by ?? block }] : []));
      const inForce = numbers.map(({ value, owner }) => {
        const begun = value.steps.filter(
          ({ from }) => from === undefined || monthIndex(from as Parameters<typeof monthIndex>[0]) <= asOf,
        );
        return { owner, provenance: (begun.at(-1) ?? value.steps[0])?.provenance };
      });
      const trust = trustOf(boardIn(analyseFiles(printFiles(model, dice), asOf)));
      expect(trust.assumptions, `seed ${seed}`).toBe(numbers.length);
      expect(trust.unowned.length).toBe(numbers.filter(({ owner }) => owner === undefined).length);
      for (const kind of KINDS)
        expect(trust.kinds.find((one) => one.kind === kind)?.count, kind).toBe(
          inForce.filter(({ provenance }) => (provenance?.kind ?? '') === kind).length,
        );
      const count = (owner: string) => numbers.filter((one) => one.owner === owner).length;
      expect(trust.owners.map(({ name, assumptions }) => [name, assumptions]).sort()).toEqual(
        model.owners
          .map(({ name }) => [name, count(name)] as const)
          .filter(([, some]) => some > 0)
          .sort(),
      );
    }
  });

  it('is counted over the parts of a portfolio, and owners of one name that are two people are told apart', () => {
    const part = (label: string, currency = 'USD') => `import "team.upsell"
model "Part" { currency ${currency} period 2026-01 to 2026-12 }
owner desk "${label}"
sources { ticket }
closing csm { owner desk win rate 25% sample deal size 1,000 ${currency} estimated 2025-11 decided 2025-12 }
foundation channel tickets { source ticket owner growth volume base counted 2025-12 conversion 3% measured 2025-12 initiated by customer }
`;
    const files = {
      'whole.upsell':
        'model "Whole" { currency USD period 2026-01 to 2026-12 }\ninclude "a.upsell" as west\ninclude "b.upsell" as east\n',
      'a.upsell': part('Desk, west'),
      'b.upsell': part('Desk, east'),
      'team.upsell': 'owner growth "Growth" team "Product"\ndriver base 100/month decided 2025-12 by growth\n',
    };
    const analysis = analyseFiles(files);
    expect(analysis.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const board = boardIn(analysis);
    const { assumptions, files: names } = board.input;
    const told = assumptions.map(({ path, owner, place }) => [path, owner, names[place.file], place.line]);
    const ofPart = (part: string, file: string, owner: string) => [
      [`${part}.closing.win rate`, owner, file, 5],
      [`${part}.closing.deal size`, owner, file, 5],
      [`${part}.tickets.volume`, 'growth', file, 6],
      [`${part}.tickets.conversion`, 'growth', file, 6],
    ];
    expect(told.sort()).toEqual(
      [
        ...ofPart('west', 'a.upsell', 'desk'),
        ['west.base', 'growth', 'team.upsell', 2],
        ...ofPart('east', 'b.upsell', 'east.desk'),
      ].sort(),
    );
    expect(assumptions.some(({ scenarioPath }) => scenarioPath !== undefined)).toBe(false);
    const { owners, unowned } = trustOf(board);
    expect(unowned).toEqual([]);
    expect(owners.map(({ name, label, assumptions: count, estimates }) => [name, label, count, estimates])).toEqual([
      ['growth', 'Growth', 5, 0],
      ['desk', 'Desk, west', 2, 1],
      ['east.desk', 'Desk, east', 2, 1],
    ]);
  });
});
