import { AstUtils, GrammarUtils } from 'langium';
import { fieldName, fieldNameRange } from '../field-name.ts';
import {
  type Channel,
  type Closing,
  type Edit,
  isClosing,
  isPath,
  isScenario,
  isTouch,
  type Path,
} from '../generated/ast.ts';
import { leafAt } from '../leaf-at.ts';
import type { Program } from '../program.ts';
import { propertyRange, type Range } from '../tree.ts';
import { declarationsOf } from './symbol-at.ts';

/** A place in one of a program's files. */
export interface PlacedRange extends Range {
  readonly file: number;
}

/**
 * The words of the field that a part of a scenario's path names, where that part is no name of its own: `conversion` of
 * `tickets.conversion`, and either part of `closing.win_rate`, which the block answers to. Undefined where there is none.
 */
export function fieldOfPath(program: Program, file: number, offset: number): PlacedRange | undefined {
  const source = program.files[file];
  const leaf = source && leafAt(source, offset);
  const path = leaf?.astNode;
  if (!path || !isPath(path)) return undefined;
  // The part before the cursor and the one under it.
  const at = [...path.members].findIndex((_, i) => {
    const { start, end } = propertyRange(path, 'members', i);
    return start <= leaf.offset && leaf.end <= end;
  });
  return path.root === 'closing' ? inClosing(program, file, path, at) : inChannel(program, file, path, at);
}

function inClosing(program: Program, file: number, path: Path, at: number): PlacedRange | undefined {
  const closing = closingFor(program, file, path);
  if (!closing) return undefined;
  const { node } = closing;
  if (at < 0) return { file: closing.file, ...propertyRange(node, 'kind') };
  const field =
    at === 0 ? node.fields.find((one) => one.$cstNode && fieldName(one) === worded(path.members[0])) : undefined;
  return field && { file: closing.file, ...fieldNameRange(field) };
}

/** The closing model that an edit changes: that which its scenario has put in the place of the model's before. */
function closingFor(
  program: Program,
  file: number,
  path: Path,
): { readonly file: number; readonly node: Closing } | undefined {
  const { edits = [] } = AstUtils.getContainerOfType(path, isScenario) ?? {};
  const at = edits.indexOf(path.$container as Edit);
  const own = edits.slice(0, Math.max(0, at)).findLast(isClosing);
  if (own?.$cstNode) return { file, node: own };
  const [first] = program.declared('Closing');
  return first && { file: first.file, node: first.node as Closing };
}

function inChannel(program: Program, file: number, path: Path, at: number): PlacedRange | undefined {
  if (at < 0) return undefined;
  const [declared] = declarationsOf(program, file, { kind: 'channel', name: path.root });
  const { fields = [] } = (declared?.node ?? {}) as Partial<Channel>;
  if (!declared) return undefined;
  const [member, last] = path.members;
  const found = (range: Range): PlacedRange => ({ file: declared.file, start: range.start, end: range.end });
  if (at === 0) {
    const field = fields.find((one) => one.$type === 'ChannelNumber' && fieldName(one) === worded(member));
    return field?.$cstNode && found(fieldNameRange(field));
  }
  const touch = fields.find((one) => isTouch(one) && one.name === member);
  const word = at === 1 && last === 'converting' && GrammarUtils.findNodeForKeyword(touch?.$cstNode, 'converting');
  return word ? found({ start: word.offset, end: word.end }) : undefined;
}

const worded = (member: string | undefined): string | undefined => member?.replaceAll('_', ' ');
