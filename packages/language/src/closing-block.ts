import type { AstNode } from 'langium';
import { fieldName } from './field-name.ts';
import type { Closing } from './generated/ast.ts';
import { ofType } from './model-block.ts';
import type { Declared, Program } from './program.ts';

/** The closing model that a program's forecast is made with; undefined where there is none, or more than one. */
export function closingModel(program: Program): Declared<Closing> | undefined {
  const [closing, second] = ofType<Closing>(program, 'Closing');
  return second ? undefined : closing;
}

/** A field of the closing model by its name, such as `win rate`. */
export function fieldOfClosing(program: Program, name: string): Declared | undefined {
  const closing = closingModel(program);
  const node = closing?.node.fields.find((field: AstNode) => field.$cstNode && fieldName(field) === name);
  return closing && node && { file: closing.file, node };
}
