import type { IToken, TokenType } from 'chevrotain';
import { AbstractCstNode, type AstNode, type CompositeCstNode, type LeafCstNode } from 'langium';

/** Where a parsed text begins in its file. It moves when something before it grows, and every node of the text with it. */
export interface Origin {
  start: number;
}

/** A token's place in its file: Langium's own leaf has it from the beginning of the parsed text. */
export class MovingLeaf extends AbstractCstNode implements LeafCstNode {
  readonly tokenType: TokenType;
  readonly hidden: boolean;
  readonly length: number;
  readonly origin: Origin;
  /** From the beginning of the parsed text. */
  private readonly from: number;
  private readonly startLine: number;
  private readonly startColumn: number;
  private readonly endLine: number;
  private readonly endColumn: number;

  constructor(token: IToken, hidden: boolean, origin: Origin) {
    super();
    const { startLine = 1, startColumn = 1, endLine = 1, endColumn = 1 } = token;
    this.tokenType = token.tokenType;
    this.hidden = hidden;
    this.length = token.image.length;
    this.origin = origin;
    // Whole numbers for the engine as well: Chevrotain's are kept as fractions, each in a place of its own.
    this.from = token.startOffset | 0;
    this.startLine = (startLine | 0) - 1;
    this.startColumn = (startColumn | 0) - 1;
    this.endLine = (endLine | 0) - 1;
    this.endColumn = endColumn | 0;
  }

  get offset(): number {
    return this.origin.start + this.from;
  }

  get end(): number {
    return this.origin.start + this.from + this.length;
  }

  override get text(): string {
    return this.root.fullText.slice(this.from, this.from + this.length);
  }

  get range(): LeafCstNode['range'] {
    return {
      start: { line: this.startLine, character: this.startColumn },
      end: { line: this.endLine, character: this.endColumn },
    };
  }

  get astNode(): AstNode {
    return (this.container as CompositeCstNode).astNode;
  }
}

/** The beginning that a node's places are counted from. */
export function originOf(node: AstNode): Origin {
  let cst = node.$cstNode;
  while (cst && 'content' in cst) cst = (cst as CompositeCstNode).content[0];
  return (cst as MovingLeaf).origin;
}
