import type { ExpectationResult } from '@upsell/engine';
import { expectationState, expectationsJson, sidesText } from '@upsell/report';
import { EXIT } from '../exit.ts';
import { type JunitCase, junitXml } from '../formats/junit-xml.ts';
import { type Analysed, lineOf, loadWhole, placeText } from '../models.ts';
import { type Common, print, type Styler, styler, visible, warn } from '../output.ts';

interface TestOptions extends Common {
  readonly format?: 'pretty' | 'junit' | 'json';
}

/** `upsell test`: the `expect` statements of each model and of its scenarios. */
export async function test(args: readonly string[], options: TestOptions): Promise<number> {
  const { analysed, failures } = loadWhole(args, options);
  for (const failure of failures) warn(failure);
  const models = analysed.filter(({ analysis }) => analysis.isModel);
  const tests = models.flatMap(testsOf);
  const format = options.format ?? (options.json ? 'json' : 'pretty');
  if (format === 'json') {
    const json = models.flatMap(({ name, analysis }) =>
      expectationsJson(analysis, (span) => lineOf(analysis, span)).map((one) => ({ file: name, ...one })),
    );
    print(`${JSON.stringify(json, null, 2)}\n`);
  } else if (format === 'junit') print(junitXml('upsell test', tests.map(asCase)));
  else if (models.length > 0 || failures.length === 0) printPretty(tests, models.length, styler(options));
  if (failures.length > 0) return EXIT.couldNotRun;
  return tests.every(({ result }) => result.pass) ? EXIT.fine : EXIT.found;
}

interface Test {
  readonly file: Analysed;
  readonly scenario?: string;
  readonly result: ExpectationResult;
}

function testsOf(file: Analysed): readonly Test[] {
  const { expectations, scenarios } = file.analysis;
  return [
    ...expectations.map((result) => ({ file, result })),
    ...scenarios.flatMap(({ scenario, expectations: own }) =>
      own.map((result) => ({ file, scenario: scenario.name, result })),
    ),
  ];
}

/** `model.upsell:12 in second_ae: leverage share <= 50%`. */
const nameOf = ({ result: { expectation }, scenario }: Test): string =>
  `${scenario === undefined ? '' : `in ${scenario}: `}${expectation.label ?? expectation.text}`;

const placeOf = ({ file, result }: Test): string => `${file.name}:${lineOf(file.analysis, result.expectation.span)}`;

const sidesOf = ({ file, result }: Test): string =>
  sidesText(result, file.analysis.model.currency, (broken) => placeText(file, broken));

function asCase(test: Test): JunitCase {
  const text = `${placeOf(test)} ${test.result.expectation.text}: ${sidesOf(test)}`;
  const name = `${placeOf(test)} ${nameOf(test)}`;
  const message = sidesOf(test);
  switch (expectationState(test.result)) {
    case 'holds':
      return { name };
    case 'fails':
      return { name, failure: { message, text } };
    default:
      return { name, error: { message, text } };
  }
}

function printPretty(tests: readonly Test[], models: number, style: Styler): void {
  for (const test of tests) {
    const state = expectationState(test.result);
    const verdict = style(COLORS[state], state);
    print(`${verdict}  ${visible(nameOf(test))}\n`);
    print(
      style(
        'dim',
        visible(`${' '.repeat(state.length + 2)}${placeOf(test)}  ${test.result.expectation.text}: ${sidesOf(test)}\n`),
      ),
    );
  }
  const held = tests.filter(({ result }) => result.pass).length;
  const unknown = tests.filter(({ result }) => expectationState(result) === 'unknown').length;
  const rest = unknown === 0 ? '' : `, ${unknown} could not be computed: \`upsell check\` says what to mend`;
  const of = `${models} ${models === 1 ? 'model' : 'models'}`;
  if (tests.length === 0) print(`No \`expect\` in ${of}: nothing to test.\n`);
  else print(`${held} of ${tests.length} expectations hold in ${of}${rest}\n`);
}

const COLORS = { holds: 'green', fails: 'red', unknown: 'yellow' } as const;
