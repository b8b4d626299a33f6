import { createHash } from 'node:crypto';
import type { PlanContent } from '@upsell/actuals';
import { type Figure, isBroken, monthText } from '@upsell/engine';
import { analyseFiles, type Files } from '../harness/analyse-text.ts';
import { readRuleText } from '../harness/rule-fixtures.ts';

/** A model without any diagnostic. */
export const MODEL = readRuleText('minimal.upsell');

/** What a model's plan of record says; the first file is the model. */
export function planOf(files: Files): PlanContent {
  const { model, forecast } = analyseFiles(files);
  if (model.broken || model.currency === undefined) throw new Error('no model to lock');
  const series = (figure: Figure): readonly number[] => {
    if (isBroken(figure)) throw new Error('a withheld figure cannot be locked');
    return [...figure];
  };
  return {
    model: { title: model.title, currency: model.currency, start: monthText(model.start), months: model.months },
    channels: forecast.channels.map(({ channel, touches, opened, closed, won, revenue }) => ({
      name: channel.name,
      title: channel.title ?? null,
      layer: channel.layer ?? null,
      source: channel.source ?? null,
      owner: channel.owner ?? null,
      touches: series(touches),
      opened: series(opened),
      closed: series(closed),
      won: series(won),
      revenue: series(revenue),
    })),
  };
}

/** The hash that fits a content. */
export const hashOf = (content: unknown): string => createHash('sha256').update(JSON.stringify(content)).digest('hex');

/** A file of a plan of record whose hash fits its content. */
export const locked = (content: unknown): string =>
  JSON.stringify({ schema: 'upsell/plan@1', sha256: hashOf(content), content }, null, 2);

/** The model with a part of it replaced, which must be there. */
export function changed(part: string, by: string, text = MODEL): string {
  if (!text.includes(part)) throw new Error(`no ${part}`);
  return text.replace(part, () => by);
}

/** A fixture: a model that names a plan of record, with `code` at its path where it is one, and the plan. */
export const besidePlan = (comment: string, plan: string, code?: string, text = MODEL): string =>
  [
    `// ${comment}`,
    '//- model.upsell',
    text,
    'plan "plans/fy26.plan.json"',
    ...(code === undefined ? [] : [`//   ^^^^^^^^^^^^^^^^^^^^^^ ${code}`]),
    '//- plans/fy26.plan.json',
    plan,
    '',
  ].join('\n');
