import { besidePlan, changed, locked, MODEL, planOf } from '../plan-text.ts';

const content = planOf({ 'model.upsell': MODEL });
const plan = locked(content);
const CODE = 'plan-drift';

const EMAILS = `
foundation channel emails {
  source email
  owner success
  volume 300/month counted 2025
  conversion 0.5% measured 2025
  initiated by customer
}
`;
const TWO = `${changed('  ticket\n}', '  ticket\n  email\n}')}${EMAILS}`;
const planOfTwo = locked(planOf({ 'model.upsell': TWO }));

/** A plan of the model as it is, beside a model in which one thing is different. */
const moved = (comment: string, part: string, by: string) => besidePlan(comment, plan, CODE, changed(part, by));
const near = (comment: string, part: string, by: string) => besidePlan(comment, plan, undefined, changed(part, by));

export const fixtures: Readonly<Record<string, string>> = {
  conversion: moved('A conversion that was trued up.', 'conversion 0.5%', 'conversion 0.6%'),
  'win-rate': moved('The same opened, and more of it won.', '25%', '30%'),
  touches: moved('Twice the rate of half the touches: only what is done is another.', '800/month', '400/month').replace(
    'conversion 0.5%',
    'conversion 1%',
  ),
  'one-month': moved(
    'A step in the last month.',
    'measured 2025\n  init',
    'measured 2025,\n    0.51% from 2026-12 measured 2025\n  init',
  ),
  later: moved(
    'The same over the year, and later.',
    '800/month counted 2025',
    '700/month counted 2025, 900/month from 2026-07 counted 2025',
  ),
  cycle: moved('The same, closed a month later.', '  decided', '  cycle 50%, 50%\n  decided'),
  barely: moved('A thousandth of an opportunity.', '800/month', '800.02/month'),
  period: moved('A longer year.', '2026-12\n', '2027-01\n'),
  'earlier-period': moved('The year before.', '2026-01 to 2026-12', '2025-01 to 2025-12'),
  currency: besidePlan('Another currency.', plan, CODE, changed('$12,000', '€12,000', changed('USD', 'EUR'))),
  'added-channel': besidePlan('A channel more.', plan, CODE, TWO),
  'removed-channel': besidePlan('A channel less.', planOfTwo, CODE),
  'renamed-channel': moved('A channel under another name is another one.', 'channel tickets', 'channel cases'),
  'between-channels': besidePlan(
    'As much in all, from another channel.',
    planOfTwo,
    CODE,
    changed('300/month', '400/month', changed('800/month', '700/month', TWO)),
  ),
  'near-locked': besidePlan('Nothing has changed.', plan),
  'near-words': near('Titles and owners are no figures.', '"Acme"', '"Acme Inc."').replace(
    '  owner support\n',
    '  owner success\n',
  ),
  'near-provenance': near('The same number, with more behind it.', '0.5% measured 2025', '0.5% measured 2024 to 2025'),
  'near-spelled': near('The same number in other words.', '800/month', '9,600/year'),
  'near-driver': near('The same number by a driver.', '800/month', 'accounts * 8/month').replace(
    '\nfoundation',
    '\ndriver accounts 100 counted 2025 by support\n\nfoundation',
  ),
  'near-order': besidePlan(
    'Channels in another order, and sums with other last digits.',
    locked({ ...planOf({ 'model.upsell': TWO }), channels: [...planOf({ 'model.upsell': TWO }).channels].reverse() }),
    undefined,
    TWO,
  ),
  'near-last-digits': besidePlan(
    'What another order of adding up leaves is no difference.',
    locked({ ...content, channels: content.channels.map((one) => ({ ...one, ...withOtherDigits(one) })) }),
  ),
  'near-scenario': besidePlan(
    'What if is no model.',
    plan,
    undefined,
    `${MODEL}\nscenario more {\n  scale tickets.volume by 2\n}\n`,
  ),
  'near-withheld': besidePlan(
    'Where figures are withheld there is nothing to compare.',
    plan,
    undefined,
    changed('conversion 0.5% measured 2025', 'conversion 130% measured 2025\n//           ^^^^ rate-above-one'),
  ),
  'near-tampered': besidePlan(
    'Nothing is compared with what was changed.',
    changed('"USD"', '"EUR"', plan),
    'plan-tampered',
  ),
  'near-not-found': besidePlan('Nor with what is not there.', '', 'plan-not-found'),
};

function withOtherDigits({ touches, opened, closed, won, revenue }: (typeof content.channels)[number]) {
  const others = (series: readonly number[]) => series.map((value) => value * (1 + 1e-12));
  return {
    touches: others(touches),
    opened: others(opened),
    closed: others(closed),
    won: others(won),
    revenue: others(revenue),
  };
}
