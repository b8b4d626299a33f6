import type { RuleWords } from './rule-words.ts';

const WIN_RATE =
  "The share of closed opportunities that are won, such as `25%`. Where a channel has one of its own, it holds for that channel in place of the closing model's.";
const DEAL_SIZE =
  "The money that one won opportunity brings, such as `$12,000`. Where a channel has one of its own, it holds for that channel in place of the closing model's.";
const MONTHS = 'Counts whole months.';

/** The words that begin fields, and those that stand in them; by the rule of the grammar. */
export const FIELDS: Readonly<Record<string, RuleWords>> = {
  CurrencyField: { currency: 'The currency of every amount in the model, in three letters: `currency USD`.' },
  PeriodField: {
    period:
      'The months that are forecast, the first and the last included: `period 2026-02 to 2027-01`, `period 2026`, `period FY27`.',
  },
  FiscalField: {
    'fiscal year starts':
      'The first month of your fiscal year, January where you leave it out: `fiscal year starts february`. A fiscal year is named after the calendar year in which it ends.',
  },
  SeasonField: {
    season:
      "How much of the usual volume comes in a month of the year, each year: `season august 60%, december 70%`. Months that are not named keep 100%. A channel's own season takes the place of the model's.",
  },
  OwnerField: { owner: 'Who answers for all numbers of this block, but those that say `by` somebody else.' },
  ClosingNumberName: {
    'win rate': WIN_RATE,
    'deal size': DEAL_SIZE,
    closers: 'How many people close; one where you leave it out: `closers 2 from 2026-06 decided 2026-01`.',
    capacity:
      'How many opportunities one closer can work, with a unit of time: `capacity 30/month`. What is more waits for the next month. Without it nothing limits the closers.',
    cost: 'What one closer costs, with a unit of time: `cost $9k/month`. It is shown beside the revenue and not taken off it.',
    quota:
      'What one closer is asked to bring, with a unit of time: `quota $25k/month`. Quarters in which the forecast falls short of it are pointed out.',
  },
  CycleField: {
    cycle:
      'How long it takes to close: `cycle 20%, 35%, 25%, 15%, 5%` closes 20% of what is worked in the same month, 35% in the next, and so on; `cycle 2 months` closes all of it two months later. Without it all closes at once.',
    month: MONTHS,
    months: MONTHS,
  },
  AttentionField: {
    attention:
      'The share of capacity that an original AE has left for expansion in the first, second and third month of each fiscal quarter: `attention 80%, 60%, 10%`.',
  },
  DecidedField: {
    decided:
      'The month in which this closing model was chosen, and why: `decided 2026-01 "One desk catches everything"`.',
  },
  SourceField: { source: 'The source on the closed list that this channel feeds. No two channels feed the same one.' },
  ChannelNumberName: {
    volume:
      'How many touches there are, with a unit of time: `volume 800/month counted 2025`. Times the conversion it is what the channel opens.',
    conversion: 'The share of touches that become an opportunity: `conversion 0.5% measured 2025`.',
    'win rate': WIN_RATE,
    'deal size': DEAL_SIZE,
  },
  InitiatedField: {
    'initiated by':
      'Who starts the conversation: the `customer` asks, or you, the `vendor`, bring it up. What customers ask for themselves they keep longer.',
    customer: 'The customer starts the conversation: they ask, and you answer.',
    vendor: 'You start the conversation: you bring it up.',
  },
  OpenField: {
    'open at start':
      'Opportunities that are open when the period begins: `open at start 12`. They close over the cycle; actuals of the months before take their place.',
  },
  MomentField: {
    moment:
      'What a moment to sell looks like here, for the people who talk to customers. It changes no figure; `upsell playbook` makes cards of them.',
  },
  FlagField: {
    flag: 'The address where a colleague raises a flag in one click. It changes no figure; `upsell playbook` shows it.',
  },
  Touch: {
    customer: 'The customer starts this conversation, whoever starts the others of the channel.',
    vendor: 'You start this conversation, whoever starts the others of the channel.',
    touch:
      'One kind of touch of a channel that has several, in place of one volume: `touch webinar "Webinar attendees" 180/month`.',
    gated: 'Marks a wall in the product: the customer runs into something that is built already, and is asked to pay.',
    converting: "The conversion of this kind of touch alone, in place of the channel's: `converting 2% measured 2025`.",
  },
  Contraction: {
    contraction:
      'The share of revenue that is taken back later, of what the customer or the vendor started: `contraction vendor 12%`.',
    customer: 'Of what the customer asked for.',
    vendor: 'Of what you brought up.',
  },
  AfterField: {
    after:
      'How many months after it is won a share of the revenue is taken back: `after 12 months`, which it is where you leave it out.',
    month: MONTHS,
    months: MONTHS,
  },
};
