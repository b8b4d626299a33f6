import { closingModel } from '../closing-block.ts';
import type { Closing } from '../generated/ast.ts';
import { blockOf, type Declared, type Program } from '../program.ts';
import { mayHide } from './may-hide.ts';

/** The closing model, where there is one and all of it is understood, so that what seems absent is. Not those of scenarios. */
export function oneClosing(program: Program): Declared<Closing> | undefined {
  const closing = closingModel(program);
  return closing && mayHide(blockOf(program, closing), closing.node) ? undefined : closing;
}
