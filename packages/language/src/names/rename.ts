import { AstUtils, CstUtils } from 'langium';
import { isClosing, isTimeUnit, type NameRef, type Source } from '../generated/ast.ts';
import { beginsLine } from '../parser/words.ts';
import { type Declared, nodesOf, type Program } from '../program.ts';
import type { TextEdit } from '../text-edit.ts';
import { propertyRange, type Range, rangeOf } from '../tree.ts';
import { changedLine } from './changed-line.ts';
import type { Mention } from './mentions.ts';
import { isReadAlike } from './read-alike.ts';
import { mentionsOf } from './references.ts';
import { declarationsOf, type NameSymbol } from './symbol-at.ts';

/** The edits of each file by its URI, or a sentence that says why there are none. */
export type Renaming = { readonly edits: ReadonlyMap<string, readonly TextEdit[]> } | { readonly refusal: string };

/**
 * Gives a symbol another name wherever it stands in a program's files. A source remembers what it was called
 * (`renamed from`), so that old rows of actuals still join it (spec: actuals, 1). Refused where anything would then be read
 * in another way: every name must still be the name of the same thing.
 */
export function renameSymbol(program: Program, symbol: NameSymbol, newName: string): Renaming {
  if (newName === symbol.name) return { edits: new Map() };
  const refusal = refusalOf(program, symbol, newName);
  if (refusal) return { refusal };
  const edits = new Map<string, readonly TextEdit[]>();
  for (const [index, { uri }] of program.files.entries()) {
    const mentions = mentionsOf(program, symbol, index);
    const own = mentions.flatMap((mention) => editsAt(mention, newName));
    if (own.length > 0) edits.set(uri, own);
  }
  const changed = isReadAlike(program, symbol, newName, edits) ? undefined : changedLine(program, edits);
  return changed
    ? { refusal: `With the name \`${newName}\`, ${changed} would say something else: choose another name.` }
    : { edits };
}

function refusalOf(program: Program, symbol: NameSymbol, newName: string): string | undefined {
  const { kind, name, declarations } = symbol;
  if (newName.trim() === '') return 'Write a name: letters, digits and underscores, and no digit first.';
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(newName))
    return `\`${newName}\` is not a name: write letters, digits and underscores, and no digit first.`;
  if (declarations.length > 1)
    return `${declarations.length} ${kind}s are named \`${name}\`, so it is not clear which one is meant: rename one of them by hand first.`;
  if (declarationsOf(program, 0, { ...symbol, name: newName }).length > 0)
    return `There is ${kind === 'owner' ? 'an' : 'a'} ${kind} \`${newName}\` already: choose another name.`;
  const former = kind === 'source' ? nodesOf<Source>(program, 'Source').find(remembers(name, newName)) : undefined;
  return former && `The source \`${former.node.name}\` was once named \`${newName}\`: choose another name.`;
}

/** Another source whose old rows of actuals have a name. */
const remembers =
  (name: string, oldName: string) =>
  ({ node }: Declared<Source>): boolean =>
    node.name !== name && oldNamesOf(node).some((old) => old.name === oldName);

/** The edits at one mention of a symbol that give it another name. */
export function editsAt(mention: Mention, newName: string): readonly TextEdit[] {
  const { start, end, node } = mention;
  const edit = { start, end, newText: needsParentheses(mention, newName) ? `(${newName})` : newName };
  return node.$type === 'Source' ? [edit, ...rememberName(node as Source, newName)] : [edit];
}

/** After `/` a unit's word is the unit, and at a line's start a field's word begins that field (spec: language, 3). */
function needsParentheses({ node }: Mention, newName: string): boolean {
  const cst = node.$type === 'NameRef' ? (node as NameRef).driver.$refNode : undefined;
  const before = cst && CstUtils.getPreviousNode(cst);
  if (!before) return false;
  if (before.text === '/' && isTimeUnit(newName)) return true;
  const begins = beginsLine(newName) || (newName === 'decided' && AstUtils.getContainerOfType(node, isClosing));
  return before.range.end.line < cst.range.start.line && Boolean(begins);
}

/** Keeps a source's name as an old one; its new name is no old one any more. */
function rememberName(node: Source, newName: string): readonly TextEdit[] {
  const oldNames = oldNamesOf(node);
  const again = oldNames.find(({ name }) => name === newName);
  if (again) return [{ start: again.start, end: again.end, newText: node.name }];
  if (oldNames.some(({ name }) => name === node.name)) return [];
  const last = oldNames[oldNames.length - 1];
  const at = last?.end ?? rangeOf(node).end;
  return [{ start: at, end: at, newText: `${last ? ',' : ' renamed from'} ${node.name}` }];
}

const oldNamesOf = (node: Source): readonly (Range & { name: string })[] =>
  node.tags.flatMap((tag) =>
    tag.$type === 'RenamedFrom' ? tag.oldNames.map((name, i) => ({ name, ...propertyRange(tag, 'oldNames', i) })) : [],
  );
