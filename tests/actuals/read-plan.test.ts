import { createHash } from 'node:crypto';
import { hashedText, PLAN_SCHEMA, readPlan } from '@upsell/actuals';
import { expect, it } from 'vitest';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

it('reads a plan with a byte-order mark, as an editor may have it', () => {
  const content = { model: { title: 'Small', currency: 'USD', start: '2026-01', months: 6 }, channels: [] };
  const text = JSON.stringify({ schema: PLAN_SCHEMA, sha256: sha256(hashedText(content)), content });
  const read = readPlan(text, sha256);
  expect(read).toMatchObject({ plan: { title: 'Small' } });
  expect(readPlan(`\uFEFF${text}`, sha256)).toEqual(read);
});
