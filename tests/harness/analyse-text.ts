import { createHash } from 'node:crypto';
import { RecordReader } from '@upsell/actuals';
import { type Month, monthOf } from '@upsell/engine';
import { type Analysis, analyse, CONFIG_FILE, type ImportHost, parseFile, readConfig } from '@upsell/language';

/** Texts of one workspace by file name; the first is the root. */
export type Files = Readonly<Record<string, string>>;

/** The month in which tests are judged unless they say another: the first of the fixtures' period. */
export const AS_OF = monthOf(2026, 1);

const BASE = 'file:///workspace/';

/** The name of a file by its URI. */
export const nameOf = (uri: string): string => decodeURIComponent(uri.slice(BASE.length));

/** Analyses texts that stand for files beside each other; the first is the root. `upsell.config.json` may be one of them. Judged by a month, and by its day where one is said. */
export function analyseFiles(files: Files, asOf: Month = AS_OF, asOfDay?: number): Analysis {
  const [root] = Object.keys(files);
  if (root === undefined) throw new Error('no file');
  const records = new RecordReader({ read: (uri) => files[nameOf(uri)], sha256 });
  const host: ImportHost = {
    actuals: (folder, names, fiscalYearStart) => records.actuals(folder, names, fiscalYearStart),
    plan: (uri) => records.plan(uri),
    load: (uri) => {
      const text = files[nameOf(uri)];
      return text === undefined ? undefined : parseFile(uri, text);
    },
    inside: (uri) => uri.startsWith(BASE),
  };
  const config = files[CONFIG_FILE] === undefined ? undefined : readConfig(files[CONFIG_FILE]);
  return analyse(parseFile(BASE + encodeURIComponent(root), files[root] as string), host, { asOf, asOfDay, config });
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Analyses one text. */
export const analyseText = (text: string): Analysis => analyseFiles({ 'model.upsell': text });

/** A diagnostic as `code line:character-line:character`, counted from 1, with its file's name where it is not the root. */
export function diagnosticLines(analysis: Analysis): readonly string[] {
  return analysis.diagnostics.map(({ code, file, start, end }) => {
    const source = analysis.files[file];
    if (!source) throw new Error(`no file ${file}`);
    const [from, to] = [source.lines.at(start), source.lines.at(end)];
    const name = file === 0 ? '' : ` ${nameOf(source.uri)}`;
    return `${code} ${from.line + 1}:${from.character + 1}-${to.line + 1}:${to.character + 1}${name}`;
  });
}
