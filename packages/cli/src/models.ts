import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Analysis, analyse, type Diagnostic, type ImportHost, parseFile, type SourceFile } from '@upsell/language';
import type { ShownDiagnostic } from '@upsell/report';

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
export function load(args: readonly string[]): Loaded {
  const failures: string[] = [];
  const names = [...new Set((args.length > 0 ? args : ['.']).flatMap((arg) => expand(arg, failures)))];
  const parsed = new Map<string, SourceFile | undefined>();
  const host: ImportHost = {
    load(uri) {
      if (!parsed.has(uri)) parsed.set(uri, tryParse(uri));
      return parsed.get(uri);
    },
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
    analysed.push({ name, analysis: analyse(file, host) });
  }
  return { analysed, asked: names.length, failures };
}

function expand(arg: string, failures: string[]): readonly string[] {
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

/** A file's text without a byte-order mark, or a sentence on why it has none. */
function readText(file: string): string | { failure: string } {
  let bytes: Buffer;
  try {
    // A pipe or a device may never end.
    if (!statSync(file).isFile()) return { failure: `${file} cannot be read: it is not a file.` };
    bytes = readFileSync(file);
  } catch (error) {
    return { failure: `${file} cannot be read: ${reason(error)}.` };
  }
  if (bytes.includes(0)) return { failure: `${file} is not a text file: it holds a zero byte at ${bytes.indexOf(0)}.` };
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { failure: `${file} is not UTF-8 text: save it as UTF-8.` };
  }
}

function reason(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EACCES' || code === 'EPERM') return 'permission is denied';
  if (code === 'EISDIR') return 'it is a folder';
  return code ?? 'it failed';
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

function oneBased(source: SourceFile, offset: number): { line: number; character: number } {
  const { line, character } = source.lines.at(offset);
  return { line: line + 1, character: character + 1 };
}
