import { describe, expect, it } from 'vitest';
import { analyseText, diagnosticLines } from '../harness/analyse-text.ts';

const model = (drivers: string, volume = 'd0 * 1/month') => `model "Drivers" {
  currency USD
  period 2026-01 to 2026-12
}
owner ann "Ann"
sources { ticket }
closing csm { owner ann win rate 25% deal size $12k }
foundation channel tickets {
  source ticket
  owner ann
  volume ${volume}
  conversion 1%
}
${drivers}
`;

const touches = (text: string) => {
  const { forecast, diagnostics } = analyseText(text);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return Array.from(forecast.channels[0]?.touches as Float64Array);
};

describe('drivers', () => {
  it('may be declared in any order, and be longer than the stack is deep', () => {
    const chain = Array.from({ length: 5_000 }, (_, i) => `driver d${i} d${i + 1} + 1 by ann`);
    expect(touches(model(`${chain.join('\n')}\ndriver d5000 1 by ann`))).toEqual(new Array(12).fill(5_001));
    expect(touches(model(`driver d5000 1 by ann\n${chain.reverse().join('\n')}`))).toEqual(new Array(12).fill(5_001));
  });

  it('are read outside the period where a rise ends there', () => {
    const chain = Array.from({ length: 2_000 }, (_, i) => `driver d${i + 1} d${i + 2} by ann`);
    const found = touches(
      model(
        `driver d0 12 rising to d1 by 2027-01 by ann\n${chain.join('\n')}\ndriver d2001 24, 36 from 2027-01 by ann`,
      ),
    );
    expect(found).toEqual(Array.from({ length: 12 }, (_, m) => 12 + 2 * m));
  });

  it('that need themselves are each named, and nothing else is', () => {
    const analysis = analyseText(
      model(
        'driver d0 a by ann\ndriver a b + c by ann\ndriver b a by ann\ndriver c a * 2 by ann\ndriver self self by ann\ndriver fine 2 by ann',
      ),
    );
    const errors = analysis.diagnostics.filter(({ severity }) => severity === 'error');
    expect(diagnosticLines({ ...analysis, diagnostics: errors })).toEqual([
      'driver-cycle 15:8-15:9',
      'driver-cycle 16:8-16:9',
      'driver-cycle 17:8-17:9',
      'driver-cycle 18:8-18:12',
    ]);
    expect(analysis.forecast.summary.opened).toMatchObject({ code: 'driver-cycle' });
  });
});
