import { RULES } from '@upsell/language';
import { diagnosticCounts, type ShownDiagnostic } from '@upsell/report';
import { EXIT } from '../exit.ts';
import { githubFormat } from '../formats/github.ts';
import { junitFormat } from '../formats/junit.ts';
import { linesOf, prettyFormat } from '../formats/pretty.ts';
import { sarifFormat } from '../formats/sarif.ts';
import { fileName, load, shown } from '../models.ts';
import { type Common, print, styler, warn } from '../output.ts';

interface CheckOptions extends Common {
  readonly format?: 'pretty' | 'json' | 'github' | 'sarif' | 'junit';
  readonly failOn: 'error' | 'warning' | 'info';
}

/** `upsell check`: every diagnostic of the files and of what they import. */
export async function check(args: readonly string[], options: CheckOptions): Promise<number> {
  const { analysed, failures } = load(args);
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

const FAILS = {
  error: new Set<string>(['error']),
  warning: new Set<string>(['error', 'warning']),
  info: new Set<string>(['error', 'warning', 'information']),
};

declare const VERSION: string;
