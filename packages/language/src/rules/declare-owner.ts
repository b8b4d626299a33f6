import type { AstNode } from 'langium';
import { builtInSource } from '../built-in-sources.ts';
import type { Channel, Closing, SourceField } from '../generated/ast.ts';
import { insertInOrder } from '../insert-in-order.ts';
import type { Program } from '../program.ts';
import { labelOf, sampleChannel } from '../sample-channel.ts';
import type { FileEdit, Fix } from './rule.ts';

/** The declaration of an owner who might answer for a block, under a name that is free: name and label are to be filled in. */
export interface DeclaredOwner {
  readonly name: string;
  readonly edit: FileEdit;
  readonly toFill: readonly string[];
}

/** Undefined where something of the file is not understood: it may declare one. */
export function declareOwner(program: Program, file: number, block: AstNode | undefined): DeclaredOwner | undefined {
  if (program.files[file]?.lostDeclaration) return undefined;
  const usual = usualOwner(block);
  const isFree = (one: string) => !program.names.owner.has(one);
  let name = usual.name;
  for (let count = 2; !isFree(name); count++) name = `${usual.name}_${count}`;
  const label = name === usual.name ? usual.label : labelOf(name);
  return { name, edit: insertInOrder(program, file, 'Owner', [`owner ${name} "${label}"`]), toFill: [name, label] };
}

/** Declares an owner, and names it where edits do. */
export const declaringOwner = ({ edit, toFill }: DeclaredOwner, named: readonly FileEdit[]): Fix => ({
  title: 'Declare an owner and name it here',
  edits: [edit, ...named],
  preferred: true,
  toFill,
});

/** Who most often answers for it. */
function usualOwner(block: AstNode | undefined): { readonly name: string; readonly label: string } {
  const source =
    block?.$type === 'Channel'
      ? sourceOf(block as Channel)
      : block?.$type === 'Closing'
        ? CLOSERS[(block as Closing).kind]
        : undefined;
  if (source === undefined || !builtInSource(source)) return { name: 'revops', label: 'RevOps' };
  const { owner, ownerLabel } = sampleChannel(source);
  return { name: owner, label: ownerLabel };
}

/** The source that is worked by those who close. */
const CLOSERS: Readonly<Record<string, string>> = { csm: 'csm_touch', upsell_ae: 'outbound' };

const sourceOf = ({ fields }: Channel): string | undefined =>
  (fields.find(({ $type }) => $type === 'SourceField') as SourceField | undefined)?.source?.$refText;
