import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { applyEdits, keepLaidOut, safeFixes } from '@upsell/language';
import { type Analysed, load } from './models.ts';
import { workspaceOf } from './project.ts';
import { withMark } from './read-text.ts';
import { writeWhole } from './write-file.ts';

/** What was mended, and sentences on files that could not be written. */
export interface Mended {
  readonly problems: number;
  readonly files: ReadonlySet<string>;
  readonly failures: readonly string[];
}

/** One fix can make room for another, such as that of a problem inside of what it removes. */
const MOST_ROUNDS = 5;

/**
 * Makes the safe fixes in the files that were asked for, and in those that they import from their workspace, until there is
 * none left. What was laid out stays so. Each file is written whole.
 */
export function fixFiles(args: readonly string[], options: { readonly asOf?: string }): Mended {
  const files = new Set<string>();
  const failures: string[] = [];
  let problems = 0;
  for (let round = 0; round < MOST_ROUNDS && failures.length === 0; round++) {
    const { count, texts } = nextTexts(load(args, options).analysed);
    if (count === 0) break;
    for (const [file, text] of texts) {
      const refused = writeWhole(file, withMark(file, text));
      if (refused) failures.push(refused.failure);
      else files.add(file);
    }
    problems += count;
  }
  return { problems, files, failures };
}

/** The texts after one round of fixes. A file that several models import is changed for the first of them. */
function nextTexts(analysed: readonly Analysed[]): { count: number; texts: ReadonlyMap<string, string> } {
  const texts = new Map<string, string>();
  let count = 0;
  for (const { name, analysis } of analysed) {
    const inside = workspaceOf(path.dirname(path.resolve(name)));
    const changed = new Set(texts.keys());
    const fixes = safeFixes(analysis, (file) => {
      const uri = analysis.files[file]?.uri ?? '';
      return !changed.has(fileNameOf(uri)) && (file === 0 || inside?.(uri) === true);
    });
    count += fixes.length;
    for (const [index, source] of analysis.program.files.entries()) {
      const edits = fixes.flatMap((fix) => fix.edits.filter(({ file }) => file === index));
      if (edits.length > 0) texts.set(fileNameOf(source.uri), applyEdits(source.text, keepLaidOut(source, edits)));
    }
  }
  return { count, texts };
}

/** A file as a person below the current folder would write it. */
const fileNameOf = (uri: string): string => path.relative('', fileURLToPath(uri));
