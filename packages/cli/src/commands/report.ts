import path from 'node:path';
import { isBroken } from '@upsell/engine';
import { EXIT } from '../exit.ts';
import { type Analysed, load } from '../models.ts';
import { type Common, print, visible, warn } from '../output.ts';
import type { ReportFormat } from '../reports/format.ts';
import { htmlFormat } from '../reports/html.ts';
import { mdFormat } from '../reports/md.ts';
import { svgFormat } from '../reports/svg.ts';
import { modelsOf } from '../tracked.ts';
import { writeWhole } from '../write-file.ts';

export interface ReportOptions extends Common {
  readonly format: keyof typeof FORMATS;
  /** A file, or - for standard output. */
  readonly out?: string;
}

const FORMATS = { html: htmlFormat, md: mdFormat, svg: svgFormat } satisfies Readonly<Record<string, ReportFormat>>;

/**
 * `upsell report`: the dashboard of each model as a file, whole or not at all. A model with a withheld total is written all the same, and
 * exits with 2. `assets` is the folder of what the build has bundled for reports.
 */
export async function report(args: readonly string[], options: ReportOptions, assets: string): Promise<number> {
  const { models, failures } = modelsOf(load(args, options), args);
  for (const failure of failures) warn(failure);
  const format: ReportFormat = FORMATS[options.format];
  if (models.length > 1 && options.out !== undefined) {
    warn(`--out names one file, and there are ${models.length} models: name one of them.`);
    return EXIT.couldNotRun;
  }
  let isWhole = failures.length === 0;
  const written: { file: string; report: string }[] = [];
  for (const file of models) {
    const target = options.out ?? targetOf(file, models, format);
    const made = await format.make(file, assets);
    const failure = target === '-' ? void process.stdout.write(made) : writeWhole(target, made)?.failure;
    if (failure !== undefined) warn(failure);
    else if (target !== '-') written.push({ file: file.name, report: target });
    const isWithheld = Object.values(file.analysis.forecast.summary).some(isBroken);
    if (isWithheld) warn(`${file.name}: figures are withheld because of an error: see \`upsell check\`.`);
    isWhole &&= failure === undefined && !isWithheld;
  }
  if (options.json) print(`${JSON.stringify(written, null, 2)}\n`);
  else for (const { report: target } of written) print(visible(`Wrote ${target}\n`));
  return isWhole ? EXIT.fine : EXIT.couldNotRun;
}

/** A file in this folder, named after the model; models of one name in several folders have their folders' names before it. */
function targetOf({ name }: Analysed, models: readonly Analysed[], { ending }: ReportFormat): string {
  const nameOf = (file: string) => path.basename(file, '.upsell');
  const isShared = models.some((other) => other.name !== name && nameOf(other.name) === nameOf(name));
  const folders = path.dirname(path.relative('', path.resolve(name))).split(path.sep);
  const own = isShared
    ? [...folders.filter((folder) => folder !== '.' && folder !== '..'), nameOf(name)]
    : [nameOf(name)];
  return `${own.join('-')}.${ending}`;
}
