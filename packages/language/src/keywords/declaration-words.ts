import type { RuleWords } from './rule-words.ts';

/** The words that begin declarations, and those that stand in their heads; by the rule of the grammar. */
export const DECLARATIONS: Readonly<Record<string, RuleWords>> = {
  Import: {
    import:
      'Brings in what a library declares: owners, drivers, sources, a closing model. `import "./shared.upsell"`. A library is a file without a `model`.',
  },
  Actuals: {
    actuals:
      'Names the folder with what really happened: `months.csv`, and `quarters.csv` and `cohorts.csv` as well. `actuals "actuals"`. It feeds variance, true-ups, the re-forecast and the hints.',
  },
  Plan: {
    plan: 'Names the plan of record that `upsell lock` wrote. `plan "plans/acme.plan.json"`. Variance then compares with that plan, whatever the model says by now.',
  },
  Include: {
    include:
      'Makes another model a part of this one, which is then a portfolio. `include "./emea.upsell" as emea at 1.08 USD per EUR`. What all parts come to is added up.',
    as: 'Gives the part of a portfolio the name by which targets and expectations speak of it: `revenue of emea`.',
  },
  ExchangeRate: {
    at: "What one unit of the part's currency is worth in this model's: `at 1.08 USD per EUR`.",
    per: "What one unit of the part's currency is worth in this model's: `at 1.08 USD per EUR`.",
  },
  ModelBlock: {
    model:
      'The head of a forecast: its title, its currency and the months that it looks at. A file has one; a file without one is a library that models import.',
  },
  Owner: {
    owner:
      'Declares who can answer for a number: `owner support "Support lead" team "Support" @acme/support`. Blocks name their owner in a field, single numbers behind `by`.',
    team: 'The team that an owner belongs to: `owner support "Support lead" team "Support"`.',
  },
  Sources: {
    sources:
      'The closed list of where opportunities come from, as the required source field of your CRM has it. Each source is fed by a channel, or says why it is `not run`.',
  },
  NotRun: {
    'not run':
      'Says that no channel feeds this source yet, and why: `email not run "Sequences are being rewritten"`. So a source is never just forgotten.',
  },
  RenamedFrom: {
    'renamed from':
      'What the source was called before, so that old rows of actuals still belong to it: `ticket renamed from "Support case"`.',
  },
  Driver: {
    driver:
      'A number with a name, for what several numbers use or what deserves a line of its own: `driver accounts 240 counted 2025-12 by success`. It may be made of other drivers, and says `by` whose number it is.',
  },
  Closing: {
    closing:
      "Who closes what the channels open, and what comes of it: win rate, deal size, cycle, capacity. A model has exactly one; in a scenario it takes the place of the model's.",
    csm: 'The customer success manager closes what is found.',
    upsell_ae: 'A dedicated Upsell AE closes what is found.',
    original_ae:
      'The AE who sold the account keeps it and closes what is found there, beside new business: see `attention`.',
  },
  Channel: {
    foundation:
      'A channel of what your people do with customers anyway: implementations, tickets, check-ins, calls. Foundation comes first, and leverage is built on top of it.',
    leverage:
      'A channel that multiplies what the foundation does: campaigns, signals in the product. No more than half of what is opened should come from leverage.',
    channel:
      'One way in which customers are touched. Volume times conversion is what it opens; what is opened is closed by the `closing` model.',
  },
  Retention: {
    retention:
      'How much of what is sold is taken back later, by who started the conversation. With it there is net revenue, and how much of the revenue lasts.',
  },
  Scenario: {
    scenario:
      'A what-if: the same model with a few things changed (`set`, `scale`, `drop`, another `closing`). It stands beside the forecast and never alters it.',
  },
  SetEdit: {
    set: 'Puts another number in the place of one of the model: `set tickets.conversion = 0.7% from 2026-04`. With `from` the steps before that month stay.',
  },
  ScaleEdit: {
    scale: 'Multiplies a number of the model: `scale accounts by 90% from 2026-07`.',
    by: 'What the number is multiplied by: `scale accounts by 90%`.',
    from: 'The first month in which the factor counts: `scale accounts by 90% from 2026-07`.',
  },
  DropEdit: { drop: 'Leaves a channel out, as if it were not run: `drop outbound_calls`.' },
  Target: {
    target: 'Something to reach: `target revenue >= $1.2M in FY27 by finance`. A missed target is news and no error.',
    of: 'Asks the metric of one channel or of one part of a portfolio, in place of the whole model: `opened of tickets`.',
    in: 'Asks the metric of some months, in place of the whole period: `revenue in 2026-Q3`.',
    by: 'Who answers for the target.',
  },
  Expect: {
    expect:
      'A test of the model, or of the scenario that it stands in: `expect "Leverage amplifies" leverage share <= 50%`. One that does not hold is an error.',
  },
};
