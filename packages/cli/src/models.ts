import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Broken, monthOf, type Span } from '@upsell/engine';
import {
  type Analysis,
  analyse,
  type Diagnostic,
  type FoundConfig,
  type ImportHost,
  parseFile,
  type SourceFile,
} from '@upsell/language';
import type { ShownDiagnostic } from '@upsell/report';
import { configOf, workspaceOf } from './project.ts';
import { readRecords } from './read-records.ts';
import { readText, reason } from './read-text.ts';

/** A file that was asked for, analysed. */
export interface Analysed {
  /** As it was given, or below the folder that was given. */
  readonly name: string;
  readonly analysis: Analysis;
}

/** What was asked for: analysed files, how many there were, and a sentence for each that could not be read. */
export interface Loaded {
  readonly analysed: readonly Analysed[];
  readonly asked: number;
  readonly failures: readonly string[];
}

/**
 * Reads and analyses files and folders (searched for `*.upsell`; not in `node_modules` or hidden folders). Each file is
 * read and parsed once, whoever imports it.
 */
export function load(args: readonly string[], { asOf = today() }: { readonly asOf?: string }): Loaded {
  const failures: string[] = [];
  const names = eachOnce((args.length > 0 ? args : ['.']).flatMap((arg) => expand(arg, failures)));
  const parsed = new Map<string, SourceFile | undefined>();
  const configs = new Map<string, FoundConfig | undefined>();
  const host: ImportHost = {
    load(uri) {
      if (!parsed.has(uri)) parsed.set(uri, tryParse(uri));
      return parsed.get(uri);
    },
    ...readRecords(),
  };
  const analysed: Analysed[] = [];
  for (const name of names) {
    const uri = pathToFileURL(path.resolve(name)).href;
    const text = readText(name);
    if (typeof text !== 'string') {
      failures.push(text.failure);
      continue;
    }
    const file = parsed.get(uri) ?? parseFile(uri, text);
    parsed.set(uri, file);
    const found = configOf(path.dirname(path.resolve(name)), uri, configs);
    const inside = workspaceOf(path.dirname(path.resolve(name)));
    const options = { asOf: monthOfDate(asOf), asOfDay: dayOfDate(asOf), config: found?.config };
    analysed.push({ name, analysis: analyse(file, { ...host, inside }, options) });
  }
  for (const found of new Set(configs.values()))
    for (const problem of found?.config.problems ?? [])
      failures.push(`${path.relative('', fileURLToPath((found as FoundConfig).uri))}: ${problem}`);
  return { analysed, asked: names.length, failures };
}

/** The same for verbs that go by what a model says: a file of which nothing is read, because it is too large, is a failure. */
export function loadWhole(args: readonly string[], options: { readonly asOf?: string }): Loaded {
  const { analysed, asked, failures } = load(args, options);
  const isRefused = ({ analysis }: Analysed) => analysis.program.files[0]?.refused === true;
  const why = analysed
    .filter(isRefused)
    .map(
      ({ name, analysis }) => `${name} is not read. ${analysis.diagnostics.map(({ message }) => message).join(' ')}`,
    );
  return { analysed: analysed.filter((file) => !isRefused(file)), asked, failures: [...failures, ...why] };
}

/** Names of files, each file by its first name. */
function eachOnce(names: readonly string[]): readonly string[] {
  const files = new Map<string, string>();
  for (const name of names) if (!files.has(path.resolve(name))) files.set(path.resolve(name), name);
  return [...files.values()];
}

/** The engine's month of a date such as `2026-02-01`. */
export const monthOfDate = (date: string): number => monthOf(Number(date.slice(0, 4)), Number(date.slice(5, 7)));

/** The day of the month that a date names. */
const dayOfDate = (date: string): number => Number(date.slice(8, 10));

/** Today where the user is. */
export function today(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** A file as it is, or the `.upsell` files below a folder; a sentence is added where there is none. */
export function expand(arg: string, failures: string[]): readonly string[] {
  let folder = false;
  try {
    folder = statSync(arg).isDirectory();
  } catch {
    // A file that is not there gets its sentence when it is read.
  }
  if (!folder) return [arg];
  const found: string[] = [];
  const search = (dir: string) => {
    for (const entry of readdirSync(dir, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      const at = dir === '.' ? entry.name : path.join(dir, entry.name);
      if (entry.isDirectory()) search(at);
      else if (entry.isFile() && entry.name.endsWith('.upsell')) found.push(at);
    }
  };
  try {
    search(arg);
    if (found.length === 0) failures.push(`There is no .upsell file in ${arg === '.' ? 'this folder' : arg}.`);
  } catch (error) {
    failures.push(`${arg} cannot be searched (${reason(error)}).`);
  }
  return found;
}

function tryParse(uri: string): SourceFile | undefined {
  const text = readText(fileURLToPath(uri));
  return typeof text === 'string' ? parseFile(uri, text) : undefined;
}

/** A diagnostic with its file as given: of an imported file, its path from where the importing file was given. */
export function shown({ name, analysis }: Analysed, diagnostic: Diagnostic): ShownDiagnostic {
  const { code, severity, message, file, start, end } = diagnostic;
  const source = analysis.files[file] as SourceFile;
  return {
    code,
    severity,
    message,
    file: fileName(name, analysis, file),
    range: { start: oneBased(source, start), end: oneBased(source, end) },
  };
}

export function fileName(name: string, analysis: Analysis, file: number): string {
  if (file === 0) return name;
  const from = fileURLToPath((analysis.files[0] as SourceFile).uri);
  const relative = path.relative(path.dirname(from), fileURLToPath((analysis.files[file] as SourceFile).uri));
  return path.join(path.dirname(name), relative);
}

/** The line in which something starts in its file, from 1. */
export const lineOf = (analysis: Analysis, { file, start }: Span): number =>
  (analysis.files[file]?.lines.at(start).line ?? 0) + 1;

/** Where a withheld figure's cause stands: `line 12`, or with its file where that is another. */
export function placeText({ name, analysis }: Analysed, { broken }: Broken): string {
  const line = lineOf(analysis, broken);
  return broken.file === 0 ? `line ${line}` : `${fileName(name, analysis, broken.file)}:${line}`;
}

/** A place in a text, counted from 1. */
export function oneBased(source: SourceFile, offset: number): { line: number; character: number } {
  const { line, character } = source.lines.at(offset);
  return { line: line + 1, character: character + 1 };
}
