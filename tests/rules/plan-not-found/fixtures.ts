import { besidePlan, changed, hashOf, locked, MODEL, planOf } from '../plan-text.ts';

const content = planOf({ 'model.upsell': MODEL });
const [channel] = content.channels;
const CODE = 'plan-not-found';
const plan = locked(content);

/** Plans whose hash fits, and which are still not what `upsell lock` writes; and the near ones, which are. */
export const fixtures: Readonly<Record<string, string>> = {
  'other-schema': besidePlan(
    'The plan of a later version.',
    JSON.stringify({ schema: 'upsell/plan@2', sha256: hashOf(content), content }),
    CODE,
  ),
  'no-schema': besidePlan('Nothing says what it is.', JSON.stringify({ sha256: hashOf(content), content }), CODE),
  'no-content': besidePlan('A hash of nothing much.', locked({}), CODE),
  'no-months': besidePlan(
    'A series that does not cover the period.',
    locked({ ...content, channels: [{ ...channel, opened: channel?.opened.slice(1) }] }),
    CODE,
  ),
  'no-number': besidePlan(
    'A figure that was withheld.',
    locked({ ...content, channels: [{ ...channel, revenue: channel?.revenue.map(() => null) }] }),
    CODE,
  ),
  'no-month': besidePlan(
    'A period that is none.',
    locked({ ...content, model: { ...content.model, start: '2026-13' } }),
    CODE,
  ),
  'broken-off': besidePlan('A file that was not written to its end.', plan.slice(0, plan.length / 2), CODE),
  // Only plans are read: what else lies on the disk is nobody's business.
  'other-file': besidePlan('It is there, and no JSON by its name.', plan, CODE).replaceAll('plan.json', 'plan.text'),
  'near-locked': besidePlan('It is there.', plan),
  'near-elsewhere': besidePlan('Another way to say where it is.', plan).replace(
    '"plans/fy26.plan.json"',
    '"./actuals/../plans/fy26.plan.json"',
  ),
  'near-tampered': besidePlan('What was changed is another error.', plan.replace('"USD"', '"EUR"'), 'plan-tampered'),
  'near-moved': besidePlan('A plan that the model has moved from.', plan, 'plan-drift', changed('25%', '30%')),
  'near-no-channels': besidePlan('A plan may be without channels.', locked({ ...content, channels: [] }), 'plan-drift'),
};
