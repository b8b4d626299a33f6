import type { RuleWords } from './rule-words.ts';

const PER = 'Says per what unit of time: `10 per week` is the same as `10/week`. The forecast counts per month.';

/** The words that stand in numbers and in goals; by the rule of the grammar. */
export const NUMBERS: Readonly<Record<string, RuleWords>> = {
  Step: {
    to: 'A range: the value lies between the two ends in 90% of cases, `2% to 4%`. The forecast goes by its expected value.',
    from: 'The month from which this value holds, until the next one does: `800/month, 840/month from 2026-03`. Add a step rather than overwrite a number.',
  },
  Growing: {
    growing:
      'Grows, or with a minus shrinks, by a share in every month or year since the step began: `800/month growing 1%/month`.',
    per: 'Whether it grows by that in every month or in every year.',
    month: 'It grows by that in every month.',
    year: 'It grows by that in every year.',
  },
  Rising: {
    'rising to':
      'Goes in a straight line to another value, which it has `by` a month and from then on: `2% rising to 3% by 2026-12`.',
    by: 'The month in which the rise has reached its end.',
  },
  Provenance: {
    sample:
      "A template's number: it stands for nothing of yours yet. The check reminds you to put your own in its place.",
    estimated:
      "Somebody's guess, and the month in which it was made: `estimated 2026-01`. It is stale after two fiscal quarters.",
    decided: 'Nobody measures it: it was chosen, in that month. `decided 2026-01`.',
    counted: 'Counted over those months: `counted 2025-10 to 2025-12`. For volumes and heads.',
    measured: 'Measured over those months: `measured 2025`. For rates and sizes.',
  },
  Clause: {
    by: 'Who answers for this number, where that is not the owner of its block.',
    note: 'A remark on the number, in quotes. It changes no figure.',
    evidence: 'Where the number can be looked up, such as the address of a report, in quotes. It changes no figure.',
  },
  PerUnit: { per: PER },
  Call: {
    min: 'The least of some numbers: `min(dials, 2,000/month)`.',
    max: 'The greatest of some numbers: `max(0, accounts - 200)`.',
  },
  TimeUnit: {
    month: 'Per month, which is what the forecast counts in.',
    week: 'Per week: a month has 52 / 12 of them.',
    day: 'Per day: a month has 365 / 12 of them.',
    quarter: 'Per quarter: a third of it in each month.',
    year: 'Per year: a twelfth of it in each month.',
    workday: 'Per workday: times the Mondays to Fridays of each month.',
  },
  Period: { to: 'From the first to the last, both included: `2026-02 to 2026-04`.' },
  MetricRef: {
    of: 'Asks the metric of one channel or of one part of a portfolio, in place of the whole model: `opened of tickets`.',
    in: 'Asks the metric of some months, in place of the whole period: `revenue in 2026-Q3`.',
  },
  Metric: {
    touches: 'How often customers were touched.',
    opened: 'Opportunities that were opened: touches times conversion.',
    worked: 'Opportunities that a closer took up: all that were opened, as far as capacity allows.',
    closed: 'Opportunities that were closed, won or lost.',
    won: 'Opportunities that were won: closed times win rate.',
    revenue: 'Won times deal size.',
    'net revenue': 'Revenue less what is taken back in the same period.',
    cost: 'The cost of closing.',
    backlog: 'What waits to be worked at the end of the period.',
    conversion: 'Opened divided by touches, over all months together.',
    'win rate': 'Won divided by closed, over all months together.',
    'deal size': 'Revenue divided by won, over all months together.',
    'pulled share': 'The part of opened that customers started, out of all of which it is said who did.',
    'gated share': 'The part of opened that comes from gated touches.',
    'leverage share': 'The part of opened that comes from leverage channels.',
  },
};
