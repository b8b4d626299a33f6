import { type Broken, isBroken, type ScenarioResult } from '@upsell/engine';
import { CSV_HEADER, forecastCsv, forecastJson, forecastTable, scenarioTable, targetLine } from '@upsell/report';
import { EXIT } from '../exit.ts';
import { prettyFormat } from '../formats/pretty.ts';
import { type Analysed, lineOf, loadWhole, placeText, shown } from '../models.ts';
import { type Common, print, styler, visible, warn } from '../output.ts';
import { unknownScenario, whyNoModel } from '../why-not.ts';

interface EvalOptions extends Common {
  readonly csv?: boolean;
  /** Names of scenarios to show beside the model. */
  readonly scenario?: readonly string[];
}

/** `upsell eval`: the forecast of each model. A model with a withheld total is printed all the same, and exits with 2. */
export async function evaluate(args: readonly string[], options: EvalOptions): Promise<number> {
  const { analysed, asked, failures } = loadWhole(args, options);
  const given = new Set(args);
  for (const failure of failures) warn(failure);
  const libraries = analysed.filter(({ analysis }) => !analysis.isModel);
  // A folder's libraries are passed over; one that was asked for by name cannot be evaluated.
  const wrong = libraries.filter(({ name }) => given.has(name));
  for (const file of wrong) warn(whyNoModel(file, 'forecast'));
  const models = analysed.filter(({ analysis }) => analysis.isModel);
  if (models.length === 0 && failures.length === 0 && wrong.length === 0) {
    warn('There is no model here: no .upsell file has a `model` block.');
    return EXIT.couldNotRun;
  }
  const unknown = wrongScenario(models, options);
  if (unknown) {
    warn(unknown);
    return EXIT.couldNotRun;
  }
  if (options.json) printJson(models, asked - libraries.length > 1, options);
  else if (options.csv) printCsv(models, options);
  else printTables(models, options);
  const withheld = models.some((file) =>
    [file.analysis, ...chosen(file, options)].some(({ forecast }) => Object.values(forecast.summary).some(isBroken)),
  );
  return failures.length > 0 || wrong.length > 0 || withheld ? EXIT.couldNotRun : EXIT.fine;
}

function printJson(models: readonly Analysed[], several: boolean, options: EvalOptions): void {
  const objects = models.map((file) => {
    const { model, diagnostics } = file.analysis;
    return forecastJson(
      file.name,
      model,
      { ...file.analysis, scenarios: options.scenario ? chosen(file, options) : file.analysis.scenarios },
      diagnostics.map((diagnostic) => shown(file, diagnostic)),
      (span) => lineOf(file.analysis, span),
    );
  });
  if (several) print(`${JSON.stringify(objects, null, 2)}\n`);
  else if (objects.length > 0) print(`${JSON.stringify(objects[0], null, 2)}\n`);
}

function printCsv(models: readonly Analysed[], options: EvalOptions): void {
  print(CSV_HEADER);
  for (const file of models) {
    const { model, forecast } = file.analysis;
    print(forecastCsv(file.name, model, forecast));
    for (const varied of chosen(file, options))
      print(forecastCsv(file.name, model, varied.forecast, varied.scenario.name));
  }
}

/** The scenarios that were asked for, in the order in which they were. */
const chosen = ({ analysis }: Analysed, { scenario = [] }: EvalOptions): readonly ScenarioResult[] =>
  scenario.flatMap((name) => analysis.scenarios.find((one) => one.scenario.name === name) ?? []);

/** A sentence where no model has a scenario of a name that was asked for. */
function wrongScenario(models: readonly Analysed[], { scenario = [] }: EvalOptions): string | undefined {
  const known = [...new Set(models.flatMap(({ analysis }) => analysis.scenarios.map((one) => one.scenario.name)))];
  const unknown = scenario.find((name) => !known.includes(name));
  return unknown === undefined ? undefined : unknownScenario(unknown, known, 'no model here has any');
}

function printTables(models: readonly Analysed[], options: EvalOptions): void {
  for (const [i, file] of models.entries()) {
    const { model, forecast, parts, diagnostics } = file.analysis;
    if (i > 0) print('\n');
    if (models.length > 1) print(`${styler(options)('dim', visible(file.name))}\n`);
    const place = (broken: Broken) => placeText(file, broken);
    print(visible(forecastTable(model, forecast, place, parts)));
    const scenarios = chosen(file, options);
    if (scenarios.length > 0) print(visible(`\n${scenarioTable(model, file.analysis, scenarios)}\n`));
    const targets = file.analysis.targets.map((result) => targetLine(result, model.currency, place));
    if (targets.length > 0) print(visible(`\n${targets.join('\n')}\n`));
    const errors = diagnostics
      .filter(({ severity }) => severity === 'error')
      .map((diagnostic) => shown(file, diagnostic));
    if (errors.length > 0) process.stderr.write(prettyFormat(errors, new Map(), styler(options)));
  }
}
