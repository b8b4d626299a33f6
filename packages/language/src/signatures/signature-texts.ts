/** How something is written: its parts in ‹ ›, each with what it is. */
export interface SignatureText {
  readonly written: string;
  /** A paragraph, in Markdown. */
  readonly about: string;
  readonly parts: readonly string[];
}

const VALUE = 'a number, the name of a driver, or arithmetic on both';
const OWNER = 'who answers for the number, where it is not the owner of the block';
const PROVENANCE = '`sample`, `estimated MONTH`, `decided MONTH`, `counted MONTHS` or `measured MONTHS`';

/** What signature help shows, by name. */
export const SIGNATURE_TEXTS = {
  min: {
    written: 'min(‹first›, ‹second›, ‹more …›)',
    about:
      'The smallest of some values, which need the same unit. `min(dials, 40/workday)` is a number of dials that nobody can exceed.',
    parts: [VALUE, VALUE, 'as many as you like'],
  },
  max: {
    written: 'max(‹first›, ‹second›, ‹more …›)',
    about: 'The largest of some values, which need the same unit.',
    parts: [VALUE, VALUE, 'as many as you like'],
  },
  rising: {
    written: 'rising to ‹target› by ‹month›',
    about:
      'From the first month of its step to the month, the value goes to the target in equal amounts a month. After it, the target holds.',
    parts: ['the value at the end, in the same unit', 'the month in which it is reached, such as `2026-12`'],
  },
  growing: {
    written: 'growing ‹rate›/‹unit›',
    about:
      "The value is multiplied by one plus the rate every month from its step's first one on; a rate a year is spread over twelve months, compounded.",
    parts: ['a percentage, which may be negative', '`month` or `year`'],
  },
  range: {
    written: '‹low› to ‹high›',
    about:
      'A value that is not certain: its 5th and its 95th percentile. The forecast uses the expected value of the distribution through both. Both are numbers, not names.',
    parts: ['the 5th percentile: one time in twenty it is less', 'the 95th percentile: one time in twenty it is more'],
  },
  evidence: {
    written: '‹first› to ‹last›',
    about:
      'The months that were looked at, both ends included: months, quarters or years. One alone may stand there as well.',
    parts: ['the first month, quarter or year', 'the last one'],
  },
  cycle: {
    written: 'cycle ‹same month›, ‹a month later›, ‹two months later›, ‹and so on …›',
    about:
      'The share of opportunities that closes so many months after it is worked. The shares sum to 100%. `cycle 2 months` is short for all of it two months later.',
    parts: [
      'the share that closes in the month in which it is worked',
      'one month later',
      'two months later',
      'three and more months later',
    ],
  },
  attention: {
    written: 'attention ‹first month›, ‹second month›, ‹third month›',
    about:
      "The share of the AE's capacity that is left for expansion in each month of a fiscal quarter. At its end new business takes what there is.",
    parts: ['of the fiscal quarter', 'of the fiscal quarter', 'of the fiscal quarter'],
  },
  season: {
    written: 'season ‹month› ‹factor›, ‹more …›',
    about: 'Factors on the volume in some calendar months of every year. The other months are 100%.',
    parts: ['the name of a month', 'a percentage of the usual volume', 'as many months as you like'],
  },
  rate: {
    written: 'at ‹rate› ‹own currency› per ‹its currency›',
    about: 'The exchange rate of a part whose money is in another currency: all of its money is multiplied by it.',
    parts: ["what one unit of the part's currency is worth", "this model's currency", "the part's currency"],
  },
  set: {
    written: 'set ‹number› = ‹value› from ‹month› ‹provenance›',
    about: 'Puts another assumption in the place of one, in this scenario. With a month, what holds before it stays.',
    parts: [
      '`channel.field`, `channel.touch`, `closing.field` or a driver',
      VALUE,
      'the month from which it holds',
      PROVENANCE,
    ],
  },
  scale: {
    written: 'scale ‹number› by ‹factor› from ‹month›',
    about: 'Multiplies an assumption, in this scenario. With a month, only from then on.',
    parts: [
      '`channel.field`, `channel.touch`, `closing.field` or a driver',
      'a plain number, such as `1.1`',
      'a month; all months where none is written',
    ],
  },
  contraction: {
    written: 'contraction ‹side› ‹value› ‹provenance› by ‹owner›',
    about: 'How much of a dollar expanded is later taken back, by who started the conversation.',
    parts: ['`customer` or `vendor`', 'a share, which may exceed 100%', PROVENANCE, OWNER],
  },
  target: {
    written: 'target ‹metric› of ‹channel› >= ‹value› in ‹period› by ‹owner›',
    about:
      'Something to reach, with its attainment and its gap. It never fails a check. The channel, the period and the owner may be left out.',
    parts: [
      'what is reached',
      'of one channel only',
      'how much: a total has no time unit',
      'in some months only',
      'who is to reach it',
    ],
  },
  touch: {
    written: '‹side› touch ‹name› "‹title›" ‹value› ‹provenance› gated converting ‹share›',
    about:
      'One kind of conversation in a channel. The volume of the channel is the sum of its touches; a touch without `converting` uses the conversion of the channel.',
    parts: [
      '`customer` or `vendor`: who starts it',
      'its name',
      'what it is called',
      'how many, with a time unit',
      PROVENANCE,
      'its own conversion',
    ],
  },
  number: {
    written: '‹value› ‹provenance› by ‹owner›',
    about:
      'A number with its history. Where it changes, a comma and another value with `from MONTH` follow; nothing is overwritten.',
    parts: [VALUE, PROVENANCE, OWNER],
  },
  step: {
    written: '‹value› from ‹month› ‹provenance› by ‹owner›',
    about: 'What the number is from a month on. What it was before stays as its history.',
    parts: [VALUE, 'the month from which it holds, later than the one before', PROVENANCE, OWNER],
  },
} as const satisfies Readonly<Record<string, SignatureText>>;

export type SignatureName = keyof typeof SIGNATURE_TEXTS;
