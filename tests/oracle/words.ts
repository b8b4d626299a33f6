/** The language's words, and what they may stand beside (`language.md`, 3). */

export const UNIT_WORDS = ['month', 'week', 'day', 'quarter', 'year', 'workday'] as const;

export const MONTH_NAMES = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
] as const;

/** Words that go on with a number or a statement and that begin no field or declaration: a line may begin with them. */
export const CONTINUING_WORDS = [
  'from',
  'growing',
  'rising',
  'by',
  'note',
  'evidence',
  'sample',
  'estimated',
  'counted',
  'measured',
  'of',
  'in',
  'as',
  'at',
  'touches',
  'opened',
  'worked',
  'closed',
  'won',
  'revenue',
  'net',
  'backlog',
  'pulled',
  'gated',
] as const;

/** Words that begin a field or a declaration somewhere. */
export const BEGINNING_WORDS = [
  'model',
  'currency',
  'period',
  'fiscal',
  'season',
  'owner',
  'sources',
  'driver',
  'closing',
  'win',
  'deal',
  'cycle',
  'closers',
  'capacity',
  'cost',
  'quota',
  'attention',
  'decided',
  'foundation',
  'leverage',
  'channel',
  'source',
  'volume',
  'customer',
  'vendor',
  'touch',
  'conversion',
  'initiated',
  'open',
  'moment',
  'flag',
  'retention',
  'contraction',
  'after',
  'scenario',
  'set',
  'scale',
  'drop',
  'target',
  'expect',
  'actuals',
  'plan',
  'include',
  'import',
  'expansion',
  'upsell',
  'adoption',
] as const;

/** Every word that means something somewhere; each is a legal name as well. */
export const ALL_WORDS: readonly string[] = [
  ...UNIT_WORDS,
  ...MONTH_NAMES,
  ...CONTINUING_WORDS,
  ...BEGINNING_WORDS,
  ...['to', 'per', 'year', 'starts', 'team', 'not', 'run', 'renamed', 'csm', 'upsell_ae', 'original_ae', 'rate'],
  ...['size', 'start', 'converting', 'months', 'min', 'max', 'share', 'base'],
];

/** Names that are words of the language. Inside `sources`, four of them would read as the entry before. */
export const KEYWORD_NAMES: readonly string[] = [...new Set(ALL_WORDS)];
export const KEYWORD_SOURCE_NAMES: readonly string[] = KEYWORD_NAMES.filter(
  (word) => !['not', 'run', 'renamed', 'from'].includes(word),
);
