import { type ExpectationResult, type MetricExpr, type MetricRef, withheldIn } from '@upsell/engine';
import type { Analysis } from '@upsell/language';
import { expectationReport, passagesText } from '@upsell/report';
import { figurePassages } from '../hover-figures.ts';
import { passageWords } from '../passage-words.ts';
import { placeText } from '../place-text.ts';
import type { ExpectationOutcome, ModelExpectations } from '../requests.ts';
import { locationOf } from '../symbols.ts';

/** upsell/expectations: those of a model and of its scenarios with what they came to; undefined where there are none. */
export function modelExpectations(analysis: Analysis): ModelExpectations | undefined {
  const { files, model, expectations, scenarios } = analysis;
  const uri = files[0]?.uri ?? '';
  const all = [
    ...expectations.map((result): Found => ({ result })),
    ...scenarios.flatMap(({ scenario, expectations: own }) =>
      own.map((result): Found => ({ result, scenario: scenario.name })),
    ),
  ];
  // Those of an imported library are of the library: it is not what is tested.
  const here = all.filter(({ result }) => result.expectation.span.file === 0);
  if (!analysis.isModel || here.length === 0) return undefined;
  const counts = new Map<string, number>();
  const outcomes = here.map((found) => outcomeOf(analysis, found, counts));
  outcomes.sort((a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character);
  return { uri, title: model.title, expectations: outcomes };
}

interface Found {
  readonly result: ExpectationResult;
  readonly scenario?: string;
}

function outcomeOf(analysis: Analysis, { result, scenario }: Found, counts: Map<string, number>): ExpectationOutcome {
  const { expectation, pass } = result;
  const key = `${scenario ?? ''}:${expectation.label ?? expectation.text}`;
  const count = (counts.get(key) ?? 0) + 1;
  counts.set(key, count);
  return {
    id: count === 1 ? key : `${key}:${count}`,
    label: expectation.label ?? expectation.text,
    scenario,
    range: locationOf(analysis, expectation.span).range,
    ...expectationReport(
      result,
      analysis.model.currency,
      (broken) => placeText(analysis, broken),
      pass || withheldIn(result) ? undefined : derivationOf(analysis, result, scenario),
    ),
  };
}

/** What each figure of both sides is made of; undefined where that is not told. */
function derivationOf(
  analysis: Analysis,
  { expectation: { left, right } }: ExpectationResult,
  scenario: string | undefined,
): string | undefined {
  const words = passageWords(analysis, (uri) => uri);
  const asked = new Set([...figuresIn(left), ...figuresIn(right)].map(({ span }) => words.source(span)));
  const told = [...asked].map((figure) => passagesText(figurePassages(analysis, figure, scenario, words)));
  return told.filter(Boolean).join('\n\n') || undefined;
}

function figuresIn(expression: MetricExpr): readonly MetricRef[] {
  switch (expression.kind) {
    case 'metric':
      return [expression];
    case 'negate':
      return figuresIn(expression.operand);
    case 'binary':
      return [...figuresIn(expression.left), ...figuresIn(expression.right)];
    default:
      return [];
  }
}
