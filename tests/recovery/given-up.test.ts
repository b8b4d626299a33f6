import { expect, it } from 'vitest';
import { parseFile } from '../../packages/language/src/source-file.ts';
import { rangeOf } from '../../packages/language/src/tree.ts';

it('gives a step that begins with nothing the place of what is left of it', () => {
  const text = 'owner ann "Ann"\n\ndriver x 2.964/$4,*007/month sample, 5 from 2026-03\n';
  const steps = parseFile('file:///model.upsell', text).nodes.get('Step');
  const texts = steps.map((step) => text.slice(rangeOf(step).start, rangeOf(step).end));
  expect(texts).toEqual(['2.964/$4', '*007/month sample', '5 from 2026-03']);
});
