import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { applyEdits, format, parseFile } from '@upsell/language';
import { EXIT } from '../exit.ts';
import { expand } from '../models.ts';
import { type Common, print, visible, warn } from '../output.ts';
import { readText, withMark } from '../read-text.ts';
import { writeWhole } from '../write-file.ts';

interface FmtOptions extends Common {
  readonly check?: boolean;
}

/**
 * `upsell fmt`: formats files in place and prints the names of those that it changed, or with `--check` of those that it
 * would. What has errors is left alone; that is not the whole, and exits with 2.
 */
export async function fmt(args: readonly string[], options: FmtOptions): Promise<number> {
  if (args.includes('-')) return formatInput(args, options);
  const failures: string[] = [];
  const changed: string[] = [];
  for (const name of new Set((args.length > 0 ? args : ['.']).flatMap((arg) => expand(arg, failures)))) {
    const text = readMarked(name);
    if (typeof text !== 'string') {
      failures.push(text.failure);
      continue;
    }
    const { written, failure } = formatted(name, text, options);
    if (failure !== undefined) failures.push(failure);
    if (written === text) continue;
    const refused = options.check ? undefined : writeWhole(name, written);
    if (refused) failures.push(refused.failure);
    else changed.push(name);
  }
  for (const failure of failures) warn(failure);
  printChanged(changed, options);
  if (failures.length > 0) return EXIT.couldNotRun;
  return options.check && changed.length > 0 ? EXIT.found : EXIT.fine;
}

/** Formats standard input to standard output. */
function formatInput(args: readonly string[], options: FmtOptions): number {
  if (args.length > 1) return refuse('`-` reads standard input and stands alone: leave out the other files.');
  if (options.json && !options.check) return refuse('`-` prints the formatted text: leave out --json, or add --check.');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(0));
  } catch {
    return refuse('Standard input is not UTF-8 text.');
  }
  const { written, failure } = formatted('Standard input', text, options);
  if (failure !== undefined) warn(failure);
  const changed = written === text ? [] : ['-'];
  if (options.check) printChanged(changed, options);
  else print(written);
  if (failure !== undefined) return EXIT.couldNotRun;
  return options.check && changed.length > 0 ? EXIT.found : EXIT.fine;
}

function refuse(sentence: string): number {
  warn(sentence);
  return EXIT.couldNotRun;
}

function printChanged(changed: readonly string[], { json }: FmtOptions): void {
  if (json) print(`${JSON.stringify({ changed }, null, 2)}\n`);
  else for (const name of changed) print(`${visible(name)}\n`);
}

/** A text as the formatter writes it, and a sentence where it is not all of it. */
function formatted(name: string, text: string, { check }: FmtOptions): { written: string; failure?: string } {
  const file = parseFile(pathToFileURL(path.resolve(name)).href, text);
  const written = applyEdits(text, format(file));
  if (file.refused) return { written, failure: `${name} is too large: left as it is.` };
  if (file.problems.length === 0) return { written };
  return { written, failure: `${name} has errors: ${check ? 'checked' : 'formatted'} around them.` };
}

/** A file's text with its byte-order mark, which formatting keeps. */
function readMarked(name: string): string | { failure: string } {
  const text = readText(name);
  return typeof text === 'string' ? withMark(name, text) : text;
}
