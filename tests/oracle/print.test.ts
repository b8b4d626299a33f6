import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { disagreements } from './compare.ts';
import { plainDice, seededDice } from './dice.ts';
import { evaluate, periodOf } from './evaluate.ts';
import { forecast } from './forecast.ts';
import type { Expr, Model } from './model.ts';
import { at, binary, constant, driver, isTouches, money, negative, number, per, percent } from './model.ts';
import { numbersOf } from './numbers.ts';
import { print } from './print.ts';
import { spellPeriod, spellString } from './print-literal.ts';
import { exprWords } from './print-number.ts';
import { arbitraryModel, randomModel } from './random-model.ts';
import { read } from './read.ts';
import { violations } from './violations.ts';

/** All that is said beside the values, in an order that printing does not change. */
function wordsOf(model: Model): unknown {
  const byName = <T extends { name: string }>(items: readonly T[]): T[] =>
    [...items].sort((a, b) => (a.name < b.name ? -1 : 1));
  return JSON.parse(
    JSON.stringify({
      header: [model.title, model.currency, model.start, model.months, model.fiscalYearStart],
      owners: byName(model.owners),
      sources: byName(model.sources),
      closing: [model.closing.kind, model.closing.title, model.closing.owner, model.closing.decided],
      channels: byName(model.channels).map(
        ({ layer, name, title, source, owner, initiator, moments, flag, volume }) => ({
          said: [layer, name, title, source, owner, initiator, [...moments].sort(), flag],
          touches: isTouches(volume)
            ? byName(volume).map((touch) => [touch.name, touch.title, touch.gated, touch.initiator ?? initiator])
            : [],
        }),
      ),
      numbers: numbersOf(model)
        .sort((a, b) => (a.path < b.path ? -1 : 1))
        .map(({ path, assumption: { steps, by, note, evidence } }) => [
          [path, by, note, evidence],
          steps.map(({ high, from, growth, provenance }) => [
            [high !== undefined, from, growth?.kind, growth?.kind === 'rising' ? growth.by : growth?.per, provenance],
          ]),
        ]),
    }),
  );
}

