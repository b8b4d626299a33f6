import { type FigureRef, type Metric, type Model, monthText, type Window } from '@upsell/engine';
import type { Expect, MetricRef, Period } from './generated/ast.ts';
import { didYouMean } from './nearest.ts';
import { METRICS, spelled } from './parser/words.ts';
import { readPeriod } from './period.ts';
import type { Program } from './program.ts';
import { parseFile, type SourceFile } from './source-file.ts';
import { rangeOf } from './tree.ts';

/** A figure that somebody asks for, in words that the language has for it. */
export interface ReadFigure {
  readonly figure: FigureRef;
  /** As the language writes it: `revenue of tickets in 2026-Q3`. */
  readonly text: string;
  /** A sentence on months that the model does not have, where it has others. */
  readonly note?: string;
}

/**
 * Reads `METRIC [of CHANNEL] [in PERIOD]` as an expectation of the model would have it, or says in a sentence why it is none.
 * `of CHANNEL.TOUCH` is one touch of a channel.
 */
export function readFigure(text: string, { program, model }: Asked): ReadFigure | { readonly problem: string } {
  const asked = text.trim().replaceAll(/\s+/g, ' ');
  const touch = OF_TOUCH.exec(asked)?.[2];
  const node = parseMetric(touch === undefined ? asked : asked.replace(OF_TOUCH, 'of $1'));
  if ('problem' in node) return node;
  const metric = spelled(node.metric ?? '') as Metric;
  const of = node.of?.$refText;
  const window = node.period && readWindow(node.period, model);
  const whose = of === undefined ? '' : ` of ${of}${touch === undefined ? '' : `.${touch}`}`;
  const period = node.period ? textOf(node.period) : undefined;
  const problem =
    problemOfName(metric, of, touch, { program, model }) ??
    (window && period !== undefined ? problemOfWindow(window, period, model) : undefined);
  if (problem !== undefined) return { problem };
  return {
    figure: { kind: 'metric', metric, of, touch, window, span: NOWHERE },
    text: `${metric}${whose}${period === undefined ? '' : ` in ${period}`}`,
    note: window && period !== undefined ? noteOnWindow(window, period, model) : undefined,
  };
}

/** The months of a period as the language writes it, some of which the model has; or a sentence on why it is none. */
export function readMonths(text: string, model: Model): Window | { readonly problem: string } {
  const asked = text.trim().replaceAll(/\s+/g, ' ');
  const { elements, problems } = parseFile('period:', `expect opened in ${asked} >= 0`);
  const left = (elements[0] as Expect | undefined)?.left;
  const period =
    problems.length === 0 && elements.length === 1 && left?.$type === 'MetricRef' ? left.period : undefined;
  const window = period && readWindow(period, model);
  if (!window)
    return {
      problem:
        monthProblem(problems) ??
        `\`${asked}\` is not a period: write it as 2026-05, 2026-Q2, FY27-Q1, FY27 or "2026-05 to 2026-07".`,
    };
  const problem = problemOfWindow(window, asked, model);
  return problem === undefined ? window : { problem };
}

/** What is wrong with a month, a quarter or a year says so itself. */
const monthProblem = (problems: SourceFile['problems']): string | undefined =>
  problems.map(({ params }) => String(params['message'] ?? '')).find((one) => /^`(\d|FY)/.test(one));

/** What a figure is asked of. */
interface Asked {
  readonly program: Program;
  readonly model: Model;
}

const NOWHERE = { file: 0, start: 0, end: 0 };
const OF_TOUCH = /\bof ([A-Za-z_]\w*) ?\. ?([A-Za-z_]\w*)/;

function parseMetric(asked: string): MetricRef | { readonly problem: string } {
  const { elements, problems } = parseFile('figure:', `expect ${asked} >= 0`);
  const [only, second] = elements;
  const left = only?.$type === 'Expect' ? (only as Expect).left : undefined;
  if (problems.length === 0 && !second && left?.$type === 'MetricRef') return left;
  const words = asked.replace(/ ?\b(of|in)\b.*$/, '');
  if (words !== '' && !METRICS.includes(words))
    return {
      problem: `There is no metric \`${words}\`.${didYouMean(words, METRICS)} The metrics are ${METRICS.join(', ')}.`,
    };
  // What is wrong with a month, a quarter or a year says so itself, and so does a metric of the whole model alone.
  const message = problems
    .map(({ params }) => String(params['message'] ?? ''))
    .find((one) => /^`(\d|FY|cost`|leverage share`)/.test(one));
  return {
    problem:
      message ??
      `\`${asked}\` is not a figure: write a metric, then \`of CHANNEL\` and \`in PERIOD\` where you want a part of it, such as \`revenue of tickets in 2026-Q3\`.`,
  };
}

const textOf = (node: Period): string => {
  const { start, end } = rangeOf(node);
  return (node.$cstNode?.root.fullText ?? '').slice(start, end);
};

function problemOfName(metric: Metric, of: string | undefined, touch: string | undefined, { program, model }: Asked) {
  if (of === undefined) return undefined;
  const names = program.names.channel;
  if (!names.has(of)) {
    const kind = model.channels.length === 0 && program.includes.length > 0 ? 'part' : 'channel';
    return `There is no ${kind} \`${of}\`.${didYouMean(of, names.keys()) || ` The model has ${listed([...names.keys()])}.`}`;
  }
  if (touch === undefined) return undefined;
  const touches = (model.channels.find(({ name }) => name === of)?.touches ?? [])
    .map(({ name }) => name)
    .filter(Boolean);
  if (!touches.includes(touch))
    return `\`${of}\` has no touch \`${touch}\`.${didYouMean(touch, touches) || ` It has ${listed(touches)}.`}`;
  if (metric === 'touches' || metric === 'opened' || metric === 'conversion') return undefined;
  return `\`${metric}\` is not known touch by touch: ask for \`${metric} of ${of}\`. Only touches, opened and conversion are.`;
}

const listed = (names: readonly string[]): string =>
  names.length === 0 ? 'none' : `${names.slice(0, MOST_NAMES).join(', ')}${names.length > MOST_NAMES ? ', …' : ''}`;

/** Nobody reads more. */
const MOST_NAMES = 20;

/** The months of a period, which may end before it begins. */
function readWindow(period: Period, { fiscalYearStart }: Model): Window | undefined {
  const months = readPeriod(period, fiscalYearStart);
  return months && { from: months.first, to: months.last };
}

function problemOfWindow({ from, to }: Window, text: string, model: Model): string | undefined {
  if (to < from) return `\`${text}\` ends before it begins: write the earlier month first.`;
  if (model.broken || (from < model.start + model.months && to >= model.start)) return undefined;
  return `\`${text}\` has no month in the model's period, ${periodOf(model)}: choose months inside it.`;
}

function noteOnWindow({ from, to }: Window, text: string, model: Model): string | undefined {
  if (model.broken || (from >= model.start && to < model.start + model.months)) return undefined;
  return `\`${text}\` has months outside of the model's period, ${periodOf(model)}: they count for nothing.`;
}

const periodOf = ({ start, months }: Model): string => `${monthText(start)} to ${monthText(start + months - 1)}`;
