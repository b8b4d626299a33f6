import { RULES } from '@upsell/language';
import { diagnosticCounts, type ShownDiagnostic } from '@upsell/report';
import { EXIT } from '../exit.ts';
import { fixFiles } from '../fix-files.ts';
import { githubFormat } from '../formats/github.ts';
import { junitFormat } from '../formats/junit.ts';
import { linesOf, prettyFormat } from '../formats/pretty.ts';
import { sarifFormat } from '../formats/sarif.ts';
import { fileName, load, shown } from '../models.ts';
import { type Common, print, styler, warn } from '../output.ts';

interface CheckOptions extends Common {
  readonly format?: 'pretty' | 'json' | 'github' | 'sarif' | 'junit';
  readonly failOn: 'error' | 'warning' | 'info';
  readonly fix?: boolean;
}

/** `upsell check`: every diagnostic of the files and of what they import; with `--fix` of those that are left. */
export async function check(args: readonly string[], options: CheckOptions): Promise<number> {
  const unwritten = options.fix ? fix(args, options) : [];
  const loaded = load(args, options);
  const { analysed } = loaded;
  const failures = [...unwritten, ...loaded.failures];
  for (const failure of failures) warn(failure);
  const all = new Map<string, ShownDiagnostic>();
  // A library can be asked for by itself and be imported by several models: each diagnostic counts once.
  for (const file of analysed)
    for (const diagnostic of file.analysis.diagnostics) {
      const one = shown(file, diagnostic);
      all.set(JSON.stringify([one.file, one.code, one.range, one.message]), one);
    }
  const diagnostics = [...all.values()];
  const format = options.format ?? (options.json ? 'json' : 'pretty');
  const names = analysed.map(({ name }) => name);
  switch (format) {
    case 'json':
      print(`${JSON.stringify(diagnostics, null, 2)}\n`);
      break;
    case 'github':
      print(githubFormat(diagnostics));
      break;
    case 'sarif':
      print(sarifFormat(diagnostics, RULES, VERSION));
      break;
    case 'junit':
      print(junitFormat(diagnostics, names));
      break;
    default: {
      const lines = new Map<string, readonly string[]>();
      for (const file of analysed)
        for (const [index, { text }] of file.analysis.files.entries())
          lines.set(fileName(file.name, file.analysis, index), linesOf(text));
      print(prettyFormat(diagnostics, lines, styler(options)));
      const files = `${names.length} ${names.length === 1 ? 'file' : 'files'}`;
      if (names.length > 0) print(`${files}: ${diagnosticCounts(diagnostics)}\n`);
    }
  }
  if (failures.length > 0) return EXIT.couldNotRun;
  return diagnostics.some(({ severity }) => FAILS[options.failOn].has(severity)) ? EXIT.found : EXIT.fine;
}

/** Makes the safe fixes and says how many; returns sentences on what could not be written. */
function fix(args: readonly string[], options: CheckOptions): readonly string[] {
  const { problems, files, failures } = fixFiles(args, options);
  const counted = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;
  if (files.size > 0) warn(`fixed ${counted(problems, 'problem')} in ${counted(files.size, 'file')}`);
  return failures;
}

const FAILS = {
  error: new Set<string>(['error']),
  warning: new Set<string>(['error', 'warning']),
  info: new Set<string>(['error', 'warning', 'information']),
};

declare const VERSION: string;
