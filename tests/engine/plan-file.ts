import { createHash } from 'node:crypto';
import type { PlanOfRecord } from '@upsell/engine';
import type { Analysis } from '@upsell/language';
import { monthText } from '../oracle/calendar.ts';
import { whole } from './tracked-model.ts';

export const METRICS = ['touches', 'opened', 'closed', 'won', 'revenue'] as const;

/** What `upsell lock` would write of a model. */
export function planOf({ model, forecast }: Analysis): PlanOfRecord {
  return {
    title: model.title,
    currency: model.currency ?? '',
    start: model.start,
    months: model.months,
    channels: forecast.channels.map((one) => ({
      channel: one.channel,
      touches: Float64Array.from(whole(one.touches)),
      opened: Float64Array.from(whole(one.opened)),
      closed: Float64Array.from(whole(one.closed)),
      won: Float64Array.from(whole(one.won)),
      revenue: Float64Array.from(whole(one.revenue)),
    })),
  };
}

/** The text of a plan file, as `upsell lock` writes it. */
export function planFile({ title, currency, start, months, channels }: PlanOfRecord): string {
  const content = {
    model: { title, currency, start: monthText(start), months },
    channels: channels.map((one) => ({
      name: one.channel.name,
      title: one.channel.title ?? null,
      layer: one.channel.layer ?? null,
      source: one.channel.source ?? null,
      owner: one.channel.owner ?? null,
      ...Object.fromEntries(METRICS.map((metric) => [metric, Array.from(whole(one[metric]))])),
    })),
  };
  const sha256 = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  return JSON.stringify({ schema: 'upsell/plan@1', sha256, content }, undefined, 2);
}
