import { type AstNode, AstUtils } from 'langium';
import type { Clause, OwnerField } from './generated/ast.ts';
import type { NameKind, Program, Scope } from './program.ts';

/** The names of one kind that a file sees, in the order in which they are declared. */
export const visibleNames = ({ scope }: Program, file: number, kind: NameKind): readonly string[] =>
  namesIn(scope, file, kind);

export const namesIn = (scope: Scope, file: number, kind: NameKind): readonly string[] =>
  [...scope.filesOf[kind].keys()].filter((name) => scope.sees(file, kind, name));

/** Who probably answers for a number in a block: the block's owner, else whoever answers for another number there. */
export function ownerNear(program: Program, file: number, node: AstNode): string | undefined {
  const owners = visibleNames(program, file, 'owner');
  for (let at: AstNode | undefined = node; at && at.$type !== 'File'; at = at.$container) {
    const named = AstUtils.streamAllContents(at).filter(({ $type }) => $type === 'OwnerField' || $type === 'Clause');
    const name = named.map((one) => (one as OwnerField | Clause).owner?.$refText).find((one) => one !== undefined);
    if (name !== undefined && owners.includes(name)) return name;
  }
  return owners[0];
}
