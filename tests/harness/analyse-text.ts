import { type Analysis, analyse, type ImportHost, parseFile } from '@upsell/language';

/** Texts of one workspace by file name; the first is the root. */
export type Files = Readonly<Record<string, string>>;

const BASE = 'file:///workspace/';

/** Analyses texts that stand for files beside each other; the first is the root. */
export function analyseFiles(files: Files): Analysis {
  const [root] = Object.keys(files);
  if (root === undefined) throw new Error('no file');
  const host: ImportHost = {
    load: (uri) => {
      const text = files[decodeURIComponent(uri.slice(BASE.length))];
      return text === undefined ? undefined : parseFile(uri, text);
    },
  };
  return analyse(parseFile(BASE + encodeURIComponent(root), files[root] as string), host);
}

/** Analyses one text. */
export const analyseText = (text: string): Analysis => analyseFiles({ 'model.upsell': text });

/** A diagnostic as `code line:character-line:character`, counted from 1, with its file's name where it is not the root. */
export function diagnosticLines(analysis: Analysis): readonly string[] {
  return analysis.diagnostics.map(({ code, file, start, end }) => {
    const source = analysis.files[file];
    if (!source) throw new Error(`no file ${file}`);
    const [from, to] = [source.lines.at(start), source.lines.at(end)];
    const name = file === 0 ? '' : ` ${decodeURIComponent(source.uri.slice(BASE.length))}`;
    return `${code} ${from.line + 1}:${from.character + 1}-${to.line + 1}:${to.character + 1}${name}`;
  });
}
