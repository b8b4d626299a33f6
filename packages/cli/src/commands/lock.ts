import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { hashedText, PLAN_SCHEMA, readPlan } from '@upsell/actuals';
import { driftOf, isBroken, type PlanOfRecord } from '@upsell/engine';
import { countsActuals, hasSample, planPathOf, writtenAssumptions } from '@upsell/language';
import { readTextBeside } from '@upsell/language-server/read-text';
import { documentMarkdown, documentText, driftJson, driftReport, type Piece, planContent } from '@upsell/report';
import { EXIT } from '../exit.ts';
import { type Analysed, fileName, loadWhole, placeText, shown } from '../models.ts';
import { print, visible, warn } from '../output.ts';
import { sha256 } from '../read-records.ts';
import { modelsOf, type TrackOptions, whyWithheld } from '../tracked.ts';
import { whyNoFolder, writeWhole } from '../write-file.ts';

interface LockOptions extends TrackOptions {
  readonly check?: boolean;
}

/**
 * `upsell lock`: writes each model's plan of record to the path that it names, else to `plans/<name>.plan.json` beside it, whole or not
 * at all. With `--check` nothing is written, and a model that has moved away from its plan exits with 1.
 */
export async function lock(args: readonly string[], options: LockOptions): Promise<number> {
  const { models, failures } = modelsOf(loadWhole(args, options), args);
  for (const failure of failures) warn(failure);
  const results = models.map((file) => (options.check ? check(file, options) : write(file, models, options)));
  const told = results.flatMap(({ json }) => json ?? []);
  if ((options.format ?? (options.json ? 'json' : 'pretty')) === 'json' && told.length > 0)
    print(`${JSON.stringify(models.length > 1 ? told : told[0], null, 2)}\n`);
  for (const { failure } of results) if (failure !== undefined) warn(failure);
  if (failures.length > 0 || results.some(({ failure }) => failure !== undefined)) return EXIT.couldNotRun;
  return results.some(({ isMoved }) => isMoved) ? EXIT.found : EXIT.fine;
}

/** What became of one model. */
interface Result {
  readonly json?: unknown;
  readonly isMoved?: boolean;
  readonly failure?: string;
}

function write(file: Analysed, models: readonly Analysed[], options: LockOptions): Result {
  const { name } = file;
  const refused = whyNotLocked(file) ?? whyNotThere(file, models);
  if (refused !== undefined) return { failure: `${name} is not locked: ${refused}` };
  const target = planFileOf(file);
  const before = readOld(target);
  const text = planText(file);
  const after = readPlan(text, sha256);
  // What could not be compared with later is not written in the place of what can.
  if ('problem' in after)
    return {
      failure: `${name} is not locked: its plan cannot be read back${after.reason ? `, ${after.reason}` : ''}.`,
    };
  const failure = writePlan(text, target);
  if (failure !== undefined) return { failure };
  const plan = path.relative('', target);
  if (!isJson(options)) {
    print(visible(`Locked ${name} as ${plan}.\n${namingText(file)}`));
    const drift = before && driftOf(before, file.analysis.model, file.analysis.forecast);
    if (drift && !isBroken(drift) && drift.isMoved) {
      print('\n');
      say(driftReport(drift, file.analysis.model, true), options);
    }
  }
  return { json: { schema: 'upsell/lock@1', file: name, plan, channels: after.plan.channels.length } };
}

/** What is left to be written in the model for variance to compare with its plan; nothing where it names it. */
const namingText = ({ analysis: { program, records } }: Analysed): string =>
  records.plan
    ? ''
    : `Write \`plan "${planPathOf(program.files[0]?.uri ?? '')}"\` in the model, and variance compares with it.\n`;

/** Why nothing may be written at the path of a plan; undefined where it may. */
function whyNotThere(file: Analysed, models: readonly Analysed[]): string | undefined {
  const { plan } = file.analysis.records;
  if (!plan) return undefined;
  const target = planFileOf(file);
  const shown = path.relative('', target);
  if (!target.endsWith('.json')) return `its plan would not be read, since ${shown} does not end with .json.`;
  if ('problem' in plan.read && plan.read.problem === 'unreadable' && target !== usualPlanOf(file))
    return `${shown} is there, is no plan of record (${plan.read.reason}), and nothing is written over it.`;
  const others = models.filter((other) => other !== file && planFileOf(other) === target);
  if (others.length > 0)
    return `${others.map(({ name }) => name).join(' and ')} would be written to ${shown} as well: name a plan in each model.`;
  return undefined;
}

