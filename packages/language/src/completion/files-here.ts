import { readText } from '../literals.ts';
import { resolveImport } from '../program.ts';
import { planPathOf } from '../records.ts';
import { type SourceFile, sliceOf } from '../source-file.ts';
import type { FilesAround } from './files-around.ts';
import { expectedIn } from './grammar-states.ts';
import { type Asked, escaped, type Proposal } from './proposal.ts';

/** The paths that may stand in the text under the cursor; none in a text that is no path. */
export function fileProposals(asked: Asked): readonly Proposal[] {
  const { place, program } = asked;
  const [rule] = expectedIn(place.states).flatMap(({ rules }) => (rules[0] === 'Text' ? [rules[1] ?? ''] : []));
  const source = program.files[0] as SourceFile;
  const text = sliceOf(source, place.word.start, place.word.end);
  const isClosed = text.length > 1 && text.endsWith('"');
  const own = isClosed ? resolveImport(source.uri, readText(text)) : undefined;
  return pathsFor(asked, rule ?? '', own).map((path) => ({
    label: path,
    kind: rule === 'Actuals' ? 'folder' : 'file',
    snippet: escaped(path) + (isClosed ? '' : '"'),
    range: { start: place.word.start + 1, end: place.word.end - (isClosed ? 1 : 0) },
  }));
}

/** The paths that a declaration can name, those in the file's own folder first; `own` is what it names already. */
export function pathsFor({ program, files }: Asked, rule: string, own?: string): readonly string[] {
  const { uri } = program.files[0] as SourceFile;
  const named = program.files
    .map((file) => file.uri)
    .concat(program.includes.flatMap(({ source }) => source?.uri ?? []));
  const found = (files && FOUND[rule]?.(files)) ?? [];
  const paths = found
    .filter((one) => one !== uri && (one === own || !named.includes(one)))
    .map((one) => relativePath(uri, one))
    .toSorted((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1));
  // The plan of this model is one of its name.
  const likely = planPathOf(uri);
  const sorted = rule === 'Plan' ? paths.toSorted((a, b) => Number(b === likely) - Number(a === likely)) : paths;
  return rule === 'Plan' || rule === 'Actuals'
    ? sorted
    : sorted.map((path) => (path.startsWith('.') ? path : `./${path}`));
}

const FOUND: Readonly<Record<string, (files: FilesAround) => readonly string[]>> = {
  Import: (files) => files.libraries(),
  Include: (files) => files.models(),
  Actuals: (files) => files.actuals(),
  Plan: (files) => files.plans(),
};

const depth = (path: string): number => path.split('/').length + (path.startsWith('..') ? 1 : 0);

/** The path of a file or folder from a file's folder; both lie in one workspace. */
function relativePath(from: string, to: string): string {
  const [own, other] = [from.split('/').slice(0, -1), to.split('/')];
  let shared = 0;
  while (shared < own.length && shared < other.length && own[shared] === other[shared]) shared++;
  const up = own.slice(shared).map(() => '..');
  return [...up, ...other.slice(shared).map(decoded)].join('/') || '.';
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
