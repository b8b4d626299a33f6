import { type IToken, type TokenType, tokenMatcher } from 'chevrotain';
import type { Grammar, GrammarAST } from 'langium';

/*
 * The grammar, ready to be read along: what its elements are made of, and which of them can be what stands at two tokens. All of it
 * is made when it is first needed, and kept.
 */

type Element = GrammarAST.AbstractElement;

/** A rule of the grammar. */
export interface Rule {
  /** The type of its nodes; undefined where what it reads is a text. */
  readonly type: string | undefined;
  readonly definition: Part;
}

type Kind = 'token' | 'rule' | 'group' | 'choice' | 'action';

/** An element of the grammar: of one shape, whatever its kind, since all of them are asked the same things at every token. */
export class Part {
  readonly kind: Kind;
  /** It need not be there. */
  readonly isOptional: boolean;
  /** It may be there more than once. */
  readonly isRepeated: boolean;
  readonly element: Element;
  /** The property that it is read into. */
  readonly assignment: GrammarAST.Assignment | undefined;
  /** Of a token. */
  readonly type: TokenType | undefined;
  /** True of a token whose text means something else than what is written. */
  readonly isText: boolean;
  /** The rule that is called, or the type that an action gives. */
  readonly name: string;
  private readonly grammar: GrammarParts;
  private readonly elements: readonly Element[];
  private made: readonly Part[] | undefined;
  private called: Rule | undefined;
  /** By two types of tokens, how far it reaches into these. */
  private readonly reaches = new Map<number, number>();
  /** Of a choice, by a type of token: what begins with it. */
  private readonly beginning = new Map<number, readonly Part[]>();

  constructor(grammar: GrammarParts, element: Element, assignment: GrammarAST.Assignment | undefined) {
    const { cardinality } = element;
    this.grammar = grammar;
    this.element = element;
    this.isOptional = cardinality === '?' || cardinality === '*';
    this.isRepeated = cardinality === '+' || cardinality === '*';
    const isAssignment = is<GrammarAST.Assignment>(element, 'Assignment');
    this.assignment = isAssignment ? element : assignment;
    const read = is<GrammarAST.CrossReference>(element, 'CrossReference') ? (element.terminal as Element) : element;
    const name = nameOf(read);
    this.name = name ?? '';
    this.type = is<GrammarAST.Action>(read, 'Action') || name === undefined ? undefined : grammar.types[name];
    this.isText = this.type !== undefined && read.$type === 'RuleCall' && this.name.endsWith('STRING');
    this.elements = isAssignment ? [element.terminal] : ((read as GrammarAST.Group).elements ?? []);
    if (name === undefined) this.kind = read.$type === 'Alternatives' ? 'choice' : 'group';
    else if (this.type) this.kind = 'token';
    else this.kind = read.$type === 'Action' ? 'action' : 'rule';
  }

  /** Of a group, all of it; of a choice, what it is between. */
  get parts(): readonly Part[] {
    this.made ??= this.elements.map((element) => new Part(this.grammar, element, this.assignment));
    return this.made;
  }

  /** The rule that is called. */
  get rule(): Rule {
    this.called ??= this.grammar.rule(this.name);
    return this.called;
  }

  /** True where it can be what stands at two tokens. */
  fits(first: IToken, second: IToken): boolean {
    // Mostly the first one tells that it cannot.
    return this.begins(first) && (this.reach(first, second) & SOME) !== 0;
  }

  private begins(token: IToken): boolean {
    return (this.reach(token, undefined) & SOME) !== 0;
  }

  /** The part of a choice that can be what stands at two tokens; of several the first. */
  choose(first: IToken, second: IToken): Part | undefined {
    let parts = this.beginning.get(first.tokenTypeIdx);
    if (!parts) {
      parts = this.parts.filter((part) => part.begins(first));
      this.beginning.set(first.tokenTypeIdx, parts);
    }
    return parts.length < 2 ? parts[0] : parts.find((part) => part.fits(first, second));
  }

  /** How far it reaches into two tokens; where the second is not known, it is taken for whatever is expected there. */
  private reach(first: IToken, second: IToken | undefined): number {
    const key = keyOf(first, second);
    const known = this.reaches.get(key);
    if (known !== undefined) return known;
    let reach = this.reachOnce(first, second);
    if (this.isRepeated && reach & FIRST && (!second || this.reach(second, undefined) & SOME)) reach |= BOTH;
    if (this.isOptional) reach |= NONE;
    this.reaches.set(key, reach);
    return reach;
  }

  private reachOnce(first: IToken, second: IToken | undefined): number {
    switch (this.kind) {
      case 'token':
        return tokenMatcher(first, this.type as TokenType) ? FIRST : 0;
      case 'rule':
        return this.rule.definition.reach(first, second);
      case 'action':
        return NONE;
      case 'choice': {
        let reach = 0;
        for (const part of this.parts) reach |= part.reach(first, second);
        return reach;
      }
      case 'group':
        return this.reachOfAll(first, second);
    }
  }

  private reachOfAll(first: IToken, second: IToken | undefined): number {
    let reach = NONE;
    for (const part of this.parts) {
      let next = reach & BOTH;
      if (reach & NONE) next |= part.reach(first, second);
      if (reach & FIRST) {
        const rest = second ? part.reach(second, undefined) : SOME;
        if (rest & NONE) next |= FIRST;
        if (rest & SOME) next |= BOTH;
      }
      reach = next;
    }
    return reach;
  }
}

/** The parts of a grammar, whose tokens have types by name. */
export class GrammarParts {
  readonly types: Readonly<Record<string, TokenType>>;
  private readonly written: ReadonlyMap<string, GrammarAST.AbstractRule>;
  private readonly rules = new Map<string, Rule>();

  constructor(grammar: Grammar, types: Readonly<Record<string, TokenType>>) {
    this.written = new Map(grammar.rules.map((rule) => [rule.name, rule]));
    this.types = types;
  }

  rule(name: string): Rule {
    const known = this.rules.get(name);
    if (known) return known;
    const rule = this.written.get(name) as GrammarAST.ParserRule;
    const type = rule.dataType === undefined ? (rule.inferredType?.name ?? name) : undefined;
    const made = { type, definition: new Part(this, rule.definition, undefined) };
    this.rules.set(name, made);
    return made;
  }
}

/** Asked by the name of the type: Langium's own questions bring all of its grammar's tree into the bundle. */
const is = <T extends Element>(element: Element, type: T['$type']): element is T => element.$type === type;

/** The token, the rule or the type that an element names. */
function nameOf(element: Element): string | undefined {
  if (is<GrammarAST.Keyword>(element, 'Keyword')) return element.value;
  if (is<GrammarAST.RuleCall>(element, 'RuleCall')) return element.rule.$refText;
  return is<GrammarAST.Action>(element, 'Action') ? element.inferredType?.name : undefined;
}

/** How many of two tokens a part can be: none, the first, or both and what follows; each a bit. */
const [NONE, FIRST, BOTH] = [1, 2, 4];
const SOME = FIRST | BOTH;

const keyOf = (first: IToken, second: IToken | undefined): number =>
  first.tokenTypeIdx * MOST_TYPES + (second === undefined ? 0 : second.tokenTypeIdx);

/** Chevrotain counts them. */
const MOST_TYPES = 1 << 14;
