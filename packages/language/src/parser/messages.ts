import type { IParserErrorMessageProvider, IToken, TokenType } from 'chevrotain';
import { didYouMean, meantText, nearestOrFull } from '../nearest.ts';
import { beginsLaterLine } from './token-context.ts';
import { BLOCK_FIELDS, DECLARATION_WORDS, METRICS, UNIT_TEXT } from './words.ts';

const BLOCK_OF_RULE: Readonly<Record<string, string>> = {
  ModelBlock: 'model',
  Closing: 'closing',
  Channel: 'channel',
  Retention: 'retention',
  Scenario: 'scenario',
};

/** What may stand where a choice failed, by grammar rule. */
const CHOICE: Readonly<Record<string, string>> = {
  Expr: 'a number or the name of a driver',
  Term: 'a number or the name of a driver',
  Unary: 'a number or the name of a driver',
  PerUnit: 'a number or the name of a driver',
  Primary: 'a number or the name of a driver',
  Literal: 'a number',
  MetricUnary: 'a metric or a number',
  MetricPrimary: 'a metric or a number',
  Metric: `a metric: ${METRICS.join(', ')}`,
  TimeUnit: UNIT_TEXT,
  PeriodPoint: 'a month such as `2026-02`, a quarter such as `2026-Q3` or a year such as `FY27`',
  Text: 'text in quotes',
  Growth: '`growing` or `rising`',
  Clause: '`by`, `note` or `evidence`',

  Target: '`>=` or `<=`',
  Expect: '`<=`, `<`, `>=`, `>` or `=`',
  AfterField: '`month` or `months`',
};

const choice = (name: string, previous: IToken): string | undefined => {
  if (name !== 'Growing') return CHOICE[name];
  return previous.tokenType.name === 'PERCENT' ? '`/month` or `/year`' : '`month` or `year`';
};

/** What a name stands for, by grammar rule, where it is not one that is given there. */
const NAMED: Readonly<Record<string, string>> = {
  CurrencyField: 'a currency such as `USD`',
  ExchangeRate: 'a currency such as `USD`',
  FiscalField: 'the name of a month',
  SeasonField: 'the name of a month',
  SeasonFactor: 'the name of a month',
  Closing: '`csm`, `upsell_ae` or `original_ae`',
  InitiatedField: '`customer` or `vendor`',
  Contraction: '`customer` or `vendor`',
  SourceField: 'the name of a source',
  OwnerField: 'the name of an owner',
  Clause: 'the name of an owner',
  DropEdit: 'the name of a channel',
  MetricRef: 'the name of a channel',
};

function nameOf(name: string, previous: IToken): string {
  switch (name) {
    case 'Target':
      return previous.image === 'of' ? 'the name of a channel' : 'the name of an owner';
    case 'Path':
      if (previous.image !== '.')
        return 'a driver, a channel with a field such as `tickets.volume`, or a field of `closing`';
      return 'the name of a field or a touch';
    default:
      return NAMED[name] ?? 'a name';
  }
}

const TERMINAL: Readonly<Record<string, string>> = {
  STRING: 'text in quotes',
  OPEN_STRING: 'text in quotes',
  CURLY_STRING: 'text in quotes',
  NUMBER: 'a number',
  PERCENT: 'a percentage',
  MONEY: 'an amount of money',
  MONTH: 'a month such as `2026-02`',
  HANDLE: 'a handle',
};

function said(token: TokenType, name: string, previous: IToken): string {
  if (token.name === 'ID') return nameOf(name, previous);
  return TERMINAL[token.name] ?? `\`${token.LABEL ?? token.name}\``;
}

/** What stands where something is missing; at a line's end that is its end, and not the next line's first word. */
const found = (token: IToken, previous?: IToken): string =>
  token.tokenType.name === 'EOF' || token.image === '' || (previous && beginsLaterLine(token, previous))
    ? 'the end of the line'
    : `\`${token.image}\``;

/** Syntax errors in the words of the language: what stands there, and what should (spec: diagnostics, syntax-error). */
export class UpsellErrorMessages implements IParserErrorMessageProvider {
  buildMismatchTokenMessage({ expected, actual, previous, ruleName }: Mismatch): string {
    const block = BLOCK_OF_RULE[rule(ruleName)];
    if (block && expected.name === '}') return insideBlock(block, actual);
    if (rule(ruleName) === 'Sources' && expected.name === '}' && endsHere(actual))
      return 'This `sources` block is not closed: add `}`.';
    if (rule(ruleName) === 'Sources' && expected.name === '}')
      return `${found(actual)} does not belong in \`sources\`: write one name a line, then a label or \`not run "reason"\`.`;
    if (expected.name === 'EOF') return topLevel(actual);
    return `Expected ${said(expected, rule(ruleName), previous)}, found ${found(actual, previous)}.`;
  }

