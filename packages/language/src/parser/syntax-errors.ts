import type { ILexingError, IRecognitionException, IToken } from 'chevrotain';
import type { AstNode, LexingReport } from 'langium';
import { readMoney, readMonth, readNumber, readPercent, readQuarter } from '../literals.ts';
import type { Problem } from '../problem.ts';
import { aboutLeftOver, expectsName } from './left-over.ts';
import type { TokenReport } from './lexer.ts';
import { beginsLaterLine } from './token-context.ts';
import { wordErrors } from './word-errors.ts';
import { writtenElsewhere } from './written-elsewhere.ts';
import { aboutCharacters } from './wrong-characters.ts';

/** Everything that makes a text not the language, at most one place for each cause, in the order of the text. */
export function findSyntaxErrors(parsed: {
  text: string;
  nodes: ReadonlyMap<string, readonly AstNode[]>;
  lexerErrors: readonly ILexingError[];
  lexerReport?: LexingReport;
  parserErrors: readonly IRecognitionException[];
}): readonly Problem[] {
  const { tokens } = parsed.lexerReport as TokenReport;
  const problems = unknownCharacters(parsed.text, parsed.lexerErrors);
  const lines = new Set(parsed.lexerErrors.map((error) => error.line));
  for (const [i, token] of tokens.entries()) {
    const problem = tokenError(token, tokens, i);
    if (!problem) continue;
    problems.push(problem);
    lines.add(token.startLine);
  }
  const known = new Set(problems.map((problem) => problem.start));
  for (const error of parsed.parserErrors) {
    const habit = writtenElsewhere(error, tokens, parsed.text);
    const place = habit ? { ...habit, line: error.token.startLine as number } : placeOf(error, tokens);
    // What a wrong character or literal leaves of a line makes the parser stumble, and so does its first stumble itself:
    // the first place is the cause.
    if (!place || lines.has(place.line)) continue;
    lines.add(place.line);
    const isLeftOver = place.start === error.token.startOffset;
    const message = (isLeftOver ? aboutLeftOver(error.token, tokens) : undefined) ?? error.message;
    const { start, end, ...said } = habit ?? { start: place.start, end: place.end, message };
    problems.push({ code: 'syntax-error', start, end, params: { ...said } });
  }
  for (const problem of wordErrors(parsed.nodes)) if (!known.has(problem.start)) problems.push(problem);
  return problems.sort((a, b) => a.start - b.start || a.end - b.end);
}

const syntaxError = (token: IToken, message: string): Problem => ({
  code: 'syntax-error',
  start: token.startOffset,
  end: token.startOffset + token.image.length,
  params: { message },
});

/** Of characters that are part of what was said before, such as a second quote, nothing more is said. */
function unknownCharacters(text: string, errors: readonly ILexingError[]): Problem[] {
  let from = 0;
  const inOrder = [...errors].sort((a, b) => a.offset - b.offset);
  return inOrder.flatMap(({ offset: start, length }) => {
    if (start < from) return [];
    const end = start + length;
    const params = { ...aboutCharacters(text, start, end) };
    from = end + (params.on ?? 0);
    return [{ code: 'syntax-error', start, end, params }];
  });
}

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** What is wrong with one token by itself: a literal that no reader accepts, text or a comment without an end, a limit. */
function tokenError(token: IToken, tokens: readonly IToken[], i: number): Problem | undefined {
  const { image } = token;
  switch (token.tokenType.name) {
    case 'NUMBER':
      if (readNumber(image) !== undefined) return undefined;
      return syntaxError(token, expectsName(tokens, i) ? notAName(image) : notANumber(image));
    case 'PERCENT':
      return readPercent(image) === undefined
        ? (decimalComma(token) ?? syntaxError(token, notANumber(image)))
        : undefined;
    case 'MONEY':
      return readMoney(image) === undefined ? syntaxError(token, notANumber(image)) : undefined;
    case 'MONTH':
      return readMonth(image) === undefined ? syntaxError(token, notAMonth(image)) : undefined;
    case 'QUARTER':
      return readQuarter(image, 1) === undefined
        ? syntaxError(token, `\`${image}\` is not a quarter: write \`2026-Q3\` or \`FY27-Q1\`, with Q1 to Q4.`)
        : undefined;
    case 'HANDLE':
      return /^@[\w.-]+(?:\/[\w.-]+)*$/.test(image)
        ? undefined
        : syntaxError(token, `\`${image}\` is not a handle: write \`@name\` or \`@organisation/team\`.`);
    case 'OPEN_STRING':
      return syntaxError(token, 'This text is not closed on its line: end it with `"`.');
    case 'CURLY_STRING':
      return syntaxError(token, 'Text stands between straight quotes: write `"…"`.');
    case 'STRING': {
      const at = LONE_SURROGATE.exec(image)?.index;
      if (at === undefined) return undefined;
      const start = token.startOffset + at;
      return {
        code: 'syntax-error',
        start,
        end: start + 1,
        params: { message: 'Half of a character stands here: remove it.' },
      };
    }
    case 'OPEN_COMMENT':
      return syntaxError(token, 'This comment is not closed: end it with `*/`.');
    case 'TOO_DEEP':
      return { ...syntaxError(token, ''), code: 'nesting-too-deep', params: { parenthesis: image === '(' ? 1 : 0 } };
    default:
      return undefined;
  }
}

const notAName = (image: string): string => `\`${image}\` is not a name: a name begins with a letter or \`_\`.`;

function notANumber(image: string): string {
  if (/^\d+-/.test(image) && readMonth(image) === undefined) return notAMonth(image);
  return `\`${image}\` is not a number: write \`12\`, \`0.5\`, \`12,000\` or \`12k\`, and a space after the comma of a list.`;
}

/** `1,5%`, where no group of thousands can be meant. */
function decimalComma(token: IToken): Problem | undefined {
  const { image } = token;
  if (!/^\d+,\d{1,2}%$/.test(image)) return undefined;
  const instead = image.replace(',', '.');
  const message = `\`${image}\` is not a number: decimals stand behind a point, so write \`${instead}\`.`;
  return { ...syntaxError(token, message), params: { message, instead } };
}

function notAMonth(image: string): string {
  const what = `\`${image}\` is not a month: write the year and a month from 01 to 12, such as \`2026-02\`.`;
  return /^\d{4}-\d\d$/.test(image) ? what : `${what} A subtraction has spaces around its sign.`;
}

/**
 * The text to blame for a parser's error. Where something is missing at a line's end, the parser only sees the next line's
 * first word, or the end of the file; the text that lacks something is then what stands before.
 */
function placeOf(
  error: IRecognitionException,
  tokens: readonly IToken[],
): ((Problem | { start: number; end: number }) & { line: number }) | undefined {
  const end = (token: IToken) => ({
    start: token.startOffset,
    end: token.startOffset + token.image.length,
    line: token.startLine as number,
  });
  const at = error.token;
  const previous = (error as IRecognitionException & { previousToken?: IToken }).previousToken;
  const last = tokens[tokens.length - 1];
  if (at.tokenType.name === 'EOF' || Number.isNaN(at.startOffset)) return last && end(last);
  if (!previous || Number.isNaN(previous.startOffset) || previous === at) return end(at);
  const unfinished = error.name !== 'NotAllInputParsedException' && !/ does not (belong|begin) /.test(error.message);
  return unfinished && beginsLaterLine(at, previous) ? end(previous) : end(at);
}
