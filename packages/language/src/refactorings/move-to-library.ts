import type { AstNode } from 'langium';
import { eolOf, insertDeclaration } from '../edits.ts';
import type { Element, Import } from '../generated/ast.ts';
import { insertInOrder } from '../insert-in-order.ts';
import { type Mention, mentionsAmong } from '../names/mentions.ts';
import { declarationsOf } from '../names/symbol-at.ts';
import { isModelFile, resolveImport } from '../program.ts';
import type { FileEdit } from '../rules/rule.ts';
import type { SourceFile } from '../source-file.ts';
import { headerRange, type Range, rangeOf, walk } from '../tree.ts';
import { fileName } from '../uri.ts';
import type { Asked, Offer, Refactoring } from './refactoring.ts';
import { ownText, removalsOf, together } from './taken-out.ts';
import { blockIn, declarationOf, documentIn, isSound, selected } from './under-cursor.ts';

/**
 * Moves declarations, with what they name and their comments, into a file of their own beside this one, which imports it; owners and
 * drivers also into a library that is imported already. Whoever saw them sees them still: imports go on through files.
 */
export const moveToLibrary: Refactoring = (asked) => {
  const chosen = chosenIn(asked);
  if (chosen.length === 0) return [];
  const moved = withNeeded(asked, chosen);
  if (!moved) return [];
  const what = titleOf(moved, chosen);
  return [...intoImports(asked, moved, what), ...intoNewFile(asked, moved, what)];
};

/** What a library may hold and another file's forecast may be made of. */
const MOVABLE: ReadonlySet<string> = new Set(['Owner', 'Sources', 'Driver', 'Channel', 'Closing', 'Retention']);

/** What changes nothing in a model that sees it and does not name it. */
const HARMLESS: ReadonlySet<string> = new Set(['Owner', 'Driver']);

/** The declarations that a selection goes over, all of which can be moved; within one of them it has to be on its head. */
function chosenIn(asked: Asked): readonly Element[] {
  const { start, end } = selected(asked);
  const isTouched = (range: Range) => range.start <= end && start <= range.end;
  const isCovered = (range: Range) => start <= range.start && range.end <= end;
  // At a cursor there is no need to look beyond its block.
  const near = start === end ? (blockIn(asked)?.elements ?? []) : documentIn(asked).elements;
  const touched = near.filter((element) => isTouched(rangeOf(element)));
  const [only] = touched;
  if (touched.length === 1 && only && !isCovered(rangeOf(only)) && !isTouched(headOf(only))) return [];
  return touched.every(({ $type }) => MOVABLE.has($type)) ? touched : [];
}

const headOf = (element: Element) => headerRange(element, 'name', 'kind');

/** Some declarations with those of the document that they name, in the order of the text; undefined where one cannot be moved. */
function withNeeded(asked: Asked, chosen: readonly Element[]): readonly Element[] | undefined {
  const { program } = asked.analysis;
  const source = documentIn(asked);
  // What cannot be read may be a use, or go on behind what is taken away.
  if (source.problems.length > 0) return undefined;
  const all = new Set<Element>(chosen);
  for (const element of all) {
    if (!MOVABLE.has(element.$type) || !isSound(asked.analysis, 0, element)) return undefined;
    for (const mention of mentionsIn(element)) {
      const declared = declarationsOf(program, 0, mention);
      const [one] = declared;
      if (!one || declared.length > 1) return undefined;
      if (one.file === 0) all.add(declarationOf(one.node));
    }
  }
  return source.elements.filter((element) => all.has(element));
}

function mentionsIn(element: Element): readonly Mention[] {
  const nodes = new Map<string, AstNode[]>();
  walk(element, (node) => {
    nodes.set(node.$type, [...(nodes.get(node.$type) ?? []), node]);
  });
  return mentionsAmong(nodes);
}

/** `the driver \`accounts\``, `3 declarations`, and what goes with them. */
function titleOf(moved: readonly Element[], chosen: readonly Element[]): string {
  const [only] = chosen;
  const name = (only as { name?: string } | undefined)?.name;
  const words = name ? ` \`${name}\`` : '';
  const what = chosen.length === 1 && only ? `the ${NOUNS[only.$type]}${words}` : `${chosen.length} declarations`;
  const more = moved.length - chosen.length;
  return more === 0 ? what : `${what} and ${more} that ${chosen.length === 1 ? 'it names' : 'they name'}`;
}

const NOUNS: Readonly<Record<string, string>> = {
  Owner: 'owner',
  Sources: 'list of sources',
  Driver: 'driver',
  Channel: 'channel',
  Closing: 'closing model',
  Retention: 'retention',
};

/** Into each library that the document itself imports, where no other file can be hurt. */
function intoImports(asked: Asked, moved: readonly Element[], what: string): readonly Offer[] {
  const { analysis, around } = asked;
  const { program } = analysis;
  if (!moved.every(({ $type }) => HARMLESS.has($type))) return [];
  const source = documentIn(asked);
  // Another file that sees the library may have a declaration of that name.
  const isTaken = moved.some((element) => {
    const { name } = element as { name: string };
    return around.isDeclaredElsewhere(element.$type === 'Owner' ? 'owner' : 'driver', name);
  });
  if (isTaken) return [];
  return importsOf(source).flatMap((uri): readonly Offer[] => {
    const target = program.files.findIndex((file) => file.uri === uri);
    const library = program.files[target];
    if (target < 1 || !library || isModelFile(library) || library.problems.length > 0) return [];
    if (!moved.every((element) => seesAll(asked, element, target, moved))) return [];
    const make = () => ({ edits: [...removalsOf(source, moved), intoLibrary(asked, moved, target)] });
    return [{ title: `Move ${what} to ${fileName(uri)}`, kind: 'refactor.move', make }];
  });
}

