import { type Broken, isBroken } from '@upsell/engine';
import { CSV_HEADER, forecastCsv, forecastJson, forecastTable } from '@upsell/report';
import { EXIT } from '../exit.ts';
import { prettyFormat } from '../formats/pretty.ts';
import { type Analysed, fileName, load, shown } from '../models.ts';
import { type Common, print, styler, visible, warn } from '../output.ts';

interface EvalOptions extends Common {
  readonly csv?: boolean;
}

/** `upsell eval`: the forecast of each model. A model with a withheld total is printed all the same, and exits with 2. */
export async function evaluate(args: readonly string[], options: EvalOptions): Promise<number> {
  const { analysed, asked, failures } = load(args);
  const given = new Set(args);
  for (const failure of failures) warn(failure);
  const libraries = analysed.filter(({ analysis }) => !analysis.isModel);
  // A folder's libraries are passed over; one that was asked for by name cannot be evaluated.
  const wrong = libraries.filter(({ name }) => given.has(name));
  for (const { name } of wrong)
    warn(`${name} is a library: it has no \`model\` block, so there is nothing to forecast.`);
  const models = analysed.filter(({ analysis }) => analysis.isModel);
  if (models.length === 0 && failures.length === 0 && wrong.length === 0) {
    warn('There is no model here: no .upsell file has a `model` block.');
    return EXIT.couldNotRun;
  }
  if (options.json) printJson(models, asked - libraries.length > 1);
  else if (options.csv) printCsv(models);
  else printTables(models, options);
  const withheld = models.some(({ analysis }) => Object.values(analysis.forecast.summary).some(isBroken));
  return failures.length > 0 || wrong.length > 0 || withheld ? EXIT.couldNotRun : EXIT.fine;
}

function printJson(models: readonly Analysed[], several: boolean): void {
  const objects = models.map((file) => {
    const { model, forecast, diagnostics } = file.analysis;
    return forecastJson(
      file.name,
      model,
      forecast,
      diagnostics.map((diagnostic) => shown(file, diagnostic)),
    );
  });
  if (several) print(`${JSON.stringify(objects, null, 2)}\n`);
  else if (objects.length > 0) print(`${JSON.stringify(objects[0], null, 2)}\n`);
}

function printCsv(models: readonly Analysed[]): void {
  print(CSV_HEADER);
  for (const { name, analysis } of models) print(forecastCsv(name, analysis.model, analysis.forecast));
}

function printTables(models: readonly Analysed[], options: EvalOptions): void {
  for (const [i, file] of models.entries()) {
    const { model, forecast, diagnostics } = file.analysis;
    if (i > 0) print('\n');
    if (models.length > 1) print(`${styler(options)('dim', visible(file.name))}\n`);
    print(visible(forecastTable(model, forecast, (broken) => place(file, broken))));
    const errors = diagnostics
      .filter(({ severity }) => severity === 'error')
      .map((diagnostic) => shown(file, diagnostic));
    if (errors.length > 0) process.stderr.write(prettyFormat(errors, new Map(), styler(options)));
  }
}

function place({ name, analysis }: Analysed, { broken }: Broken): string {
  const line = (analysis.files[broken.file]?.lines.at(broken.start).line ?? 0) + 1;
  return broken.file === 0 ? `line ${line}` : `${fileName(name, analysis, broken.file)}:${line}`;
}
