import type { IToken } from 'chevrotain';
import { type AstNode, type CompositeCstNode, LeafCstNodeImpl } from 'langium';

/** Where a parsed text begins in its file. It moves when something before it grows, and every node of the text with it. */
export interface Origin {
  start: number;
}

/** A token's place in its file: Langium has it from the beginning of the parsed text. */
export class MovingLeaf extends LeafCstNodeImpl {
  readonly origin: Origin;

  constructor(token: IToken, isHidden: boolean, origin: Origin) {
    const { startOffset, image, startLine = 1, startColumn = 1, endLine = 1, endColumn = 1, tokenType } = token;
    super(startOffset, image.length, startLine - 1, startColumn - 1, endLine - 1, endColumn, tokenType, isHidden);
    this.origin = origin;
  }

  override get offset(): number {
    return this.origin.start + super.offset;
  }

  override get end(): number {
    return this.origin.start + super.end;
  }

  override get text(): string {
    return this.root.fullText.slice(super.offset, super.end);
  }
}

/** The beginning that a node's places are counted from. */
export function originOf(node: AstNode): Origin {
  let cst = node.$cstNode;
  while (cst && 'content' in cst) cst = (cst as CompositeCstNode).content[0];
  return (cst as MovingLeaf).origin;
}
