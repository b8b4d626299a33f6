import { readText } from '../literals.ts';
import { resolveImport } from '../program.ts';
import { type SourceFile, sliceOf } from '../source-file.ts';
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
    kind: 'file',
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
  const uris =
    rule === 'Import'
      ? files?.libraries()
      : rule === 'Include'
        ? files?.models()
        : rule === 'Actuals'
          ? files?.actuals()
          : [];
  return (uris ?? [])
    .filter((one) => one !== uri && (one === own || !named.includes(one)))
    .map((one) => relativePath(uri, one))
    .toSorted((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1));
}

const depth = (path: string): number => path.split('/').length + (path.startsWith('..') ? 1 : 0);

/** The path of a file from another one's folder; both lie in one workspace. */
function relativePath(from: string, to: string): string {
  const [own, other] = [from.split('/').slice(0, -1), to.split('/')];
  let shared = 0;
  while (shared < own.length && shared < other.length - 1 && own[shared] === other[shared]) shared++;
  const up = own.length - shared;
  const way = other.slice(shared).map(decoded).join('/');
  return `${up === 0 ? './' : '../'.repeat(up)}${way}`;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
