/** The three files that a folder of actuals can hold (actuals.md, 1). */
export type FileName = 'months.csv' | 'quarters.csv' | 'cohorts.csv';

/** What may stand in a column's cells. */
export type CellKind = 'month' | 'quarter' | 'source' | 'initiator' | 'through' | FigureKind;

/** A count is whole and not negative, `money` is not negative, `signed-money` is any number. */
export type FigureKind = 'count' | 'money' | 'signed-money';

export interface Column {
  /** As in the header. */
  readonly name: string;
  readonly kind: CellKind;
  /** Whether the column must be there and none of its cells may be blank. */
  readonly isRequired: boolean;
  /** One sentence for a hover or a completion. */
  readonly documentation: string;
}

const required = (name: string, kind: CellKind, documentation: string): Column => ({
  name,
  kind,
  isRequired: true,
  documentation,
});
const optional = (name: string, kind: CellKind, documentation: string): Column => ({
  name,
  kind,
  isRequired: false,
  documentation,
});

/** The columns that each file may have, in the order of the specification (actuals.md, 1). */
export const COLUMNS: Readonly<Record<FileName, readonly Column[]>> = {
  'months.csv': [
    required('month', 'month', 'The calendar month, such as `2026-05`.'),
    required('source', 'source', 'A source of the taxonomy, by its name of today or a former one.'),
    required('touches', 'count', 'The touches of the month.'),
    required('opened', 'count', 'The opportunities opened in the month.'),
    optional('closed', 'count', 'The opportunities closed in the month, won and lost; blank is not recorded.'),
    optional('won', 'count', 'The opportunities won in the month; blank is not recorded.'),
    optional(
      'revenue',
      'signed-money',
      "The amount of what was won in the month, in the model's currency; blank is not recorded.",
    ),
    optional('gated', 'count', 'Of the opened opportunities, those from a gated touch; blank is not recorded.'),
    optional(
      'through',
      'through',
      'The last day that the row covers, such as `2026-05-17`, where the month is not over.',
    ),
  ],
  'quarters.csv': [
    required('quarter', 'quarter', 'The fiscal quarter, such as `FY27-Q1`.'),
    optional('opened_customer', 'count', 'The opportunities of the quarter that a customer initiated.'),
    optional('opened_vendor', 'count', 'The opportunities of the quarter that the vendor initiated.'),
    optional('opened_unknown', 'count', 'The opportunities of the quarter whose initiator is not known.'),
    optional(
      'late_customer',
      'count',
      'Of `opened_customer`, those pitched or opened in the last 21 days of the quarter.',
    ),
    optional('late_vendor', 'count', 'Of `opened_vendor`, those pitched or opened in the last 21 days of the quarter.'),
    optional(
      'late_unknown',
      'count',
      'Of `opened_unknown`, those pitched or opened in the last 21 days of the quarter.',
    ),
    optional(
      'next_early_vendor',
      'count',
      'Vendor-initiated opportunities opened in the first 21 days of the next quarter.',
    ),
    optional('organic_vendor', 'count', 'Of `opened_vendor`, those with organic evidence.'),
    optional(
      'tier_change_late_vendor_no_evidence',
      'count',
      'Of `late_vendor`, tier changes without organic evidence.',
    ),
    optional('quota', 'money', "The quarter's quota, in the model's currency."),
    optional('booked', 'money', "What was booked before the last 21 days of the quarter, in the model's currency."),
  ],
  'cohorts.csv': [
    required('month', 'month', 'The calendar month of the expansion, such as `2026-05`.'),
    required('initiated_by', 'initiator', 'Who started the conversation: `customer` or `vendor`.'),
    required('accounts', 'count', 'The accounts that expanded in the month.'),
    required('contracted', 'count', 'Of the accounts, those that contracted or churned within the follow-up.'),
    required('arr_before', 'money', "The recurring revenue of the accounts before, in the model's currency."),
    required('expansion', 'money', "What the expansion added to it, in the model's currency."),
    required('lost', 'money', "What was lost of it within the follow-up, in the model's currency."),
    required('follow_up_months', 'count', 'The length of the follow-up, in months.'),
  ],
};

/** Whether a column of this kind holds numbers. */
export const isFigure = (kind: CellKind): kind is FigureKind =>
  kind === 'count' || kind === 'money' || kind === 'signed-money';