  buildNotAllInputParsedMessage({ firstRedundant }: { firstRedundant: IToken }): string {
    return topLevel(firstRedundant);
  }

  buildNoViableAltMessage({ actual, previous, ruleName, expectedPathsPerAlt = [] }: Choice): string {
    const at = actual[0] as IToken;
    const block = {
      ModelField: 'model',
      ClosingField: 'closing',
      ChannelField: 'channel',
      RetentionField: 'retention',
      Edit: 'scenario',
    }[rule(ruleName)];
    if (block) return insideBlock(block, at);
    if (rule(ruleName) === 'Element') return topLevel(at);
    const isMetric = /^Metric/.test(rule(ruleName)) && /^[A-Za-z]/.test(at.image);
    const meant = isMetric && !beginsLaterLine(at, previous) ? didYouMean(at.image, METRIC_WORDS) : '';
    if (meant) return `\`${at.image}\` is not a metric.${meant}`;
    const expected = choice(rule(ruleName), previous) ?? firstWords(expectedPathsPerAlt.flat(), ruleName, previous);
    return `Expected ${expected}, found ${found(at, previous)}.${growthUnit(rule(ruleName), at, previous)}`;
  }

  buildEarlyExitMessage({ actual, previous, ruleName, expectedIterationPaths = [] }: Choice): string {
    return `Expected ${choice(rule(ruleName), previous) ?? firstWords(expectedIterationPaths, ruleName, previous)}, found ${found(actual[0] as IToken, previous)}.`;
  }
}

/** Behind `growing 2%/`: the unit of time that a word is short for, or nearest to. */
function growthUnit(ruleName: string, at: IToken, previous: IToken): string {
  if (ruleName !== 'Growing' || previous.tokenType.name === 'PERCENT' || beginsLaterLine(at, previous)) return '';
  return /^[A-Za-z]/.test(at.image) ? meantText(nearestOrFull(at.image, ['month', 'year'], 2)) : '';
}

interface Mismatch {
  expected: TokenType;
  actual: IToken;
  previous: IToken;
  ruleName: string;
}

interface Choice {
  actual: IToken[];
  previous: IToken;
  ruleName: string;
  expectedPathsPerAlt?: TokenType[][][];
  expectedIterationPaths?: TokenType[][];
}

/** What may stand there, for a rule that has no words of its own here. */
function firstWords(paths: readonly TokenType[][], ruleName: string, previous: IToken): string {
  const words = new Set(paths.flatMap(([first]) => (first ? [said(first, rule(ruleName), previous)] : [])));
  return [...words].join(' or ');
}

/** The words that metrics begin with. */
const METRIC_WORDS: ReadonlySet<string> = new Set(METRICS.map((metric) => metric.split(' ')[0] as string));

/** Langium appends a mark to the names of its parser rules. */
const rule = (name: string): string => name.replace(/\W.*$/s, '').replace(/_?RULE$/i, '');

/** The end of the text, or a declaration's word at the beginning of a line: no block reaches further. */
const endsHere = ({ image, tokenType }: IToken): boolean =>
  tokenType.name === 'EOF' || (DECLARATION_WORDS.has(image) && tokenType.name === image);

/** Where `per` is not followed by a unit, the number before it is whole, and `per` is what is too much. */
const PER = `Behind \`per\` stands a unit of time: write ${UNIT_TEXT}.`;

function insideBlock(block: string, actual: IToken): string {
  if (actual.image === 'per') return PER;
  const fields = BLOCK_FIELDS[block] as readonly string[];
  const word = actual.image;
  const unknown = !/^\w/.test(word) || actual.tokenType.name === 'EOF';
  if (endsHere(actual)) return `This \`${block}\` block is not closed: add \`}\`.`;
  // Without its brace the lexer takes such a line for a part of the one before.
  if (word === 'decided' && block === 'closing')
    return '`decided` cannot be read before the block is opened: write `{` behind the kind of this `closing` block.';
  const hint = unknown
    ? ''
    : didYouMean(
        word,
        fields.map((field) => field.split(' ')[0] as string),
      );
  return `${found(actual)} does not belong in a \`${block}\` block.${hint || ` Its fields are ${fields.join(', ')}.`}`;
}

function topLevel(actual: IToken): string {
  if (actual.image === 'per') return PER;
  const hint = didYouMean(actual.image, DECLARATION_WORDS);
  return `${found(actual)} does not begin a declaration.${hint || ' A line here begins with a word such as `model`, `owner`, `channel` or `driver`.'}`;
}
