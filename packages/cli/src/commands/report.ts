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
  const { models, failures } = modelsOf(load(args, options), args, { portfolios: true });
  for (const failure of failures) warn(failure);
  const format: ReportFormat = FORMATS[options.format];
  if (models.length > 1 && options.out !== undefined) {
    warn(`--out names one file, and there are ${models.length} models: name one of them.`);
    return EXIT.couldNotRun;
  }
  let isWhole = failures.length === 0;
  const written: { file: string; report: string }[] = [];
  const targets = targetsOf(models, format);
  for (const [i, file] of models.entries()) {
    const target = options.out ?? (targets[i] as string);
    const made = await format.make(file, assets);
    const failure = target === '-' ? void process.stdout.write(made) : writeWhole(target, made)?.failure;
    if (failure !== undefined) warn(failure);
    else if (target !== '-') written.push({ file: file.name, report: target });
    const isWithheld = Object.values(file.analysis.forecast.summary).some(isBroken);
    if (isWithheld) warn(`${file.name}: figures are withheld because of an error: see \`upsell check\`.`);
    isWhole &&= failure === undefined && !isWithheld;
  }
  // What is printed is the report itself.
  if (options.out === '-') return isWhole ? EXIT.fine : EXIT.couldNotRun;
  if (options.json) print(`${JSON.stringify(written, null, 2)}\n`);
  else for (const { report: target } of written) print(visible(`Wrote ${target}\n`));
  return isWhole ? EXIT.fine : EXIT.couldNotRun;
}

/** Files in this folder, named after the models; of one name in several folders they have their folders' names before it, or are counted. */
function targetsOf(models: readonly Analysed[], { ending }: ReportFormat): readonly string[] {
  const nameOf = ({ name }: Analysed) => path.basename(name, '.upsell');
  // Where capitals are not told apart, files of such names are one.
  const taken = new Set<string>();
  return models.map((model) => {
    const isShared = models.some((other) => other !== model && nameOf(other) === nameOf(model));
    const folders = path.dirname(path.relative('', path.resolve(model.name))).split(path.sep);
    const before = isShared ? folders.filter((folder) => folder !== '.' && folder !== '..') : [];
    const own = [...before, nameOf(model)].join('-');
    let name = own;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${own}-${n}`;
    taken.add(name.toLowerCase());
    return `${name}.${ending}`;
  });
}
