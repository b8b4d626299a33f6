/**
 * The words that begin a field or a declaration. A line that begins with one of them begins that field or declaration, so
 * a half-typed line never swallows the next one (spec: language, 3); anywhere else the same word may be a name.
 */
export const DECLARATION_WORDS: ReadonlySet<string> = new Set([
  'import',
  'actuals',
  'plan',
  'include',
  'model',
  'owner',
  'sources',
  'driver',
  'closing',
  'foundation',
  'leverage',
  'channel',
  'retention',
  'scenario',
  'target',
  'expect',
]);

export const FIELD_WORDS: ReadonlySet<string> = new Set([
  'currency',
  'period',
  'fiscal',
  'season',
  'owner',
  'win',
  'deal',
  'closers',
  'capacity',
  'cost',
  'quota',
  'cycle',
  'attention',
  'source',
  'volume',
  'conversion',
  'customer',
  'vendor',
  'touch',
  'initiated',
  'open',
  'moment',
  'flag',
  'contraction',
  'after',
  'set',
  'scale',
  'drop',
  'closing',
  'expect',
]);

/** Declarations that have a block. */
export const BLOCK_WORDS: ReadonlySet<string> = new Set([
  'model',
  'sources',
  'closing',
  'foundation',
  'leverage',
  'channel',
  'retention',
  'scenario',
]);

/** Words that begin a declaration and nothing else: where one begins a line, every block that was open has ended. */
export const endsBlocks = (word: string): boolean => DECLARATION_WORDS.has(word) && !FIELD_WORDS.has(word);

export const beginsLine = (word: string): boolean => DECLARATION_WORDS.has(word) || FIELD_WORDS.has(word);

/** The fields of each block as a person writes them, for messages and nearest names. */
export const BLOCK_FIELDS: Readonly<Record<string, readonly string[]>> = {
  model: ['currency', 'period', 'fiscal year starts', 'season'],
  closing: ['owner', 'win rate', 'deal size', 'cycle', 'closers', 'capacity', 'cost', 'quota', 'attention', 'decided'],
  channel: [
    'source',
    'owner',
    'volume',
    'touch',
    'conversion',
    'initiated by',
    'win rate',
    'deal size',
    'season',
    'open at start',
    'moment',
    'flag',
  ],
  retention: ['owner', 'contraction', 'after'],
  scenario: ['set', 'scale', 'drop', 'closing', 'expect'],
};

/** The units of time, behind `/` or `per`. */
export const UNITS: readonly string[] = ['month', 'week', 'day', 'quarter', 'year', 'workday'];

/** The same as a person writes them: `month`, … or `workday`. */
export const UNIT_TEXT = UNITS.map((unit) => `\`${unit}\``)
  .join(', ')
  .replace(/, ([^,]*)$/, ' or $1');

export const METRICS: readonly string[] = [
  'touches',
  'opened',
  'worked',
  'closed',
  'won',
  'revenue',
  'net revenue',
  'cost',
  'backlog',
  'conversion',
  'win rate',
  'deal size',
  'pulled share',
  'gated share',
  'leverage share',
];

const TWO_WORDS = ['win rate', 'deal size', ...METRICS.filter((metric) => metric.includes(' '))];
const SPELLED = new Map(TWO_WORDS.map((words) => [words.replace(' ', ''), words]));

/** `winrate`, as the parser joins the words of a data type rule, back to `win rate`. */
export const spelled = (joined: string): string => SPELLED.get(joined) ?? joined;
