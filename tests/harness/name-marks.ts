import { type Analysis, applyEdits, Lines, type Position, type Program } from '@upsell/language';
import { expect } from 'vitest';
import { DocumentHighlightKind, type Location, ResponseError, type WorkspaceEdit } from 'vscode-languageserver';
import { definition } from '../../packages/language-server/src/features/definition.ts';
import { documentHighlight } from '../../packages/language-server/src/features/document-highlight.ts';
import { references } from '../../packages/language-server/src/features/references.ts';
import { prepareRename, rename } from '../../packages/language-server/src/features/rename.ts';
import { analyseFiles, type Files } from './analyse-text.ts';
import { readFixture } from './markers.ts';

/*
 * Annotated programs of names: `$0` is the cursor, `⟦name⟧` a place that declares, `«name»` a place that refers. `//- NAME`
 * begins a file; each is open in the editor but for those that are named so.
 */

/** Checks where the name under the cursor is declared; no other place is marked. */
export function checkDefinition(marked: string): void {
  const { files, analysis, cursor } = read(marked);
  expect(withMarks(files, { declared: definition(analysis, cursor) })).toEqual(marksOf(marked));
}

/** Checks every place of the name under the cursor, asked for with its declaration and without. */
export async function checkReferences(marked: string, closed: readonly string[] = []): Promise<void> {
  const { files, analysis, cursor, open } = read(marked, closed);
  const all = (await references(analysis, cursor, true, () => open)).map(key);
  const referring = await references(analysis, cursor, false, () => open);
  const declared = all.filter((place) => !referring.map(key).includes(place)).map((place) => JSON.parse(place));
  expect(all).toHaveLength(declared.length + referring.length);
  expect(withMarks(files, { declared, referring })).toEqual(marksOf(marked));
}

/** Checks the places of the name under the cursor in its own document. */
export function checkHighlights(marked: string): void {
  const { files, analysis, cursor } = read(marked);
  const uri = analysis.files[0]?.uri ?? '';
  const found = documentHighlight(analysis, cursor).map(({ range, kind }) => ({ uri, range, kind }));
  const of = (wanted: DocumentHighlightKind) => found.filter(({ kind }) => kind === wanted);
  const places = { declared: of(DocumentHighlightKind.Write), referring: of(DocumentHighlightKind.Read) };
  expect(withMarks(files, places)).toEqual(marksOf(marked));
}

/** Renames the name under the cursor: `⟦name⟧` is what is offered to be edited, and the files afterwards are the second text. */
export async function checkRename(
  marked: string,
  newName: string,
  expected: string,
  closed: readonly string[] = [],
): Promise<void> {
  const { files, analysis, cursor, open } = read(marked, closed);
  const offered = prepareRename(analysis, cursor) as { range: Location['range'] } | null;
  const uri = analysis.files[0]?.uri ?? '';
  expect(withMarks(files, { declared: offered ? [{ uri, range: offered.range }] : [] })).toEqual(marksOf(marked));
  const edit = await rename(analysis, cursor, newName, () => open);
  if (edit instanceof ResponseError) throw edit;
  expect(edited(files, edit)).toEqual(readFixture(expected).files);
}

/** Checks that a rename of the name under the cursor is refused, and in what words. */
export async function checkRefusal(marked: string, newName: string, message: string | null): Promise<void> {
  const { analysis, cursor, open } = read(marked);
  const answer = await rename(analysis, cursor, newName, () => open);
  expect(answer instanceof ResponseError ? answer.message : answer).toBe(message);
}

const MARK = /[⟦⟧«»]|\$0/g;
const key = (place: Location): string => JSON.stringify(place);

interface Read {
  readonly files: Files;
  /** Of the document that the cursor is in. */
  readonly analysis: Analysis;
  readonly cursor: Position;
  readonly open: readonly Program[];
}

function read(marked: string, closed: readonly string[] = []): Read {
  const texts = Object.entries(readFixture(marked).files);
  const files = Object.fromEntries(texts.map(([name, text]) => [name, text.replaceAll(MARK, '')]));
  const analysisOf = (name: string) => analyseFiles({ [name]: files[name] as string, ...files });
  const [[name, text] = ['', '']] = texts.filter(([, one]) => one.includes('$0'));
  const before = text.slice(0, text.indexOf('$0')).replaceAll(MARK, '');
  const analysis = analysisOf(name);
  const others = texts.map(([other]) => other).filter((other) => other !== name && !closed.includes(other));
  return {
    files,
    analysis,
    cursor: new Lines(before).at(before.length),
    open: others.map((other) => analysisOf(other).program),
  };
}

/** The files as they are marked, without the cursor. */
const marksOf = (marked: string): Files => readFixture(marked.replace('$0', '')).files;

function withMarks(files: Files, places: { declared: readonly Location[]; referring?: readonly Location[] }): Files {
  const marks = (found: readonly Location[], [open, close]: readonly [string, string]) =>
    found.flatMap(({ uri, range }) => [
      { uri, range: { start: range.start, end: range.start }, newText: open },
      { uri, range: { start: range.end, end: range.end }, newText: close },
    ]);
  const all = [...marks(places.declared, ['⟦', '⟧']), ...marks(places.referring ?? [], ['«', '»'])];
  return edited(files, { changes: Object.fromEntries(all.map(({ uri }) => [uri, all.filter((m) => m.uri === uri)])) });
}

/** The files after a workspace's edit; fails where it edits a file that is not there. */
function edited(files: Files, edit: WorkspaceEdit | null): Files {
  const rest = { ...edit?.changes };
  const texts = Object.entries(files).map(([name, text]) => {
    const uri = Object.keys(rest).find((one) => decodeURIComponent(one).endsWith(`/${name}`)) ?? '';
    const lines = new Lines(text);
    const edits = (rest[uri] ?? []).map(({ range, newText }) => ({
      start: lines.offsetAt(range.start),
      end: lines.offsetAt(range.end),
      newText,
    }));
    delete rest[uri];
    return [name, applyEdits(text, edits)];
  });
  expect(Object.keys(rest)).toEqual([]);
  return Object.fromEntries(texts);
}