describe('printing', () => {
  it('says the same in every spelling', () => {
    fc.assert(
      fc.property(arbitraryModel({ isUnsaidFine: true }), fc.integer(), (model, seed) => {
        const text = print(model, seededDice(seed));
        const again = read(text);
        expect(wordsOf(again)).toEqual(wordsOf(model));
        // A range's ends differ in their last digits, and the fit then in its own.
        expect(disagreements(forecast(model), forecast(again), 1e-11)).toEqual([]);
      }),
      { numRuns: 75, interruptAfterTimeLimit: 45_000, markInterruptAsFailure: true },
    );
  }, 60_000);

  it('breaks no rule on the way, every number that the forecast leaves out included', () => {
    for (let seed = 0; seed < 60; seed += 1) {
      const again = read(print(randomModel(seededDice(seed)), seededDice(seed + 1)));
      expect(violations(again), `seed ${seed}`).toEqual([]);
    }
  }, 60_000);

  it('is plain with the plain dice, and the same for the same seed', () => {
    expect(print(randomModel(plainDice), plainDice)).toMatchInlineSnapshot(`
      "model "Support tickets" {
        currency USD
        period 2026-01 to 2026-01
      }

      owner owner_1 "Support tickets"

      sources {
        source_1
      }

      closing upsell_ae {
        owner owner_1
        win rate 0.02
        deal size $200
      }

      foundation channel channel_1 {
        source source_1
        volume 1/month by owner_1
        conversion 0.001 by owner_1
      }
      "
    `);
    const model = randomModel(seededDice(3));
    expect(print(model, seededDice(4))).toBe(print(model, seededDice(4)));
    expect(print(model, seededDice(4))).not.toBe(print(model, seededDice(5)));
  });

  it('uses every freedom of the language', () => {
    const texts = Array.from({ length: 800 }, (_, seed) => print(randomModel(seededDice(seed)), seededDice(seed)));
    const all = texts.join('\n');
    for (const spelling of [
      /^\uFEFF/m,
      /\r\n/,
      /\/\/ /,
      /\/\*\*/,
      /\t/,
      /\d,\d{3}/,
      /\d_\d{3}/,
      /\d[kKMB]\b/,
      /[$]\d/,
      /€\d/,
      /£\d/,
      /¥\d/,
      /\d CHF/,
      /\d USD/,
      / per month/,
      /\/month/,
      /growing -/,
      /rising to/,
      /-Q[1-4]/,
      /FY\d\d /,
      /FY\d\d-Q/,
      /(counted|measured) 20\d\d\s/,
      /period FY\d\d/,
      /cycle \d+ months/,
      /cycle \d+ month\s/,
      /\{ \S/,
      /February/,
      /february/,
      /\\"/,
      /\\\\/,
      /C:\\temp/,
      /\/\s*\(month\)/,
      /fiscal year starts january/,
    ]) {
      expect(spelling.test(all), String(spelling)).toBe(true);
    }
  });
});

describe('spellings', () => {
  const model: Model = { ...randomModel(plainDice), currency: 'USD', fiscalYearStart: 2, start: '2026-02', months: 12 };
  const every = <T>(spell: (seed: number) => T): Set<T> =>
    new Set(Array.from({ length: 400 }, (_, seed) => spell(seed)));
  const expressions = (expr: Expr): Set<string> =>
    every((seed) =>
      exprWords(seededDice(seed), model, expr)
        .map((word) => word.text)
        .join(' '),
    );

  it('keep a driver named like a unit apart from the unit', () => {
    const texts = expressions(binary(number('7'), '/', driver('month')));
    expect([...texts].every((text) => text.includes('( month )'))).toBe(true);
    expect(expressions(binary(driver('month'), '/', per(driver('week'), 'day')))).toContain('month / ( week / day )');
    expect(expressions(per(driver('month'), 'month'))).toContain('month per month');
  });

  it('keep the order of operations', () => {
    const [a, b, c] = [number('1'), number('2'), number('3')];
    expect(expressions(binary(a, '-', binary(b, '-', c)))).toContain('1 - ( 2 - 3 )');
    expect(expressions(binary(binary(a, '-', b), '-', c))).toContain('1 - 2 - 3');
    expect(expressions(binary(a, '/', binary(b, '*', c)))).toContain('1 / ( 2 * 3 )');
    expect(expressions(per(binary(a, '/', b), 'quarter'))).toContain('( 1 / 2 ) / quarter');
    expect(expressions(binary(a, '/', per(b, 'quarter')))).toContain('1 / 2 / quarter');
    expect(expressions(negative(binary(a, '*', b)))).toContain('- ( 1 * 2 )');
    expect(expressions(negative(negative(a)))).toContain('- - 1');
  });

  it('write an amount with its sign or its code, whole or short', () => {
    const texts = expressions(money('12000'));
    for (const text of ['$12000', '$12,000', '$12_000', '$12k', '12000 USD', '12,000 USD', '12k USD', '$12,000.0']) {
      expect(texts).toContain(text);
    }
    for (const text of ['25%', '0.25', '25.0%']) expect(expressions(percent('25'))).toContain(text);
    for (const text of ['12 / month', '12 per month', '144 / year', '36 per quarter']) {
      expect(expressions(per(number('12'), 'month'))).toContain(text);
    }
  });

  it('group no number inside min and max', () => {
    const texts = expressions({ kind: 'max', of: [number('100200'), binary(money('1000'), '/', money('2000'))] });
    expect([...texts].some((text) => /\d,\d/.test(text))).toBe(false);
    expect(texts).toContain('max ( 100200 , $1000 / $2000 )');
  });

  it('name a period by whatever lines up', () => {
    const periods = (from: string, to: string): string[] =>
      [...every((seed) => spellPeriod(seededDice(seed), model, from, to).join(' '))].sort();
    expect(periods('2026-02', '2027-01')).toEqual([
      '2026-02 to 2027-01',
      '2026-02 to FY27',
      '2026-02 to FY27-Q4',
      'FY27',
      'FY27 to 2027-01',
      'FY27 to FY27',
      'FY27 to FY27-Q4',
      'FY27-Q1 to 2027-01',
      'FY27-Q1 to FY27',
      'FY27-Q1 to FY27-Q4',
    ]);
    expect(periods('2026-07', '2026-09')).toEqual([
      '2026-07 to 2026-09',
      '2026-07 to 2026-Q3',
      '2026-Q3',
      '2026-Q3 to 2026-09',
      '2026-Q3 to 2026-Q3',
    ]);
    expect(periods('2026-03', '2026-03')).toEqual(['2026-03', '2026-03 to 2026-03', '2026-03 to 2026-Q1']);
  });

  it('escape what would end a text', () => {
    const texts = (text: string): string[] => [...every((seed) => spellString(seededDice(seed), text))].sort();
    expect(texts('a\\b')).toEqual(['"a\\\\b"', '"a\\b"']);
    expect(texts('a\\')).toEqual(['"a\\\\"']);
    expect(texts('a\\"')).toEqual(['"a\\\\\\""']);
  });

  it('give a text that the reader refuses once a line begins a field by accident', () => {
    const text = print(randomModel(plainDice), plainDice);
    expect(() => read(text.replace('volume ', 'volume max(2/month,\nvolume) * '))).toThrow('a line begins with volume');
    expect(() => read(text.replace('volume ', 'volume max(2,000/month, 1/month) * '))).toThrow('ambiguous-comma');
    expect(() => read(text.replace('volume ', 'volume 1e6 * '))).toThrow('no token');
  });

  it('mean the same number to the last digits', () => {
    const expr = binary(per(constant(number('1234.5')).steps[0]?.expr ?? number('0'), 'month'), '*', percent('0.7'));
    for (const text of expressions(expr)) {
      const wrapped = print(model, plainDice).replace(/volume [^\n]*/, `volume ${text.replaceAll(' , ', ', ')}`);
      const volume = at(read(wrapped).channels, 0).volume;
      if (isTouches(volume)) throw new TypeError('touches');
      for (const month of periodOf(model)) {
        expect(evaluate(model, at(volume.steps, 0).expr, month) / 8.6415).toBeCloseTo(1, 12);
      }
    }
  });
});
