import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isBroken } from '@upsell/engine';
import { EXIT } from '../exit.ts';
import { type Analysed, loadWhole, today } from '../models.ts';
import { type Common, print, visible, warn } from '../output.ts';
import type { ReportFormat } from '../reports/format.ts';
import { FORMATS, type FormatName } from '../reports/formats.ts';
import { modelsOf } from '../tracked.ts';
import { createWhole, writeWhole } from '../write-file.ts';

interface ReportOptions extends Common {
  readonly format: FormatName;
  /** A file, or - for standard output. */
  readonly out?: string;
}

/**
 * `upsell report`: the dashboard of each model as a file, whole or not at all. A model with a withheld total is written all the same, and
 * exits with 2. `assets` is the folder of what the build has bundled for reports.
 */
export async function report(args: readonly string[], options: ReportOptions, assets: string): Promise<number> {
  const { models, failures } = modelsOf(loadWhole(args, options), args, { portfolios: true });
  for (const failure of failures) warn(failure);
  const { out, asOf = today() } = options;
  const format: ReportFormat = FORMATS[options.format];
  const wrong = out === undefined || out === '-' ? undefined : whyNot(out, format, models);
  const several = `--out names one file, and there are ${models.length} models: name one of them.`;
  const refused = models.length > 1 && out !== undefined ? several : wrong;
  if (refused !== undefined) {
    warn(refused);
    return EXIT.couldNotRun;
  }
  let isWhole = failures.length === 0;
  const written: { file: string; report: string }[] = [];
  const targets = targetsOf(models, format);
  for (const [i, file] of models.entries()) {
    const target = out ?? (targets[i] as string);
    const made = await format.make(file, { assets, asOf });
    const failure = isFailure(made) ? `${file.name}: ${made.failure}` : write(target, made, out !== undefined);
    if (failure !== undefined) {
      warn(failure);
      isWhole = false;
      continue;
    }
    if (target !== '-') written.push({ file: file.name, report: target });
    const isWithheld = Object.values(file.analysis.forecast.summary).some(isBroken);
    if (isWithheld) warn(`${file.name}: figures are withheld because of an error: see \`upsell check\`.`);
    isWhole &&= !isWithheld;
  }
  // What is printed is the report itself.
  if (out === '-') return isWhole ? EXIT.fine : EXIT.couldNotRun;
  if (options.json) print(`${JSON.stringify(written, null, 2)}\n`);
  else for (const { report: target } of written) print(visible(`Wrote ${target}\n`));
  return isWhole ? EXIT.fine : EXIT.couldNotRun;
}

const isFailure = (made: object | string): made is { readonly failure: string } =>
  typeof made === 'object' && 'failure' in made;

/** Writes a report; a sentence where that failed. Somebody may have worked in a file that has a name which nobody asked for. */
function write(target: string, content: string | Uint8Array, isAskedFor: boolean): string | undefined {
  if (target === '-') return void process.stdout.write(content);
  if (isAskedFor) return writeWhole(target, content)?.failure;
  if (!existsSync(target)) return createWhole(target, content)?.failure;
  return `${target} is there already, and may hold changes: replace it with \`--out ${target}\`, or name another.`;
}

/** Why nothing may be written under a name. */
function whyNot(out: string, { ending }: ReportFormat, models: readonly Analysed[]): string | undefined {
  const files = models.flatMap(({ analysis }) => analysis.files.map(({ uri }) => fileURLToPath(uri)));
  if (files.some((file) => realPath(file) === realPath(out)))
    return `${out} is a file of the model itself: nothing is written over it.`;
  if (path.extname(out).toLowerCase() === `.${ending}`) return undefined;
  return `${out} does not end with .${ending}, by which programs know what it is.`;
}

const realPath = (name: string): string => (existsSync(name) ? realpathSync(name) : path.resolve(name));

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
