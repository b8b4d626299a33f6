import { EOF, type IToken, type TokenType, tokenMatcher } from 'chevrotain';
import { type AstNode, CompositeCstNodeImpl, type CstNode, type GrammarAST, RootCstNodeImpl } from 'langium';
import type { Part, Rule } from './grammar-parts.ts';
import { MovingLeaf, type Origin } from './moving-leaf.ts';

/** What Langium asks of the language where it makes a tree. */
export interface TreeServices {
  /** What properties of a node are where nothing is read into them. */
  defaults(type: string): Defaults;
  /** What a text means, between its quotes. */
  meaning(image: string): string;
  reference(node: CstNode, text: string): unknown;
}

export type Defaults = readonly (readonly [property: string, value: unknown])[];

/**
 * The tree of a text that is right, the same to the last node as Langium's parser makes of it; undefined where the text is not right,
 * or where two tokens do not tell how it is to be read. That parser is for texts that are not: it mends, and says what is wrong,
 * and what it needs for that is dear to make and to run.
 */
export function readTree<T extends AstNode>(
  entry: Rule,
  text: string,
  tokens: readonly IToken[],
  origin: Origin,
  services: TreeServices,
): T | undefined {
  const root = new RootCstNodeImpl(text);
  const reader = new Reader(tokens, origin, services, root);
  const tree = reader.read(entry, root);
  if (!tree || !reader.isAtEnd) return undefined;
  root.astNode = tree as AstNode;
  return tree as T;
}

/** A node while it is made. */
type Node = { -readonly [K in keyof AstNode]: AstNode[K] } & Record<string, unknown>;

type Assigned = Pick<GrammarAST.Assignment, 'feature' | 'operator'> & {
  readonly terminal?: GrammarAST.AbstractElement;
};

const END = { tokenTypeIdx: EOF.tokenTypeIdx } as IToken;

class Reader {
  private at = 0;
  /** The node that is being read; undefined in a rule that reads a text. */
  private node: Node | undefined;
  private text = '';
  /** Where its words go. */
  private cst: CompositeCstNodeImpl;
  private readonly tokens: readonly IToken[];
  private readonly origin: Origin;
  private readonly services: TreeServices;

  constructor(tokens: readonly IToken[], origin: Origin, services: TreeServices, root: CompositeCstNodeImpl) {
    this.tokens = tokens;
    this.origin = origin;
    this.services = services;
    this.cst = root;
  }

  get isAtEnd(): boolean {
    return this.at === this.tokens.length;
  }

  /** What a rule reads, with its words in `cst`: a node, or a text. Undefined where it cannot. */
  read({ type, definition }: Rule, cst: CompositeCstNodeImpl): Node | string | undefined {
    const { node: nodeAround, text: textAround, cst: cstAround } = this;
    this.node = type === undefined ? undefined : { $type: type };
    this.text = '';
    this.cst = cst;
    if (!this.part(definition)) return undefined;
    const read = this.finished();
    this.node = nodeAround;
    this.text = textAround;
    this.cst = cstAround;
    return read;
  }

  private part(part: Part): boolean {
    if (part.isOptional && !this.fits(part)) return true;
    if (!part.isRepeated) return this.once(part);
    do {
      if (!this.once(part)) return false;
    } while (this.fits(part));
    return true;
  }

  private fits(part: Part): boolean {
    return part.fits(this.tokens[this.at] ?? END, this.tokens[this.at + 1] ?? END);
  }

  private once(part: Part): boolean {
    switch (part.kind) {
      case 'token':
        return this.token(part);
      case 'rule':
        return this.call(part);
      case 'group':
        for (const one of part.parts) if (!this.part(one)) return false;
        return true;
      case 'choice': {
        const chosen = part.choose(this.tokens[this.at] ?? END, this.tokens[this.at + 1] ?? END);
        return chosen !== undefined && this.part(chosen);
      }
      case 'action':
        this.act(part.element as GrammarAST.Action, part.name);
        return true;
    }
  }

  private token(part: Part): boolean {
    const token = this.tokens[this.at];
    if (!token || !tokenMatcher(token, part.type as TokenType)) return false;
    this.at++;
    const leaf = new MovingLeaf(token, false, this.origin);
    leaf.grammarSource = part.element;
    append(this.cst, leaf);
    const value = part.isText ? this.services.meaning(token.image) : token.image;
    if (part.assignment) this.assign(part.assignment, value, leaf);
    else if (!this.node) this.text += value;
    return true;
  }

  private call(part: Part): boolean {
    const cst = composite(part.element, this.cst);
    const read = this.read(part.rule, cst);
    if (read === undefined) return false;
    if (part.assignment) this.assign(part.assignment, read, cst);
    else if (typeof read === 'string') this.text += read;
    // It stands for the node around it, into which nothing was read yet.
    else this.node = read;
    return true;
  }

  private assign({ feature, operator, terminal }: Assigned, value: Node | string, cst: CstNode): void {
    const node = this.node as Node;
    const list = operator === '+=' ? (node[feature] as unknown[] | undefined) : undefined;
    let item: unknown = value;
    if (typeof value !== 'string') {
      (value.$cstNode as CompositeCstNodeImpl).astNode = value;
      value.$container = node;
      value.$containerProperty = feature;
      if (operator === '+=') value.$containerIndex = list?.length ?? 0;
    } else if (terminal?.$type === 'CrossReference') item = this.services.reference(cst, value);
    if (operator !== '+=') node[feature] = operator === '?=' ? true : item;
    else if (list) list.push(item);
    else node[feature] = [item];
  }

  /** Gives the node its type, or begins another one around it. */
  private act(action: GrammarAST.Action, type: string): void {
    const { feature, operator } = action;
    if (feature === undefined || operator === undefined) {
      (this.node as Node).$type = type;
      return;
    }
    const inner = this.cst;
    const around = inner.container as CompositeCstNodeImpl;
    const last = this.finished();
    around.content.pop();
    this.cst = composite(action, around);
    append(this.cst, inner);
    this.node = { $type: type };
    this.assign({ feature, operator }, last, inner);
  }

  /** What has been read, its list of words without the room for more. */
  private finished(): Node | string {
    const { cst, node } = this;
    cst.content = cst.content.slice();
    if (!node) return this.text;
    node.$cstNode = cst;
    for (const [name, value] of this.services.defaults(node.$type))
      if (node[name] === undefined) node[name] = Array.isArray(value) ? [...value] : value;
    return node;
  }
}

function composite(element: GrammarAST.AbstractElement, around: CompositeCstNodeImpl): CompositeCstNodeImpl {
  const cst = new CompositeCstNodeImpl();
  cst.grammarSource = element;
  append(around, cst);
  return cst;
}

function append(around: CompositeCstNodeImpl, cst: CompositeCstNodeImpl | MovingLeaf): void {
  cst.container = around;
  around.content.push(cst);
}