/** What moves, behind others of its kind; of two kinds, at the end of the library. */
function intoLibrary(asked: Asked, moved: readonly Element[], target: number): FileEdit {
  const { program } = asked.analysis;
  const eol = eolOf(program.files[target] as SourceFile);
  const types = [...new Set(moved.map(({ $type }) => $type))];
  const [first, ...others] = types.map((type) =>
    moved.filter(({ $type }) => $type === type).map((element) => ownText(documentIn(asked), element, eol)),
  );
  const [type] = types;
  if (first && type && others.length === 0) return insertInOrder(program, target, type, first);
  return insertDeclaration(program, target, [...(first ?? []), ...others.flatMap((lines) => ['', ...lines])]);
}

/** True where a library sees all that a declaration names, beside what moves along. */
function seesAll(asked: Asked, element: Element, target: number, moved: readonly Element[]): boolean {
  const { program } = asked.analysis;
  return mentionsIn(element).every((mention) => {
    const [declared] = declarationsOf(program, 0, mention);
    if (!declared) return false;
    if (declared.file === 0) return moved.includes(declarationOf(declared.node));
    return program.scope.visible[target]?.has(declared.file) === true;
  });
}

const importsOf = ({ uri, nodes }: SourceFile): readonly string[] =>
  (nodes.get('Import') as readonly Import[]).flatMap(({ path }) => (path ? resolveImport(uri, path) : []));

/** Into a new file beside the document, which imports what the document imports as far as that is needed. */
function intoNewFile(asked: Asked, moved: readonly Element[], what: string): readonly Offer[] {
  const { analysis, around } = asked;
  const source = documentIn(asked);
  const path = around.canCreate ? freePath(asked, moved) : undefined;
  if (path === undefined) return [];
  const make = () => {
    const eol = eolOf(source);
    const needed = neededImports(asked, moved);
    const parts = [
      ...(needed.length > 0 ? [needed.map((one) => `import "${one}"`).join(eol)] : []),
      ...moved.map((element, i) => {
        const text = ownText(source, element, eol);
        const isNext = LINES.has(element.$type) && moved[i - 1]?.$type === element.$type && !text.includes(eol);
        return `${isNext ? '\0' : ''}${text}`;
      }),
    ];
    const text = `${parts.join(eol + eol).replaceAll(`${eol}${eol}\0`, eol)}${eol}`;
    const added = insertInOrder(analysis.program, 0, 'Import', [`import "${path}"`]);
    return { edits: together(added, removalsOf(source, moved)), creates: { path, text } };
  };
  const order = isReordered(source, moved) ? ' (listed before the channels here)' : '';
  return [{ title: `Move ${what} to the new file ${fileName(path)}${order}`, kind: 'refactor.move', make }];
}

/** True where channels are listed in another order afterwards: those of an import stand before those of the file that imports it. */
function isReordered({ elements }: SourceFile, moved: readonly Element[]): boolean {
  const channels = elements.filter(({ $type }) => $type === 'Channel');
  const isMoved = channels.map((channel) => moved.includes(channel));
  return isMoved.includes(false) && isMoved.lastIndexOf(true) > isMoved.indexOf(false);
}

const LINES: ReadonlySet<string> = new Set(['Owner', 'Driver']);

/** The paths of the document's imports without which something that moves would not see what it names. */
function neededImports(asked: Asked, moved: readonly Element[]): readonly string[] {
  const { program } = asked.analysis;
  const source = documentIn(asked);
  const files = new Set(
    moved.flatMap(mentionsIn).flatMap((mention) => declarationsOf(program, 0, mention).map(({ file }) => file)),
  );
  files.delete(0);
  return (source.nodes.get('Import') as readonly Import[]).flatMap(({ path }) => {
    const uri = path ? resolveImport(source.uri, path) : '';
    const index = program.files.findIndex((file) => file.uri === uri);
    const seen = program.scope.visible[index];
    return path && seen && [...files].some((file) => seen.has(file)) ? [path] : [];
  });
}

/** A name for the new file that says what is in it, and that no file has. */
function freePath(asked: Asked, moved: readonly Element[]): string | undefined {
  const { uri } = documentIn(asked);
  const [first] = moved;
  const isOneKind = moved.every(({ $type }) => $type === first?.$type);
  const wanted = (isOneKind && first && FILES[first.$type]) || 'shared';
  for (let count = 1; count < MOST_FILES; count++) {
    const path = `./${count === 1 ? wanted : `${wanted}-${count}`}.upsell`;
    if (!asked.around.exists(resolveImport(uri, path))) return path;
  }
  return undefined;
}

const MOST_FILES = 20;

const FILES: Readonly<Record<string, string>> = {
  Owner: 'owners',
  Sources: 'sources',
  Driver: 'drivers',
  Channel: 'channels',
  Closing: 'closing',
  Retention: 'retention',
};
