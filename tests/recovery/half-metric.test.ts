import { describe, expect, it } from 'vitest';
import { CANONICAL } from '../fuzz/models.ts';
import { outcomeOf } from '../fuzz/outcome.ts';

const HALVES = ['net', 'win', 'deal', 'pulled', 'gated', 'leverage'];
const NEXT = ['\nactuals "actuals"', '\nowner late "Late"', '\n/* … */', ' actuals "actuals" share', ' plan "plan"'];

/* The first word of a metric, while it is typed, before what can be the next declaration, on the next line or on its own. */
describe.each(HALVES)('`%s` alone', (half) => {
  it.each(NEXT)('withholds an expectation before %s', (next) => {
    for (const statement of [`expect won <= ${half}`, `expect ${half}`, `expect 2 * (${half} + won) > 1`]) {
      const { analysis } = outcomeOf(`${CANONICAL}\n${statement}${next}\n`);
      expect(analysis.expectations.at(-1)?.expectation.broken, statement).toMatchObject({ code: 'syntax-error' });
      expect(analysis.diagnostics.map(({ code }) => code)).toContain('syntax-error');
    }
  });

  it.each(NEXT)('withholds a target before %s', (next) => {
    const before = outcomeOf(CANONICAL).analysis.targets.length;
    const { analysis } = outcomeOf(`${CANONICAL}\ntarget ${half}${next}\n`);
    expect(analysis.targets[before]?.target.broken).toBeDefined();
  });
});
