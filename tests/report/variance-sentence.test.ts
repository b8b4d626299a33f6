import { monthOf } from '@upsell/engine';
import { expect, it } from 'vitest';
import { varianceSentence } from '../../packages/report/src/variance-sentence.ts';
import { type Row, type TrackedModel, tracked, whole } from '../engine/tracked-model.ts';

const JANUARY = monthOf(2026, 1);

/** What the variance of one channel's months says: 1,000 touches a month are planned, of which 5% open. */
function sentence(touches: number, opened: number): string | undefined {
  const model: TrackedModel = { channels: { only: 'volume 1,000/month\n  conversion 5%' } };
  const rows = [0, 1, 2].map((m): Row => ({ month: JANUARY + m, source: 'only', touches, opened }));
  const analysis = tracked(model, rows);
  const [channel] = whole(analysis.tracking.variance()).channels;
  if (!channel) throw new Error('no channel');
  return varianceSentence(channel, { model: analysis.model, plan: undefined, closer: undefined });
}

it('says of a verdict on the conversion how it goes with that on what was opened', () => {
  // Half of the touches convert twice as well: no more and no fewer are opened.
  expect(sentence(500, 51)).toContain(
    'A signal, though what was opened is noise on the whole: update the assumption, do not defend it',
  );
  expect(sentence(1_000, 90)).toContain('A signal: update the assumption');
  expect(sentence(1_000, 52)).toContain('Noise: no reason to doubt the assumption.');
  // Each a little: together more than chance.
  expect(sentence(1_120, 64)).toContain('Noise, though what was opened is a signal on the whole: no reason to doubt');
});
