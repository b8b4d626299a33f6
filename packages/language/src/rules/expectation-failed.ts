import {
  type Expectation,
  type ExpectationResult,
  isBroken,
  isKnown,
  type MetricExpr,
  type Span,
  type Total,
  withheldIn,
} from '@upsell/engine';
import { URI, UriUtils } from 'langium';
import type { Params } from '../problem.ts';
import type { Program } from '../program.ts';
import { type SourceFile, sliceOf } from '../source-file.ts';
import { cut, kindOfMetric, type MetricKind, metricText } from './metric-text.ts';
import { apart } from './numbers.ts';
import type { Judged, Report, Rule } from './rule.ts';

export const expectationFailed: Rule = {
  code: 'expectation-failed',
  severity: 'error',
  summary: 'An expectation does not hold, or cannot be tested.',
  modelOnly: true,
  ownGoals: true,
  page: {
    why: 'An `expect` is a test that somebody wrote into the model so that later changes keep a promise: that leverage stays below half, that a second closer pays off. When it fails, either a number was changed that should not have been, or the promise no longer holds, and somebody should say so.',
    example: `foundation channel tickets {
  source     ticket
  owner      support
  volume     800/month counted 2025
  conversion 0.5%      measured 2025
}

expect "support finds one a week" opened of tickets >= 52`,
    mended: `foundation channel tickets {
  source     ticket
  owner      support
  volume     900/month counted 2025
  conversion 0.5%      measured 2025
}

expect "support finds one a week" opened of tickets >= 52`,
    fix: 'Look at both sides in the message, then correct the model or the expectation. Where an error elsewhere withholds a side, nobody knows whether the expectation holds: the message names the line to mend. A ratio that divides by 0 has no value, and what is expected of it does not hold. An `expect` in a `scenario` tests that scenario.',
  },
  message({ expectation, scenario, sides, cause }) {
    const where = scenario ? ` in the scenario \`${scenario}\`` : '';
    return cause === undefined
      ? `The expectation ${expectation} does not hold${where}: ${sides}. Correct the model, or what is expected of it.`
      : `${expectation} cannot be tested${where} until ${cause} is mended.`;
  },
  judge(judged, report) {
    for (const result of judged.evaluated.expectations) check(result, judged, report);
    for (const { scenario, expectations } of judged.evaluated.scenarios)
      for (const result of expectations) check(result, judged, report, scenario.name);
  },
  related: ({ params: { causeFile: file, causeStart: start, causeEnd: end } }) =>
    file === undefined
      ? []
      : [{ file: Number(file), start: Number(start), end: Number(end), message: 'This withholds what it needs' }],
};

function check(result: ExpectationResult, judged: Judged, report: Report, scenario?: string): void {
  const { expectation, left, right, pass } = result;
  const { span, label, text } = expectation;
  // What is wrong with its own text has an error already.
  const own = (side: Total) => isBroken(side) && side.broken.file === span.file && contains(span, side.broken);
  if (pass || expectation.broken || own(left) || own(right)) return;
  const withheld = withheldIn(result)?.broken;
  report(
    span.file,
    { start: expectation.left.span.start, end: expectation.right.span.end },
    {
      expectation: label === undefined ? `\`${cut(text)}\`` : `"${cut(label)}"`,
      scenario: scenario && cut(scenario, 40),
      ...(withheld ? causeOf(withheld, span.file, judged.program) : { sides: sidesText(result, judged) }),
    },
  );
}

const contains = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;

function sidesText({ expectation, left, right, dimension }: ExpectationResult, { program, model }: Judged): string {
  const kind = dimension?.money === 0 ? kindOfSides(expectation, program) : dimension?.money === 1 ? 'money' : 'count';
  const write = (value: number, decimals?: number) => metricText(value, kind, model.currency, decimals);
  const [a, b] = isKnown(left) && isKnown(right) ? apart(left, right, write, 1) : [];
  const say = (side: Total, text?: string): string => {
    if (isKnown(side)) return `is ${text ?? write(side)}`;
    return 'has no value (it divides by 0)';
  };
  return `its left side ${say(left, a)}, its right side ${say(right, b)}`;
}

/** The place that withholds a side: `line 12`, of the file of the expectation itself; else with the name of its file. */
function causeOf({ file, start, end }: Span, own: number, { files }: Program): Params {
  const source = files[file];
  const line = `line ${(source?.lines.at(start).line ?? 0) + 1}`;
  const isOther = source && file !== own;
  const cause = isOther ? `${line} of ${cut(UriUtils.basename(URI.parse(source.uri)), 40)}` : line;
  return source ? { cause, causeFile: file, causeStart: start, causeEnd: end } : { cause };
}

/** Plain numbers are rates where one side is one: `leverage share <= 50%`. */
function kindOfSides({ left, right, span: { file } }: Expectation, { files }: Program): MetricKind {
  const source = files[file] as SourceFile;
  return kindOf(left, source) === 'rate' || kindOf(right, source) === 'rate' ? 'rate' : 'count';
}

/** Absent where it may be either: a number without a sign, a quotient. */
function kindOf(expr: MetricExpr, source: SourceFile): MetricKind | undefined {
  if (expr.kind === 'literal') return sliceOf(source, expr.span.end - 1, expr.span.end) === '%' ? 'rate' : undefined;
  if (expr.kind === 'metric') return kindOfMetric(expr.metric);
  if (expr.kind === 'negate') return kindOf(expr.operand, source);
  const [a, b] = [kindOf(expr.left, source), kindOf(expr.right, source)];
  if (expr.op === '/') return b === undefined ? a : undefined;
  if (expr.op === '*') return a === 'rate' ? (b ?? a) : (a ?? b);
  return a ?? b;
}
