import { besidePlan, changed, hashOf, locked, MODEL, planOf } from '../plan-text.ts';

const content = planOf({ 'model.upsell': MODEL });
const CODE = 'plan-tampered';
const plan = locked(content);
const [channel] = content.channels;
if (!channel) throw new Error('no channel');

const file = (sha256: unknown, what: unknown = content): string =>
  JSON.stringify({ schema: 'upsell/plan@1', sha256, content: what });

/** What can be done to a plan after it was locked; and what can be done to its file without changing what it says. */
export const fixtures: Readonly<Record<string, string>> = {
  number: besidePlan('A month was made easier.', changed('12000', '9000', plan), CODE),
  title: besidePlan('It is said to be the plan of somebody else.', changed('"Acme"', '"Acme, revised"', plan), CODE),
  'added-field': besidePlan('A field that nobody reads.', file(hashOf(content), { ...content, note: 'agreed' }), CODE),
  'removed-channel': besidePlan('A channel less.', file(hashOf(content), { ...content, channels: [] }), CODE),
  'other-order': besidePlan(
    'The same in another order is not what was locked.',
    file(hashOf(content), { channels: content.channels, model: content.model }),
    CODE,
  ),
  hash: besidePlan('The hash of something else.', file(hashOf({})), CODE),
  'hash-cut': besidePlan('A hash that was shortened.', file(hashOf(content).slice(0, 40)), CODE),
  'no-hash': besidePlan('No hash at all.', file(undefined), CODE),
  'no-content': besidePlan(
    'Nothing is left of it.',
    changed(',"content":', ',"contents":', file(hashOf(content))),
    CODE,
  ),
  'near-locked': besidePlan('As it was locked.', plan),
  'near-laid-out': besidePlan('Laid out by a formatter, with line ends of another system.', tabbed()),
  'near-one-line': besidePlan('On one line.', file(hashOf(content))),
  'near-escaped': besidePlan('The same letters, written in another way.', changed('"Acme"', '"\\u0041cme"', plan)),
  'near-numbers': besidePlan(
    'The same numbers, written in another way.',
    changed('"months": 12', '"months": 1.2e1', plan),
  ),
  'near-other-fields': besidePlan(
    'What stands beside the content is no part of it.',
    changed('{', '{ "locked": "2025-12-15",', plan),
  ),
  'near-honest': besidePlan(
    'A plan that was changed and locked again: nobody can tell.',
    locked({ ...content, channels: [{ ...channel, won: channel.won.map((won) => won / 2) }] }),
    'plan-drift',
  ),
  'near-unreadable': besidePlan('What is no plan was not tampered with.', '{}', 'plan-not-found'),
};

function tabbed(): string {
  return JSON.stringify(JSON.parse(plan), null, '\t').replaceAll('\n', '\r\n');
}