/** Why a model cannot become a plan; undefined where it can. */
function whyNotLocked(file: Analysed): string | undefined {
  const { diagnostics, program, expectations, scenarios, forecast } = file.analysis;
  if (program.includes.length > 0) return 'a portfolio has no plan of its own, lock each of its parts.';
  // What is wrong with the plan that is named is mended by writing it, and what is counted stands in the actuals as well.
  const errors = diagnostics.filter(
    ({ severity, code, params }) =>
      severity === 'error' && !code.startsWith('plan-') && code !== 'expectation-failed' && !countsActuals(params),
  );
  const [first] = errors;
  if (first) {
    const { range } = shown(file, first);
    return `it has ${errors.length === 1 ? 'an error' : `${errors.length} errors`}, the first in ${shown(file, first).file}:${range.start.line}. See \`upsell check\`.`;
  }
  const failed = [expectations, ...scenarios.map((one) => one.expectations)].flat().filter(({ pass }) => !pass);
  if (failed.length > 0)
    return `${failed.length === 1 ? 'an expectation does' : `${failed.length} expectations do`} not hold, see \`upsell test\`.`;
  if (hasSample(program)) return 'it still has `sample` numbers, which nobody has looked at. See `upsell check`.';
  const withheld = Object.values(forecast.summary).find(isBroken);
  return withheld && `what it comes to is withheld because of an error, see ${placeText(file, withheld)}.`;
}

/** Where the plan of a model is written: where the model says, else in its usual place. */
function planFileOf(file: Analysed): string {
  const uri = file.analysis.records.plan?.uri;
  return uri === undefined ? usualPlanOf(file) : fileURLToPath(uri);
}

function usualPlanOf({ analysis: { program } }: Analysed): string {
  const uri = program.files[0]?.uri ?? '';
  return path.join(path.dirname(fileURLToPath(uri)), planPathOf(uri));
}

function readOld(target: string): PlanOfRecord | undefined {
  const text = readTextBeside(target);
  const read = typeof text === 'string' ? readPlan(text, sha256) : undefined;
  return read && 'plan' in read ? read.plan : undefined;
}

/** The text of the plan of a model. */
function planText({ name, analysis }: Analysed): string {
  const { model, forecast, program } = analysis;
  // Files are named from the model's folder, so that the plan does not depend on where it was made.
  const own = path.basename(name);
  const texts = program.files.map(({ text }, i) => ({
    file: fileName(own, analysis, i).replaceAll(path.sep, '/'),
    sha256: sha256(text.replaceAll('\r\n', '\n')),
  }));
  const content = planContent(model, forecast, writtenAssumptions(program), texts);
  const file = { schema: PLAN_SCHEMA, sha256: sha256(hashedText(content)), content };
  return `${onOneLine(JSON.stringify(file, null, 2))}\n`;
}

/** Series stand on one line each, so that a difference of two plans can be read; what looks like one within a text stays. */
const onOneLine = (json: string): string =>
  json.replaceAll(/"(?:[^"\\]|\\.)*"|\[[^"[\]{}]+\]/g, (part) =>
    part.startsWith('"') ? part : `[${part.slice(1, -1).trim().replaceAll(/\s+/g, ' ')}]`,
  );

/** Writes the text of a plan; returns a sentence where that failed. */
function writePlan(text: string, target: string): string | undefined {
  try {
    mkdirSync(path.dirname(target), { recursive: true });
  } catch (error) {
    return `${path.relative('', path.dirname(target))} cannot be made: ${whyNoFolder(path.dirname(target), error)}.`;
  }
  return writeWhole(path.relative('', target), text)?.failure;
}

function check(file: Analysed, options: LockOptions): Result {
  const { name, analysis } = file;
  const { model, forecast, records, program } = analysis;
  if (!records.plan && program.declared('Plan').length > 0)
    return { failure: `${name}: The path of \`plan\` leads to nothing that may be read: see \`upsell check\`.` };
  const target = planFileOf(file);
  const plan = path.relative('', target);
  const text = readTextBeside(target);
  if (text === undefined)
    return { failure: `${name} has no plan of record: there is no ${plan}. ${whereItIsWritten(file)}` };
  if (typeof text !== 'string') return { failure: `${plan} cannot be read: ${text.reason}.` };
  const read = readPlan(text, sha256);
  if ('problem' in read)
    return {
      failure:
        read.problem === 'tampered'
          ? `${plan} was changed after it was locked: restore it from git, or lock the model anew.`
          : `${plan} cannot be read as a plan of record: ${read.reason}.`,
    };
  const drift = driftOf(read.plan, model, forecast);
  if (isBroken(drift)) return { failure: `${name}: ${whyWithheld(file, drift)}` };
  if (!isJson(options)) say(driftReport(drift, model), options);
  return { json: driftJson(name, plan, drift), isMoved: drift.isMoved };
}

function whereItIsWritten(file: Analysed): string {
  return planFileOf(file).endsWith('.json')
    ? 'Write it with `upsell lock`.'
    : `Correct the path, or name ${path.relative('', usualPlanOf(file))}, which \`upsell lock\` writes.`;
}

const isJson = ({ json, format }: LockOptions): boolean => format === 'json' || (format === undefined && json === true);

const say = (pieces: readonly Piece[], { format }: LockOptions): void =>
  print(visible(format === 'md' ? documentMarkdown(pieces) : documentText(pieces)));
